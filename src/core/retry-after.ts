import type { Duration, Instant } from './time.ts';

/**
 * The HTTP header `Retry-After`, seconds or a date, in whole milliseconds; undefined when it asks for nothing. As long as
 * it says: the caller waits, or goes on.
 */
export const retryAfter = (header: string | undefined, now: Instant): Duration | undefined => {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : undefined;
};
