import { z } from 'zod';
import { consultationSchema, policySchema, preAnnouncementSchema, seenSchema, whoSchema } from './state.ts';
import { ATTEMPT_REASONS, FEEDBACK_TO, OBSTACLES } from './vocabulary.ts';

/** What happened to a case, in the past tense. Who and when stand beside it in the log. */
export const caseEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('IntakeOpened') }),
  z.object({
    type: z.literal('CaseAnnounced'),
    number: z.string(),
    announcement: preAnnouncementSchema,
    policy: policySchema,
    roles: z.array(z.string()),
  }),
  z.object({
    type: z.literal('ConsultationRecorded'),
    consultation: consultationSchema,
    roles: z.array(z.string()),
  }),
  z.object({ type: z.literal('SlotClaimed'), slot: z.int(), role: z.string() }),
  z.object({ type: z.literal('SlotReleased'), slot: z.int() }),
  z.object({ type: z.literal('VisitPlanned'), visitAt: z.int() }),
  z.object({ type: z.literal('VisitAttempted'), at: z.int(), reason: z.enum(ATTEMPT_REASONS) }),
  z.object({ type: z.literal('HouseholdSeen'), seen: seenSchema }),
  z.object({ type: z.literal('SchoolTold') }),
  z.object({ type: z.literal('FeedbackGiven'), to: z.enum(FEEDBACK_TO) }),
  z.object({ type: z.literal('CaseEscalated'), obstacle: z.enum(OBSTACLES) }),
  z.object({
    type: z.literal('RiskRaised'),
    /** Which standing risk, unique within the case: rule, what it is about, and when it was due. */
    risk: z.string(),
    rule: z.string(),
    about: z.string(),
    rung: z.int(),
    told: z.array(whoSchema),
  }),
  z.object({ type: z.literal('RiskAcknowledged'), risk: z.string() }),
  /** Nobody: the thread itself could not be told. */
  z.object({ type: z.literal('PingUndeliverable'), to: whoSchema.exactOptional() }),
  z.object({ type: z.literal('CaseClosed') }),
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;

/** One line of the log; `by` is absent where the clock acted. */
export const loggedEventSchema = z.object({
  at: z.int(),
  by: whoSchema.exactOptional(),
  event: caseEventSchema,
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;
