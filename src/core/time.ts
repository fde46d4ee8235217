import type { Day, Month } from 'date-fns';
import { format } from 'date-fns-tz';
import { nl } from 'date-fns/locale';
import { remembering } from './remember.ts';

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

/** A time zone by its IANA name, `Europe/Amsterdam`, or one that remembers what it was asked. */
export type TimeZone = string | Zone;

/** A time zone that was asked before what its clocks show. */
export interface Zone {
  /** How far the clock on the wall is ahead of UTC at a moment. */
  readonly offsetAt: (at: Instant) => Duration;
}

/** More than ten years; whoever walks on for longer is told anew. */
const REMEMBERED_DAYS = 4_000;

/** More than there are. */
const REMEMBERED_ZONES = 1_000;

/** More than the moments that are asked for on the two days a year on which the clock changes. */
const REMEMBERED_CHANGES = 100;

/**
 * Asking a time zone what its clocks show is dear, and a case asks it dozens of times. So it is asked once for every
 * midnight UTC; on the two days a year between midnights that differ it is asked once when exactly the clock changes.
 */
export const zoneOf = (name: string): Zone => {
  const atMidnight = remembering((midnight: Instant) => askedOffset(midnight, name), REMEMBERED_DAYS);
  const changeAfter = remembering((midnight: Instant) => askedChange(midnight, name), REMEMBERED_CHANGES);
  return {
    offsetAt: (at) => {
      const midnight = Math.floor(at / DAY) * DAY;
      const offset = atMidnight(midnight);
      const next = atMidnight(midnight + DAY);
      return offset === next || at < changeAfter(midnight) ? offset : next;
    },
  };
};

/** When the clock changes in the day after a midnight; changes fall on whole minutes. */
const askedChange = (midnight: Instant, name: string): Instant => {
  const before = askedOffset(midnight, name);
  let [last, first] = [0, DAY / MINUTE];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (askedOffset(midnight + middle * MINUTE, name) === before) last = middle;
    else first = middle;
  }
  return midnight + first * MINUTE;
};

/** The time zones that are asked for, each made once. */
export const zonesByName = (): ((name: string) => Zone) => remembering(zoneOf, REMEMBERED_ZONES);

const askedOffset = (at: Instant, name: string): Duration => {
  const [hours = 0, minutes = 0] = format(at, 'xxx', { timeZone: name }).split(':').map(Number);
  return hours * HOUR + Math.sign(hours) * minutes * MINUTE;
};

/**
 * How far the clock on the wall is ahead of UTC at a moment.
 *
 * @throws RangeError when the moment is none, or the time zone does not exist
 */
export const offsetAt = (at: Instant, timeZone: TimeZone): Duration =>
  typeof timeZone === 'string' ? askedOffset(at, timeZone) : timeZone.offsetAt(at);

/** What the clock on the wall shows, as if that were UTC. */
const shownText = (at: Instant, timeZone: TimeZone): string =>
  new Date(at + offsetAt(at, timeZone)).toISOString();

/** `2026-11-23`, the calendar day in the region's time zone. */
export const localDate = (at: Instant, timeZone: TimeZone): string =>
  shownText(at, timeZone).slice(0, 'yyyy-MM-dd'.length);

/** `14:05`, the wall clock in the region's time zone. */
export const localTime = (at: Instant, timeZone: TimeZone): string =>
  shownText(at, timeZone).slice('yyyy-MM-ddT'.length, 'yyyy-MM-ddTHH:mm'.length);

/** A card says dozens of moments. */
const zoneNamed = zonesByName();

/** `ma 23 nov. 14:05`, in the region's time zone. */
export const inWords = (at: Instant, timeZone: string): string => {
  const zone = zoneNamed(timeZone);
  const shown = new Date(at + zone.offsetAt(at));
  const day = nl.localize.day(shown.getUTCDay() as Day, { width: 'short' });
  const month = nl.localize.month(shown.getUTCMonth() as Month, { width: 'abbreviated' });
  return `${day} ${shown.getUTCDate()} ${month} ${localTime(at, zone)}`;
};

/** `2026`, the calendar year in the region's time zone: case numbers run per year. */
export const localYear = (at: Instant, timeZone: TimeZone): string =>
  shownText(at, timeZone).slice(0, 'yyyy'.length);

/**
 * The moment at which the clock on the wall shows a local time: the first of the two in the hour that comes twice in
 * autumn, an hour later in the hour that is skipped in spring.
 *
 * @param shown the local time as if it were UTC
 */
export const atShown = (shown: number, timeZone: TimeZone): Instant => {
  // The clock changes at most once in two days, so these are the only offsets it can have had.
  const before = shown - offsetAt(shown - DAY, timeZone);
  const after = shown - offsetAt(shown + DAY, timeZone);
  if (before === after) return before;
  const isRight = (at: Instant): boolean => at + offsetAt(at, timeZone) === shown;
  if (isRight(before) && isRight(after)) return Math.min(before, after);
  return isRight(after) ? after : before;
};

/**
 * As `atShown`, of a local time as it is written. NaN when no calendar shows it.
 *
 * @param local `2026-11-23T14:05`
 */
export const atWallClock = (local: string, timeZone: TimeZone): Instant => {
  const shown = Date.parse(`${local}Z`);
  // Date.parse turns 31 April into 1 May.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(local)) return Number.NaN;
  return atShown(shown, timeZone);
};
