import { z } from 'zod';
import { messageRefSchema } from './message-ref.ts';
import { CALL_REASONS } from './vocabulary.ts';
import { parkedWhySchema } from '../core/sending.ts';
import { whoSchema } from '../core/who.ts';

export type { MessageRef } from './message-ref.ts';

/** A card with which somebody was called 1:1, so that its buttons can be taken away later. */
export const callCardSchema = z.object({ to: whoSchema, meeting: z.int(), at: messageRefSchema });
export type CallCard = z.infer<typeof callCardSchema>;

const pending = z.object({
  /** Unique within the case. */
  id: z.int(),
  /** Failed tries so far. */
  tries: z.int(),
  nextTryAt: z.int(),
});

/** 1:1 first, else by a mention in the thread of the case, else by a text message. */
const route = z.enum(['personal', 'thread', 'text']);

/**
 * Something that must happen outside, saved with the events it follows from. What a message shows is drawn when it is
 * sent.
 */
export const messageSchema = z.discriminatedUnion('kind', [
  /** The case card in the channel: posted once, then updated in place. At most one is pending. */
  pending.extend({
    kind: z.literal('card'),
    /** The message that held the card is gone: it must be posted again. */
    anew: z.boolean().exactOptional(),
  }),
  /** Somebody's attention for standing risks. */
  pending.extend({
    kind: z.literal('ping'),
    /** Absent when nobody could be found for the risk: then the thread itself is told. */
    to: whoSchema.exactOptional(),
    risks: z.array(z.string()),
    route,
    /** Another way failed before. A text message without it stands beside what was said in Teams. */
    fallback: z.boolean().exactOptional(),
  }),
  /** The form the officer sent, closed for everybody who sees it. */
  pending.extend({ kind: z.literal('sentForm'), form: messageRefSchema }),
  /** A place must be found for a consultation. Calls to it wait for that. */
  pending.extend({ kind: z.literal('meeting'), meeting: z.int(), askedAt: z.int() }),
  /** Somebody is called to a consultation. */
  pending.extend({
    kind: z.literal('call'),
    to: whoSchema,
    meeting: z.int(),
    why: z.enum(CALL_REASONS),
    route,
  }),
  /** A card with which somebody was called, drawn again. */
  pending.extend({ kind: z.literal('callCard'), card: callCardSchema }),
  /** Whoever opened a consultation is asked for its outcome. */
  pending.extend({ kind: z.literal('outcome'), to: whoSchema, meeting: z.int(), route }),
  /** The case is closed: the meeting of a consultation must go. */
  pending.extend({
    kind: z.literal('removeMeeting'),
    meeting: z.int(),
    organiser: z.string(),
    graphId: z.string(),
  }),
  /** Somebody may see what is known of the household: from here, 1:1. */
  pending.extend({ kind: z.literal('household'), to: whoSchema, route }),
  /** What is shown of the household must be hidden again. */
  pending.extend({ kind: z.literal('hideHousehold'), at: messageRefSchema }),
  /** A message about the case must not say anything about it any more. */
  pending.extend({ kind: z.literal('farewell'), at: messageRefSchema }),
]);
export type OutgoingMessage = z.infer<typeof messageSchema>;
export type Outgoing<K extends OutgoingMessage['kind']> = Extract<OutgoingMessage, { kind: K }>;

/** Messages to one person, which go to the thread when they cannot be delivered 1:1. */
export type Personal = Outgoing<'ping'> | Outgoing<'call'> | Outgoing<'outcome'> | Outgoing<'household'>;

export const isPersonal = (message: OutgoingMessage): message is Personal =>
  message.kind === 'ping' ||
  message.kind === 'call' ||
  message.kind === 'outcome' ||
  message.kind === 'household';

/** A text message beside what was said in Teams: that one counts, so nothing is lost without it. */
export const isBesides = (message: OutgoingMessage): boolean =>
  message.kind === 'ping' && message.route === 'text' && !message.fallback;

/** A message with all its ways open again, 1:1 first. */
export const withEveryWay = (message: OutgoingMessage): OutgoingMessage =>
  isPersonal(message) && !isBesides(message)
    ? { ...message, tries: 0, route: message.to ? 'personal' : 'thread' }
    : message;

/** A message that cannot be sent as things are, kept so that nothing is lost, with since when and why. */
export const parkedSchema = z.object({ message: messageSchema, at: z.int(), why: parkedWhySchema });
