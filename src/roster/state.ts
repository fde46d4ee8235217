import { z } from 'zod';
import { whoSchema } from '../core/who.ts';

/*
 * The roster of one municipality. Types are inferred from the zod schemas, because the stored document is parsed with
 * the same schemas when it is read back. Who is on duty follows from it by precedence: absence, then override, then
 * swap, then shift and pattern (`duty.ts`).
 */

const instant = z.int();
const period = { from: instant, to: instant };
/** `2026-11-23`, a calendar day in the region's time zone. */
const localDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One on-call duty (piketdienst). */
export const shiftSchema = z.object({
  id: z.string(),
  person: whoSchema,
  role: z.string(),
  ...period,
  /** From a calendar file: which event, so that importing it again replaces it. */
  uid: z.string().exactOptional(),
});
export type Shift = z.infer<typeof shiftSchema>;

/** A duty that comes back every week, or every so many weeks, by the clock on the wall. */
export const patternSchema = z.object({
  id: z.string(),
  person: whoSchema,
  role: z.string(),
  /** 0 is Sunday. */
  weekday: z.int().min(0).max(6),
  /** Minutes since local midnight of that day; `to` is later, and above 1440 on the next day. */
  from: z.int().min(0).max(1439),
  to: z.int().min(1).max(2879),
  /** 1 is every week; counted from the week in which `since` falls. */
  every: z.int().min(1).max(52),
  /** First and last day on which a duty may begin. */
  since: localDay,
  until: localDay.exactOptional(),
});
export type Pattern = z.infer<typeof patternSchema>;

/** Whatever else the roster says: this person and nobody else for a role. */
export const overrideSchema = z.object({ id: z.string(), person: whoSchema, role: z.string(), ...period });
export type Override = z.infer<typeof overrideSchema>;

/** A duty that somebody else is asked to take over; without a yes the original stands. */
export const swapSchema = z.object({
  id: z.string(),
  role: z.string(),
  ...period,
  /** Whose duty it is, and who is asked to do it. */
  of: whoSchema,
  with: whoSchema,
  /** The planner who asked it, when it is not their own duty. */
  askedBy: whoSchema.exactOptional(),
  askedAt: instant,
  answer: z.object({ accepted: z.boolean(), at: instant }).exactOptional(),
});
export type Swap = z.infer<typeof swapSchema>;

export const absenceSchema = z.object({ id: z.string(), person: whoSchema, ...period });
export type Absence = z.infer<typeof absenceSchema>;

/** Whether somebody on the roster proved that a message reaches them. Never acknowledged is unproven: no cover. */
export const reachSchema = z.object({
  person: whoSchema,
  askedAt: instant.exactOptional(),
  provenAt: instant.exactOptional(),
  /** The latest test message, or a message since, could not be delivered in any way. */
  undeliverable: z.boolean().exactOptional(),
});
export type Reach = z.infer<typeof reachSchema>;

/** Who hears of a gap: at once, on Thursday, on Friday noon; all of them when it opens inside 48 hours. */
export const GAP_LEVELS = ['planner', 'manager', 'director'] as const;
export type GapLevel = (typeof GAP_LEVELS)[number];

/** A stretch of weekend or holiday service in which nobody who counts is on duty for a role. */
export const gapSchema = z.object({ id: z.string(), role: z.string(), ...period });
export type Gap = z.infer<typeof gapSchema>;

/** A gap as it was found, and who was told of it. */
export const knownGapSchema = gapSchema.extend({
  foundAt: instant,
  told: z.array(z.enum(GAP_LEVELS)),
  /** Whom no message about it reached: a level of which nobody heard does not hold up the next. */
  unheard: z.array(whoSchema).default([]),
});
export type KnownGap = z.infer<typeof knownGapSchema>;

export const rosterStateSchema = z.object({
  municipality: z.string(),
  shifts: z.array(shiftSchema),
  patterns: z.array(patternSchema),
  overrides: z.array(overrideSchema),
  swaps: z.array(swapSchema),
  absences: z.array(absenceSchema),
  reach: z.array(reachSchema),
  gaps: z.array(knownGapSchema),
  /** Gaps were looked for at this moment; every day again, because the horizon moves. */
  checkedAt: instant,
  /** Hand-overs up to this moment were given. */
  handedOverUntil: instant,
});
export type RosterState = z.infer<typeof rosterStateSchema>;

/** An empty roster. Nothing was checked yet, so it is due at once. */
export const emptyRoster = (municipality: string, at: number): RosterState => ({
  municipality,
  shifts: [],
  patterns: [],
  overrides: [],
  swaps: [],
  absences: [],
  reach: [],
  gaps: [],
  checkedAt: 0,
  handedOverUntil: at,
});
