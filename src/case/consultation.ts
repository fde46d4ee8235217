import { z } from 'zod';
import { MANAGER, MEETING_WAYS } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import {
  CALL_ANSWERS,
  CALL_REASONS,
  KNOWN_ANSWERS,
  LATE_REASONS,
  PASSED_REASONS,
  SAFETY_ESTIMATES,
} from './vocabulary.ts';
import { whoSchema } from '../core/who.ts';

const instant = z.int();

/** What starts the visit; recorded first, and in force at once. */
export const decisionsSchema = z.object({
  /** Go now, or a joint, prepared decision to wait until a moment. */
  decision: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('go') }),
    z.object({ kind: z.literal('wait'), reason: z.enum(LATE_REASONS), until: instant }),
  ]),
  /** Veilig Thuis joins the visit. */
  exceptional: z.boolean(),
  /** Organisation id of the case lead (regievoerder). */
  caseLead: z.string(),
});
export type Decisions = z.infer<typeof decisionsSchema>;

/** What the consultation brought up besides; recorded second. */
export const detailsSchema = z.object({
  /** Organisation ids that were present. */
  present: z.array(z.string()),
  knownLocally: z.enum(KNOWN_ANSWERS),
  safety: z.enum(SAFETY_ESTIMATES),
  tellSchool: z.boolean(),
});
export type Details = z.infer<typeof detailsSchema>;

/** The outcome of a consultation: the decisions, and the details once they are filled in. */
export const consultationSchema = z.union([
  decisionsSchema.extend(detailsSchema.shape),
  // Strict: a damaged detail must not pass as an outcome without details.
  decisionsSchema.strict(),
]);
export type Consultation = z.infer<typeof consultationSchema>;

/** The details of an outcome; undefined until they are filled in. */
export const detailsOf = (consultation: Consultation): Details | undefined =>
  'safety' in consultation ? consultation : undefined;

/** Where people meet. What the region file says (room, number, sign-in names) is looked up when it is shown. */
export const placeSchema = z.discriminatedUnion('way', [
  z.object({ way: z.literal('graph'), url: z.url(), organiser: z.string(), meeting: z.string() }),
  z.object({ way: z.literal('deep-link') }),
  z.object({ way: z.literal('standing-room') }),
  z.object({ way: z.literal('phone') }),
]);
export type Place = z.infer<typeof placeSchema>;

export const passedOverSchema = z.object({ way: z.enum(MEETING_WAYS), reason: z.enum(PASSED_REASONS) });
/** A way to meet that was not used. */
export type PassedOver = z.infer<typeof passedOverSchema>;

/** On whose behalf somebody is called. */
export const seatSchema = z.object({ who: whoSchema, organisation: z.string(), role: z.string() });
export type Seat = z.infer<typeof seatSchema>;

const calledSchema = seatSchema.extend({
  /** Every time they were called; empty for whoever came of their own accord. */
  calls: z.array(z.object({ at: instant, why: z.enum(CALL_REASONS) })),
  answer: z.object({ kind: z.enum(CALL_ANSWERS), at: instant }).exactOptional(),
});
export type Called = z.infer<typeof calledSchema>;

/** One coming together of the organisations about a case. */
export const meetingSchema = z.object({
  /** 1 for the first of the case. */
  number: z.int(),
  openedAt: instant,
  /** Absent: it started by itself. */
  openedBy: whoSchema.exactOptional(),
  startsAt: instant,
  /** Absent until it is known where. */
  place: placeSchema.exactOptional(),
  passed: z.array(passedOverSchema),
  called: z.array(calledSchema),
  outcomeAskedAt: instant.exactOptional(),
  outcome: consultationSchema.exactOptional(),
});
export type Meeting = z.infer<typeof meetingSchema>;

/** Whether somebody can still turn up: they did not say no, and a message reached them. */
export const isLive = ({ answer }: Called): boolean =>
  answer === undefined || answer.kind === 'coming' || answer.kind === 'present';

export const isSilent = ({ answer }: Called): boolean => answer === undefined;

/** How an organisation stands towards a meeting. */
export type Attendance = 'present' | 'coming' | 'asked' | 'missing';

/** Best first: one person of an organisation is enough. */
export const attendanceOf = ({ called }: Meeting, organisation: string): Attendance => {
  const theirs = called.filter((one) => one.organisation === organisation);
  if (theirs.some(({ answer }) => answer?.kind === 'present')) return 'present';
  if (theirs.some(({ answer }) => answer?.kind === 'coming')) return 'coming';
  // Once its manager had to be called, waiting for an answer is not enough any more.
  const managerCalled = theirs.some(({ role, calls }) => role === MANAGER && calls.length > 0);
  return theirs.some(isSilent) && !managerCalled ? 'asked' : 'missing';
};

/** What a form for an outcome, or its details, is about: of which consultation, and whether it adjusts what is there. */
export interface OutcomeForm {
  meeting: number;
  adjusts: boolean;
}

/** Whether a meeting is still about to be held, or being held. */
export const isOpen = ({ outcome }: Meeting): boolean => outcome === undefined;

/** Whether a meeting waits for a later moment. */
export const isAhead = ({ startsAt }: Meeting, now: Instant): boolean => startsAt > now;
