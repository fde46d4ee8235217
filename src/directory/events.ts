import { z } from 'zod';
import { whoSchema } from '../core/who.ts';
import { personSchema } from './state.ts';

const municipality = z.string();
const roles = z.array(z.string());
const contact = { signIn: z.string().exactOptional(), mobile: z.string().exactOptional() };
const account = z.object({ tenant: z.string(), id: z.string() });

/**
 * What became of something that the region file says otherwise than when it was last taken in: the store takes it over,
 * agrees already, or leads because people changed it as well.
 */
const outcome = z.enum(['file', 'agree', 'store']);
export type Outcome = z.infer<typeof outcome>;

/** What happened to the directory, in the past tense. Who and when stand beside it in the log. */
export const directoryEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('PersonAdded'), municipality, person: whoSchema, roles, ...contact }),
  z.object({
    type: z.literal('PersonChanged'),
    municipality,
    person: whoSchema,
    roles,
    ...contact,
    changed: z.array(z.enum(['roles', 'signIn', 'mobile'])),
  }),
  z.object({ type: z.literal('PersonSuspended'), municipality, person: whoSchema }),
  z.object({ type: z.literal('PersonRestored'), municipality, person: whoSchema }),
  z.object({ type: z.literal('PersonRemoved'), municipality, person: whoSchema }),
  z.object({ type: z.literal('NeedsSet'), municipality, roles }),
  /** What the region file says anew; absent is that it says nothing any more. */
  z.object({
    type: z.literal('FileTakenIn'),
    people: z.array(z.object({ account, outcome, file: personSchema.exactOptional() })),
    needs: z.array(z.object({ municipality, outcome, file: roles.exactOptional() })),
  }),
  z.object({
    type: z.literal('DifferenceSettled'),
    municipality,
    /** Absent where it is about the needs of the municipality. */
    person: account.exactOptional(),
    take: z.enum(['file', 'store']),
  }),
]);
export type DirectoryEvent = z.infer<typeof directoryEventSchema>;
export type DirectoryEventOf<T extends DirectoryEvent['type']> = Extract<DirectoryEvent, { type: T }>;

/** One line of the log; `by` is absent where the program acted at its start. */
export const loggedDirectoryEventSchema = z.object({
  at: z.int(),
  by: whoSchema.exactOptional(),
  /** The roles of whoever did it, as they were then (NEN 7513). */
  roles: z.array(z.string()).exactOptional(),
  event: directoryEventSchema,
});
export type LoggedDirectoryEvent = z.infer<typeof loggedDirectoryEventSchema>;

/** One line of the log, chained to the one before it. */
export const directoryLineSchema = loggedDirectoryEventSchema.extend({ hash: z.string() });
