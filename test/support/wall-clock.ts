/** The clock on the wall in the made-up region, for a program and for whoever talks to it. */
import { type Duration, type Instant, atWallClock, localDate, localTime } from '../../src/core/time.ts';

const TIME_ZONE = 'Europe/Amsterdam';

export interface WallClock {
  /** What a program needs to live by it. */
  env: Readonly<Record<string, string>>;
  now: () => Instant;
}

/** @param local `2026-11-25T10:00` */
export const momentAt = (local: string): Instant => {
  const at = atWallClock(local, TIME_ZONE);
  if (Number.isNaN(at)) throw new Error(`No clock shows ${local}`);
  return at;
};

/**
 * A clock that shows this now and runs on; without it the real one.
 *
 * @param more milliseconds: below zero it shows that much less, so that something is about to happen.
 */
export const wallClock = (shown?: string, more: Duration = 0): WallClock => {
  if (shown === undefined) return { env: {}, now: () => Date.now() };
  const offset = momentAt(shown) + more - Date.now();
  return { env: { CLOCK_OFFSET: String(offset) }, now: () => Date.now() + offset };
};

/** As somebody fills it in: `2026-11-25` and `10:00`. */
export const dateAndTime = (at: Instant): { date: string; time: string } => ({
  date: localDate(at, TIME_ZONE),
  time: localTime(at, TIME_ZONE),
});
