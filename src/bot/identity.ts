import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Person, Region } from '../core/region.ts';
import { onceEach } from '../core/remember.ts';

const idInside = z.object({ id: z.string() }).optional().catch(undefined);

/** The parts of Teams' channel data that are used. */
const channelDataSchema = z
  .object({ tenant: idInside, channel: idInside, team: idInside })
  .catch({ tenant: undefined, channel: undefined, team: undefined });

/** Where an activity came from and who sent it, as the authenticated activity says. */
export interface Origin {
  tenant: string;
  /** Entra object id. */
  objectId: string;
  /** Teams' own id of the person towards this bot. */
  user: string;
  serviceUrl: string;
  conversation: string;
  kind: 'personal' | 'channel' | 'group';
  /** Conversation id of the channel without the thread; only for `channel`. */
  channel?: string;
}

const withoutThread = (conversation: string): string => conversation.split(';')[0] ?? conversation;

/** Reads an activity's origin; undefined when Teams did not say who sent it. */
export const originOf = (activity: Activity): Origin | undefined => {
  const data = channelDataSchema.parse(activity.channelData ?? {});
  const tenant = data.tenant?.id ?? activity.conversation.tenantId;
  const { id: user, aadObjectId: objectId } = activity.from;
  if (!tenant || !objectId) return undefined;
  const conversation = activity.conversation.id;
  const inChannel = activity.conversation.conversationType === 'channel' || data.channel !== undefined;
  const common = { tenant, objectId, user, serviceUrl: activity.serviceUrl, conversation };
  if (inChannel)
    return { ...common, kind: 'channel', channel: data.channel?.id ?? withoutThread(conversation) };
  return { ...common, kind: activity.conversation.conversationType === 'personal' ? 'personal' : 'group' };
};

const mentionSchema = z.object({ type: z.literal('mention'), mentioned: z.object({ id: z.string() }) });

/** Whom a message mentions besides the bot, each once, by Teams' own ids. */
export const mentionedIn = ({ entities = [], recipient }: Activity): readonly string[] => {
  const ids = entities.flatMap((entity) => mentionSchema.safeParse(entity).data?.mentioned.id ?? []);
  return [...new Set(ids)].filter((id) => id !== recipient.id);
};

/** Entra writes ids in lower case, people who fill in a region file do not always. */
const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const isAllowedTenant = (tenant: string, region: Region): boolean =>
  region.tenants.some((allowed) => sameId(allowed, tenant));

type Identity = Pick<Origin, 'tenant' | 'objectId'>;

const keyOf = ({ tenant, objectId }: Identity): string => JSON.stringify([tenant, objectId]).toLowerCase();

/** The first of two with the same ids, as the region file has them. */
const peopleByIds = onceEach(
  ({ people }: Region) =>
    new Map(people.toReversed().map((person) => [keyOf({ ...person, objectId: person.id }), person])),
);

/** The person of the region file behind an activity: tenant and object id together, nothing else. */
export const personFor = (origin: Identity, region: Region): Person | undefined =>
  isAllowedTenant(origin.tenant, region) ? peopleByIds(region).get(keyOf(origin)) : undefined;
