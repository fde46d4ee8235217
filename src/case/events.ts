import { z } from 'zod';
import {
  consultationSchema,
  detailsSchema,
  passedOverSchema,
  placeSchema,
  seatSchema,
} from './consultation.ts';
import { messageRefSchema } from './message-ref.ts';
import { householdSchema, releaseSchema } from './household.ts';
import { policySchema, preAnnouncementSchema, seenSchema } from './state.ts';
import {
  ATTEMPT_REASONS,
  CALL_ANSWERS,
  CALL_REASONS,
  DOSSIERS,
  FEEDBACK_TO,
  LATE_REASONS,
  OBSTACLES,
  VIEW_PURPOSES,
} from './vocabulary.ts';
import { HOUSEHOLD_FIELDS } from '../core/region.ts';
import { whoSchema } from '../core/who.ts';

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
  /** A consultation is called together, now or at a later moment. */
  z.object({ type: z.literal('ConsultationOpened'), startsAt: z.int() }),
  /** A consultation that was for later begins now. */
  z.object({ type: z.literal('ConsultationAdvanced') }),
  z.object({ type: z.literal('PeopleCalled'), why: z.enum(CALL_REASONS), seats: z.array(seatSchema) }),
  /** `seat` is there for whoever comes without having been called. */
  z.object({
    type: z.literal('CallAnswered'),
    who: whoSchema,
    answer: z.enum(CALL_ANSWERS),
    /** Of which consultation; the latest when it is not said. */
    meeting: z.int().exactOptional(),
    seat: seatSchema.exactOptional(),
  }),
  /** It is known where a consultation (by its number) is held. */
  z.object({
    type: z.literal('PlaceFound'),
    meeting: z.int(),
    place: placeSchema,
    passed: z.array(passedOverSchema),
  }),
  /** The meeting of a consultation was taken away at Graph. */
  z.object({ type: z.literal('MeetingRemoved'), meeting: z.int() }),
  z.object({ type: z.literal('OutcomeAsked'), to: whoSchema }),
  z.object({
    type: z.literal('ConsultationRecorded'),
    consultation: consultationSchema,
    roles: z.array(z.string()),
  }),
  z.object({ type: z.literal('ConsultationCompleted'), details: detailsSchema }),
  z.object({ type: z.literal('SlotClaimed'), slot: z.int(), role: z.string() }),
  z.object({ type: z.literal('SlotReleased'), slot: z.int() }),
  z.object({ type: z.literal('VisitPlanned'), visitAt: z.int() }),
  z.object({ type: z.literal('VisitAttempted'), at: z.int(), reason: z.enum(ATTEMPT_REASONS) }),
  z.object({ type: z.literal('HouseholdSeen'), seen: seenSchema }),
  z.object({ type: z.literal('SchoolTold') }),
  z.object({ type: z.literal('FeedbackGiven'), to: z.enum(FEEDBACK_TO) }),
  z.object({
    type: z.literal('CaseEscalated'),
    obstacle: z.enum(OBSTACLES),
    /** Index in the ladder of the rung that is asked; older cases asked the manager. */
    rung: z.int().exactOptional(),
  }),
  z.object({
    type: z.literal('RiskRaised'),
    /** Which standing risk, unique within the case: rule, what it is about, and when it was due. */
    risk: z.string(),
    rule: z.string(),
    about: z.string(),
    rung: z.int(),
    told: z.array(whoSchema),
    /** Who left the rung before without an answer, and gets a text message as well. */
    texted: z.array(whoSchema).exactOptional(),
  }),
  z.object({ type: z.literal('RiskAcknowledged'), risk: z.string() }),
  /** Whoever took up a risk that still stands is asked how it goes. */
  z.object({ type: z.literal('TakerAsked'), risk: z.string(), to: whoSchema }),
  /** What a professional asked help for was solved. */
  z.object({ type: z.literal('EscalationResolved'), risk: z.string() }),
  /** Somebody could not be told of these risks in any way; nobody: the thread itself could not be told. */
  z.object({
    type: z.literal('PingUndeliverable'),
    to: whoSchema.exactOptional(),
    risks: z.array(z.string()).exactOptional(),
  }),
  /** The formal report (zorgmelding) reached Veilig Thuis: its reference at CORV or Veilig Thuis. */
  z.object({ type: z.literal('FormalReportRegistered'), reference: z.string() }),
  /** Why the household was not seen in time, before it was seen. */
  z.object({ type: z.literal('LateReasonGiven'), reason: z.enum(LATE_REASONS) }),
  /** It is confirmed that the case goes on in a dossier; the bot is none. */
  z.object({ type: z.literal('DossierTransferred'), to: z.enum(DOSSIERS) }),
  z.object({ type: z.literal('CaseClosed') }),
  z.object({ type: z.literal('HouseholdRecorded'), ...householdSchema.shape }),
  z.object({ type: z.literal('HouseholdReleased'), ...releaseSchema.shape }),
  /** Somebody asks to see what is known of the household: that goes 1:1. */
  z.object({ type: z.literal('HouseholdAsked') }),
  z.object({
    type: z.literal('HouseholdViewed'),
    purpose: z.enum(VIEW_PURPOSES),
    fields: z.array(z.enum(HOUSEHOLD_FIELDS)),
    /** Where it is shown, to be hidden again. */
    at: messageRefSchema,
  }),
  /** How many earlier reports of the same household there were. */
  z.object({ type: z.literal('RepeatsCounted'), earlier: z.int() }),
]);
export type CaseEvent = z.infer<typeof caseEventSchema>;

/** What happened, when, and who did it: `by` is absent where the clock acted. */
export const loggedEventSchema = z.object({
  at: z.int(),
  by: whoSchema.exactOptional(),
  /** The roles of whoever did it, as they were then (NEN 7513); older lines do not know. */
  roles: z.array(z.string()).exactOptional(),
  event: caseEventSchema,
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;

/** One line of the log, chained to the one before it. */
export const logLineSchema = loggedEventSchema.extend({ hash: z.string() });
