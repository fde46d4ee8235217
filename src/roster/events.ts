import { z } from 'zod';
import { whoSchema } from '../core/who.ts';
import {
  GAP_LEVELS,
  absenceSchema,
  gapSchema,
  overrideSchema,
  patternSchema,
  shiftSchema,
  swapSchema,
} from './state.ts';

/** A duty that begins or ends now. */
export const handOverSchema = z.object({
  person: whoSchema,
  role: z.string(),
  from: z.int(),
  to: z.int(),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** What happened to a roster, in the past tense. Who and when stand beside it in the log. */
export const rosterEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ShiftAdded'), shift: shiftSchema }),
  z.object({ type: z.literal('PatternAdded'), pattern: patternSchema }),
  z.object({ type: z.literal('OverrideAdded'), override: overrideSchema }),
  z.object({ type: z.literal('AbsenceMarked'), absence: absenceSchema }),
  z.object({ type: z.literal('EntryRemoved'), entry: z.string() }),
  z.object({ type: z.literal('SwapAsked'), swap: swapSchema }),
  z.object({ type: z.literal('SwapAnswered'), swap: z.string(), accepted: z.boolean() }),
  /** Everything of these events goes, and these shifts come. */
  z.object({
    type: z.literal('ShiftsImported'),
    shifts: z.array(shiftSchema),
    replaced: z.array(z.string()),
  }),
  z.object({ type: z.literal('ReachTested'), people: z.array(whoSchema) }),
  z.object({ type: z.literal('ReachProven'), person: whoSchema }),
  /** A message to somebody could not be delivered in any way. */
  z.object({
    type: z.literal('NoticeUndeliverable'),
    to: whoSchema,
    /** The gaps that it was about, by id. */
    gaps: z.array(z.string()).exactOptional(),
  }),
  /** Gaps were looked for; these are all there are. What lies in the past is forgotten. */
  z.object({ type: z.literal('GapsChecked'), gaps: z.array(gapSchema) }),
  /** These people are told of these gaps (by id). */
  z.object({
    type: z.literal('GapsReported'),
    level: z.enum(GAP_LEVELS),
    gaps: z.array(z.string()),
    told: z.array(whoSchema),
  }),
  /** Hand-overs up to this moment are given: who comes on duty and who goes off. */
  z.object({
    type: z.literal('DutyHandedOver'),
    until: z.int(),
    comes: z.array(handOverSchema),
    goes: z.array(handOverSchema),
  }),
]);
export type RosterEvent = z.infer<typeof rosterEventSchema>;

/** One line of the log; `by` is absent where the clock acted. */
export const loggedRosterEventSchema = z.object({
  at: z.int(),
  by: whoSchema.exactOptional(),
  /** The roles of whoever did it, as they were then (NEN 7513); older lines do not know. */
  roles: z.array(z.string()).exactOptional(),
  event: rosterEventSchema,
});
export type LoggedRosterEvent = z.infer<typeof loggedRosterEventSchema>;

/** One line of the log, chained to the one before it. */
export const rosterLineSchema = loggedRosterEventSchema.extend({ hash: z.string() });
