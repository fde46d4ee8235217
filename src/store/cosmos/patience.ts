import pLimit from 'p-limit';
import { CosmosFailure, failureOf, isPassing, retryAfterOf } from './errors.ts';

/** All in milliseconds. */
export interface Patience {
  /** For one request. */
  readonly once: number;
  /** For an operation, with everything that is tried again: a turn of the bot must answer within 10 s. */
  readonly total: number;
  /** Before the second try; twice as long before each that follows, unless Cosmos DB says how long. */
  readonly pause: number;
}

export const PATIENCE: Patience = { once: 2000, total: 5000, pause: 50 };

/** Each may have a connection of its own. */
const AT_ONCE = 64;

/** The program is not in the hands of a user when it starts. */
export const PATIENCE_AT_START: Patience = { once: 10_000, total: 30_000, pause: 250 };

/**
 * Asks until there is an answer, or patience ends. Rejects with a `CosmosFailure`, or with what the attempt throws that is
 * none of Cosmos DB's.
 */
export type Ask = <T>(what: string, attempt: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * The client of Cosmos DB can try again by itself, but sleeps through an abort, and as long as it is told to: a turn would
 * wait for a Retry-After of a minute. So that is switched off there (`client.ts`), and done here.
 */
export const asking = (patience: Patience, isClosed: () => boolean): Ask => {
  // Patience begins when it is sent: the start reads every case at once, and must not run out of it in a queue.
  const inTurn = pLimit(AT_ONCE);
  const ask = patiently(patience, isClosed);
  return (what, attempt) => inTurn(() => ask(what, attempt));
};

const patiently =
  ({ once, total, pause }: Patience, isClosed: () => boolean): Ask =>
  async (what, attempt) => {
    const whole = new AbortController();
    const timer = setTimeout(() => {
      whole.abort();
    }, total);
    try {
      for (let wait = pause; ; wait *= 2) {
        try {
          refuseWhen(isClosed);
          return await limited(once, whole.signal, attempt);
        } catch (error) {
          refuseWhen(isClosed);
          const asked = retryAfterOf(error);
          // Longer than patience lasts: whoever waits for it is told now.
          if (whole.signal.aborted || !isPassing(error) || (asked ?? 0) > total) {
            throw error instanceof CosmosFailure ? error : failureOf(what, error);
          }
          if (!(await paused(asked ?? wait, whole.signal))) throw failureOf(what, error);
        }
      }
    } finally {
      clearTimeout(timer);
    }
  };

const refuseWhen = (isClosed: () => boolean): void => {
  if (isClosed()) throw new Error('The document store is closed');
};

/** One attempt; ends at the limit also when the client does not listen to the signal. */
const limited = async <T>(
  limit: number,
  whole: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const one = new AbortController();
  const abort = (): void => {
    one.abort();
  };
  const timer = setTimeout(abort, limit);
  whole.addEventListener('abort', abort);
  const aborted = new Promise<never>((_, reject) => {
    one.signal.addEventListener('abort', () => {
      reject(new Error('no answer in time'));
    });
  });
  try {
    return await Promise.race([attempt(one.signal), aborted]);
  } finally {
    clearTimeout(timer);
    whole.removeEventListener('abort', abort);
  }
};

/** @returns false when it was cut short. */
const paused = (wait: number, whole: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (whole.aborted) {
      resolve(false);
      return;
    }
    const over = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      whole.removeEventListener('abort', over);
      resolve(true);
    }, wait);
    whole.addEventListener('abort', over, { once: true });
  });
