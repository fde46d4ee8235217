import { z } from 'zod';
import type { Who } from '../core/actor.ts';
import type { Account } from '../core/region.ts';
import { onceEach } from '../core/remember.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';

const PERSON = 'person';

const addressSchema = z.object({
  /** The id Teams gives the person towards this bot (`29:…`). */
  user: z.string(),
  serviceUrl: z.string(),
  /** The 1:1 conversation, once there is one. */
  conversation: z.string().exactOptional(),
  /** With which account; absent: with the person's own. */
  account: z.object({ tenant: z.string(), id: z.string() }).exactOptional(),
});

const personSchema = addressSchema.extend({
  id: z.string(),
  kind: z.literal(PERSON),
  schema: z.literal(1),
  /** Where their other accounts can be reached; the account used last stands above. */
  others: z.array(addressSchema).exactOptional(),
});
type PersonDocument = z.infer<typeof personSchema>;

/** How a person can be reached 1:1, learned from their own activities. */
export type PersonAddress = z.infer<typeof addressSchema>;

type Identity = Pick<Who, 'tenant' | 'id'>;

export interface People {
  /** Where the account can be reached that the person used last. */
  of(person: Identity): Promise<PersonAddress | undefined>;
  /** Remembers how a person was seen, with the account they used; writes only what is new. */
  learn(person: Identity, seen: PersonAddress): Promise<void>;
}

/** Everything in it is learned again, so one that is damaged is as good as none: it must not keep anybody out. */
const readable = onceEach((stored: StoredDocument) => personSchema.safeParse(stored).data);
const idOf = ({ tenant, id }: Identity): string => `${PERSON}/${tenant}/${id}`;

const same = (stored: StoredDocument): StoredDocument => stored;

const isAccount = (one: Account | undefined, other: Account | undefined): boolean =>
  one?.tenant === other?.tenant && one?.id === other?.id;

/** More accounts than one person has. */
const MOST_OTHERS = 9;

/** The address that was used now in front; what is not said of it is as it was. */
const inFront = (known: readonly PersonAddress[], seen: PersonAddress) => {
  const before = known.find(({ account }) => isAccount(account, seen.account));
  const others = known.filter((address) => address !== before).slice(0, MOST_OTHERS);
  return { ...before, ...seen, ...(others.length > 0 && { others }) };
};

const addressesIn = (current: PersonDocument | undefined): readonly PersonAddress[] => {
  if (!current) return [];
  const { others = [] } = current;
  return [addressSchema.parse(current), ...others];
};

const isKnown = (current: PersonDocument | undefined, { account, ...seen }: PersonAddress): boolean =>
  current !== undefined &&
  isAccount(current.account, account) &&
  current.user === seen.user &&
  current.serviceUrl === seen.serviceUrl &&
  (seen.conversation === undefined || current.conversation === seen.conversation);

export const people = (store: DocumentStore): People => ({
  of: async (person) => {
    const loaded = await store.read(idOf(person));
    return addressesIn(loaded && readable(loaded.document))[0];
  },
  learn: async (person, { account, ...rest }) => {
    const isOwn = account === undefined || isAccount(account, { tenant: person.tenant, id: person.id });
    const seen: PersonAddress = { ...rest, ...(!isOwn && { account }) };
    await update<StoredDocument, undefined>(store, idOf(person), same, (found) => {
      const current = found && readable(found);
      if (isKnown(current, seen)) return { result: undefined };
      const next = { id: idOf(person), kind: PERSON, schema: 1, ...inFront(addressesIn(current), seen) };
      return { save: personSchema.parse(next), result: undefined };
    });
  },
});
