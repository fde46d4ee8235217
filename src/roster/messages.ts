import { z } from 'zod';
import { parkedWhySchema } from '../core/sending.ts';
import { whoSchema } from '../core/who.ts';
import { handOverSchema } from './events.ts';
import { GAP_LEVELS, patternSchema } from './state.ts';

/** A change in somebody's duties, told whole: the entry it came from may be gone when the message is drawn. */
export const dutyChangeSchema = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['on', 'off']), role: z.string(), from: z.int(), to: z.int() }),
  z.object({ what: z.enum(['patternOn', 'patternOff']), pattern: patternSchema }),
]);
export type DutyChange = z.infer<typeof dutyChangeSchema>;

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
  /** Gaps, by id. What was closed meanwhile is left out; with nothing left it is not sent. Of several levels the highest. */
  pending.extend({ kind: z.literal('gaps'), level: z.enum(GAP_LEVELS), gaps: z.array(z.string()) }),
  /** Somebody is put on duty or taken off it by another. */
  pending.extend({ kind: z.literal('rostered'), by: whoSchema, changes: z.array(dutyChangeSchema) }),
  pending.extend({ kind: z.literal('swapAsked'), swap: z.string() }),
  pending.extend({ kind: z.literal('swapAnswered'), swap: z.string() }),
  pending.extend({ kind: z.literal('reachTest') }),
  /** What `to` comes on and goes off at the same moment, in one message. Who takes over is in the roster. */
  pending.extend({
    kind: z.literal('handOver'),
    comes: z.array(handOverSchema),
    goes: z.array(handOverSchema),
  }),
]);
export type RosterMessage = z.infer<typeof rosterMessageSchema>;
export type RosterMessageOf<K extends RosterMessage['kind']> = Extract<RosterMessage, { kind: K }>;

/** A message that cannot be sent as things are, kept so that nothing is lost, with since when and why. */
export const parkedNoticeSchema = z.object({
  message: rosterMessageSchema,
  at: z.int(),
  why: parkedWhySchema,
});
