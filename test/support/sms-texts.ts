/** The text messages that the service of the tests took, each once. */
import { AssertionError } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/core/time.ts';
import { type SendBody, isNumber } from './sms-shapes.ts';
import type { Outcome } from './sms-trouble.ts';

/** A text message on its way to a phone. */
export interface Text {
  to: string;
  words: string;
}

export interface WantedText {
  to?: string;
  words?: string | RegExp;
  withinMs?: number;
}

/** For how long a request is known; from the documentation of the sister services, SMS does not say. */
const TRACKED = 5 * 60_000;

interface Item {
  to: string;
  httpStatusCode: number;
  successful: boolean;
  messageId?: string;
  repeatabilityResult?: 'accepted' | 'rejected';
  errorMessage?: string;
}

interface Tracked {
  firstSent: number;
  request: string;
  item: Item;
}

/**
 * Takes a request for a message once. A repetition gets the answer of the first; the same id on something else is
 * refused, and so is a first try of more than five minutes ago.
 */
const repeatable = (clock: Clock, deliver: (text: Text) => void) => {
  const tracked = new Map<string, Tracked>();
  return (body: SendBody): Item => {
    const [{ to, repeatabilityRequestId: id, repeatabilityFirstSent }] = body.smsRecipients;
    const rejected = (httpStatusCode: number, errorMessage: string): Item => ({
      to,
      httpStatusCode,
      repeatabilityResult: 'rejected',
      errorMessage,
      successful: false,
    });
    const earliest = clock() - TRACKED;
    for (const [other, { firstSent }] of tracked) if (firstSent < earliest) tracked.delete(other);
    const firstSent = Date.parse(repeatabilityFirstSent);
    if (firstSent < earliest || firstSent > clock() + TRACKED)
      return rejected(412, 'Repeatability-First-Sent is not within the last 5 minutes.');
    const request = JSON.stringify(body);
    const first = tracked.get(id);
    if (first) return first.request === request ? first.item : rejected(400, `Another request: ${to}`);
    if (!isNumber(to)) {
      return { to, httpStatusCode: 400, errorMessage: 'Invalid To phone number format.', successful: false };
    }
    const messageId = `Outgoing_${randomUUID()}_emea`;
    const item: Item = {
      to,
      messageId,
      httpStatusCode: 202,
      repeatabilityResult: 'accepted',
      successful: true,
    };
    tracked.set(id, { firstSent, request, item });
    deliver({ to, words: body.message });
    return item;
  };
};

const described = ({ to, words }: Text): string => `a text message to ${to}: ${words}`;

const fits = (text: Text, { to = text.to, words = text.words }: WantedText): boolean =>
  text.to === to && (typeof words === 'string' ? text.words.includes(words) : words.test(text.words));

/** Taken before a test can put a false clock in their place. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

export const textKeeper = (clock: Clock) => {
  const all: Text[] = [];
  const left = new Set<Text>();
  const waiters = new Set<(text: Text) => boolean>();
  const take = repeatable(clock, (text) => {
    all.push(text);
    if (![...waiters].some((wants) => wants(text))) left.add(text);
  });
  return {
    all,
    /** What nobody expected until now. */
    left: () => [...left].map(described),
    accept: (body: SendBody): Outcome => ({ status: 202, body: { value: [take(body)] } }),
    /** The first message nobody had yet that fits, now or as soon as it comes in. */
    expect: (wanted: WantedText): Promise<Text> => {
      const present = [...left].find((text) => fits(text, wanted));
      if (present) {
        left.delete(present);
        return Promise.resolve(present);
      }
      return new Promise((resolve, reject) => {
        const wants = (text: Text): boolean => {
          if (!fits(text, wanted)) return false;
          waiters.delete(wants);
          stopTimer(timer);
          resolve(text);
          return true;
        };
        waiters.add(wants);
        const timer = startTimer(() => {
          waiters.delete(wants);
          const others = [...left].map((text) => `\n  ${described(text)}`).join('');
          reject(new AssertionError({ message: `No such text message came in; others:${others}` }));
        }, wanted.withinMs ?? 5_000);
      });
    },
  };
};
