/** Bot Framework activities as Microsoft Teams sends them. */
import { randomUUID } from 'node:crypto';
import { type Account, type Place, type User, conversationOf } from './places.ts';

/** JSON on the wire; times are text. */
export type WireActivity = Record<string, unknown> & { id: string; type: string };

export interface Envelope {
  user: User;
  place: Place;
  bot: Account;
  serviceUrl: string;
  at: Date;
  id: string;
  /** Instead of the conversation that belongs to the place: that of the card that is answered. */
  conversationId?: string;
}

const clientInfo = {
  type: 'clientInfo',
  locale: 'nl-NL',
  country: 'NL',
  platform: 'Web',
  timezone: 'Europe/Amsterdam',
};

/** Date and time with the offset of the user's machine; here always UTC. */
const local = (at: Date): string => at.toISOString().replace('Z', '+00:00');

const TYPES = {
  personal: 'personal',
  group: 'groupChat',
  channel: 'channel',
  thread: 'channel',
} as const satisfies Record<Place['kind'], string>;

const isInTeam = (place: Place): place is Place & { kind: 'channel' | 'thread' } =>
  place.kind === 'channel' || place.kind === 'thread';

const envelope = ({ user, place, bot, serviceUrl, at, id, conversationId }: Envelope, type: string) => ({
  type,
  id,
  timestamp: at.toISOString(),
  localTimestamp: local(at),
  localTimezone: 'Europe/Amsterdam',
  channelId: 'msteams',
  serviceUrl,
  from: { id: user.id, name: user.name, aadObjectId: user.aadObjectId },
  conversation: {
    id: conversationId ?? conversationOf(user, place),
    conversationType: TYPES[place.kind],
    tenantId: user.tenantId,
    ...(place.kind === 'personal' ? {} : { isGroup: true }),
  },
  recipient: { id: bot.id, name: bot.name },
  locale: 'nl-NL',
});

const channelData = ({ user, place }: Envelope): Record<string, unknown> => ({
  ...(isInTeam(place) && { team: { id: place.team.id }, channel: { id: place.channel } }),
  tenant: { id: user.tenantId },
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What somebody typed. Where more people are the bot only gets what mentions it, so there the mention is put in front. */
export const messageActivity = (
  to: Envelope,
  text: string,
  mentioned: readonly Account[] = [],
): WireActivity => {
  const mention = { type: 'mention', mentioned: to.bot, text: `<at>${to.bot.name}</at>` };
  const withOthers = to.place.kind !== 'personal';
  const html = `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">${escaped(to.bot.name)}</span>`;
  return {
    ...envelope(to, 'message'),
    text: withOthers ? `${mention.text} ${text}\n` : text,
    textFormat: 'plain',
    attachments: [
      { contentType: 'text/html', content: `<p>${withOthers ? `${html}&nbsp;` : ''}${escaped(text)}</p>` },
    ],
    entities: [
      ...(withOthers ? [mention] : []),
      ...mentioned.map((one) => ({ type: 'mention', mentioned: one, text: `<at>${one.name}</at>` })),
      clientInfo,
    ],
    channelData: isInTeam(to.place)
      ? { teamsChannelId: to.place.channel, teamsTeamId: to.place.team.id, ...channelData(to) }
      : channelData(to),
  };
};

/** A file that somebody sends in their own chat; in a channel the bot never gets any. */
export const fileActivity = (to: Envelope, name: string, address: string, text?: string): WireActivity => ({
  ...envelope(to, 'message'),
  ...(text !== undefined && { text }),
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: `https://contoso-my.sharepoint.com/personal/x/Documents/${encodeURIComponent(name)}`,
      name,
      content: { downloadUrl: address, uniqueId: randomUUID(), fileType: name.split('.').at(-1) },
    },
    { contentType: 'text/html', content: '<div></div>' },
  ],
  entities: [clientInfo],
  channelData: channelData(to),
});

/** What an `Action.Submit` sends: a message with a value and no text. */
export const submitActivity = (
  to: Envelope,
  replyToId: string,
  value: Readonly<Record<string, unknown>>,
): WireActivity => ({
  ...envelope(to, 'message'),
  replyToId,
  value,
  entities: [clientInfo],
  channelData: { ...channelData(to), source: { name: 'message' }, legacy: { replyToId } },
});

/** A call that waits for an answer: a pressed `Action.Execute`, a message extension. */
export const invokeActivity = (
  to: Envelope,
  name: string,
  value: Readonly<Record<string, unknown>>,
  { replyToId, source }: { replyToId?: string; source: 'message' | 'compose' },
): WireActivity => ({
  ...envelope(to, 'invoke'),
  name,
  value,
  ...(replyToId === undefined ? {} : { replyToId }),
  entities: [clientInfo],
  channelData: {
    ...channelData(to),
    source: { name: source },
    ...(replyToId === undefined ? {} : { legacy: { replyToId } }),
  },
});

/** The app is added: to a team (the place tells which channel was chosen), a group chat, or somebody's personal apps. */
export const installedActivity = (to: Envelope): WireActivity => {
  const { place, user, bot } = to;
  const common = { ...envelope(to, 'conversationUpdate'), membersAdded: [{ id: bot.id }] };
  if (place.kind === 'personal')
    return {
      ...common,
      membersAdded: [{ id: user.id, aadObjectId: user.aadObjectId }, { id: bot.id }],
      channelData: channelData(to),
    };
  if (!isInTeam(place)) return { ...common, channelData: channelData(to) };
  return {
    ...common,
    channelData: {
      team: place.team,
      eventType: 'teamMemberAdded',
      tenant: { id: user.tenantId },
      settings: { selectedChannel: { id: place.channel } },
    },
  };
};

export const freshInvokeId = (): string => `f:${randomUUID()}`;
