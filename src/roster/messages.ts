import { z } from 'zod';
import { whoSchema } from '../core/who.ts';
import { GAP_LEVELS } from './state.ts';
import { handOverSchema } from './events.ts';

const pending = z.object({
  /** Unique within the roster. */
  id: z.int(),
  /** Failed tries so far. */
  tries: z.int(),
  nextTryAt: z.int(),
  to: whoSchema,
  /** 1:1 first, else by a mention in the channel of the municipality, else by a text message. */
  route: z.enum(['personal', 'channel', 'text']),
});

/** Something a person must hear of a roster, saved with the events it follows from; drawn when it is sent. */
export const rosterMessageSchema = z.discriminatedUnion('kind', [
  /** Gaps, by id. What was closed meanwhile is left out; with nothing left it is not sent. */
  pending.extend({ kind: z.literal('gaps'), level: z.enum(GAP_LEVELS), gaps: z.array(z.string()) }),
  /** Somebody is put on the roster by another, or their duty goes to another. */
  pending.extend({ kind: z.literal('rostered'), entries: z.array(z.string()) }),
  pending.extend({ kind: z.literal('swapAsked'), swap: z.string() }),
  pending.extend({ kind: z.literal('swapAnswered'), swap: z.string() }),
  pending.extend({ kind: z.literal('reachTest') }),
  /** Everything in one message for whoever comes on and goes off duty at the same moment. */
  pending.extend({
    kind: z.literal('handOver'),
    comes: z.array(handOverSchema),
    goes: z.array(handOverSchema),
  }),
]);
export type RosterMessage = z.infer<typeof rosterMessageSchema>;
export type RosterMessageOf<K extends RosterMessage['kind']> = Extract<RosterMessage, { kind: K }>;
