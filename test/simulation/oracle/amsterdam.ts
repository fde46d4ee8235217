/**
 * The clock on the wall in Amsterdam and the days off, written down from the law and nothing of `src`: summer time runs from
 * the last Sunday of March to the last Sunday of October, 01:00 UTC (directive 2000/84/EC).
 */
import { DAY, HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';

const lastSunday = (year: number, month: number): Instant => {
  const last = Date.UTC(year, month + 1, 0);
  return last - new Date(last).getUTCDay() * DAY;
};

const isSummer = (at: Instant): boolean => {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 2) + HOUR && at < lastSunday(year, 9) + HOUR;
};

/** What the clock on the wall shows, as if it were UTC. */
export const onTheWall = (at: Instant): Date => new Date(at + (isSummer(at) ? 2 : 1) * HOUR);

/** The moment at which the clock on the wall shows this, on a day on which it shows it once. */
export const atWall = (day: string, minutes: number): Instant => {
  const shown = Date.parse(`${day}T00:00Z`) + minutes * MINUTE;
  const winter = shown - HOUR;
  return isSummer(shown - 2 * HOUR) ? shown - 2 * HOUR : winter;
};

export const dayOf = (at: Instant): string => onTheWall(at).toISOString().slice(0, 10);
export const minutesOf = (at: Instant): number =>
  onTheWall(at).getUTCHours() * 60 + onTheWall(at).getUTCMinutes();
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + DAY).toISOString().slice(0, 10);

/** Public holidays of the simulated period on which most people are off; Good Friday and 5 May 2027 are not. */
const HOLIDAYS = new Set([
  '2026-12-25',
  '2026-12-26',
  '2027-01-01',
  '2027-03-28',
  '2027-03-29',
  '2027-04-27',
  '2027-05-06',
  '2027-05-16',
  '2027-05-17',
  '2027-12-25',
  '2027-12-26',
]);

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay());

/** A Monday to Friday that is no holiday; also a day of school, for the simulated region has no school holidays. */
export const isWorkday = (day: string): boolean => !isWeekend(day) && !HOLIDAYS.has(day);

/** The hours of every municipality of the simulation. */
const OPEN = { workday: [8.5 * 60, 17 * 60], other: [10 * 60, 18 * 60] } as const;

/** Whether people are in service during the minute that begins at this moment. */
export const inServiceAt = (at: Instant): boolean => {
  const [from, to] = OPEN[isWorkday(dayOf(at)) ? 'workday' : 'other'];
  const minute = minutesOf(at);
  return from <= minute && minute < to;
};

/** Minutes by the thousand are asked for again and again. */
const known = new Map<Instant, boolean>();
const inServiceMinute = (minute: Instant): boolean => {
  const found = known.get(minute) ?? inServiceAt(minute);
  known.set(minute, found);
  return found;
};

const countFrom = (from: Instant, length: number): Instant => {
  let left = length;
  for (let minute = Math.floor(from / MINUTE) * MINUTE; ; minute += MINUTE) {
    if (!inServiceMinute(minute)) continue;
    const begins = Math.max(from, minute);
    const here = minute + MINUTE - begins;
    if (here >= left) return begins + left;
    left -= here;
  }
};

/** Asked for at every write of a case, always about the same moments. */
const counted = new Map<string, Instant>();
const MOST_COUNTED = 5_000;

/** The moment at which so much time in service has passed since another one, counted minute by minute. */
export const afterService = (from: Instant, length: number): Instant => {
  const asked = `${from} ${length}`;
  const found = counted.get(asked) ?? countFrom(from, length);
  if (counted.size > MOST_COUNTED) counted.clear();
  counted.set(asked, found);
  return found;
};
