import { formatInTimeZone } from 'date-fns-tz';
import { nl } from 'date-fns/locale';

/** A moment: milliseconds since the epoch, UTC. All arithmetic with hours is done on these. */
export type Instant = number;

/** A length of elapsed time in milliseconds. */
export type Duration = number;

export const MINUTE: Duration = 60_000;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** Injected wherever the time is needed; only `main.ts` reads the real clock. */
export type Clock = () => Instant;

/** `ma 23 nov 14:05`, in the region's time zone. */
export const inWords = (at: Instant, timeZone: string): string =>
  formatInTimeZone(at, timeZone, 'EEEEEE d MMM HH:mm', { locale: nl });

/** `2026-11-23`, the calendar day in the region's time zone. */
export const localDate = (at: Instant, timeZone: string): string =>
  formatInTimeZone(at, timeZone, 'yyyy-MM-dd');

/** `14:05`, the wall clock in the region's time zone. */
export const localTime = (at: Instant, timeZone: string): string => formatInTimeZone(at, timeZone, 'HH:mm');

/** `2026`, the calendar year in the region's time zone: case numbers run per year. */
export const localYear = (at: Instant, timeZone: string): string => formatInTimeZone(at, timeZone, 'yyyy');
