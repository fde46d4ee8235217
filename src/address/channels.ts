import { z } from 'zod';
import { doneSchema, remembered, seenBefore } from '../core/done.ts';
import type { MunicipalityId } from '../core/region.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';

const CHANNELS = 'channels';

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
  schema: z.literal(1),
  links: z.array(linkSchema),
  /** Activities that linked a channel, so that one sent again does not undo a later one. */
  done: z.array(doneSchema).default([]),
});

const parse = (stored: StoredDocument) => channelsSchema.parse(stored);
const none: z.infer<typeof channelsSchema> = {
  id: CHANNELS,
  kind: CHANNELS,
  schema: 1,
  links: [],
  done: [],
};

export interface Channels {
  of(municipality: MunicipalityId): Promise<ChannelLink | undefined>;
  in(channel: string): Promise<ChannelLink | undefined>;
  /** Any link: a service address to start from. */
  any(): Promise<ChannelLink | undefined>;
  /**
   * One channel per municipality and one municipality per channel: earlier links of either end go. Answers whether it did:
   * the same activity again links nothing.
   */
  link(link: ChannelLink, activity?: string): Promise<boolean>;
  /** Links only when neither end is linked yet; answers whether it did. */
  linkFirst(link: ChannelLink): Promise<boolean>;
}

export const channels = (store: DocumentStore): Channels => {
  const links = async (): Promise<readonly ChannelLink[]> => {
    const loaded = await store.read(CHANNELS);
    return loaded ? parse(loaded.document).links : [];
  };
  return {
    of: async (municipality) => (await links()).find((link) => link.municipality === municipality),
    in: async (channel) => (await links()).find((link) => link.channel === channel),
    any: async () => (await links())[0],
    link: (link, activity) =>
      update(store, CHANNELS, parse, (current = none) => {
        if (activity !== undefined && seenBefore(current.done, activity)) return { result: false };
        const done = activity === undefined ? current.done : remembered(current.done, activity, false);
        const others = current.links.filter(
          ({ municipality, channel }) => municipality !== link.municipality && channel !== link.channel,
        );
        return { save: { ...current, links: [...others, link], done }, result: true };
      }),
    linkFirst: (link) =>
      update(store, CHANNELS, parse, (current = none) =>
        current.links.some(
          ({ municipality, channel }) => municipality === link.municipality || channel === link.channel,
        )
          ? { result: false }
          : { save: { ...current, links: [...current.links, link] }, result: true },
      ),
  };
};
