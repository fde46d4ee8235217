/** Teams as the outbox sees it: takes what it is given, refuses, or keeps us waiting, as the test says. */
import type { ChannelLink } from '../../src/address/channels.ts';
import type { OutgoingCard } from '../../src/cards/element.ts';
import type { MessageRef } from '../../src/case/messages.ts';
import type { Who } from '../../src/core/actor.ts';
import type { Messenger } from '../../src/outbox/port.ts';

export interface Call {
  how: keyof Messenger;
  /** The channel, the message that is replaced or replied to, or the name of the person. */
  where: string;
  mention?: string;
  card: OutgoingCard;
}

/** Rejects to refuse; what it resolves after is taken. */
export type Teams = (call: Call) => Promise<void>;

export const takesAll: Teams = () => Promise.resolve();

export interface FakeMessenger extends Messenger {
  /** Every call, taken or not. */
  readonly tried: readonly Call[];
  /** What Teams took, in order. */
  readonly taken: readonly Call[];
  teams: Teams;
  /** Whether Teams says where a message to somebody stands. */
  saysWhere: boolean;
  /** Whether Teams says where a post in a channel stands. */
  saysWherePosted: boolean;
}

export const fakeMessenger = (): FakeMessenger => {
  const tried: Call[] = [];
  const taken: Call[] = [];
  const call = async (made: Call): Promise<void> => {
    tried.push(made);
    await messenger.teams(made);
    taken.push(made);
  };
  const messenger: FakeMessenger = {
    tried,
    taken,
    teams: takesAll,
    saysWhere: true,
    saysWherePosted: true,
    post: async (channel: ChannelLink, card, mention?: Who): Promise<MessageRef | undefined> => {
      await call({ how: 'post', where: channel.channel, card, ...(mention && { mention: mention.name }) });
      const activity = `post ${taken.filter(({ how }) => how === 'post').length}`;
      const { serviceUrl, tenant } = channel;
      const conversation = `${channel.channel};messageid=${activity}`;
      return messenger.saysWherePosted ? { serviceUrl, tenant, conversation, activity } : undefined;
    },
    update: (at, card) => call({ how: 'update', where: at.activity, card }),
    toPerson: async (who, card): Promise<MessageRef | undefined> => {
      await call({ how: 'toPerson', where: who.name, card });
      const count = taken.filter(({ how, where }) => how === 'toPerson' && where === who.name).length;
      const { tenant } = who;
      const at = { serviceUrl: 'https://teams.example.invalid/', tenant, conversation: `with ${who.name}` };
      return messenger.saysWhere ? { ...at, activity: `${who.name} ${count}` } : undefined;
    },
    inThread: async (thread, card, mention?: Who): Promise<MessageRef | undefined> => {
      await call({
        how: 'inThread',
        where: thread.activity,
        card,
        ...(mention && { mention: mention.name }),
      });
      const activity = `reply ${taken.filter(({ how }) => how === 'inThread').length}`;
      return messenger.saysWhere ? { ...thread, activity } : undefined;
    },
  };
  return messenger;
};

/** `post kanaal`, `toPerson Yara`: a call on one line. */
export const inShort = ({ how, where, mention }: Call): string =>
  mention === undefined ? `${how} ${where}` : `${how} ${where} @${mention}`;

/** Something that happens when the test says so. */
export const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    open: () => {
      open();
    },
    opened,
  };
};
