import { z } from 'zod';
import { doneSchema, remembered, seenBefore } from '../core/done.ts';
import type { Log } from '../core/log.ts';
import type { MunicipalityId } from '../core/region.ts';
import { onceEach } from '../core/remember.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';

const CHANNELS = 'channels';
const SCHEMA = 1;

const linkSchema = z.object({
  municipality: z.string(),
  /** Conversation id of the channel, without a thread. */
  channel: z.string(),
  serviceUrl: z.string(),
  tenant: z.string(),
});
/** The channel in which the cases of a municipality are posted. */
export type ChannelLink = z.infer<typeof linkSchema>;

const channelsSchema = z.object({
  id: z.literal(CHANNELS),
  kind: z.literal(CHANNELS),
  schema: z.literal(SCHEMA),
  links: z.array(linkSchema),
  /** Activities that linked a channel, so that one sent again does not undo a later one. */
  done: z.array(doneSchema).default([]),
});

type Links = z.infer<typeof channelsSchema>;

const NONE: Links = { id: CHANNELS, kind: CHANNELS, schema: SCHEMA, links: [], done: [] };

const same = (stored: StoredDocument): StoredDocument => stored;

/** Which channel is of which municipality. Everything rejects when a newer program than this one wrote it. */
export interface Channels {
  of(municipality: MunicipalityId): Promise<ChannelLink | undefined>;
  in(channel: string): Promise<ChannelLink | undefined>;
  /** Any link: a service address to start from. */
  any(): Promise<ChannelLink | undefined>;
  /**
   * One channel per municipality and one municipality per channel: earlier links of either end go. Answers whether it did:
   * the same activity again links nothing. In place of links that are damaged it begins anew.
   */
  link(link: ChannelLink, activity?: string): Promise<boolean>;
  /** Links only when neither end is linked yet, as far as that can be read; answers whether it did. */
  linkFirst(link: ChannelLink): Promise<boolean>;
}

/** @param log is told of links that are damaged: until each is made again it is as if there are none */
export const channels = (store: DocumentStore, log: Log): Channels => {
  /** Undefined when they are damaged. */
  const readable = onceEach((stored: StoredDocument): Links | undefined => {
    if (stored.schema > SCHEMA) throw new Error(`${CHANNELS} was written by a newer program`);
    const { data, error } = channelsSchema.safeParse(stored);
    if (error)
      log.error({ document: CHANNELS, error }, 'the links of channels cannot be read: link each again');
    return data;
  });
  const known = async (): Promise<readonly ChannelLink[]> => {
    const loaded = await store.read(CHANNELS);
    return (loaded && readable(loaded.document))?.links ?? [];
  };
  return {
    of: async (municipality) => (await known()).find((link) => link.municipality === municipality),
    in: async (channel) => (await known()).find((link) => link.channel === channel),
    any: async () => (await known())[0],
    link: (link, activity) =>
      update<StoredDocument, boolean>(store, CHANNELS, same, (stored) => {
        const current = (stored && readable(stored)) ?? NONE;
        if (activity !== undefined && seenBefore(current.done, activity)) return { result: false };
        const done = activity === undefined ? current.done : remembered(current.done, activity, false);
        const links = [...current.links.filter((other) => !touches(link, other)), link];
        return { save: channelsSchema.parse({ ...current, links, done }), result: true };
      }),
    linkFirst: (link) =>
      update<StoredDocument, boolean>(store, CHANNELS, same, (stored) => {
        const current = stored ? readable(stored) : NONE;
        // Damaged ones are made again by a planner: whoever happens to be first may be anywhere.
        if (!current || current.links.some((other) => touches(link, other))) return { result: false };
        return { save: channelsSchema.parse({ ...current, links: [...current.links, link] }), result: true };
      }),
  };
};

/** Whether another link is of the same municipality or the same channel. */
const touches = (one: ChannelLink, other: ChannelLink): boolean =>
  other.municipality === one.municipality || other.channel === one.channel;
