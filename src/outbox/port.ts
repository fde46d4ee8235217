import type { Who } from '../core/actor.ts';
import type { Duration } from '../core/time.ts';
import type { ChannelLink } from '../address/channels.ts';
import type { OutgoingCard } from '../cards/element.ts';
import type { MessageRef } from '../case/messages.ts';

/** The ways in which a message can leave. Each rejects with `DeliveryFailed` when it was not taken. */
export interface Messenger {
  /** Starts a new thread in a channel. */
  post(channel: ChannelLink, card: OutgoingCard): Promise<MessageRef>;
  update(at: MessageRef, card: OutgoingCard): Promise<void>;
  /** 1:1. Teams refuses it for people of another tenant and for whoever does not have the app. */
  toPerson(who: Who, card: OutgoingCard): Promise<void>;
  /** In the thread of a case, with a mention of the person when there is one. */
  inThread(thread: MessageRef, card: OutgoingCard, mention?: Who): Promise<void>;
}

/** A message that was not delivered, and whether trying again makes sense. */
export class DeliveryFailed extends Error {
  readonly again: boolean;
  /** What Teams asked us to wait, in milliseconds. */
  readonly retryAfter: Duration | undefined;

  constructor(reason: string, again: boolean, retryAfter?: Duration) {
    super(reason);
    this.name = 'DeliveryFailed';
    this.again = again;
    this.retryAfter = retryAfter;
  }
}
