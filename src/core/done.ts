import { createHash } from 'node:crypto';
import { z } from 'zod';

/*
 * Teams sends an activity again when it did not hear from us within 15 seconds, and people press twice. What was answered
 * is remembered in the document it was about, so every replica knows it, also after a restart.
 */

export const doneSchema = z.object({
  /** Not the activity itself: a conversation id is long, and nobody has to read it here. */
  activity: z.string(),
  /** It changed nothing, and never will. */
  refused: z.boolean().exactOptional(),
});
export type Done = z.infer<typeof doneSchema>;

/** Far more than a case or a day of a roster ever has; Teams sends again within a minute. */
const REMEMBERED = 500;

const shortened = (activity: string): string =>
  createHash('sha256').update(activity).digest('base64url').slice(0, 22);

export const remembered = (done: readonly Done[], activity: string, refused: boolean): Done[] =>
  [...done, { activity: shortened(activity), ...(refused && { refused }) }].slice(-REMEMBERED);

/** What became of an activity; undefined for one that was not seen before. */
export const seenBefore = (done: readonly Done[], activity: string): Done | undefined => {
  const short = shortened(activity);
  return done.find((one) => one.activity === short);
};
