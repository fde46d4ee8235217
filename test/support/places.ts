/** The people and places of a made-up Teams, as activities and the Bot Connector name them. */
import { createHash } from 'node:crypto';

export const TENANT = '11111111-1111-4111-8111-111111111111';

export interface Account {
  id: string;
  name: string;
}

export const BOT: Account = { id: '28:22222222-2222-4222-8222-222222222222', name: 'Eerder Erbij' };

export interface User extends Account {
  /** Teams' own id of the person towards this bot: opaque, not derivable from the object id. */
  id: string;
  aadObjectId: string;
  tenantId: string;
}

export interface Team {
  /** Also the conversation id of the General channel. */
  id: string;
  name: string;
  aadGroupId: string;
}

export const TEAM: Team = {
  id: '19:team@thread.tacv2',
  name: 'Eerder Erbij Drenthe',
  aadGroupId: '44444444-4444-4444-8444-444444444444',
};

/** Where somebody does something: a new post in a channel, in the thread of a post, a group chat, or their own chat with the bot. */
export type Place =
  | { kind: 'channel'; team: Team; channel: string }
  | { kind: 'thread'; team: Team; channel: string; messageId: string }
  | { kind: 'group'; chat: string }
  | { kind: 'personal' };

/** One message in Teams. */
export interface MessageRef {
  conversationId: string;
  activityId: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const uuidOf = (text: string): string =>
  hash(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

/** A person; the same name in the same tenant is the same person. */
export const user = (name: string, given: Partial<Omit<User, 'name'>> = {}): User => {
  const tenantId = given.tenantId ?? TENANT;
  const aadObjectId = given.aadObjectId ?? uuidOf(`${tenantId} ${name}`);
  return { id: `29:1${hash(`29 ${aadObjectId}`).slice(0, 40)}`, ...given, name, aadObjectId, tenantId };
};

export const channel = (id: string, team: Team = TEAM): Place & { kind: 'channel' } => ({
  kind: 'channel',
  team,
  channel: id,
});

export const threadOf = (
  place: Place & { kind: 'channel' | 'thread' },
  messageId: string,
): Place & { kind: 'thread' } => ({ kind: 'thread', team: place.team, channel: place.channel, messageId });

export const PERSONAL: Place = { kind: 'personal' };

/** A chat of several people that the bot was added to. */
export const GROUP: Place = { kind: 'group', chat: '19:0123456789abcdef@thread.v2' };

/** The chat of a person with the bot; there is exactly one, whoever starts it. */
export const personalConversation = (person: Pick<User, 'aadObjectId'>): string => `a:1${person.aadObjectId}`;

export const threadConversation = (channelId: string, messageId: string): string =>
  `${channelId};messageid=${messageId}`;

/** The place of a message in a channel, from its conversation id; the channel itself when it names no thread. */
export const placeOf = (conversationId: string, team: Team = TEAM): Place => {
  if (!conversationId.startsWith('19:')) return PERSONAL;
  const [id = '', messageId] = conversationId.split(';messageid=');
  const at = channel(id, team);
  return messageId === undefined ? at : threadOf(at, messageId);
};

export const conversationOf = (person: User, place: Place): string => {
  switch (place.kind) {
    case 'channel':
      return place.channel;
    case 'thread':
      return threadConversation(place.channel, place.messageId);
    case 'group':
      return place.chat;
    case 'personal':
      return personalConversation(person);
  }
};
