import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Who } from '../core/actor.ts';
import { whoSchema } from '../core/who.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';

const FEED = 'feed';
const FEED_OWNER = 'feed-owner';

/** Whose calendar an address is. The address itself is not kept: whoever reads the store cannot use it. */
const feedSchema = z.object({
  id: z.string(),
  kind: z.literal(FEED),
  schema: z.literal(1),
  person: whoSchema,
});

/** Which address of a person is in force; all earlier ones are dead. */
const ownerSchema = z.object({
  id: z.string(),
  kind: z.literal(FEED_OWNER),
  schema: z.literal(1),
  feed: z.string().exactOptional(),
});

type Identity = Pick<Who, 'tenant' | 'id'>;

const parseFeed = (stored: StoredDocument) => feedSchema.parse(stored);
const parseOwner = (stored: StoredDocument) => ownerSchema.parse(stored);
const feedIdOf = (secret: string): string => `${FEED}/${createHash('sha256').update(secret).digest('hex')}`;
const ownerIdOf = ({ tenant, id }: Identity): string => `${FEED_OWNER}/${tenant}/${id}`;

/** The addresses of personal calendars. */
export interface Feeds {
  /** Gives a person a new address with this secret part; the one before is dead from then on. */
  renew(person: Who, secret: string): Promise<void>;
  /** Takes a person's address away. */
  revoke(person: Identity): Promise<void>;
  /** Whose calendar it is; undefined for an address that never was, or is dead. */
  of(secret: string): Promise<Who | undefined>;
}

export const feeds = (store: DocumentStore): Feeds => {
  const point = (person: Identity, feed?: string): Promise<void> =>
    update(store, ownerIdOf(person), parseOwner, () => ({
      save: { id: ownerIdOf(person), kind: FEED_OWNER, schema: 1, ...(feed !== undefined && { feed }) },
      result: undefined,
    }));
  return {
    renew: async (person, secret) => {
      const id = feedIdOf(secret);
      await update(store, id, parseFeed, () => ({
        save: { id, kind: FEED, schema: 1, person },
        result: undefined,
      }));
      // The new address works, and the old one does not, from this one write on.
      await point(person, id);
    },
    revoke: (person) => point(person),
    of: async (secret) => {
      const loaded = await store.read(feedIdOf(secret));
      if (!loaded) return undefined;
      const { id, person } = parseFeed(loaded.document);
      const owner = await store.read(ownerIdOf(person));
      return owner && parseOwner(owner.document).feed === id ? person : undefined;
    },
  };
};
