import { formatInTimeZone } from 'date-fns-tz';
import { nl } from 'date-fns/locale';

/** A moment: milliseconds since the epoch, UTC. All arithmetic with hours is done on these. */
export type Instant = number;

/** A length of elapsed time in milliseconds. */
export type Duration = number;

export const SECOND: Duration = 1_000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** Injected wherever the time is needed; only `main.ts` reads the real clock. */
export type Clock = () => Instant;

/** `ma 23 nov. 14:05`, in the region's time zone. */
export const inWords = (at: Instant, timeZone: string): string =>
  formatInTimeZone(at, timeZone, 'EEEEEE d MMM HH:mm', { locale: nl });

/** `2026-11-23`, the calendar day in the region's time zone. */
export const localDate = (at: Instant, timeZone: string): string =>
  formatInTimeZone(at, timeZone, 'yyyy-MM-dd');

/** `14:05`, the wall clock in the region's time zone. */
export const localTime = (at: Instant, timeZone: string): string => formatInTimeZone(at, timeZone, 'HH:mm');

/** `2026`, the calendar year in the region's time zone: case numbers run per year. */
export const localYear = (at: Instant, timeZone: string): string => formatInTimeZone(at, timeZone, 'yyyy');

/** How far the clock on the wall is ahead of UTC at a moment. */
const offsetAt = (at: Instant, timeZone: string): Duration => {
  const [hours = 0, minutes = 0] = formatInTimeZone(at, timeZone, 'xxx').split(':').map(Number);
  return hours * HOUR + Math.sign(hours) * minutes * MINUTE;
};

/**
 * The moment at which the clock on the wall shows a local time: the first of the two in the hour that comes twice in
 * autumn, an hour later in the hour that is skipped in spring. NaN when no calendar shows it.
 *
 * @param local `2026-11-23T14:05`
 */
export const atWallClock = (local: string, timeZone: string): Instant => {
  const shown = Date.parse(`${local}Z`);
  // Date.parse turns 31 April into 1 May.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(local)) return Number.NaN;
  // The clock changes at most once in two days, so these are the only offsets it can have had.
  const before = shown - offsetAt(shown - DAY, timeZone);
  const after = shown - offsetAt(shown + DAY, timeZone);
  const isRight = (at: Instant): boolean => at + offsetAt(at, timeZone) === shown;
  if (isRight(before) && isRight(after)) return Math.min(before, after);
  return isRight(after) ? after : before;
};
