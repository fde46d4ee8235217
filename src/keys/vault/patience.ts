import { setTimeout as pause } from 'node:timers/promises';
import { retryAfter } from '../../core/retry-after.ts';
import type { Clock, Duration } from '../../core/time.ts';
import { KeysUnavailable } from '../port.ts';

export interface Patience {
  /** For one request. */
  readonly once: Duration;
  /** For a call, with everything that is tried again: a turn of the bot must answer within 10 s. */
  readonly total: Duration;
  /** Before the second try; twice as long before each that follows, unless the vault says how long. */
  readonly pause: Duration;
}

export const PATIENCE: Patience = { once: 2000, total: 4000, pause: 100 };

/** No user waits for a start, a command or a deletion; the first token of an identity may take seconds. */
export const PATIENCE_AT_START: Patience = { once: 10_000, total: 30_000, pause: 250 };

/** Asking again will not help. 404 when what is asked for is not there. */
export class VaultRefused extends KeysUnavailable {
  /** What Key Vault calls the reason; a name, none of what was sent. */
  readonly code: string;

  constructor(what: string, status: number, code: string) {
    super(`Key Vault refused ${what}: ${status} ${code}`, status);
    this.name = 'VaultRefused';
    this.code = code;
  }
}

/**
 * Asks until there is an answer, or patience ends; what was asked must do no harm when it is done twice.
 *
 * @throws VaultRefused, KeysUnavailable; neither holds the error of the client, which holds what was sent
 */
export type Ask = <T>(what: string, attempt: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * The clients of Key Vault can try again by themselves, but sleep as long as they are told to: a turn of the bot would wait
 * for a Retry-After of a minute. So that is switched off there (`clients.ts`), and done here.
 */
export const asking =
  ({ once, total, pause: first }: Patience, clock: Clock): Ask =>
  async (what, attempt) => {
    const whole = AbortSignal.timeout(total);
    for (let wait = first; ; wait *= 2) {
      try {
        return await limited(attempt, AbortSignal.any([whole, AbortSignal.timeout(once)]));
      } catch (error) {
        const failure = failureOf(what, error);
        if (failure instanceof VaultRefused) throw failure;
        const asked = retryAfter(headerOf(error), clock()) ?? wait;
        // Longer than patience lasts: whoever waits for it is told now.
        if (asked > total || !(await paused(asked, whole))) throw failure;
      }
    }
  };

/** Ends with the signal also when the client does not listen to it, as while it gets a token. */
const limited = async <T>(attempt: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> => {
  let stop: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    stop = () => {
      reject(new Error('no answer in time'));
    };
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([attempt(signal), late]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** @returns false when it was cut short */
const paused = (wait: Duration, signal: AbortSignal): Promise<boolean> =>
  pause(wait, true, { signal }).catch(() => false);

/** Without the error of the client, which holds what was sent. */
export const failureOf = (what: string, error: unknown): KeysUnavailable => {
  if (error instanceof KeysUnavailable) return error;
  const status = statusOf(error);
  if (status !== undefined && !isPassing(status, codeOf(error)))
    return new VaultRefused(what, status, codeOf(error));
  if (property(error, 'name') === 'NoToken')
    return new KeysUnavailable(`There is no token for ${what}: the identity or its secret is not accepted`);
  return new KeysUnavailable(
    `Key Vault ${status === undefined ? 'gave no answer' : `answered ${status}`} to ${what}`,
    status,
  );
};

/** A conflict passes when something is still being deleted; not when it was deleted and could be recovered. */
const isPassing = (status: number, code: string): boolean =>
  status === 408 || status === 429 || status >= 500 || (status === 409 && code !== RECOVERABLE);

/** The name is taken by what was deleted. */
export const RECOVERABLE = 'ObjectIsDeletedButRecoverable';

const property = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;

const statusOf = (error: unknown): number | undefined => {
  const status = property(error, 'statusCode');
  return typeof status === 'number' ? status : undefined;
};

/** The inner one says more, where there is one. */
const codeOf = (error: unknown): string => {
  const body = property(property(error, 'details'), 'error');
  const inner = property(property(body, 'innerError'), 'code');
  const code = inner ?? property(body, 'code') ?? property(error, 'code');
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : '';
};

const headerOf = (error: unknown): string | undefined => {
  const headers = property(property(error, 'response'), 'headers');
  const get = property(headers, 'get');
  const value: unknown = typeof get === 'function' ? Reflect.apply(get, headers, ['retry-after']) : undefined;
  return typeof value === 'string' ? value : undefined;
};
