import { z } from 'zod';
import type { Person } from '../core/region.ts';

/*
 * Who takes part in the region and which roles weekends need, as people set it by card. One per installation. What the
 * region file said when it was last taken in stays beside it (`seed`), so that a start can tell who changed what.
 */

const roleList = z.array(z.string());

/** Every field of a person, or this does not compile: what were left out here would be lost at a restart. */
const fields = {
  id: z.string(),
  tenant: z.string(),
  name: z.string(),
  signIn: z.string().exactOptional(),
  mobile: z.string().exactOptional(),
  /** Further accounts of the same person. */
  accounts: z.array(z.object({ tenant: z.string(), id: z.string() })).exactOptional(),
  roles: z.record(z.string(), roleList),
} satisfies Record<keyof Person, z.ZodType>;

/** As the region file has somebody. */
export const personSchema = z.object(fields);

/** As the store has somebody. */
export const listedPersonSchema = z.object({
  ...fields,
  /** The municipalities in which their roles do not count for now; absent where all of them do. */
  suspended: z.array(z.string()).exactOptional(),
});
export type ListedPerson = z.infer<typeof listedPersonSchema>;

/** By municipality: the roles that weekend and holiday cover needs. */
const needsSchema = z.record(z.string(), roleList);

export const directoryStateSchema = z.object({
  /** By tenant and id (`keyOf`), in the order in which they came. */
  people: z.record(z.string(), listedPersonSchema),
  needs: needsSchema,
  seed: z.object({ people: z.record(z.string(), personSchema), needs: needsSchema }),
  /** What both the file and people changed, each in their own way, and nobody decided on yet. */
  open: z.object({ people: z.array(z.string()), needs: z.array(z.string()) }),
});
export type DirectoryState = z.infer<typeof directoryStateSchema>;

export const EMPTY: DirectoryState = {
  people: {},
  needs: {},
  seed: { people: {}, needs: {} },
  open: { people: [], needs: [] },
};

/** An object id says nothing outside its tenant. */
export const keyOf = ({ tenant, id }: Pick<Person, 'tenant' | 'id'>): string => `${tenant}/${id}`;
