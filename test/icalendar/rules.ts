/** Recurrence by looking at every day in turn: slow, and with nothing in common with ical.js. */
import fc from 'fast-check';
import { DAY } from '../../src/core/time.ts';

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
type DayName = (typeof DAYS)[number];
type ByDay = readonly [place: number, day: DayName];

export interface RuleParts {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  wkst: DayName;
  byDay?: readonly ByDay[] | undefined;
  byMonthDay?: readonly number[] | undefined;
  byMonth?: readonly number[] | undefined;
  bySetPos?: number | undefined;
  count?: number | undefined;
}

export const ruleText = (rule: RuleParts): string =>
  [
    `FREQ=${rule.freq}`,
    `INTERVAL=${rule.interval}`,
    `WKST=${rule.wkst}`,
    ...(rule.count ? [`COUNT=${rule.count}`] : []),
    ...(rule.byDay ? [`BYDAY=${rule.byDay.map(([place, day]) => `${place || ''}${day}`).join(',')}`] : []),
    ...(rule.byMonthDay ? [`BYMONTHDAY=${rule.byMonthDay.join(',')}`] : []),
    ...(rule.byMonth ? [`BYMONTH=${rule.byMonth.join(',')}`] : []),
    ...(rule.bySetPos ? [`BYSETPOS=${rule.bySetPos}`] : []),
  ].join(';');

const dayNumber = (at: number): number => Math.floor(at / DAY);
const partsOf = (at: number): { year: number; month: number; day: number; weekday: DayName } => {
  const date = new Date(at);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: DAYS[date.getUTCDay()]!,
  };
};
const lengthOfMonth = (at: number): number => {
  const { year, month } = partsOf(at);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** 1 January 1970 was a Thursday: week 0 is the one it lies in. */
const weekOf = (at: number, wkst: DayName): number =>
  Math.floor((dayNumber(at) + ((4 - DAYS.indexOf(wkst) + 7) % 7)) / 7);

const isTheDay = (at: number, start: number, rule: RuleParts): boolean => {
  const { day, weekday } = partsOf(at);
  const fromEnd = day - lengthOfMonth(at) - 1;
  const monthly = rule.freq === 'MONTHLY' || rule.freq === 'YEARLY';
  if (rule.byMonthDay) return rule.byMonthDay.includes(day) || rule.byMonthDay.includes(fromEnd);
  if (rule.byDay) {
    const places = [0, Math.ceil(day / 7), -Math.ceil(-fromEnd / 7)];
    return rule.byDay.some(([place, name]) => name === weekday && places.includes(place));
  }
  if (monthly) return day === partsOf(start).day;
  return rule.freq === 'DAILY' || weekday === partsOf(start).weekday;
};

const isInTurn = (at: number, start: number, rule: RuleParts): boolean => {
  const [one, other] = [partsOf(at), partsOf(start)];
  const months = (one.year - other.year) * 12 + one.month - other.month;
  const passed = {
    DAILY: dayNumber(at) - dayNumber(start),
    WEEKLY: weekOf(at, rule.wkst) - weekOf(start, rule.wkst),
    MONTHLY: months,
    YEARLY: one.year - other.year,
  }[rule.freq];
  const inMonths = rule.byMonth ?? (rule.freq === 'YEARLY' ? [other.month] : undefined);
  return passed % rule.interval === 0 && (inMonths?.includes(one.month) ?? true);
};

const isInPlace = (at: number, start: number, rule: RuleParts): boolean => {
  if (rule.bySetPos === undefined) return true;
  const first = at - (partsOf(at).day - 1) * DAY;
  const set = Array.from({ length: lengthOfMonth(at) }, (_, index) => first + index * DAY).filter((one) =>
    isTheDay(one, start, rule),
  );
  return set.at(rule.bySetPos > 0 ? rule.bySetPos - 1 : rule.bySetPos) === at;
};

/** The days, at the time of day of `start`, from `start` until `last`. */
export const daysOf = (rule: RuleParts, start: number, last: number): number[] => {
  const found: number[] = [];
  for (let at = start; at <= last && found.length < (rule.count ?? Infinity); at += DAY) {
    if (isInTurn(at, start, rule) && isTheDay(at, start, rule) && isInPlace(at, start, rule)) found.push(at);
  }
  return found;
};

const dayName = fc.constantFrom(...DAYS);
const days = fc.uniqueArray(dayName, { minLength: 1, maxLength: 7 });
const plain = days.map((names) => names.map((name): ByDay => [0, name]));
const placed = fc.uniqueArray(fc.tuple(fc.constantFrom(1, 2, 3, 4, -1, -2), dayName), {
  minLength: 1,
  maxLength: 3,
  selector: String,
});
const month = fc.integer({ min: 1, max: 12 }).map((one) => [one]);
const dates = fc.uniqueArray(
  fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constantFrom(29, 30, 31, -1, -2, -7)),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const place = fc.constantFrom(1, 2, 3, 4, -1, -2);

const shape = fc.oneof(
  fc.record({ freq: fc.constant('DAILY' as const), byDay: fc.option(plain, { nil: undefined }) }),
  fc.record({ freq: fc.constant('WEEKLY' as const), byDay: fc.option(plain, { nil: undefined }) }),
  fc.record({ freq: fc.constant('MONTHLY' as const) }),
  fc.record({ freq: fc.constant('MONTHLY' as const), byMonthDay: dates }),
  fc.record({ freq: fc.constant('MONTHLY' as const), byDay: fc.oneof(plain, placed) }),
  fc.record({ freq: fc.constant('MONTHLY' as const), byDay: plain, bySetPos: place }),
  fc.record({ freq: fc.constant('YEARLY' as const), byMonth: fc.option(month, { nil: undefined }) }),
  fc.record({
    freq: fc.constant('YEARLY' as const),
    byMonth: month,
    byMonthDay: fc.integer({ min: 1, max: 31 }).map((date) => [date]),
  }),
  fc.record({ freq: fc.constant('YEARLY' as const), byMonth: month, byDay: plain }),
  fc.record({
    freq: fc.constant('YEARLY' as const),
    byMonth: month,
    byDay: placed.map((list) => list.slice(0, 1)),
  }),
  fc.record({ freq: fc.constant('YEARLY' as const), byMonth: month, byDay: plain, bySetPos: place }),
);

/** A rule, with a first day that fits it. */
export const anyRule = fc
  .record({
    shape,
    interval: fc.integer({ min: 1, max: 5 }),
    wkst: fc.constantFrom('MO' as const, 'SU' as const),
    count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    day: fc.integer({ min: dayNumber(Date.UTC(2020, 0, 1)), max: dayNumber(Date.UTC(2028, 11, 31)) }),
  })
  .map(({ shape, interval, wkst, count, day }) => {
    const rule: RuleParts = { ...shape, interval, wkst, count };
    const from = day * DAY + DAY / 3;
    const uncounted = { ...rule, interval: 1, count: undefined };
    return { rule, start: daysOf(uncounted, from, from + 3000 * DAY)[0] };
  })
  .filter((one): one is { rule: RuleParts; start: number } => one.start !== undefined);
