/** Trouble for chosen people at the Bot Connector, in each of the ways to reach them. */
import type { Connector } from '../support/connector.ts';
import type { Received } from '../support/inbox.ts';
import { type User, personalConversation } from '../support/places.ts';
import type { Call, Script, Trouble } from '../support/trouble.ts';

/** 1:1, by a mention in the thread of a case, by a mention in a new post in the channel. */
export type TeamsWay = 'personal' | 'reply' | 'thread';

const isFor = ({ kind, conversationId, body }: Call, who: User, way: TeamsWay): boolean => {
  if (kind !== way) return false;
  if (way === 'personal') return conversationId === personalConversation(who);
  return JSON.stringify(body ?? null).includes(`<at>${who.name}</at>`);
};

/** Messages with these words for this person go wrong, in one way. */
export const trouble = (
  connector: Connector,
  who: User,
  way: TeamsWay,
  words: string,
  what: Trouble,
): Script =>
  connector.answerNext(
    (call) => isFor(call, who, way) && JSON.stringify(call.body ?? null).includes(words),
    what,
  );

/** Longer than anybody keeps trying. */
export const FOR_EVER = 1_000;

/** Everything with these words that arrived for somebody in Teams, whichever way. */
export const arrived = ({ received }: Connector, who: User, words: string): readonly Received[] =>
  received.filter(({ kind, conversationId, activity }) => {
    if (!JSON.stringify(activity).includes(words)) return false;
    if (kind === 'personal') return conversationId === personalConversation(who);
    return (kind === 'reply' || kind === 'thread') && activity.text === `<at>${who.name}</at>`;
  });
