import { z } from 'zod';
import { isSame } from '../core/actor.ts';
import type { Instant } from '../core/time.ts';
import type { CaseEvent } from './events.ts';
import { whoSchema } from './state.ts';

/** Where a message stands in Teams, enough to update it or reply to it later. */
export const messageRefSchema = z.object({
  serviceUrl: z.string(),
  tenant: z.string(),
  conversation: z.string(),
  activity: z.string(),
});
export type MessageRef = z.infer<typeof messageRefSchema>;

const pending = z.object({
  /** Unique within the case. */
  id: z.int(),
  /** Failed tries so far. */
  tries: z.int(),
  nextTryAt: z.int(),
});

/** An outgoing message, saved with the events it follows from. What it shows is drawn when it is sent. */
export const messageSchema = z.discriminatedUnion('kind', [
  /** The case card in the channel: posted once, then updated in place. At most one is pending. */
  pending.extend({
    kind: z.literal('card'),
    /** The message that held the card is gone: it must be posted again. */
    anew: z.boolean().exactOptional(),
  }),
  /** Somebody's attention for standing risks: 1:1 first, else by a mention in the thread. */
  pending.extend({
    kind: z.literal('ping'),
    /** Absent when nobody could be found for the risk: then the thread itself is told. */
    to: whoSchema.exactOptional(),
    risks: z.array(z.string()),
    route: z.enum(['personal', 'thread']),
  }),
  /** The form the officer sent, closed for everybody who sees it. */
  pending.extend({ kind: z.literal('sentForm'), form: messageRefSchema }),
]);
export type OutgoingMessage = z.infer<typeof messageSchema>;
export type Ping = Extract<OutgoingMessage, { kind: 'ping' }>;

interface Outbox {
  outbox: OutgoingMessage[];
  messages: number;
}

/**
 * The outbox after these events: one redraw of the card, and one ping per person for all risks raised together.
 */
export const messagesFor = (
  events: readonly CaseEvent[],
  before: readonly OutgoingMessage[],
  counted: number,
  at: Instant,
): Outbox => {
  const pings = pingsFor(events);
  const next = (index: number) => ({ id: counted + index, tries: 0, nextTryAt: at });
  // A redraw that is waiting for Teams goes on waiting; only what it will show is newer.
  const waiting = before.find((message) => message.kind === 'card');
  return {
    outbox: [
      ...before.filter(({ kind }) => kind !== 'card'),
      { ...next(0), kind: 'card', ...(waiting && waiting.tries > 0 && patience(waiting)) },
      ...pings.map((ping, index) => ({ ...next(index + 1), ...ping })),
    ],
    messages: counted + 1 + pings.length,
  };
};

const patience = ({ tries, nextTryAt, anew }: Extract<OutgoingMessage, { kind: 'card' }>) => ({
  tries,
  nextTryAt,
  ...(anew && { anew }),
});

const pingsFor = (events: readonly CaseEvent[]): Pick<Ping, 'kind' | 'to' | 'risks' | 'route'>[] => {
  const raised = events.filter((event) => event.type === 'RiskRaised');
  const people = new Map(raised.flatMap(({ told }) => told.map((who) => [`${who.tenant}/${who.id}`, who])));
  const personal = [...people.values()].map((to) => ({
    kind: 'ping' as const,
    to,
    risks: raised.filter(({ told }) => told.some((who) => isSame(who, to))).map(({ risk }) => risk),
    route: 'personal' as const,
  }));
  const nobody = raised.filter(({ told }) => told.length === 0).map(({ risk }) => risk);
  return nobody.length === 0
    ? personal
    : [...personal, { kind: 'ping' as const, risks: nobody, route: 'thread' as const }];
};
