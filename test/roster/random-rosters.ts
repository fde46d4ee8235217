/** Rosters as fast-check makes them, mostly around the days on which something is special. */
import fc from 'fast-check';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { DayPart, Municipality, Person, RoleId } from '../../src/core/region.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { type RosterState, emptyRoster } from '../../src/roster/state.ts';
import { ADULT, YOUTH, anna, arie, hoogeveen } from '../case/region.ts';
import { ada, moved } from './people.ts';

export const ON_CALL: readonly RoleId[] = [ADULT, YOUTH];

/** Few, so that they meet each other; Moved is no adult worker here any more. */
const people: readonly Person[] = [anna, arie, ada, moved];

const SPECIAL_DAYS = [
  ...[2026, 2027, 2028, 2029, 2030, 2031].flatMap((year) => [
    ...[2, 9].map((month) => lastSundayOf(year, month)),
    `${year}-12-25`,
    `${year}-12-31`,
    `${year}-04-26`,
  ]),
  // Easter, in 2027 on the day the clock is put forward; Ascension Day on a Thursday.
  ...['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2031-04-13', '2026-05-14'],
];

function lastSundayOf(year: number, month: number): string {
  const last = Date.UTC(year, month, 31);
  return new Date(last - new Date(last).getUTCDay() * DAY).toISOString().slice(0, 10);
}

const minutes = (from: number, to: number): fc.Arbitrary<number> =>
  fc
    .noBias(fc.integer({ min: Math.ceil(from / MINUTE), max: Math.floor(to / MINUTE) }))
    .map((count) => count * MINUTE);

/** In 2026-2031, in four of five cases near a special day. */
const moments = fc.oneof(
  { weight: 1, arbitrary: minutes(Date.UTC(2026, 0, 5), Date.UTC(2031, 11, 20)) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...SPECIAL_DAYS), minutes(-3 * DAY, DAY))
      .map(([day, distance]) => Date.parse(day) + distance),
  },
);

/** Mostly between a few marks, the ends of the period included, so that things begin and end at the same moment. */
const periodsNear = ({ from, to }: Period): fc.Arbitrary<fc.Arbitrary<Period>> => {
  const near = minutes(from - 3 * DAY, to + DAY);
  const between = (moments: fc.Arbitrary<number>): fc.Arbitrary<Period> =>
    fc
      .uniqueArray(moments, { minLength: 2, maxLength: 2 })
      .map((ends) => ends.toSorted((one, other) => one - other))
      .map(([begins = 0, ends = 0]) => ({ from: begins, to: ends }));
  return fc
    .uniqueArray(near, { minLength: 2, maxLength: 8 })
    .map((marks) =>
      fc.oneof(
        { weight: 3, arbitrary: between(fc.constantFrom(from, to, ...marks)) },
        { weight: 1, arbitrary: between(near) },
      ),
    );
};

const minuteOfDay = fc.oneof(
  fc.constantFrom(0, 120, 150, 180, 600, 840, 1080, 1439),
  fc.integer({ min: 0, max: 1439 }),
);

const patternNear = (start: number) =>
  fc
    .record({
      weekday: fc.integer({ min: 0, max: 6 }),
      from: minuteOfDay,
      lasts: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 2879 })),
      every: fc.constantFrom(1, 1, 2, 3),
      begins: fc.integer({ min: -30, max: 5 }),
      ends: fc.option(fc.integer({ min: 0, max: 35 }), { nil: undefined }),
    })
    .map(({ weekday, from, lasts, every, begins, ends }) => {
      const date = (days: number): string => new Date(start + days * DAY).toISOString().slice(0, 10);
      const until = ends === undefined ? {} : { until: date(begins + ends) };
      return { weekday, from, to: Math.min(from + lasts, 2879), every, since: date(begins), ...until };
    });

const who = fc.constantFrom(...people).map(whoIs);
const answer = fc.record({
  accepted: fc.constantFrom(true, true, true, false),
  at: fc.integer({ min: 0, max: 3 }),
});

const list = <T extends object>(entry: fc.Arbitrary<T>, maxLength: number) =>
  fc
    .array(entry, { maxLength, size: 'max' })
    .map((entries) => entries.map((one, index) => ({ ...one, id: String(index) })));

const role = fc.constantFrom(ADULT, ADULT, YOUTH);

const reach = fc.subarray([...people]).map((proven) =>
  people.map((person) => ({
    person: whoIs(person),
    askedAt: 0,
    ...(proven.includes(person) && { provenAt: 1 }),
  })),
);

/** Its entries lie in and around a period. */
const rosterNear = (period: Period): fc.Arbitrary<RosterState> =>
  periodsNear(period).chain((time) => {
    const timed = fc
      .record({ person: who, role, time })
      .map(({ time: when, ...rest }) => ({ ...rest, ...when }));
    const pattern = fc
      .record({ person: who, role, when: patternNear(period.from) })
      .map(({ when, ...rest }) => ({ ...rest, ...when }));
    const swap = fc
      .record({ of: who, with: who, role, time, answer: fc.option(answer, { nil: undefined }) })
      .map(({ time: when, answer: given, ...rest }) => ({
        ...rest,
        ...when,
        askedAt: 0,
        ...(given && { answer: given }),
      }));
    return fc
      .record({
        shifts: list(timed, 6),
        patterns: list(pattern, 4),
        overrides: list(timed, 2),
        swaps: list(swap, 4),
        absences: list(timed, 2).map((entries) => entries.map(({ role: _role, ...rest }) => rest)),
        reach,
      })
      .map((parts) => ({ ...emptyRoster('hoogeveen', 0), ...parts }));
  });

const dayParts = (...texts: readonly (readonly [number, number])[]): DayPart[] =>
  texts.map(([from, to]) => ({ from: from * 60, to: to * 60 }));

/** Office hours mostly; also service at night, when clocks change. */
const serviceHours = fc.constantFrom(
  hoogeveen.serviceHours,
  hoogeveen.serviceHours,
  { workdays: dayParts([8.5, 17]), weekend: dayParts([0, 24]), holidays: dayParts([0, 24]) },
  {
    workdays: dayParts([0, 24]),
    weekend: dayParts([0, 2.5], [22, 24]),
    holidays: dayParts([1, 12], [12, 23.5]),
  },
);

export interface Course {
  readonly roster: RosterState;
  readonly municipality: Municipality;
  readonly period: Period;
}

/** A roster and a period, of some days or as long as given. */
export const courses = (lengths: fc.Arbitrary<number> = minutes(HOUR, 5 * DAY)): fc.Arbitrary<Course> =>
  fc.tuple(moments, lengths, serviceHours).chain(([from, length, hours]) => {
    const period = { from, to: from + length };
    const municipality = { ...hoogeveen, onCall: ON_CALL, serviceHours: hours };
    return rosterNear(period).map((roster) => ({ roster, municipality, period }));
  });

export const dayOrTwo = minutes(HOUR, 2 * DAY);
