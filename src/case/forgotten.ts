import { z } from 'zod';
import { DOSSIERS, FOLLOW_UPS, LATE_REASONS, OBSTACLES } from './vocabulary.ts';

/** How long something took since the report, in whole quarters of an hour: no closer than figures need. */
const quarters = z.int().exactOptional();

/** What is left of a case that was forgotten: nothing that leads to a household or a colleague. */
const figuresSchema = z.object({
  /** `2026-11`, local. */
  month: z.string(),
  weekend: z.boolean(),
  children: z.boolean(),
  directDanger: z.boolean(),
  repeated: z.boolean().exactOptional(),
  consultedAfter: quarters,
  claimedAfter: quarters,
  seenAfter: quarters,
  inTime: z.boolean(),
  waited: z.boolean(),
  lateReason: z.enum(LATE_REASONS).exactOptional(),
  attempts: z.int(),
  agreements: z.boolean(),
  followUp: z.enum(FOLLOW_UPS),
  obstacles: z.array(z.enum(OBSTACLES)),
  /** Highest rung of the ladder that was told; absent when nobody was. */
  highestRung: z.int().exactOptional(),
});
export type Figures = z.infer<typeof figuresSchema>;

/** The proof that a case was forgotten, and what may still be counted of it. */
export const forgottenSchema = z.object({
  step: z.literal('forgotten'),
  number: z.string(),
  forgottenAt: z.int(),
  dossier: z.enum(DOSSIERS).exactOptional(),
  /** Messages that say nothing of it any more, and those that could not be reached. */
  messages: z.object({ changed: z.int(), unreached: z.int() }),
  /** Absent of a case that was forgotten before and came back in a backup from before its visit. */
  figures: figuresSchema.exactOptional(),
});
