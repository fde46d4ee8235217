import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';

/** Longer than a message waits between two tries (five minutes, and a quarter by chance). */
const TOO_LONG: Duration = 10 * MINUTE;

/** Whether anything that is sent arrives at all: an expired secret, or Teams away, looks like nothing from inside. */
export interface Reach {
  /** Teams took something, or refused it for good: it can be reached. */
  answered(): void;
  /** Something could not be sent now. */
  failed(): void;
  /** Not once everything that was tried has failed for ten minutes. What was not tried lately says nothing. */
  isGood(): boolean;
}

export const reach = (clock: Clock): Reach => {
  let failing: { since: Instant; last: Instant } | undefined;
  const isRecent = (at: Instant): boolean => clock() - at <= TOO_LONG;
  return {
    answered: () => {
      failing = undefined;
    },
    failed: () => {
      const last = clock();
      failing = { since: failing && isRecent(failing.last) ? failing.since : last, last };
    },
    isGood: () => !failing || failing.last - failing.since < TOO_LONG || !isRecent(failing.last),
  };
};
