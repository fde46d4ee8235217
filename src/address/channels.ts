import { z } from 'zod';
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
});

const parse = (stored: StoredDocument) => channelsSchema.parse(stored);
const none: z.infer<typeof channelsSchema> = { id: CHANNELS, kind: CHANNELS, schema: 1, links: [] };

export interface Channels {
  of(municipality: MunicipalityId): Promise<ChannelLink | undefined>;
  in(channel: string): Promise<ChannelLink | undefined>;
  /** Any link: a service address to start from. */
  any(): Promise<ChannelLink | undefined>;
  /** One channel per municipality and one municipality per channel: earlier links of either end. */
  link(link: ChannelLink): Promise<void>;
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
    link: (link) =>
      update(store, CHANNELS, parse, (current = none) => {
        const others = current.links.filter(
          ({ municipality, channel }) => municipality !== link.municipality && channel !== link.channel,
        );
        return { save: { ...current, links: [...others, link] }, result: undefined };
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
