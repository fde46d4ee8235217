/** What a planner asks of a roster, most often about Saturday. */
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import type { RosterProblemCode } from '../../src/roster/refusals.ts';
import { ADULT, petra } from '../case/region.ts';
import { MONDAY } from './given.ts';
import { period } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

export const by = { by: petra };
export const addShift = (
  person: Person,
  time: Period = saturday,
  other: Partial<Extract<RosterCommand, { type: 'AddShift' }>> = {},
): RosterCommand => ({
  type: 'AddShift',
  person: whoIs(person),
  role: ADULT,
  ...time,
  replaces: false,
  ...other,
});
export const shiftOf = (person: Person, time: Period = saturday, id = 'new') => ({
  id,
  person: whoIs(person),
  role: ADULT,
  ...time,
});

/** What is wrong with a period, for whatever is entered with one. */
export const periods: readonly (readonly [string, Period, 'from' | 'to', RosterProblemCode])[] = [
  ['ends when it begins', onSaturday('10:00', '10:00'), 'to', 'endsTooEarly'],
  ['ends before it begins', onSaturday('10:00', '09:00'), 'to', 'endsTooEarly'],
  ['is over', { from: MONDAY - 2 * HOUR, to: MONDAY }, 'to', 'inThePast'],
  [
    'is more than two years ahead',
    period('2028-11-25T10:00+01:00', '2028-11-25T18:00+01:00'),
    'from',
    'tooFarAhead',
  ],
];
