import { AssertionError } from 'node:assert';
import type { Activity } from 'botbuilder';
import { type Piece, isPiece, textOf, texts } from './cards.ts';
import type { MessageRef } from './places.ts';

/**
 * `thread` starts one in a channel, `reply` is in a thread, `personal` is in somebody's own chat, `group` in a group
 * chat. An `update` replaces a message; `typing` is the "is typing" sign, wherever it is shown.
 */
export type MessageKind = 'thread' | 'reply' | 'personal' | 'group' | 'update' | 'delete' | 'typing';

/** A message as it came in, whatever happened to it afterwards. */
export interface Received extends MessageRef {
  kind: MessageKind;
  /** Order of arrival over all kinds, from 1. */
  order: number;
  /** When it came in, in epoch milliseconds. */
  at: number;
  activity: Partial<Activity>;
  /** Its first Adaptive Card. */
  card: Piece | undefined;
  /** Of a personal message: the person's name when it is known, otherwise how the bot named them. */
  to: string | undefined;
}

export interface Wanted {
  /** Appears in the card, the text or the summary. */
  text?: string | RegExp;
  card?: (card: Piece) => boolean;
  where?: (message: Received) => boolean;
  withinMs?: number;
}

interface Waiter {
  matches: (message: Received) => boolean;
  take: (message: Received) => void;
}

/** Taken before a test can put a false clock in their place. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

export const firstCard = (activity: Partial<Activity>): Piece | undefined => {
  const cards = (activity.attachments ?? []).map(({ contentType, content }) =>
    contentType === 'application/vnd.microsoft.card.adaptive' ? (content as unknown) : undefined,
  );
  return cards.find(isPiece);
};

const words = ({ activity, card }: Received): string =>
  [activity.text ?? '', activity.summary ?? '', card === undefined ? '' : textOf(card)].join('\n');

/** Who, where and the first words of a message, on one line. */
export const described = ({
  order,
  kind,
  to,
  conversationId,
  activityId,
  activity,
  card,
}: Received): string => {
  const where = to === undefined ? conversationId : `${to} (${conversationId})`;
  const first = activity.text ?? (card === undefined ? undefined : texts(card)[0]) ?? activity.summary;
  const of = kind === 'update' || kind === 'delete' ? ` of ${activityId}` : '';
  return `#${order} ${kind}${of} in ${where}: ${first === undefined ? '(no words)' : `"${first.slice(0, 80)}"`}`;
};

const isWanted = (message: Received, { text, card, where }: Wanted): boolean => {
  if (typeof text === 'string' && !words(message).includes(text)) return false;
  if (text instanceof RegExp && !text.test(words(message))) return false;
  if (card !== undefined && (message.card === undefined || !card(message.card))) return false;
  return where?.(message) ?? true;
};

/** What came in, and who waits for what. Every message is for one expectation at most. */
export interface Inbox {
  all: readonly Received[];
  /** What nobody expected until now. */
  left: () => readonly Received[];
  receive: (message: Omit<Received, 'order' | 'at'>) => void;
  /** The first message nobody had yet that fits, now or as soon as it comes in. */
  expect: (sought: string, fits: (message: Received) => boolean, wanted: Wanted) => Promise<Received>;
}

/** `withinMs`: how long to wait for a message by default. `problems`: why something may not have come in. */
export const inbox = (withinMs: number, problems: readonly string[]): Inbox => {
  const all: Received[] = [];
  const left = new Set<Received>();
  const waiters = new Set<Waiter>();

  const missing = (sought: string, ms: number): AssertionError => {
    const others = [...[...left].map(described), ...problems].map((line) => `\n  ${line}`);
    const rest = others.length === 0 ? 'nothing else came in' : `not expected until now:${others.join('')}`;
    return new AssertionError({ message: `No ${sought} came in within ${ms} ms; ${rest}` });
  };

  return {
    all,
    left: () => [...left],
    receive: (given) => {
      const message = { ...given, order: all.length + 1, at: Date.now() };
      all.push(message);
      const waiter = [...waiters].find(({ matches }) => matches(message));
      if (waiter) waiter.take(message);
      else left.add(message);
    },
    expect: (sought, fits, wanted) => {
      const matches = (message: Received): boolean => fits(message) && isWanted(message, wanted);
      const present = [...left].find(matches);
      if (present) {
        left.delete(present);
        return Promise.resolve(present);
      }
      const ms = wanted.withinMs ?? withinMs;
      return new Promise((resolve, reject) => {
        const timer = startTimer(() => {
          waiters.delete(waiter);
          reject(missing(sought, ms));
        }, ms);
        const waiter: Waiter = {
          matches,
          take: (message) => {
            waiters.delete(waiter);
            stopTimer(timer);
            resolve(message);
          },
        };
        waiters.add(waiter);
      });
    },
  };
};
