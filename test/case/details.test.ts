import assert from 'node:assert/strict';
import { type Details, detailsOf } from '../../src/case/consultation.ts';
import { openItems } from '../../src/case/state.ts';
import { followedAfter, given, stateIn } from './given.ts';
import {
  announced,
  attempted,
  completed,
  consultation,
  decided,
  decisions,
  details,
  feedback,
  hour,
  householdSeen,
  minute,
  noChildren,
  planned,
  reported,
  schoolTold,
  visited,
  waiting,
} from './history.ts';
import { convened } from './meetings.ts';
import { anna, hoogeveen, lars, mia, olga, vera, yara } from './region.ts';

const complete = (changes: Partial<Details> = {}) =>
  ({ type: 'CompleteConsultation', details: { ...details, ...changes } }) as const;
const wasCompleted = (changes: Partial<Details> = {}) => ({
  type: 'ConsultationCompleted' as const,
  details: { ...details, ...changes },
});
const both = [feedback('safeAtHome'), feedback('police')];

describe('The details of an outcome', () => {
  it('are not there when the decisions were recorded: the visit does not wait for them', () => {
    const state = stateIn('consulted', announced(), convened(), decided());
    assert.deepEqual(state.consultation, decisions);
    assert.equal(detailsOf(state.consultation), undefined);
    assert.deepEqual(state.meetings[0]?.outcome, decisions);
  });

  it('are filled in afterwards by whoever consults, and leave the case where it is', () => {
    for (const by of [olga, vera, lars, yara])
      given(announced(), decided()).when(complete(), { by }).then(wasCompleted()).isIn('consulted');
    given(announced(), decided(), planned())
      .when(complete(), { by: anna })
      .then(wasCompleted())
      .isIn('planned');
    given(announced(), decided())
      .when(complete(), { by: mia })
      .refused({ code: 'notAllowed', command: 'CompleteConsultation' });
  });

  it('stand beside the decisions, in the case and in the consultation', () => {
    const state = stateIn('consulted', announced(), convened(), decided(), completed());
    assert.deepEqual(state.consultation, consultation);
    assert.deepEqual(detailsOf(state.consultation), consultation);
    assert.deepEqual(state.meetings[0]?.outcome, consultation);
  });

  it('take no plan back and leave the places as they are', () => {
    const before = stateIn('planned', announced(), decided(), planned());
    const after = stateIn('planned', announced(), decided(), planned(), completed());
    assert.equal(after.visitAt, before.visitAt);
    assert.deepEqual(after.slots, before.slots);
  });

  it('wait for an outcome, and for nothing after the end', () => {
    given(announced(), convened())
      .when(complete(), { by: vera })
      .refused({ code: 'notNow', command: 'CompleteConsultation', step: 'announced' });
  });

  it('may be filled in again, also after the visit', () => {
    given(visited)
      .when(complete({ safety: 'unsafe' }), { by: lars })
      .then(wasCompleted({ safety: 'unsafe' }))
      .isIn('visited');
    const again = completed({ safety: 'unsafe', present: ['gemeente'] }, hour(1));
    const { consultation: now } = stateIn('consulted', announced(), decided(), completed(), again);
    assert.deepEqual(now, { ...consultation, safety: 'unsafe', present: ['gemeente'] });
  });

  it('have no school to tell without children', () => {
    const adults = [announced(noChildren), decided({}, hoogeveen.visit.noChildren)];
    given(...adults)
      .when(complete(), { by: vera })
      .refused({ code: 'invalid', problems: [{ field: 'tellSchool', problem: 'noChildren' }] });
    given(...adults)
      .when(complete({ tellSchool: false }), { by: vera })
      .then(wasCompleted({ tellSchool: false }));
  });

  it('stay when the outcome is adjusted', () => {
    const adjusted = decided({ decision: waiting() }, hoogeveen.visit.children, hour(1));
    const state = stateIn('consulted', announced(), convened(), decided(), completed(), adjusted);
    assert.deepEqual(state.consultation, { ...consultation, decision: waiting() });
    assert.deepEqual(state.meetings[0]?.outcome, state.consultation);
    const older = stateIn('consulted', announced(), decided(), completed(), adjusted);
    assert.deepEqual(older.consultation, state.consultation);
  });

  it('stay open when an outcome without them is adjusted', () => {
    const adjusted = decided({ caseLead: 'vt' }, hoogeveen.visit.children, hour(1));
    const { consultation: now } = stateIn('consulted', announced(), convened(), decided(), adjusted);
    assert.deepEqual(now, { ...decisions, caseLead: 'vt' });
  });
});

describe('A second consultation', () => {
  const again = convened(hour(1), hour(1), yara);
  const first = [announced(), convened(), decided(), completed()];

  it('leaves the outcome of the first in force until it has its own', () => {
    const state = stateIn('consulted', ...first, again);
    assert.deepEqual(state.consultation, consultation);
    assert.deepEqual(
      state.meetings.map(({ outcome }) => outcome),
      [consultation, undefined],
    );
  });

  it('starts without details, and keeps the outcome of the first', () => {
    const second = decided({ caseLead: 'vt' }, hoogeveen.visit.children, hour(1.5));
    const state = stateIn('consulted', ...first, again, second);
    assert.deepEqual(state.consultation, { ...decisions, caseLead: 'vt' });
    assert.deepEqual(
      state.meetings.map(({ number, outcome }) => [number, outcome]),
      [
        [1, consultation],
        [2, { ...decisions, caseLead: 'vt' }],
      ],
    );
    const filled = completed({ safety: 'safe' }, hour(2));
    const { meetings } = stateIn('consulted', ...first, again, second, filled);
    assert.deepEqual(meetings[0]?.outcome, consultation);
    assert.deepEqual(meetings[1]?.outcome, { ...consultation, caseLead: 'vt', safety: 'safe' });
  });

  it('is not ended by the details of the first, which are filled in while it runs', () => {
    const running = [announced(), convened(), decided(), again];
    const late = completed({ safety: 'safe' }, hour(1.2));
    for (const after of [[], [householdSeen()]]) {
      const { meetings } = followedAfter(...running, after, late);
      assert.deepEqual(
        meetings.map(({ outcome }) => outcome),
        [{ ...consultation, safety: 'safe' }, undefined],
      );
    }
  });

  it('takes back a plan only with its outcome', () => {
    const second = decided({ decision: waiting() }, hoogeveen.visit.children, hour(1.5));
    stateIn('planned', ...first, planned(), again);
    stateIn('consulted', ...first, planned(), again, second);
  });
});

describe('The school, while the details are open', () => {
  const tell = { type: 'TellSchool' } as const;
  const undone = [announced(), decided(), reported(), householdSeen(), ...both];

  it('may be told of children: whoever can do it does not wait for a form', () => {
    given(announced(), decided()).when(tell, { by: yara }).then({ type: 'SchoolTold' }).isIn('consulted');
    given(announced(noChildren), decided({}, hoogeveen.visit.noChildren))
      .when(tell, { by: anna })
      .refused({ code: 'schoolNotNeeded' });
  });

  it('is told once, also across a failed visit', () => {
    given(announced(), decided(), schoolTold, attempted())
      .when(tell, { by: yara })
      .refused({ code: 'alreadyDone' });
  });

  it('is not asked for at the end; the details are, and then it may be', () => {
    assert.deepEqual(openItems(stateIn('visited', ...undone)), ['details']);
    const filled = completed({}, minute(300));
    assert.deepEqual(openItems(stateIn('visited', ...undone, filled)), ['school']);
    assert.deepEqual(openItems(stateIn('visited', ...undone, schoolTold, filled)), []);
    const silent = completed({ tellSchool: false }, minute(300));
    assert.deepEqual(openItems(stateIn('visited', ...undone, silent)), []);
  });

  it('keeps the case open together with the details', () => {
    given(announced(), decided(), householdSeen())
      .when({ type: 'CloseCase', dossier: 'safeAtHome' }, { by: mia, at: hour(5) })
      .refused({
        code: 'stillOpen',
        items: ['details', 'feedback:safeAtHome', 'feedback:police', 'formalReport'],
      });
    given(...undone, completed({ tellSchool: false }, minute(300)))
      .when({ type: 'CloseCase', dossier: 'safeAtHome' }, { by: mia, at: hour(5) })
      .then({ type: 'DossierTransferred', to: 'safeAtHome' }, { type: 'CaseClosed' })
      .isIn('closed');
  });
});
