import { rolesAt, rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { MANAGER, PLANNER, type Person, type Region } from '../../src/core/region.ts';
import { DAY, HOUR, localDate, localTime } from '../../src/core/time.ts';
import { rosterClock } from '../../src/roster/clock.ts';
import { evolve } from '../../src/roster/evolve.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { ADULT, BOARD, YOUTH, anna, arie, bram, mia, petra } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { MONDAY } from './given.ts';
import { names, rosterRegion } from './people.ts';
import { absence, at, period, proven, rosterOf, shift } from './rosters.ts';
import { ZONE, onSaturday, saturday } from './scenarios.ts';
import { adultsOnly, look, lookUntil } from './ticking.ts';

const sunday = { from: saturday.from + DAY, to: saturday.to + DAY };
const weekend = period('2026-11-27T17:00+01:00', '2026-11-30T08:30+01:00');
const MORNING = at('2026-11-24T07:00+01:00');
const empty = rosterOf({ handedOverUntil: MONDAY });
const id = (gap: { from: number }) => `${ADULT}@${gap.from}`;
const gapOf = (time: { from: number; to: number }) => ({ id: id(time), role: ADULT, ...time });

/** `ma 07:00 GapsChecked 2`, `GapsReported manager 2 Mia` */
const inShort = (event: RosterEvent): string => {
  if (event.type === 'GapsChecked') return `checked ${event.gaps.length}`;
  if (event.type !== 'GapsReported') return event.type;
  return [event.level, event.gaps.length, ...names(event.told)].join(' ');
};
const told = (events: readonly RosterEvent[]): readonly string[] =>
  events.filter(({ type }) => type === 'GapsReported').map(inShort);
const moment = (now: number): string => `${localDate(now, ZONE)} ${localTime(now, ZONE)}`;
const courseOf = (roster = empty, from = MONDAY, until = from + 5 * DAY, region = adultsOnly) =>
  lookUntil(roster, from, until, region).map(
    (looked) => `${moment(looked.at)} ${looked.events.map(inShort).join(', ')}`,
  );
const without = (...roles: readonly string[]): Region => ({
  ...adultsOnly,
  people: adultsOnly.people.filter((person: Person) => !rolesOf(person).some((role) => roles.includes(role))),
});

describe('An empty roster', () => {
  it('is looked at as soon as it is there: the planner hears of the weekend', () => {
    const { events, due } = look(empty, MONDAY);
    assert.deepEqual(events[0], { type: 'GapsChecked', gaps: [gapOf(saturday), gapOf(sunday)] });
    assert.deepEqual(told(events), ['planner 2 Petra']);
    assert.equal(due, MORNING);
  });

  it('is checked every morning, told to the manager on Thursday and to the director on Friday noon', () => {
    assert.deepEqual(courseOf(), [
      '2026-11-24 07:00 checked 2',
      '2026-11-25 07:00 checked 2',
      '2026-11-26 07:00 checked 2',
      '2026-11-26 08:30 manager 2 Mia',
      '2026-11-27 07:00 checked 2',
      '2026-11-27 12:00 director 2 Bram',
      '2026-11-28 07:00 checked 3, planner 1 Petra',
    ]);
  });

  it('tells each level at its moment, not one millisecond before', () => {
    const { state } = look(empty, MONDAY);
    const thursday = at('2026-11-26T08:30+01:00');
    assert.deepEqual(told(look(state, thursday - 1).events), []);
    assert.deepEqual(told(look(state, thursday).events), ['manager 2 Mia']);
  });

  it('tells of everything at once after an outage, and of nothing that is over', () => {
    const { state } = look(empty, MONDAY);
    const afternoon = at('2026-11-28T15:00+01:00');
    assert.deepEqual(told(look(state, afternoon).events), [
      'planner 1 Petra',
      'manager 2 Mia',
      'director 2 Bram',
    ]);
    assert.deepEqual(told(look(state, at('2026-11-29T12:00+01:00')).events), [
      'planner 2 Petra',
      'manager 1 Mia',
      'director 1 Bram',
    ]);
  });
});

describe('The horizon', () => {
  it('lies at the end of a day, and stands still between two mornings', () => {
    const next = at('2026-12-05T10:00+01:00');
    const before = look(empty, at('2026-11-28T06:59+01:00'));
    assert.equal(
      before.state.gaps.some(({ from }) => from === next),
      false,
    );
    assert.equal(before.due, at('2026-11-28T07:00+01:00'));
    const after = look(before.state, before.due);
    assert.ok(after.state.gaps.some(({ from }) => from === next));
    for (const hour of ['07:01', '12:00', '23:59'])
      assert.deepEqual(look(after.state, at(`2026-11-28T${hour}+01:00`)).events, []);
  });

  it('moves every day at seven, by the clock on the wall', () => {
    for (const [after, due] of [
      ['2027-03-27T12:00+01:00', '2027-03-28T07:00+02:00'],
      ['2026-10-24T12:00+02:00', '2026-10-25T07:00+01:00'],
      ['2026-12-31T12:00+01:00', '2027-01-01T07:00+01:00'],
      ['2026-11-24T06:59:59.999+01:00', '2026-11-24T07:00+01:00'],
      ['2026-11-24T07:00+01:00', '2026-11-25T07:00+01:00'],
    ] as const) {
      const covered = rosterOf(shift(anna, period('2026-01-01T00:00Z', '2028-01-01T00:00Z')), proven(anna));
      assert.equal(look({ ...covered, handedOverUntil: at(after) }, at(after)).due, at(due), after);
    }
  });

  it('shows a holiday in the week', () => {
    const { state } = look(empty, at('2026-12-21T10:00+01:00'));
    assert.deepEqual(
      state.gaps.map(({ from }) => localDate(from, ZONE)),
      ['2026-12-25', '2026-12-26', '2026-12-27'],
    );
  });
});

describe('A change of the roster', () => {
  const { state: known } = look(empty, MONDAY);
  const WEDNESDAY = at('2026-11-25T15:00+01:00');
  const { state: covered } = look(
    rosterOf(shift(anna, weekend), proven(anna), { handedOverUntil: MONDAY }),
    WEDNESDAY,
  );

  it('that closes a gap is noticed at once, and nobody else hears of that gap', () => {
    const filled = rosterOf(known, shift(anna, saturday), proven(anna));
    const looked = look(filled, WEDNESDAY);
    assert.deepEqual(looked.events, [{ type: 'GapsChecked', gaps: [gapOf(sunday)] }]);
    const friday = lookUntil(looked.state, WEDNESDAY, at('2026-11-27T13:00+01:00'));
    assert.deepEqual(
      friday.flatMap(({ events }) => told(events)),
      ['manager 1 Mia', 'director 1 Bram'],
    );
  });

  it('that leaves a part open is no new gap', () => {
    const part = onSaturday('14:00', '18:00');
    const filled = rosterOf(known, shift(anna, onSaturday('09:00', '14:00')), proven(anna));
    const { events, state } = look(filled, WEDNESDAY);
    assert.deepEqual(events, [{ type: 'GapsChecked', gaps: [gapOf(part), gapOf(sunday)] }]);
    assert.deepEqual(state.gaps[0], { ...gapOf(part), foundAt: MONDAY, told: ['planner'], unheard: [] });
  });

  it('that opens a gap is told at once, whatever it was', () => {
    assert.deepEqual(covered.gaps, []);
    const away = rosterOf(covered, absence(anna, saturday));
    assert.deepEqual(told(look(away, WEDNESDAY).events), ['planner 1 Petra']);
    const removed = { ...covered, shifts: [] };
    assert.deepEqual(told(look(removed, WEDNESDAY).events), ['planner 2 Petra']);
    const outOfReach = { ...covered, reach: [] };
    assert.deepEqual(told(look(outOfReach, WEDNESDAY).events), ['planner 2 Petra']);
  });

  it('that opens a gap inside 48 hours is told to planner and manager at once, and after Friday noon to all', () => {
    const away = rosterOf(covered, absence(anna, saturday));
    for (const [now, levels] of [
      ['2026-11-26T10:00+01:00', ['planner 1 Petra', 'manager 1 Mia']],
      ['2026-11-26T10:00:00.001+01:00', ['planner 1 Petra', 'manager 1 Mia']],
      ['2026-11-27T11:59:59.999+01:00', ['planner 1 Petra', 'manager 1 Mia']],
      ['2026-11-27T22:15+01:00', ['planner 1 Petra', 'manager 1 Mia', 'director 1 Bram']],
    ] as const)
      assert.deepEqual(told(look(away, at(now)).events), levels, now);
  });
});

describe('A level that nobody holds', () => {
  it('is passed over at once: the next one hears in its place, and the log says so', () => {
    assert.deepEqual(told(look(empty, MONDAY, without(PLANNER)).events), ['planner 2', 'manager 2 Mia']);
    assert.deepEqual(told(look(empty, MONDAY, without(PLANNER, MANAGER)).events), [
      'planner 2',
      'manager 2',
      'director 2 Bram',
    ]);
    assert.deepEqual(told(look(empty, MONDAY, without(PLANNER, MANAGER, BOARD)).events), [
      'planner 2',
      'manager 2',
      'director 2',
    ]);
  });

  it('in the middle makes the top hear on Thursday', () => {
    const looks = lookUntil(empty, MONDAY, at('2026-11-27T23:00+01:00'), without(MANAGER));
    assert.deepEqual(
      looks.flatMap(({ at: now, events }) => told(events).map((one) => `${moment(now)} ${one}`)),
      ['2026-11-26 08:30 manager 2', '2026-11-26 08:30 director 2 Bram'],
    );
  });

  it('is held by everybody who has the role here', () => {
    const more: Region = {
      ...adultsOnly,
      people: [petra, mia, bram, { ...arie, roles: rolesAt([PLANNER], 'hoogeveen') }],
    };
    assert.deepEqual(told(look(empty, MONDAY, more).events), ['planner 2 Petra Arie']);
  });
});

describe('A gap of which nobody of a level could hear', () => {
  it('is told to the next level at once', () => {
    const { state, events } = look(empty, MONDAY);
    const told = events.find((event) => event.type === 'GapsReported');
    assert.ok(told?.type === 'GapsReported');
    const unreached = evolve(state, {
      at: MONDAY + HOUR,
      event: { type: 'NoticeUndeliverable', to: told.told[0]!, gaps: told.gaps },
    });
    const after = look(unreached, MONDAY + HOUR);
    assert.deepEqual(
      after.events.map((event) => (event.type === 'GapsReported' ? event.level : event.type)),
      ['manager'],
    );
    assert.deepEqual(look(after.state, MONDAY + HOUR).events, []);
  });
});

describe('The clock of a roster', () => {
  it('reports all roles together', () => {
    const { events } = look(empty, MONDAY, rosterRegion);
    assert.deepEqual(told(events), ['planner 6 Petra']);
    const [checked] = events;
    assert.ok(checked?.type === 'GapsChecked');
    assert.ok(checked.gaps.some(({ role }) => role === YOUTH));
  });

  it('has nothing to look for where nobody is on call, and still looks every morning', () => {
    const [first, ...rest] = adultsOnly.municipalities;
    const nobody = { ...adultsOnly, municipalities: [{ ...first!, onCall: [] }, ...rest] };
    const { events, due } = look(empty, MONDAY, nobody);
    assert.deepEqual(events, [{ type: 'GapsChecked', gaps: [] }]);
    assert.equal(due, MORNING);
  });

  it('does not know a municipality that is not in the region file', () => {
    const clock = rosterClock(adultsOnly, dutchDays());
    assert.throws(() => clock.raise({ ...empty, municipality: 'atlantis' }, MONDAY), /atlantis/);
    assert.throws(() => clock.nextDue({ ...empty, municipality: 'atlantis' }, MONDAY), /atlantis/);
  });

  it('goes on when it was set back', () => {
    const { state } = look(empty, MONDAY);
    const { events, due } = look(state, MONDAY - 2 * HOUR);
    assert.deepEqual(events, []);
    assert.equal(due, MORNING);
  });
});
