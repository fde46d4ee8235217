import { z } from 'zod';
import type { Who } from '../core/actor.ts';
import { onceEach } from '../core/remember.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';

const PERSON = 'person';

const personSchema = z.object({
  id: z.string(),
  kind: z.literal(PERSON),
  schema: z.literal(1),
  /** The id Teams gives the person towards this bot (`29:…`). */
  user: z.string(),
  serviceUrl: z.string(),
  /** The 1:1 conversation, once there is one. */
  conversation: z.string().exactOptional(),
});
type PersonDocument = z.infer<typeof personSchema>;

/** How a person can be reached 1:1, learned from their own activities. */
export type PersonAddress = Pick<PersonDocument, 'user' | 'serviceUrl' | 'conversation'>;

type Identity = Pick<Who, 'tenant' | 'id'>;

export interface People {
  of(person: Identity): Promise<PersonAddress | undefined>;
  /** Remembers how a person was seen; writes only what is new. */
  learn(person: Identity, seen: PersonAddress): Promise<void>;
}

/** Everything in it is learned again, so one that is damaged is as good as none: it must not keep anybody out. */
const readable = onceEach((stored: StoredDocument) => personSchema.safeParse(stored).data);
const idOf = ({ tenant, id }: Identity): string => `${PERSON}/${tenant}/${id}`;

const same = (stored: StoredDocument): StoredDocument => stored;

export const people = (store: DocumentStore): People => ({
  of: async (person) => {
    const loaded = await store.read(idOf(person));
    return loaded && readable(loaded.document);
  },
  learn: async (person, seen) => {
    await update<StoredDocument, undefined>(store, idOf(person), same, (found) => {
      const current = found && readable(found);
      const next: PersonDocument = { ...current, ...seen, id: idOf(person), kind: PERSON, schema: 1 };
      const isKnown =
        current?.user === next.user &&
        current.serviceUrl === next.serviceUrl &&
        current.conversation === next.conversation;
      return isKnown ? { result: undefined } : { save: personSchema.parse(next), result: undefined };
    });
  },
});
