/** Named scenarios of who is on the roster for adult work, and when. */
import assert from 'node:assert/strict';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { rosteredAt } from '../../src/roster/duty.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT } from '../case/region.ts';
import { names } from './people.ts';
import { at, period } from './rosters.ts';

export const ZONE = 'Europe/Amsterdam';

/** A Saturday, in the hours of the weekend. */
export const onSaturday = (from: string, to: string): Period =>
  period(`2026-11-28T${from}+01:00`, `2026-11-28T${to}+01:00`);
export const saturday = onSaturday('10:00', '18:00');

export interface Scenario {
  readonly name: string;
  readonly roster: RosterState;
  /** By moment. */
  readonly on: Readonly<Record<string, readonly Person[]>>;
}

export const table = (scenarios: readonly Scenario[]): void => {
  for (const { name, roster, on } of scenarios) {
    it(name, () => {
      const found = Object.keys(on).map((moment) => [
        moment,
        names(rosteredAt(roster, ADULT, at(moment), ZONE)),
      ]);
      const expected = Object.entries(on).map(([moment, people]) => [moment, names(people)]);
      assert.deepEqual(found, expected);
    });
  }
};
