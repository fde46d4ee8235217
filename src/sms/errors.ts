import { z } from 'zod';
import { retryAfter } from '../core/retry-after.ts';
import type { Instant } from '../core/time.ts';
import { DeliveryFailed } from '../outbox/port.ts';

/*
 * A reason ends up in the log: it holds a status or a code, never what the service wrote, which repeats phone numbers.
 */

interface Headers {
  get(name: string): string | undefined;
}

const isHeaders = (value: unknown): value is Headers =>
  typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';

/** What the library rejects with when the call itself failed. */
const callFailure = z.object({
  name: z.enum(['RestError', 'AbortError']),
  code: z.string().optional(),
  statusCode: z.number().optional(),
  response: z.object({ headers: z.custom<Headers>(isHeaders) }).optional(),
});

/** Refused for the moment: 409 while another try of it is on its way, 412 when its first try was too long ago. */
const PASSING = new Set([408, 409, 412, 425, 429]);

/** Translates a failed call, in one place, to whether trying again makes sense. A fault of ours stays what it is. */
export const asTextFailure = (error: unknown, now: Instant): unknown => {
  const { data } = callFailure.safeParse(error);
  if (data === undefined) return error;
  const { name, code = name, statusCode: status, response } = data;
  // The connection failed, so it may or may not have been taken.
  if (status === undefined) return new DeliveryFailed(`no answer: ${code}`, 'again');
  // Not the answer that is documented, but no refusal either.
  if (status < 300) return unreadable(status);
  return refusal(`HTTP ${status}`, status, retryAfter(response?.headers.get('retry-after'), now));
};

/** One item for our one recipient. */
const answer = z.tuple([z.object({ successful: z.boolean(), httpStatusCode: z.number() })]);

/**
 * Whether the message was taken for its recipient, which a call that succeeds does not say.
 *
 * @throws DeliveryFailed when it was not
 */
export const assertTaken = (results: unknown): void => {
  const { data } = answer.safeParse(results);
  if (data === undefined) throw unreadable(202);
  const [{ successful, httpStatusCode: status }] = data;
  if (!successful) throw refusal(`not taken for the recipient: ${status}`, status);
};

/** It may have been taken; whoever asks again gets to know, and does not send it twice. */
const unreadable = (status: number): DeliveryFailed =>
  new DeliveryFailed(`HTTP ${status} with an answer that cannot be read`, 'again');

const refusal = (what: string, status: number, wait?: number): DeliveryFailed => {
  if (status === 401) {
    return new DeliveryFailed(`${what}: the access key in SMS_CONNECTION_STRING is refused`, 'never');
  }
  return PASSING.has(status) || status >= 500
    ? new DeliveryFailed(what, 'again', wait)
    : new DeliveryFailed(what, 'never');
};
