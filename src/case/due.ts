import { deliveryOf } from '../core/sending.ts';
import type { Instant } from '../core/time.ts';
import { type CaseDocument, withEvents } from './document.ts';
import type { CaseEvent } from './events.ts';
import { nextFarewell, saidFarewell } from './farewell.ts';
import { heads } from './lanes.ts';
import { type FollowedCase, isFollowed } from './state.ts';

/** What the clock may add to a case. Implemented by `escalation`, wired in `main.ts`. */
export interface Watch {
  /** The risks to raise, or to take a rung higher, now. */
  raise(state: FollowedCase, now: Instant): readonly CaseEvent[];
  /** The earliest moment at which `raise` will have something new; null is never. */
  nextDue(state: FollowedCase, now: Instant): Instant | null;
}

/** Several watches that look at a case beside each other. */
export const watchAll = (watches: readonly Watch[]): Watch => ({
  raise: (state, now) => watches.flatMap((watch) => watch.raise(state, now)),
  nextDue: (state, now) => {
    const moments = watches.flatMap((watch) => watch.nextDue(state, now) ?? []);
    return moments.length === 0 ? null : Math.min(...moments);
  },
});

/** What one step makes due at once is done in the same write; far more than any course of events needs. */
const MOST_STEPS = 10;

/**
 * Raises what is due and sets the moment at which the document must be looked at again. Every save goes through
 * here, so what is due is never later than the next write, and the sweep only sees documents that are due.
 *
 * @param us the replica that saves, and that sends what there is to send unless another is doing so; absent where nobody
 * else works
 */
export const settle = (document: CaseDocument, watch: Watch, now: Instant, us?: string): CaseDocument => {
  let watched = saidFarewell(document, now);
  for (let step = 0; step < MOST_STEPS && isWatched(watched); step += 1) {
    const events = watch.raise(watched.state, now);
    if (events.length === 0) break;
    watched = withEvents(watched, events, now);
  }
  const risk = isWatched(watched) ? watch.nextDue(watched.state, now) : null;
  const { sending, tries } = deliveryOf(watched, heads(watched.outbox), us, now);
  const end = nextFarewell(watched, now);
  const moments = [...tries, ...(risk === null ? [] : [risk]), ...(end === null ? [] : [end])];
  return { ...sending, dueAt: moments.length === 0 ? null : Math.min(...moments) };
};

const isWatched = (document: CaseDocument): document is CaseDocument & { state: FollowedCase } =>
  isFollowed(document.state) && document.state.step !== 'closed';
