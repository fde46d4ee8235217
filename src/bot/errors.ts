import { DeliveryFailed } from '../outbox/port.ts';
import { z } from 'zod';
import { retryAfter } from '../core/retry-after.ts';
import { MINUTE } from '../core/time.ts';

interface Headers {
  get(name: string): string | undefined;
}

const isHeaders = (value: unknown): value is Headers =>
  typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';

/** What the connector's HTTP client rejects with; only these properties are looked at, never the text. */
const httpFailure = z.object({
  statusCode: z.number().optional(),
  response: z.object({ headers: z.custom<Headers>(isHeaders).optional() }).optional(),
});

/** Answers after which the same message may be taken later; the rest will be refused again. */
const PASSING = new Set([401, 408, 412, 425, 429, 500, 502, 503, 504]);

const GONE = new Set([404, 410]);

const outlookOf = (status: number): DeliveryFailed['outlook'] => {
  // Well answered, but not to be read: perhaps taken, and nobody knows.
  if (status < 300 || PASSING.has(status)) return 'again';
  return GONE.has(status) ? 'gone' : 'never';
};

/** Translates a failed call to Teams, in one place, to whether trying again makes sense. */
export const asDeliveryFailure = (error: unknown, now: number): DeliveryFailed => {
  if (error instanceof DeliveryFailed) return error;
  const parsed = httpFailure.safeParse(error);
  const status = parsed.success ? parsed.data.statusCode : undefined;
  // No status: the connection failed or timed out, so Teams may or may not have taken it.
  if (status === undefined) return new DeliveryFailed(`no answer: ${nameOf(error)}`, 'again');
  const header = parsed.success ? parsed.data.response?.headers?.get('retry-after') : undefined;
  return new DeliveryFailed(`HTTP ${status}`, outlookOf(status), waitIn(header, now));
};

/** Longer is not obeyed: within the hour a household may have to be seen. */
const LONGEST_WAIT = 5 * MINUTE;

const waitIn = (header: string | undefined, now: number): number | undefined => {
  const asked = retryAfter(header, now);
  return asked === undefined ? undefined : Math.min(LONGEST_WAIT, asked);
};

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
