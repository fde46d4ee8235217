import { z } from 'zod';
import { type Duration, type Instant, MINUTE, SECOND } from './time.ts';

/** Why a message is parked: we cannot make it (`fault`), or whoever must take it does not (`refused`). */
export const parkedWhySchema = z.enum(['fault', 'refused']);
export type ParkedWhy = z.infer<typeof parkedWhySchema>;

/**
 * Longer than anything waits, also by the clock of a replica that is behind: what is shown of a household waits ten minutes
 * to be hidden. Then the clock was set back since, and it is due all the same.
 */
const LONGEST_WAIT: Duration = 15 * MINUTE;

/** When a message must be tried. */
export const tryAt = (nextTryAt: Instant, now: Instant): Instant =>
  nextTryAt > now + LONGEST_WAIT ? now : nextTryAt;

/*
 * Several replicas of the program work on the same documents. Whoever sends what is in a document says so in the document
 * itself, so that the others leave it. This only saves double work: that a decision is made once is the version's.
 */

export const leaseSchema = z.object({ holder: z.string(), until: z.int() });
export type Lease = z.infer<typeof leaseSchema>;

/**
 * After this long without a sign of the holder another takes over: no longer than needed, for somebody may be waiting for
 * what a replica that died was about to send. Whoever goes on sending writes a new lease when 15 s of it are over.
 */
const LEASE: Duration = 45 * SECOND;

/**
 * Less than this left is too short to begin to send something. The longest there is, to somebody who was never written to,
 * makes two calls of Teams of at most 10 s each (a text message makes one of 10 s, a meeting one of 5 s) and then writes
 * what came of it; the rest is for the store. Only a store that is at the end of its patience (5 s) more than once in one
 * message makes it longer, or a token that is slow in coming; then it may be sent twice.
 */
const MARGIN: Duration = 30 * SECOND;

/** A clock that was ahead must not keep the others out for longer than it would itself. */
export const isSound = ({ until }: Lease, now: Instant): boolean => until <= now + 2 * MINUTE;

/** Until when the document is another's; undefined when it is free or ours. `us` is absent where nobody else works. */
export const heldUntil = (
  lease: Lease | undefined,
  us: string | undefined,
  now: Instant,
): Instant | undefined =>
  lease && us !== undefined && lease.holder !== us && lease.until > now && isSound(lease, now)
    ? lease.until
    : undefined;

/** Whether we hold it long enough to begin something. */
export const isOurs = (lease: Lease | undefined, us: string | undefined, now: Instant): boolean =>
  us === undefined || (lease?.holder === us && lease.until > now + MARGIN && isSound(lease, now));

interface Sending {
  lease?: Lease;
}

/**
 * A document with our claim to send what is in it, as long as there is something to send now, and without one when there
 * is not; what another holds stays theirs. And when it must be looked at to send: nobody has to before whoever sends now
 * has had the time.
 *
 * @param heads the messages that do not wait for another one
 */
export const deliveryOf = <D extends Sending>(
  document: D,
  heads: readonly { nextTryAt: Instant }[],
  us: string | undefined,
  now: Instant,
): { sending: D; tries: readonly Instant[] } => {
  const tries = heads.map(({ nextTryAt }) => tryAt(nextTryAt, now));
  const sending =
    heldUntil(document.lease, us, now) === undefined
      ? claimed(document, tries.some((at) => at <= now) ? us : undefined, now)
      : document;
  const { until = -Infinity } = sending.lease ?? {};
  return { sending, tries: tries.map((at) => Math.max(at, until)) };
};

/** A document with our claim, or without any when `us` is absent. */
export const claimed = <D extends Sending>(document: D, us: string | undefined, now: Instant): D => {
  if (us !== undefined) return { ...document, lease: { holder: us, until: now + LEASE } };
  if (document.lease === undefined) return document;
  const free = { ...document };
  delete free.lease;
  return free;
};
