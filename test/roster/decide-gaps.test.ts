import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { gapsIn } from '../../src/roster/gaps.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, anna, arie, hoogeveen, mia, petra, yara } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { MONDAY, given } from './given.ts';
import { ada, gone, rosterRegion } from './people.ts';
import { absence, at, override, proven, rosterOf, shift, unproven } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

const GAP = `${ADULT}@${saturday.from}`;
/** The whole of Saturday was without an adult worker when it was last looked at. */
const found: Partial<RosterState> = {
  gaps: [{ id: GAP, role: ADULT, ...saturday, foundAt: 1, told: ['planner'], unheard: [] }],
};
const fill = (person: Person, gap = GAP): RosterCommand => ({ type: 'FillGap', gap, person: whoIs(person) });
const entry = (person: Person, time: Period = saturday, id = 'new-0') => ({
  id,
  person: whoIs(person),
  role: ADULT,
  ...time,
});

const openIn = (state: RosterState): readonly string[] =>
  gapsIn(state, hoogeveen, rosterRegion, dutchDays(), saturday)
    .filter(({ role }) => role === ADULT)
    .map(({ id }) => id);

describe('A gap', () => {
  it('is filled by whoever takes it, or by a planner or manager for somebody', () => {
    for (const by of [anna, petra, mia]) {
      const state = given(found, proven(anna))
        .when(fill(anna), { by })
        .then({ type: 'ShiftAdded', shift: entry(anna) });
      assert.deepEqual(openIn(state), []);
    }
  });

  it('is filled as far as it is still open', () => {
    const relieved = rosterOf(found, proven(anna, arie), shift(arie, onSaturday('12:00', '14:00')));
    const state = given(relieved)
      .when(fill(anna), { by: anna })
      .then(
        { type: 'ShiftAdded', shift: entry(anna, onSaturday('10:00', '12:00')) },
        { type: 'ShiftAdded', shift: entry(anna, onSaturday('14:00', '18:00'), 'new-1') },
      );
    assert.deepEqual(openIn(state), []);
  });

  it('is filled from now on when it has begun', () => {
    const now = at('2026-11-28T13:37+01:00');
    given(found)
      .when(fill(anna), { by: anna, at: now })
      .then({ type: 'ShiftAdded', shift: entry(anna, { from: now, to: saturday.to }) });
  });

  it('is filled with an override where an override leaves it open, for a shift would change nothing there', () => {
    const replaced = rosterOf(found, proven(anna, ada), override(arie, onSaturday('12:00', '14:00')));
    const state = given(replaced)
      .when(fill(anna), { by: anna })
      .then(
        { type: 'ShiftAdded', shift: entry(anna, onSaturday('10:00', '12:00')) },
        { type: 'ShiftAdded', shift: entry(anna, onSaturday('14:00', '18:00'), 'new-1') },
        { type: 'OverrideAdded', override: entry(anna, onSaturday('12:00', '14:00'), 'new-2') },
      );
    assert.deepEqual(openIn(state), []);
  });

  it('is filled under somebody who did not prove to be in reach', () => {
    const state = given(found, proven(anna), shift(arie, saturday))
      .when(fill(anna), { by: anna })
      .then({ type: 'ShiftAdded', shift: entry(anna) });
    assert.deepEqual(openIn(state), []);
  });

  it('that nobody knows of, is closed meanwhile, or is over, is gone', () => {
    given().when(fill(anna), { by: anna }).refused({ code: 'gapGone' });
    given(found).when(fill(anna, 'amw@1'), { by: anna }).refused({ code: 'gapGone' });
    given(found, proven(arie), shift(arie, saturday))
      .when(fill(anna), { by: anna })
      .refused({ code: 'gapGone' });
    given(found).when(fill(anna), { by: anna, at: saturday.to }).refused({ code: 'gapGone' });
  });

  it('is for whoever holds the role', () => {
    for (const person of [yara, gone])
      given(found)
        .when(fill(person), { by: petra })
        .refused({ code: 'notTheirRole', person: whoIs(person), role: ADULT });
    given(found)
      .when(fill(yara), { by: yara })
      .refused({ code: 'notTheirRole', person: whoIs(yara), role: ADULT });
  });

  it('is not for somebody who is away all the time', () => {
    given(found, absence(anna, saturday))
      .when(fill(anna), { by: petra })
      .refused({ code: 'absent', person: whoIs(anna) });
    given(found, absence(anna, onSaturday('10:00', '12:00')))
      .when(fill(anna), { by: petra })
      .then({ type: 'ShiftAdded', shift: entry(anna) });
  });

  it('is not closed by being on duty twice, for whoever did not prove to be in reach', () => {
    given(found, unproven(anna), shift(anna, onSaturday('09:00', '19:00')))
      .when(fill(anna), { by: anna })
      .refused({ code: 'alreadyThere', person: whoIs(anna) });
    given(found, unproven(anna), shift(anna, onSaturday('09:00', '17:00')))
      .when(fill(anna), { by: anna, at: MONDAY })
      .then({ type: 'ShiftAdded', shift: entry(anna) });
  });
});
