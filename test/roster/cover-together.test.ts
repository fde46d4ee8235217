import assert from 'node:assert/strict';
import type { Period } from '../../src/core/calendar.ts';
import type { RoleId } from '../../src/core/region.ts';
import { coverOf } from '../../src/roster/cover.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, LOCAL, YOUTH, anna, arie, hoogeveen, lars, yara, yusuf } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { ada, gone, rosterRegion } from './people.ts';
import { absence, at, period, proven, rosterOf, shift, unproven } from './rosters.ts';

/** A Monday. */
const MONDAY = '2026-11-23T12:00+01:00';
const weekend = period('2026-11-27T17:00+01:00', '2026-11-30T08:30+01:00');

describe('The last time together', () => {
  interface Example {
    readonly name: string;
    readonly roster: RosterState;
    readonly roles?: readonly RoleId[];
    readonly in?: Period;
    readonly is: string | undefined;
  }
  const youthOn = (from: string, to: string, person = yara) =>
    shift(person, period(`2026-11-28T${from}+01:00`, `2026-11-28T${to}+01:00`), { role: YOUTH });
  const adultOn = (from: string, to: string) =>
    shift(anna, period(`2026-11-28T${from}+01:00`, `2026-11-28T${to}+01:00`));
  const both = [ADULT, YOUTH];
  const monday = period('2026-11-23T12:00+01:00', '2026-11-24T12:00+01:00');

  const examples: readonly Example[] = [
    {
      name: 'on workdays is the last service in the period',
      roster: rosterOf(),
      in: monday,
      is: '2026-11-24T12:00+01:00',
    },
    {
      name: 'ends with the service when that ends first',
      roster: rosterOf(),
      in: period(MONDAY, '2026-11-24T03:00+01:00'),
      is: '2026-11-23T17:00+01:00',
    },
    {
      name: 'is not there when the period has no service',
      roster: rosterOf(),
      in: period('2026-11-23T17:00+01:00', '2026-11-24T08:30+01:00'),
      is: undefined,
    },
    { name: 'is not in a weekend without a roster', roster: rosterOf(), is: undefined },
    {
      name: 'is on Friday when nobody is on the roster in the weekend',
      roster: rosterOf(proven(anna, yara)),
      in: period('2026-11-27T16:00+01:00', '2026-11-28T16:00+01:00'),
      is: '2026-11-27T17:00+01:00',
    },
    {
      name: 'is the end of what both have in common',
      roster: rosterOf(adultOn('10:00', '15:00'), youthOn('12:00', '18:00'), proven(anna, yara)),
      is: '2026-11-28T15:00+01:00',
    },
    {
      name: 'is not there when they relieve each other',
      roster: rosterOf(adultOn('10:00', '14:00'), youthOn('14:00', '18:00'), proven(anna, yara)),
      is: undefined,
    },
    {
      name: 'does not go on after the service of the weekend',
      roster: rosterOf(adultOn('10:00', '22:00'), youthOn('12:00', '23:00'), proven(anna, yara)),
      is: '2026-11-28T18:00+01:00',
    },
    {
      name: 'does not count duty outside service',
      roster: rosterOf(adultOn('18:00', '22:00'), youthOn('18:00', '22:00'), proven(anna, yara)),
      is: undefined,
    },
    {
      name: 'does not count who did not prove to be in reach, in the weekend',
      roster: rosterOf(adultOn('10:00', '18:00'), youthOn('10:00', '18:00'), proven(anna), unproven(yara)),
      is: undefined,
    },
    {
      name: 'counts whoever of a role did prove it',
      roster: rosterOf(
        adultOn('10:00', '18:00'),
        youthOn('10:00', '18:00'),
        youthOn('10:00', '13:00', yusuf),
        proven(anna, yusuf),
      ),
      is: '2026-11-28T13:00+01:00',
    },
    {
      name: 'does not count who left',
      roster: rosterOf(shift(gone, weekend), proven(gone)),
      roles: [ADULT],
      is: undefined,
    },
    {
      name: 'is not there for a report on Friday at 22:15 when the Saturday of the youth worker is missing',
      roster: rosterOf(
        shift(anna, weekend),
        shift(yara, period('2026-11-29T00:00+01:00', '2026-11-30T00:00+01:00'), { role: YOUTH }),
        proven(anna, yara),
      ),
      roles: [YOUTH, LOCAL],
      in: period('2026-11-27T22:15+01:00', '2026-11-28T22:15+01:00'),
      is: undefined,
    },
    {
      name: 'asks a roster only of roles on call',
      roster: rosterOf(adultOn('10:00', '15:00'), proven(anna)),
      roles: [ADULT, LOCAL],
      is: '2026-11-28T15:00+01:00',
    },
    {
      name: 'ends where everybody of a role is absent, on a workday',
      roster: rosterOf(
        absence(anna, period('2026-11-24T09:00+01:00', '2026-11-25T00:00+01:00')),
        absence(arie, period('2026-11-24T10:00+01:00', '2026-11-25T00:00+01:00')),
        absence(ada, period('2026-11-24T00:00+01:00', '2026-11-24T09:30+01:00')),
        absence(ada, period('2026-11-24T09:45+01:00', '2026-11-25T00:00+01:00')),
      ),
      roles: [ADULT],
      in: monday,
      is: '2026-11-24T10:00+01:00',
    },
    {
      name: 'is the day before when everybody of a role is absent today',
      roster: rosterOf(absence(lars, period('2026-11-24T00:00+01:00', '2026-11-25T00:00+01:00'))),
      roles: [LOCAL],
      in: monday,
      is: '2026-11-23T17:00+01:00',
    },
    {
      name: 'is not there for two roles that only one person fills: a pair is two people',
      roster: rosterOf(shift(ada, weekend), shift(ada, weekend, { role: YOUTH }), proven(ada)),
      is: undefined,
    },
    {
      name: 'is there for two roles of which one person fills either, and another one of them',
      roster: rosterOf(
        shift(ada, weekend),
        shift(ada, weekend, { role: YOUTH }),
        adultOn('10:00', '12:00'),
        proven(ada, anna),
      ),
      is: '2026-11-28T12:00+01:00',
    },
    { name: 'of no roles is the last service', roster: rosterOf(), roles: [], is: '2026-11-29T18:00+01:00' },
    {
      name: 'of a role that nobody holds is not there',
      roster: rosterOf(),
      roles: ['psycholoog'],
      in: monday,
      is: undefined,
    },
  ];
  for (const { name, roster, roles = both, in: time = weekend, is } of examples) {
    it(name, () => {
      const found = coverOf(roster, hoogeveen, rosterRegion, dutchDays()).lastTogether(roles, time);
      const expected = is === undefined ? undefined : at(is);
      assert.equal(found, expected);
    });
  }
});
