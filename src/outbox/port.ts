import type { Who } from '../core/actor.ts';
import type { MunicipalityId } from '../core/region.ts';
import type { Duration } from '../core/time.ts';
import type { ChannelLink } from '../address/channels.ts';
import type { OutgoingCard } from '../cards/element.ts';
import type { MessageRef } from '../case/messages.ts';

/**
 * What Teams can do with a message. Each rejects with `DeliveryFailed` when it was not taken; a new message answers
 * where it stands, if Teams said so.
 */
export interface Messenger {
  /** Starts a new thread in a channel, with a mention of the person when there is one. */
  post(channel: ChannelLink, card: OutgoingCard, mention?: Who): Promise<MessageRef | undefined>;
  update(at: MessageRef, card: OutgoingCard): Promise<void>;
  /** 1:1. Teams refuses it for people of another tenant and for whoever does not have the app. */
  toPerson(who: Who, card: OutgoingCard): Promise<MessageRef | undefined>;
  /** In the thread of a case, with a mention of the person when there is one. */
  inThread(thread: MessageRef, card: OutgoingCard, mention?: Who): Promise<MessageRef | undefined>;
}

/** Text messages (SMS). */
export interface TextMessages {
  /**
   * @param mobile as `+31612345678`
   * @param words nameless: a text message can be read by anybody
   * @param key the same for every try of one message, so that it is not sent twice
   * @throws DeliveryFailed when it was not taken
   */
  send(mobile: string, words: string, key: string): Promise<void>;
}

/** Something somebody must hear, whichever way it goes. */
export interface Notice {
  /** Absent when it is for nobody by name. */
  to?: Who;
  /** Draws it, for a way that shows it. */
  card: () => OutgoingCard;
  /** Nameless, for a way that shows no card. */
  words: string;
  /** The same for every try of one message, so that a way that can tell does not send it twice. */
  key: string;
  /** Of the case, once there is one. */
  thread?: MessageRef;
  municipality?: MunicipalityId;
}

/** A way to reach somebody. */
export interface Notifier {
  /** Whether there is any use in trying. */
  reaches(to: Who | undefined): boolean;
  /**
   * Answers where the message stands, if that is known.
   *
   * @throws DeliveryFailed when it was not taken
   */
  notify(notice: Notice): Promise<MessageRef | undefined>;
}

/** 1:1, a mention in the thread of a case, a new post with a mention in the channel, a text message. */
export type Way = 'personal' | 'thread' | 'channel' | 'text';
export type Notifiers = Readonly<Record<Way, Notifier>>;

/** A message that was not delivered, and what may come of another try. */
export class DeliveryFailed extends Error {
  /** `again`: it passes. `gone`: what it was sent to is not there any more. `never`: it is refused for good. */
  readonly outlook: 'again' | 'gone' | 'never';
  /** How long we were asked to wait, in whole milliseconds. */
  readonly retryAfter: Duration | undefined;

  constructor(reason: string, outlook: DeliveryFailed['outlook'], retryAfter?: Duration) {
    super(reason);
    this.name = 'DeliveryFailed';
    this.outlook = outlook;
    this.retryAfter = retryAfter;
  }
}
