import { z } from 'zod';
import { retryAfter } from '../core/retry-after.ts';
import type { Instant } from '../core/time.ts';
import { NoToken } from './credential.ts';
import { MeetingFailed } from './port.ts';

/** An answer of Graph, read to its end. */
export interface Answer {
  status: number;
  /** The header as it came. */
  retryAfter: string | undefined;
  body: string;
}

/** Translates an answer that is not a success, in one place, to what the consultation has to know. */
export const asRefusal = ({ status, retryAfter: header, body }: Answer, now: Instant): MeetingFailed =>
  passing(status, header, now) ?? new MeetingFailed(lasting(status, body), false);

/** Translates why there is no token. What is not known to pass is taken to last: somebody has to look at it. */
export const asTokenFailure = (error: unknown, now: Instant): MeetingFailed => {
  const failure = error instanceof NoToken ? error.failure : undefined;
  if (failure === 'no answer') return new MeetingFailed('unavailable', true);
  const passes = failure && passing(failure.status, failure.retryAfter, now);
  return passes ?? new MeetingFailed('noPermission', false);
};

/** Graph and the token endpoint mean the same by these. */
const passing = (status: number, header: string | undefined, now: Instant): MeetingFailed | undefined => {
  const wait = retryAfter(header, now);
  if (status === 408) return new MeetingFailed('timeOut', true, wait);
  if (status === 429) return new MeetingFailed('throttled', true, wait);
  return status >= 500 ? new MeetingFailed('unavailable', true, wait) : undefined;
};

const lasting = (status: number, body: string): MeetingFailed['reason'] => {
  if (status !== 401 && status !== 403) return 'refused';
  return missesPolicy(body) ? 'noPolicy' : 'noPermission';
};

const graphError = z.object({ error: z.object({ message: z.string() }) });

/**
 * Elsewhere we never look at the text of an error. Here only the wording on a card depends on it, and there is nothing
 * else: for a missing application access policy Graph documents the codes `Forbidden` and `Unauthorized`, which it also
 * uses for everything else, and in practice answers `General` as well.
 */
const NO_POLICY = /\bapplication access policy\b|\bis not authorized to\b.*\bmeeting\b.*\bon behalf of\b/i;

const missesPolicy = (body: string): boolean => {
  const { data } = graphError.safeParse(asJson(body));
  return data !== undefined && NO_POLICY.test(data.error.message);
};

/** Undefined when it is no JSON. */
export const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
