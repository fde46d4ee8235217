import { DAY, MINUTE, atWallClock, localDate, localTime } from '../core/time.ts';
import type { Instant } from '../core/time.ts';

/** Calendar days counted from 1 January 1970, a Thursday. */
export type DayNumber = number;

/** @param date `2026-11-23` */
export const dayOf = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / DAY;

/** 0 is Sunday. */
export const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

/** The week, from Monday to Sunday. */
export const weekOf = (day: DayNumber): number => Math.floor((day + 3) / 7);

/** The moment at which the clock on the wall shows so many minutes since midnight of a day; above 1440 a day later. */
export const atMinuteOf = (day: DayNumber, minutes: number, timeZone: string): Instant =>
  atWallClock(
    new Date(day * DAY + minutes * MINUTE).toISOString().slice(0, 'yyyy-MM-ddTHH:mm'.length),
    timeZone,
  );

/** What the clock on the wall shows, to the minute: a count of milliseconds in which every day has 24 hours. */
export const shownAt = (at: Instant, timeZone: string): number =>
  Date.parse(`${localDate(at, timeZone)}T${localTime(at, timeZone)}Z`);
