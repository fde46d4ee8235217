import { ActivityTypes, type Activity, type Attachment, CardFactory, TextFormatTypes } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { Channels } from '../address/channels.ts';
import type { People } from '../address/people.ts';
import type { OutgoingCard } from '../cards/element.ts';
import { BOT_NAME } from '../cards/texts.nl.ts';
import type { MessageRef } from '../case/messages.ts';
import type { Who } from '../core/actor.ts';
import type { Clock, Duration } from '../core/time.ts';
import { DeliveryFailed, type Messenger } from '../outbox/port.ts';
import type { Connect } from './connector.ts';
import { asDeliveryFailure } from './errors.ts';
import { isTeamsId } from './ids.ts';
import type { Reach } from './reach.ts';

/** Longer than Teams ever takes; a call without an answer is tried again. */
const TIME_OUT: Duration = 10_000;

export interface MessengerParts {
  connect: Connect;
  /** Empty in local mode. */
  appId: string;
  channels: Channels;
  people: People;
  clock: Clock;
  /** Told what comes of each call. */
  reach: Pick<Reach, 'answered' | 'failed'>;
  timeOut?: Duration;
}

/** Sends to Teams through the Bot Connector, outside any turn. */
export const teamsMessenger = (parts: MessengerParts): Messenger => {
  const { connect, appId, channels, people, clock, reach, timeOut = TIME_OUT } = parts;
  const bot = { id: appId === '' ? BOT_NAME : `28:${appId}`, name: BOT_NAME };

  const call = async <T>(
    serviceUrl: string,
    ask: (client: ConnectorClient, options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> => {
    try {
      const answer = await ask(await connect(serviceUrl), { abortSignal: AbortSignal.timeout(timeOut) });
      reach.answered();
      return answer;
    } catch (error) {
      const failure = asDeliveryFailure(error, clock());
      if (failure.outlook === 'again') reach.failed();
      else reach.answered();
      throw failure;
    }
  };

  /** The 1:1 conversation with a person: the one of the account they used last, or a new one. */
  const personalConversation = async (who: Who): Promise<Omit<MessageRef, 'activity'>> => {
    const known = await people.of(who);
    const { tenant, id: objectId } = known?.account ?? who;
    if (known?.conversation !== undefined)
      return { serviceUrl: known.serviceUrl, tenant, conversation: known.conversation };
    const serviceUrl = known?.serviceUrl ?? (await channels.any())?.serviceUrl;
    if (serviceUrl === undefined) throw new DeliveryFailed('no channel or person was ever seen', 'again');
    const user = known?.user ?? objectId;
    const members = [{ id: user, name: who.name, aadObjectId: objectId }];
    const parameters = {
      isGroup: false,
      bot,
      members,
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
      activity: {} as Activity,
    };
    const { id } = await call(serviceUrl, (client, options) =>
      client.conversations.createConversation(parameters, options),
    );
    if (!isTeamsId(id)) throw new DeliveryFailed('no id in the answer', 'again');
    if (known) await people.learn(who, { ...known, conversation: id });
    return { serviceUrl, tenant, conversation: id };
  };

  const mentionedIn = async (card: OutgoingCard, who: Who | undefined): Promise<Partial<Activity>> => {
    if (!who) return message(card);
    const known = await people.of(who);
    return { ...message(card), ...mentioning(who, known?.user ?? who.id) };
  };

  return {
    post: async (channel, card, mention) => {
      const parameters = {
        isGroup: true,
        bot,
        tenantId: channel.tenant,
        channelData: { channel: { id: channel.channel }, tenant: { id: channel.tenant } },
        activity: (await mentionedIn(card, mention)) as Activity,
      };
      const { id, activityId } = await call(channel.serviceUrl, (client, options) =>
        client.conversations.createConversation(parameters, options),
      );
      const { serviceUrl, tenant } = channel;
      return isTeamsId(id) && isTeamsId(activityId)
        ? { serviceUrl, tenant, conversation: id, activity: activityId }
        : undefined;
    },

    update: async (at, card) => {
      await call(at.serviceUrl, (client, options) =>
        client.conversations.updateActivity(
          at.conversation,
          at.activity,
          { ...message(card), id: at.activity },
          options,
        ),
      );
    },

    toPerson: async (who, card) => {
      const chat = await personalConversation(who);
      const { id } = await call(chat.serviceUrl, (client, options) =>
        client.conversations.sendToConversation(chat.conversation, message(card), options),
      );
      return isTeamsId(id) ? { ...chat, activity: id } : undefined;
    },

    inThread: async (thread, card, mention) => {
      const activity = await mentionedIn(card, mention);
      const { id } = await call(thread.serviceUrl, (client, options) =>
        client.conversations.sendToConversation(thread.conversation, activity, options),
      );
      return isTeamsId(id) ? { ...thread, activity: id } : undefined;
    },
  };
};

const attachment = ({ card }: OutgoingCard): Attachment => CardFactory.adaptiveCard(card);

/** `summary` is what a notification shows: generic by construction of the cards. */
const message = (card: OutgoingCard): Partial<Activity> => ({
  type: ActivityTypes.Message,
  summary: card.summary,
  attachments: [attachment(card)],
});

/** The text of a mention is XML. */
const escaped = (name: string): string =>
  name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const mentioning = (who: Who, user: string): Partial<Activity> => {
  const text = `<at>${escaped(who.name)}</at>`;
  return {
    text,
    textFormat: TextFormatTypes.Xml,
    entities: [{ type: 'mention', text, mentioned: { id: user, name: who.name } }],
  };
};
