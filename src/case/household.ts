import { z } from 'zod';
import { HOUSEHOLD_FIELDS } from '../core/region.ts';
import { whoSchema } from '../core/who.ts';
import { RELEASE_GROUNDS } from './vocabulary.ts';

const householdField = z.enum(HOUSEHOLD_FIELDS);

/** What Veilig Thuis recorded of a household: unreadable without the key of the case. */
export const householdSchema = z.object({
  sealed: z.string(),
  /** Which are filled in. */
  fields: z.array(householdField),
});

export const releaseSchema = z.object({
  to: whoSchema,
  organisation: z.string(),
  ground: z.enum(RELEASE_GROUNDS),
  /** The article or the agreement that it rests on. */
  reference: z.string(),
  fields: z.array(householdField),
});
/** Veilig Thuis told somebody who the household is. */
export type Release = z.infer<typeof releaseSchema>;
