import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Who } from '../core/actor.ts';
import type { Account, Person, Region } from '../core/region.ts';
import { onceEach } from '../core/remember.ts';

const idInside = z.object({ id: z.string() }).optional().catch(undefined);

/** The parts of Teams' channel data that are used. */
const channelDataSchema = z
  .object({ tenant: idInside, channel: idInside, team: idInside })
  .catch({ tenant: undefined, channel: undefined, team: undefined });

/** A field of Teams that botbuilder does not know. */
const fromSchema = z.object({ tenantId: z.string().min(1) });

/** Where an activity came from and who sent it, as the authenticated activity says. */
export interface Origin {
  /** Of the conversation: for a channel the tenant that has it, whoever acts in it. */
  tenant: string;
  /** With which account somebody acts, as far as Teams says so: in a shared channel the tenant may be another. */
  account: Account;
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
  const own = fromSchema.safeParse(activity.from).data?.tenantId;
  const tenant = data.tenant?.id ?? activity.conversation.tenantId ?? own;
  const { id: user, aadObjectId: id } = activity.from;
  if (!tenant || !id) return undefined;
  const account = { tenant: own ?? tenant, id };
  const conversation = activity.conversation.id;
  const inChannel = activity.conversation.conversationType === 'channel' || data.channel !== undefined;
  const common = { tenant, account, user, serviceUrl: activity.serviceUrl, conversation };
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

const keyOf = ({ tenant, id }: Account): string => JSON.stringify([tenant, id]).toLowerCase();

/** By each of their accounts; the first of two with the same ids, as the region file has them. */
const peopleByAccount = onceEach(({ people }: Region) => {
  const lastFirst = people.toReversed();
  const further = lastFirst.flatMap((person) =>
    (person.accounts ?? []).map((account) => [keyOf(account), person] as const),
  );
  return new Map([...further, ...lastFirst.map((person) => [keyOf(person), person] as const)]);
});

/** The person of the region file with this account, of an allowed tenant: tenant and object id together, nothing else. */
export const personFor = (account: Account, region: Region): Person | undefined =>
  isAllowedTenant(account.tenant, region) ? peopleByAccount(region).get(keyOf(account)) : undefined;

/** Who sent an activity, and with which of their accounts. */
export interface Sender {
  person: Person;
  account: Account;
}

/** Which account a member of a channel has; undefined when Teams does not say. Never rejects. */
export type Members = (origin: Origin) => Promise<Account | undefined>;

/**
 * Whoever sent an activity; Teams is asked for who is not known by what the activity says, when it came from a channel. Only
 * the tenant may turn out to be another: an answer about another object id is about somebody else.
 */
export const senderOf = async (
  origin: Origin,
  region: Region,
  members: Members,
): Promise<Sender | undefined> => {
  const person = personFor(origin.account, region);
  if (person) return { person, account: origin.account };
  const account = origin.kind === 'channel' ? await members(origin) : undefined;
  if (!account || !sameId(account.id, origin.account.id)) return undefined;
  const member = personFor(account, region);
  return member && { person: member, account };
};

/** Who is behind somebody Teams names by its own id: asked of Teams itself, never taken from a message. */
export interface Mentions {
  /**
   * Undefined for whoever is not (any more) in the conversation, or has no account to be known by.
   *
   * @throws DeliveryFailed when Teams cannot be asked now
   */
  find(
    at: { serviceUrl: string; conversation: string; tenant: string },
    user: string,
  ): Promise<Who | undefined>;
}
