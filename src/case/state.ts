import { z } from 'zod';
import type { Policy } from '../core/region.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import {
  type Meeting,
  type OutcomeForm,
  consultationSchema,
  detailsOf,
  isOpen,
  meetingSchema,
} from './consultation.ts';
import { forgottenSchema } from './forgotten.ts';
import { householdSchema, releaseSchema } from './household.ts';
import {
  ATTEMPT_REASONS,
  DOSSIERS,
  FEEDBACK_TO,
  FOLLOW_UPS,
  KNOWN_ANSWERS,
  LATE_REASONS,
  OBSTACLES,
  VISITOR_RISKS,
} from './vocabulary.ts';
import { parsedOnce } from '../core/parsed-once.ts';
import { whoSchema } from '../core/who.ts';

/*
 * The shape of a case. Types are inferred from the zod schemas, because the stored document is parsed with the
 * same schemas when it is read back.
 */

const instant = z.int();
const duration = z.int().positive();

export const preAnnouncementSchema = z.object({
  municipality: z.string(),
  incidentAt: instant,
  policeReference: z.string(),
  children: z.int().min(0).max(20),
  directDanger: z.boolean(),
  restrainingOrder: z.enum(KNOWN_ANSWERS),
  visitorRisk: z.enum(VISITOR_RISKS),
  interpreter: z.boolean(),
  contactKnown: z.boolean(),
  mayShare: z.boolean(),
  helpInvolved: z.enum(KNOWN_ANSWERS),
});
/** The police's early, nameless notice (vooraankondiging). */
export type PreAnnouncement = z.infer<typeof preAnnouncementSchema>;

export const slotSchema = z.object({
  /** Stays with the slot when the pair is made up anew, so that a risk stays with what it is about. */
  id: z.string(),
  role: z.string(),
  openedAt: instant,
  claim: z.object({ by: whoSchema, at: instant }).exactOptional(),
});
export type Slot = z.infer<typeof slotSchema>;

export const seenSchema = z.object({
  at: instant,
  agreements: z.boolean(),
  obstacles: z.array(z.enum(OBSTACLES)),
  followUp: z.enum(FOLLOW_UPS),
  lateReason: z.enum(LATE_REASONS).exactOptional(),
});
/** The household was seen and spoken. */
export type Seen = z.infer<typeof seenSchema>;

const ladderSchema = z.array(z.array(z.string()).readonly()).readonly();

/** The municipality's policy as it stood when the case began; it stays in force for the case. */
export const policySchema = z.object({
  visitWithin: duration,
  consultWithin: duration,
  // Cases of before consultations started by themselves have no periods for it.
  chaseAfter: duration.default(5 * MINUTE),
  recordWithin: duration.default(30 * MINUTE),
  claimWithin: duration,
  planWithin: duration,
  warnBefore: z.array(duration).readonly(),
  feedbackWithin: duration,
  ackWithin: duration,
  ackReminder: duration,
  purgeAfter: duration,
  coverageHorizon: duration,
  ladder: ladderSchema,
  // Cases of before these rules have no periods for them.
  reportBackWithin: duration.default(2 * HOUR),
  schoolBefore: duration.default(HOUR),
  ladders: z.record(z.string(), ladderSchema).readonly().default({}),
  textFrom: z.int().default(1),
  wakeFrom: z.int().default(0),
});

/** How many rungs there are, in whichever ladder has the most. */
export const rungCount = ({ ladder, ladders }: Pick<Policy, 'ladder' | 'ladders'>): number =>
  Math.max(...[ladder, ...Object.values(ladders)].map((rungs) => rungs.length));

export const riskSchema = z.object({
  rule: z.string(),
  /** Tells two risks of one rule apart: which slot, which obstacle. */
  about: z.string(),
  /** Index in the ladder of the rung that was told last. */
  rung: z.int(),
  at: instant,
  /** Who was told last. */
  latest: z.array(whoSchema).default([]),
  /** Everybody who was told, on any rung so far. */
  told: z.array(whoSchema),
  /** Whom of the latest no message reached, and since when that is all of them. */
  unreached: z.array(whoSchema).default([]),
  unreachedAt: instant.exactOptional(),
  /** `askedAt`: it still stood after a while, and whoever took it up was asked how it goes; `unreachedAt`: in vain. */
  acknowledged: z
    .object({
      by: whoSchema,
      at: instant,
      askedAt: instant.exactOptional(),
      unreachedAt: instant.exactOptional(),
    })
    .exactOptional(),
});
export type Risk = z.infer<typeof riskSchema>;

const intake = z.object({
  step: z.literal('intake'),
  openedBy: whoSchema,
  openedAt: instant,
});

const followed = z.object({
  /** `HGV-2026-0001`. */
  number: z.string(),
  announcement: parsedOnce(preAnnouncementSchema),
  announcedBy: whoSchema,
  receivedAt: instant,
  /** End of the visit window: receipt + 24 elapsed hours. */
  visitBefore: instant,
  policy: parsedOnce(policySchema),
  slots: z.array(slotSchema),
  /** Consultations in the order in which they were opened; older cases have none. */
  meetings: z.array(parsedOnce(meetingSchema)).default([]),
  attempts: z.array(z.object({ at: instant, reason: z.enum(ATTEMPT_REASONS) })),
  /** When the latest attempt was recorded. */
  attemptedAt: instant.exactOptional(),
  /** A professional asked a rung of the ladder for help: an obstacle of the case. */
  escalations: z.array(
    z.object({
      at: instant,
      obstacle: z.enum(OBSTACLES),
      rung: z.int().default(1),
      resolvedAt: instant.exactOptional(),
    }),
  ),
  /** The reference of the formal report (zorgmelding) at CORV or Veilig Thuis. */
  formalReport: z.string().exactOptional(),
  /** Why the household was not seen in time, given before it was seen. */
  lateReason: z.enum(LATE_REASONS).exactOptional(),
  risks: z.record(z.string(), riskSchema),
  household: householdSchema.extend({ by: whoSchema, at: instant }).exactOptional(),
  /** The latest of each person. */
  releases: z.array(releaseSchema).default([]),
  /** How many reports of the same household there were in the twelve months before; absent when nobody gave an address. */
  earlierReports: z.int().exactOptional(),
  /** Where the case goes on; only of a closed case, and of an older one not even then. */
  dossier: z.enum(DOSSIERS).exactOptional(),
});

const withConsultation = followed.extend({
  /** The outcome in force: of the latest consultation that has one. */
  consultation: consultationSchema,
  /** When that was recorded; older cases do not know. */
  decidedAt: instant.exactOptional(),
  /** Handle with Care may be done as soon as the consultation asked for it. */
  schoolToldAt: instant.exactOptional(),
});

const aftercare = withConsultation.extend({
  seen: seenSchema,
  feedback: z.array(z.enum(FEEDBACK_TO)),
  /** When the latest of what had to be done was done. */
  aftercareAt: instant.exactOptional(),
});

export const caseStateSchema = z.discriminatedUnion('step', [
  intake,
  followed.extend({ step: z.literal('announced') }),
  withConsultation.extend({ step: z.literal('consulted') }),
  withConsultation.extend({ step: z.literal('planned'), visitAt: instant }),
  aftercare.extend({ step: z.literal('visited') }),
  aftercare.extend({ step: z.literal('closed'), closedAt: instant }),
  forgottenSchema,
]);

export type CaseState = z.infer<typeof caseStateSchema>;
export type Step = CaseState['step'];
/** A case that was announced: everything but an unsent form, and a case that was forgotten. */
export type FollowedCase = Exclude<CaseState, { step: 'intake' | 'forgotten' }>;
export type Followed<S extends FollowedCase['step']> = Extract<FollowedCase, { step: S }>;

export const isFollowed = (state: CaseState): state is FollowedCase =>
  state.step !== 'intake' && state.step !== 'forgotten';

/** The risk with this id; an id comes from a card, so it may be any word. */
export const riskOf = (state: FollowedCase, id: string): Risk | undefined =>
  Object.hasOwn(state.risks, id) ? state.risks[id] : undefined;

export const openSlots = (state: FollowedCase): readonly Slot[] => state.slots.filter((slot) => !slot.claim);

/** The consultation that is still to be held or being held; none after the visit, also when it got no outcome. */
export const openMeeting = (state: FollowedCase): Meeting | undefined => {
  const latest = state.meetings.at(-1);
  return latest && isOpen(latest) && isBeforeVisit(state) ? latest : undefined;
};

/** What recording an outcome is about now: the open consultation, or adjusting what the latest decided. */
export const outcomeForm = (state: FollowedCase): OutcomeForm => ({
  meeting: state.meetings.length,
  adjusts: 'consultation' in state && openMeeting(state) === undefined,
});

/** The same for the details: of the latest consultation that has an outcome. */
export const aboutDetails = (state: FollowedCase): OutcomeForm => ({
  meeting: state.meetings.findLastIndex((meeting) => !isOpen(meeting)) + 1,
  adjusts: 'consultation' in state && detailsOf(state.consultation) !== undefined,
});

/** A consultation only makes sense until the household was seen. */
export const isBeforeVisit = (
  state: CaseState,
): state is Followed<'announced'> | Followed<'consulted'> | Followed<'planned'> =>
  state.step === 'announced' || state.step === 'consulted' || state.step === 'planned';

/** What the consultation decided about waiting, when there was one. */
export const waitDecision = (state: FollowedCase) =>
  'consultation' in state && state.consultation.decision.kind === 'wait'
    ? state.consultation.decision
    : undefined;

/** The moment the visit must have taken place: the window, or what was jointly decided instead. */
export const visitDeadline = (state: FollowedCase): number =>
  Math.max(state.visitBefore, waitDecision(state)?.until ?? 0);

/** What still has to happen before the case may be closed. */
export type OpenItem = 'details' | 'school' | 'formalReport' | FeedbackItem;
type FeedbackItem = `feedback:${(typeof FEEDBACK_TO)[number]}`;

export const openItems = (state: Followed<'visited' | 'closed'>): readonly OpenItem[] => {
  const details = detailsOf(state.consultation);
  const school = details?.tellSchool && state.schoolToldAt === undefined ? (['school'] as const) : [];
  const feedback = FEEDBACK_TO.filter((to) => !state.feedback.includes(to)).map(
    (to) => `feedback:${to}` as const,
  );
  const report = state.formalReport === undefined ? (['formalReport'] as const) : [];
  return [...(details ? [] : (['details'] as const)), ...school, ...feedback, ...report];
};
