import assert from 'node:assert/strict';
import type { Person, RoleId } from '../../src/core/region.ts';
import { coverOf, isProven } from '../../src/roster/cover.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, LOCAL, anna, arie, hoogeveen, lars } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { ada, gone, moved, names, rosterRegion, switched } from './people.ts';
import { absence, at, override, period, proven, rosterOf, shift, unproven } from './rosters.ts';

const coverWith = (roster: RosterState) => coverOf(roster, hoogeveen, rosterRegion, dutchDays());

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
  it('is proven by an answer to a test message, until a message does not arrive', () => {
    assert.equal(isProven(rosterOf(), anna), false);
    assert.equal(isProven(rosterOf(unproven(anna)), anna), false);
    assert.equal(isProven(rosterOf(proven(arie)), anna), false);
    const failedLater = { person: proven(anna).reach![0]!.person, provenAt: 1, undeliverable: true };
    assert.equal(isProven(rosterOf({ reach: [failedLater] }), anna), false);
    assert.equal(isProven(rosterOf(proven(anna)), anna), true);
  });
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
