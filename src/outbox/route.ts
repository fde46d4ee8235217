import type { Who } from '../core/actor.ts';
import type { Duration } from '../core/time.ts';
import type { DeliveryFailed, Notifiers, Way } from './port.ts';
import { type Again, type Park, againAfter } from './tries.ts';

/** The ways to somebody, in the order in which they are tried. */
export const CASE_WAYS = ['personal', 'thread', 'text'] as const satisfies readonly Way[];
export const ROSTER_WAYS = ['personal', 'channel', 'text'] as const satisfies readonly Way[];

/** Failed tries after which another way is taken: a call that hangs on is no call. */
const MOST_TRIES = 4;

/** Failed tries of the last way: about an hour. */
const MOST_TEXTS = 20;

/** A message that is on its way to somebody. */
interface Underway<W extends Way> {
  to?: Who;
  route: W;
  tries: number;
}

/** The next way to take, or none is left. */
export type Onward<W extends Way> = { kind: 'onward'; route: W } | { kind: 'undeliverable' };

/** The next way that has any use. */
export const onwardFrom = <W extends Way>(
  { route, to }: Underway<W>,
  ways: readonly W[],
  notifiers: Notifiers,
): Onward<W> => {
  const next = ways.slice(ways.indexOf(route) + 1).find((way) => notifiers[way].reaches(to));
  return next === undefined ? { kind: 'undeliverable' } : { kind: 'onward', route: next };
};

/** What to do with a message that we could not make so many times: another way may need less of it. */
export const afterFault = <W extends Way>(
  message: Underway<W>,
  ways: readonly W[],
  notifiers: Notifiers,
  tries: number,
): Onward<W> | Park | undefined => {
  if (tries < MOST_TRIES) return undefined;
  const onward = onwardFrom(message, ways, notifiers);
  return onward.kind === 'onward' ? onward : { kind: 'parked', why: 'fault' };
};

/**
 * What to do with a message that was not taken. Refused for good goes on at once; what may pass goes on after four
 * tries. In Teams it is tried for ever when no other way is left, for Teams comes back.
 */
export const afterFailure = <W extends Way>(
  message: Underway<W>,
  ways: readonly W[],
  notifiers: Notifiers,
  error: DeliveryFailed,
  wait: Duration,
): Onward<W> | Again => {
  const { route } = message;
  const tries = message.tries + 1;
  const onward = onwardFrom(message, ways, notifiers);
  // The thread is gone, not the person: the redraw of the card starts another.
  const comesBack = route === 'thread' && error.outlook === 'gone' && tries < MOST_TRIES;
  if (error.outlook !== 'again' && !comesBack) return onward;
  const isOver = route === 'text' ? tries >= MOST_TEXTS : tries >= MOST_TRIES && onward.kind === 'onward';
  return isOver ? onward : againAfter(error, wait);
};
