import { createHash } from 'node:crypto';
import type { SmsClientOptions } from '@azure/communication-sms';
import { z } from 'zod';
import { type Duration, type Instant, MINUTE } from '../core/time.ts';

/*
 * Azure Communication Services sends a text message once, however often it is asked to, as long as it knows that it is
 * asked for the same one: by an id and the moment of the first try, beside the number (OASIS Repeatable Requests 1.0).
 * The library makes up new ones for every call, which would make every try another message.
 */

/** What makes a try of a message recognisable as one. */
export interface Repetition {
  /** UUID. */
  id: string;
  firstSent: Instant;
}

/**
 * The same for every try of one message, also after a restart, and another for everybody else. Shaped like the random
 * UUID that the library would make: other kinds need not be accepted.
 */
export const requestIdOf = (mobile: string, key: string): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([key, mobile]))
    .digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
};

/**
 * The service remembers a try for five minutes, as Azure documents for its other services (for SMS it says nothing).
 * Within these the same id with another moment is refused for good; after these the same moment is refused too (412),
 * and nothing is known of the id. A minute more than it needs: a refusal that passes is better than one that lasts.
 */
const REMEMBERED: Duration = 6 * MINUTE;

/**
 * Remembers when a message was first tried, as long as that matters. Not after a restart: the service then either
 * knows the id, or refuses; never does it send twice what it remembers.
 */
export const firstTries = (): ((id: string, now: Instant) => Repetition) => {
  const known = new Map<string, Instant>();
  return (id, now) => {
    for (const [other, at] of known) if (now - at >= REMEMBERED) known.delete(other);
    const firstSent = known.get(id) ?? now;
    known.set(id, firstSent);
    return { id, firstSent };
  };
};

type AdditionalPolicy = NonNullable<SmsClientOptions['additionalPolicies']>[number];

const sentBody = z.looseObject({ smsRecipients: z.tuple([z.looseObject({ to: z.string() })]) });

/** Puts it in the body of a call for one recipient; before the call is signed, which is what `perCall` comes to. */
export const repeating = ({ id, firstSent }: Repetition): AdditionalPolicy => ({
  position: 'perCall',
  policy: {
    name: 'repeatableTextMessage',
    sendRequest: (request, next) => {
      if (typeof request.body !== 'string') throw new Error('This version of the SMS library sends no text');
      const body = sentBody.parse(JSON.parse(request.body));
      const [recipient] = body.smsRecipients;
      const repeatabilityFirstSent = new Date(firstSent).toUTCString();
      request.body = JSON.stringify({
        ...body,
        smsRecipients: [{ ...recipient, repeatabilityRequestId: id, repeatabilityFirstSent }],
      });
      return next(request);
    },
  },
});
