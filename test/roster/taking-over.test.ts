import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, LOCAL, YOUTH, anna, arie, lars, petra } from '../case/region.ts';
import { addShift, shiftOf } from './asks.ts';
import { decisionOn } from './given.ts';
import { absence, at, override, rosterOf, shift, unansweredSwap } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

/** Saturday, in the middle of the day; hand-overs were last given at ten. */
const NOON = at('2026-11-28T12:00+01:00');
const until = saturday.from;
const handed = { handedOverUntil: until };

/** What is handed over with a command, besides what it does. */
const handOversOf = (roster: RosterState, command: RosterCommand, by = petra) => {
  const decision = decisionOn(roster, command, { by, at: NOON });
  assert.ok(decision.ok, decision.ok ? '' : decision.refusal.code);
  return decision.value.filter(({ type }) => type === 'DutyHandedOver');
};
const comes = (person = anna, time = saturday) => [
  { type: 'DutyHandedOver', until, comes: [{ person: whoIs(person), role: ADULT, ...time }], goes: [] },
];

describe('Whoever is put on duty in the middle of it', () => {
  it('takes over at once, when the duty began before the last hand-over', () => {
    assert.deepEqual(handOversOf(rosterOf(handed), addShift(anna)), comes());
    const earlier = onSaturday('08:00', '14:00');
    assert.deepEqual(handOversOf(rosterOf(handed), addShift(anna, earlier)), comes(anna, earlier));
  });

  it('takes over by an override, an accepted swap, and coming back from an absence', () => {
    const replacing = addShift(anna, saturday, { replaces: true });
    assert.deepEqual(handOversOf(rosterOf(handed, shift(arie, saturday)), replacing), comes());
    const asked = rosterOf(handed, shift(arie, saturday), unansweredSwap(arie, anna, saturday));
    const yes: RosterCommand = { type: 'AnswerSwap', swap: 'swap-Arie-Anna', accepted: true };
    assert.deepEqual(handOversOf(asked, yes, anna), comes());
    const back: RosterCommand = { type: 'RemoveEntry', entry: 'absence-Anna' };
    const away = rosterOf(handed, shift(anna, saturday), absence(anna, saturday));
    assert.deepEqual(handOversOf(away, back), comes());
  });

  it('takes over again what an override had taken away', () => {
    const replaced = rosterOf(handed, shift(anna, saturday), override(arie, saturday));
    assert.deepEqual(handOversOf(replaced, { type: 'RemoveEntry', entry: 'override-Arie' }), comes());
  });

  it('is left to the clock, when the duty began after the last hand-over', () => {
    for (const time of [onSaturday('10:01', '18:00'), onSaturday('12:00', '18:00')])
      assert.deepEqual(handOversOf(rosterOf(handed), addShift(anna, time)), []);
  });

  it('hears nothing of a duty that goes on, is yet to come, or is not on call', () => {
    const longer = addShift(anna, onSaturday('09:00', '20:00'));
    assert.deepEqual(handOversOf(rosterOf(handed, shift(anna, saturday)), longer), []);
    assert.deepEqual(handOversOf(rosterOf(handed), addShift(anna, onSaturday('18:00', '20:00'))), []);
    const local = addShift(lars, saturday, { role: LOCAL });
    assert.deepEqual(handOversOf(rosterOf(handed), local), []);
  });

  it('is told of the role they take over, also when they are on duty for another', () => {
    const other = rosterOf(handed, shift(anna, saturday, { role: YOUTH }));
    assert.deepEqual(handOversOf(other, addShift(anna)), comes());
  });

  it('is in the same decision as what put them there', () => {
    const decision = decisionOn(rosterOf(handed), addShift(anna), { by: petra, at: NOON });
    assert.ok(decision.ok);
    assert.deepEqual(decision.value[0], { type: 'ShiftAdded', shift: shiftOf(anna) });
  });
});
