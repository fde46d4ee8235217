import { DAY, MINUTE, atShown, offsetAt } from '../core/time.ts';
import type { Instant, TimeZone } from '../core/time.ts';

/** Calendar days counted from 1 January 1970, a Thursday. */
export type DayNumber = number;

/** @param date `2026-11-23` */
export const dayOf = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / DAY;

/** 0 is Sunday. */
export const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

/** The week, from Monday to Sunday. */
export const weekOf = (day: DayNumber): number => Math.floor((day + 3) / 7);

/** The moment at which the clock on the wall shows so many minutes since midnight of a day; above 1440 a day later. */
export const atMinuteOf = (day: DayNumber, minutes: number, timeZone: TimeZone): Instant =>
  atShown(day * DAY + minutes * MINUTE, timeZone);

/** What the clock on the wall shows, to the minute: a count of milliseconds in which every day has 24 hours. */
export const shownAt = (at: Instant, timeZone: TimeZone): number =>
  Math.floor((at + offsetAt(at, timeZone)) / MINUTE) * MINUTE;
