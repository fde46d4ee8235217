import type { Log } from '../core/log.ts';
import type { DeliveryResult } from '../core/measures.ts';
import { type Duration, type Instant, MINUTE } from '../core/time.ts';
import { type ParkedWhy, tryAt } from '../core/sending.ts';
import { DeliveryFailed, type Way } from './port.ts';

const FIRST_RETRY: Duration = 1_000;
export const LONGEST_RETRY: Duration = 5 * MINUTE;

/** A message as the outbox of any document keeps it. */
export interface Pending {
  /** Unique within the document. */
  id: number;
  kind: string;
  /** Failed tries so far. */
  tries: number;
  nextTryAt: Instant;
  route?: Way;
}

export interface Again {
  kind: 'again';
  wait: Duration;
}

/** There is no use in trying any more as things are: it is kept, and somebody must look at it. */
export interface Park {
  kind: 'parked';
  why: ParkedWhy;
}

/** Faults of ours after which a message is parked: about half an hour, for a store that cannot be reached is one as well. */
const MOST_FAULTS = 12;

export const isDue = ({ nextTryAt }: Pending, now: Instant): boolean => tryAt(nextTryAt, now) <= now;

export interface TryParts {
  log: Log;
  /** Between 0 and 1; spreads retries. */
  chance: () => number;
}

interface Try<O> {
  carryOut: () => Promise<O>;
  /** What to do when it was not taken; `wait` is how long to wait before a next try. */
  failed: (error: DeliveryFailed, wait: Duration) => O;
  /** What to do when we could not make it so many times, where that is not to park it in the end. */
  givenUp?: (tries: number) => O | undefined;
  /** What the log may say of what came of it. */
  fields?: (outcome: O) => object;
}

/** By which way a message goes: to somebody, or by what it is about. */
export const wayOf = ({ kind, route }: Pick<Pending, 'kind' | 'route'>): string => {
  if (route) return route;
  return kind === 'meeting' || kind === 'removeMeeting' ? 'meeting' : 'card';
};

/** What comes of a try, by the kind of its outcome, as it is counted. */
const RESULTS = {
  sent: 'sent',
  placeFound: 'sent',
  needless: 'needless',
  again: 'again',
  postAnew: 'again',
  onward: 'onward',
  undeliverable: 'failed',
  parked: 'parked',
} as const satisfies Readonly<Record<string, DeliveryResult>>;

/** What came of a try. */
export interface Came {
  kind: keyof typeof RESULTS;
}

export const resultOf = ({ kind }: Came): DeliveryResult => RESULTS[kind];

/** For the log. */
export const fieldsOf = (document: string, message: Pending): object => ({
  document,
  message: message.id,
  kind: message.kind,
  tries: message.tries + 1,
  ...(message.route && { route: message.route }),
});

/** Tries to carry out one message of a document; never rejects. */
export const tryOnce = async <O>(
  { log, chance }: TryParts,
  document: string,
  message: Pending,
  { carryOut, failed, givenUp, fields }: Try<O>,
): Promise<O | Again | Park> => {
  const known = fieldsOf(document, message);
  try {
    const outcome = await carryOut();
    log.info({ ...known, ...fields?.(outcome) }, 'message delivered');
    return outcome;
  } catch (error) {
    const wait = waitFor(message.tries, chance());
    if (error instanceof DeliveryFailed) {
      log.warn({ ...known, outlook: error.outlook, reason: error.message }, 'message not delivered');
      return failed(error, wait);
    }
    // A fault of ours must not hold up the other messages of the document.
    log.error({ ...known, error }, 'message could not be made');
    const tries = message.tries + 1;
    return (givenUp ? givenUp(tries) : parkedAfter(tries)) ?? { kind: 'again', wait };
  }
};

const parkedAfter = (tries: number): Park | undefined =>
  tries < MOST_FAULTS ? undefined : { kind: 'parked', why: 'fault' };

/** Doubles per try, with some chance in it so that retries do not come in one burst. */
const waitFor = (tries: number, chance: number): Duration =>
  Math.round(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** tries) * (0.75 + chance / 2));

/** After as long as was asked when that is longer, up to five minutes. */
export const againAfter = ({ retryAfter = 0 }: DeliveryFailed, wait: Duration): Again => ({
  kind: 'again',
  wait: Math.ceil(Math.max(Math.min(retryAfter, LONGEST_RETRY), wait)),
});

/** A message after a try that came to nothing. */
export const triedAgain = <M extends Pending>(message: M, { wait }: Again, now: Instant): M => ({
  ...message,
  tries: message.tries + 1,
  nextTryAt: now + wait,
});
