import assert from 'node:assert/strict';
import type { Period } from '../../src/core/calendar.ts';
import type { Person, RoleId } from '../../src/core/region.ts';
import { coverOf, isProven } from '../../src/roster/cover.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, LOCAL, YOUTH, anna, arie, hoogeveen, lars, yara, yusuf } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { ada, gone, moved, names, rosterRegion, switched } from './people.ts';
import { absence, at, override, period, proven, rosterOf, shift, unproven } from './rosters.ts';

const coverWith = (roster: RosterState) => coverOf(roster, hoogeveen, rosterRegion, dutchDays());

const weekend = period('2026-11-27T17:00+01:00', '2026-11-30T08:30+01:00');
const MONDAY = '2026-11-23T12:00+01:00';
const MONDAY_NIGHT = '2026-11-23T23:00+01:00';
const SATURDAY = '2026-11-28T12:00+01:00';
const SATURDAY_NIGHT = '2026-11-28T23:00+01:00';
const CHRISTMAS = '2026-12-25T12:00+01:00';
const always = period('2026-11-01T00:00+01:00', '2027-01-01T00:00+01:00');

describe('On duty', () => {
  interface Example {
    readonly name: string;
    readonly roster: RosterState;
    readonly role?: RoleId;
    readonly at: string;
    readonly are: readonly Person[];
  }
  const empty = rosterOf();
  const rostered = rosterOf(shift(ada, always));
  const former = rosterOf(shift(gone, always), shift(moved, always), shift(switched, always));

  const examples: readonly Example[] = [
    {
      name: 'is everybody who holds the role, on a workday',
      roster: empty,
      at: MONDAY,
      are: [anna, arie, ada],
    },
    {
      name: 'is whoever the roster names first, on a workday',
      roster: rostered,
      at: MONDAY,
      are: [ada, anna, arie],
    },
    { name: 'is nobody on a workday at night without a roster', roster: empty, at: MONDAY_NIGHT, are: [] },
    {
      name: 'is whoever the roster names, on a workday at night',
      roster: rostered,
      at: MONDAY_NIGHT,
      are: [ada],
    },
    { name: 'is whoever the roster names, in the weekend', roster: rostered, at: SATURDAY, are: [ada] },
    {
      name: 'is whoever the roster names, in a weekend night',
      roster: rostered,
      at: SATURDAY_NIGHT,
      are: [ada],
    },
    {
      name: 'is whoever the roster names, on a holiday on a Friday',
      roster: rostered,
      at: CHRISTMAS,
      are: [ada],
    },
    { name: 'is nobody in the weekend without a roster', roster: empty, at: SATURDAY, are: [] },
    { name: 'is nobody on a holiday without a roster', roster: empty, at: CHRISTMAS, are: [] },
    {
      name: 'is everybody at opening time',
      roster: empty,
      at: '2026-11-23T08:30+01:00',
      are: [anna, arie, ada],
    },
    { name: 'is nobody at closing time', roster: empty, at: '2026-11-23T17:00+01:00', are: [] },
    {
      name: 'is everybody at any time, for a role that is not on call',
      roster: empty,
      role: LOCAL,
      at: SATURDAY_NIGHT,
      are: [lars],
    },
    {
      name: 'is nobody who is absent, for a role that is not on call',
      roster: rosterOf(absence(lars, always)),
      role: LOCAL,
      at: SATURDAY_NIGHT,
      are: [],
    },
    {
      name: 'is nobody who is absent, on a workday',
      roster: rosterOf(shift(ada, always), absence(ada, always), absence(anna, always)),
      at: MONDAY,
      are: [arie],
    },
    {
      name: 'is nobody who is absent, in the weekend',
      roster: rosterOf(shift(ada, always), shift(anna, always), absence(ada, always)),
      at: SATURDAY,
      are: [anna],
    },
    {
      name: 'is also whoever did not prove to be in reach',
      roster: rosterOf(shift(ada, always), unproven(ada)),
      at: SATURDAY,
      are: [ada],
    },
    {
      name: 'is whoever replaces the others, and on a workday everybody else after them',
      roster: rosterOf(shift(ada, always), override(arie, always)),
      at: MONDAY,
      are: [arie, anna, ada],
    },
    { name: 'is nobody who left, moved or does other work now', roster: former, at: SATURDAY, are: [] },
    {
      name: 'is nobody who left, moved or does other work now, on a workday either',
      roster: former,
      at: MONDAY,
      are: [anna, arie, ada],
    },
    {
      name: 'is nobody for a role that nobody holds',
      roster: empty,
      role: 'psycholoog',
      at: MONDAY,
      are: [],
    },
  ];
  for (const { name, roster, role = ADULT, at: moment, are } of examples) {
    it(name, () => {
      assert.deepEqual(names(coverWith(roster).onDuty(role, at(moment))), names(are));
    });
  }

  it('are people as the region file knows them', () => {
    const renamed = rosterOf(shift({ ...ada, name: 'Ada as she was called' }, always));
    assert.deepEqual(coverWith(renamed).onDuty(ADULT, at(SATURDAY)), [ada]);
  });
});

describe('Absence', () => {
  it('begins with its first moment and ends before its last', () => {
    const cover = coverWith(rosterOf(absence(anna, period(MONDAY, SATURDAY))));
    const moments = [at(MONDAY) - 1, at(MONDAY), at(SATURDAY) - 1, at(SATURDAY)];
    assert.deepEqual(
      moments.map((moment) => cover.isAbsent(anna, moment)),
      [false, true, true, false],
    );
    assert.equal(cover.isAbsent(arie, at(MONDAY)), false);
  });
});

describe('Reach', () => {
  it('is proven by an answer to a test message, once and for all', () => {
    assert.equal(isProven(rosterOf(), anna), false);
    assert.equal(isProven(rosterOf(unproven(anna)), anna), false);
    assert.equal(isProven(rosterOf(proven(arie)), anna), false);
    const failedLater = { person: proven(anna).reach![0]!.person, provenAt: 1, undeliverable: true };
    assert.equal(isProven(rosterOf({ reach: [failedLater] }), anna), true);
  });
});

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
      const found = coverWith(roster).lastTogether(roles, time);
      const expected = is === undefined ? undefined : at(is);
      assert.equal(found, expected);
    });
  }
});

describe('A cover', () => {
  it('reads nothing before it is asked', () => {
    const unread = new Proxy(rosterOf(), {
      get: (_roster, key) => assert.fail(`${String(key)} was read`),
    });
    const cover = coverWith(unread);
    assert.throws(() => cover.isAbsent(anna, 0), /absences was read/);
  });
});
