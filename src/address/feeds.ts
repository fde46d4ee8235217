import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Who } from '../core/actor.ts';
import { doneSchema, remembered, seenBefore } from '../core/done.ts';
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
  /** Activities that asked for an address or took one away, so that one sent again does not undo a later one. */
  done: z.array(doneSchema).default([]),
});

type Identity = Pick<Who, 'tenant' | 'id'>;

const parseFeed = (stored: StoredDocument) => feedSchema.parse(stored);
const parseOwner = (stored: StoredDocument) => ownerSchema.parse(stored);
const feedIdOf = (secret: string): string => `${FEED}/${createHash('sha256').update(secret).digest('hex')}`;
const ownerIdOf = ({ tenant, id }: Identity): string => `${FEED_OWNER}/${tenant}/${id}`;

/** The addresses of personal calendars. */
export interface Feeds {
  /**
   * Gives a person a new address with this secret part; the one before is dead from then on. Answers whether it did: the
   * same activity again gives none, for the address it gave is not kept.
   */
  renew(person: Who, secret: string, activity?: string): Promise<boolean>;
  /** Takes a person's address away; not again for the same activity. */
  revoke(person: Identity, activity?: string): Promise<void>;
  /** Whose calendar it is; undefined for an address that never was, or is dead. */
  of(secret: string): Promise<Who | undefined>;
}

export const feeds = (store: DocumentStore): Feeds => {
  const point = (person: Identity, activity: string | undefined, feed?: string): Promise<boolean> =>
    update(store, ownerIdOf(person), parseOwner, (current) => {
      const done = current?.done ?? [];
      if (activity !== undefined && seenBefore(done, activity)) return { result: false };
      const owner = {
        id: ownerIdOf(person),
        kind: FEED_OWNER,
        schema: 1,
        done: activity === undefined ? done : remembered(done, activity, false),
        ...(feed !== undefined && { feed }),
      } as const;
      return { save: owner, result: true };
    });
  const gaveBefore = async (person: Identity, activity: string): Promise<boolean> => {
    const owner = await store.read(ownerIdOf(person));
    return owner !== undefined && seenBefore(parseOwner(owner.document).done, activity) !== undefined;
  };
  return {
    renew: async (person, secret, activity) => {
      // Teams sends again what it was answered late: an address that will not be given is not written either.
      if (activity !== undefined && (await gaveBefore(person, activity))) return false;
      const id = feedIdOf(secret);
      await update(store, id, parseFeed, () => ({
        save: { id, kind: FEED, schema: 1, person },
        result: undefined,
      }));
      // The new address works, and the old one does not, from this one write on.
      return point(person, activity, id);
    },
    revoke: async (person, activity) => {
      await point(person, activity);
    },
    of: async (secret) => {
      const loaded = await store.read(feedIdOf(secret));
      if (!loaded) return undefined;
      const { id, person } = parseFeed(loaded.document);
      const owner = await store.read(ownerIdOf(person));
      return owner && parseOwner(owner.document).feed === id ? person : undefined;
    },
  };
};
