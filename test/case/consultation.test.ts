import assert from 'node:assert/strict';
import { SAFE_AT_HOME } from '../../src/core/region.ts';
import type { Decisions } from '../../src/case/consultation.ts';
import type { Slot } from '../../src/case/state.ts';
import { visitDeadline } from '../../src/case/state.ts';
import { given, stateIn } from './given.ts';
import {
  DEADLINE,
  START,
  announced,
  attempted,
  bothClaimed,
  claimed,
  consulted,
  danger,
  decided,
  decisions,
  hour,
  minute,
  noChildren,
  planned,
  released,
  schoolTold,
  visited,
  waiting,
} from './history.ts';
import { ADULT, LOCAL, YOUTH, anna, arie, hoogeveen, lars, olga, vera, yara } from './region.ts';

const record = (changes: Partial<Decisions> = {}) =>
  ({ type: 'RecordConsultation', decisions: { ...decisions, ...changes } }) as const;
const recorded = (changes: Partial<Decisions>, roles: readonly string[]) => ({
  type: 'ConsultationRecorded' as const,
  consultation: { ...decisions, ...changes },
  roles: [...roles],
});
const refusedField = (field: string, problem: 'waitWithDanger' | 'inThePast' | 'waitTooLong') =>
  ({ code: 'invalid', problems: [{ field, problem }] }) as const;

const pair = (slots: readonly Slot[]) =>
  slots.map(({ role, claim }) => `${role}: ${claim?.by.name ?? 'open'}`);

describe('Recording the consultation', () => {
  it('says who visits: with children, without, and when Veilig Thuis joins', () => {
    const { children, noChildren: adults, exceptional } = hoogeveen.visit;
    given(announced()).when(record(), { by: olga }).then(recorded({}, children)).isIn('consulted');
    given(announced({ announcement: { children: 1 } }))
      .when(record(), { by: olga })
      .then(recorded({}, children));
    given(announced(noChildren)).when(record(), { by: vera }).then(recorded({}, adults));
    given(announced())
      .when(record({ exceptional: true }), { by: yara })
      .then(recorded({ exceptional: true }, exceptional));
  });

  it('may be done again until the household was seen', () => {
    given(announced(), consulted())
      .when(record({ caseLead: 'welzijn' }), { by: lars })
      .then(recorded({ caseLead: 'welzijn' }, hoogeveen.visit.children))
      .isIn('consulted');
    given(visited)
      .when(record(), { by: lars })
      .refused({ code: 'notNow', command: 'RecordConsultation', step: 'visited' });
  });

  it('takes back a plan: it was about what was decided before', () => {
    const history = [announced(), consulted(), bothClaimed, planned()];
    given(...history)
      .when(record({ decision: waiting() }), { by: vera })
      .then(recorded({ decision: waiting() }, hoogeveen.visit.children))
      .isIn('consulted');
    const state = stateIn('consulted', ...history, consulted({}, hoogeveen.visit.children, hour(1)));
    assert.equal('visitAt' in state, false);
    assert.deepEqual(pair(state.slots), ['jeugd-mw: Yara', 'veilig-opgroeien: Lars']);
  });

  it('may be done again after a visit that failed', () => {
    given(announced(), consulted(), bothClaimed, attempted())
      .when(record(), { by: lars, at: hour(4) })
      .then(recorded({}, hoogeveen.visit.children))
      .isIn('consulted');
  });

  describe('with a decision to wait', () => {
    const wait = record({ decision: waiting() });

    it('is refused with direct danger, however it is asked', () => {
      const refusal = refusedField('decision', 'waitWithDanger');
      given(announced(danger)).when(wait, { by: vera }).refused(refusal);
      given(announced(danger), consulted()).when(wait, { by: vera }).refused(refusal);
      given(announced(danger))
        .when(record({ decision: waiting(hour(-1)) }), { by: vera })
        .refused(refusal);
    });

    it('moves the moment the visit must have taken place', () => {
      assert.equal(visitDeadline(stateIn('consulted', announced(), consulted())), DEADLINE);
      const state = stateIn('consulted', announced(), consulted({ decision: waiting() }));
      assert.equal(visitDeadline(state), hour(30));
      assert.equal(state.visitBefore, DEADLINE);
    });

    it('never makes the window shorter', () => {
      const state = stateIn('consulted', announced(), consulted({ decision: waiting(hour(5)) }));
      assert.equal(visitDeadline(state), DEADLINE);
    });

    it('is for seven days beyond the window at most: a slip of the year would silence the case', () => {
      const last = DEADLINE + hour(7 * 24) - START;
      const until = (moment: number) =>
        given(announced()).when(record({ decision: waiting(moment) }), { by: vera });
      until(last).then(recorded({ decision: waiting(last) }, hoogeveen.visit.children));
      until(last + 1).refused(refusedField('until', 'waitTooLong'));
    });

    it('is until a moment to come', () => {
      const until = (moment: number) =>
        given(announced()).when(record({ decision: waiting(moment) }), { by: vera, at: hour(2) });
      until(hour(2)).refused(refusedField('until', 'inThePast'));
      until(hour(2) + 1).then(recorded({ decision: waiting(hour(2) + 1) }, hoogeveen.visit.children));
    });

    it('ends when the consultation is recorded again', () => {
      const state = stateIn('consulted', announced(), consulted({ decision: waiting() }), consulted());
      assert.equal(visitDeadline(state), DEADLINE);
    });
  });
});

describe('The places after the consultation', () => {
  const { children, exceptional } = hoogeveen.visit;

  it('are those of the outcome at once, before anybody filled in its details', () => {
    const { slots } = stateIn('consulted', announced(), decided({ exceptional: true }, exceptional, hour(1)));
    assert.deepEqual(pair(slots), ['veilig-thuis: open', 'jeugd-mw: open']);
    given(announced(), decided({ exceptional: true }, exceptional))
      .when({ type: 'ClaimSlot' }, { by: vera })
      .then({ type: 'SlotClaimed', slot: 0, role: SAFE_AT_HOME });
  });

  it('are as they were when the pair stays the same', () => {
    const { slots } = stateIn('consulted', announced(), bothClaimed, consulted({}, children, hour(1)));
    assert.deepEqual(pair(slots), ['jeugd-mw: Yara', 'veilig-opgroeien: Lars']);
    assert.deepEqual(
      slots.map(({ openedAt }) => openedAt),
      [START, START],
    );
  });

  it('keep whoever goes in a role that stays, also when the place moves', () => {
    const { slots } = stateIn(
      'consulted',
      announced(),
      bothClaimed,
      consulted({ exceptional: true }, exceptional, hour(1)),
    );
    assert.deepEqual(pair(slots), ['veilig-thuis: open', 'jeugd-mw: Yara']);
  });

  it('keep the time a place was opened; only a new place starts now', () => {
    const { slots } = stateIn(
      'consulted',
      announced(),
      consulted({ exceptional: true }, exceptional, hour(1)),
    );
    assert.deepEqual(slots, [
      { id: `${hour(1)}-0`, role: SAFE_AT_HOME, openedAt: hour(1) },
      { id: `${START}-0`, role: YOUTH, openedAt: START },
    ]);
  });

  it('open again for a role that comes back', () => {
    const { slots } = stateIn(
      'consulted',
      announced(),
      bothClaimed,
      consulted({ exceptional: true }, exceptional, hour(1)),
      consulted({}, children, hour(2)),
    );
    assert.deepEqual(pair(slots), ['jeugd-mw: Yara', 'veilig-opgroeien: open']);
    assert.equal(slots[1]?.openedAt, hour(2));
  });

  it('keep whoever goes when one of two places of the same role stays', () => {
    const twoAdults = announced({ ...noChildren, roles: [ADULT, ADULT] });
    const history = [
      twoAdults,
      claimed(0, anna),
      claimed(1, arie),
      released(0, anna),
      decided({ exceptional: true }, [SAFE_AT_HOME, ADULT], hour(1)),
    ];
    assert.deepEqual(pair(stateIn('consulted', ...history).slots), ['veilig-thuis: open', 'amw: Arie']);
  });

  it('do not undo what the school was told', () => {
    const state = stateIn(
      'consulted',
      announced(),
      consulted(),
      schoolTold,
      consulted({}, [LOCAL], minute(300)),
    );
    assert.equal(state.schoolToldAt, hour(4));
  });
});
