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
  /**
   * 1:1; answers where it stands, if Teams said so. Teams refuses it for people of another tenant and for whoever does
   * not have the app.
   */
  toPerson(who: Who, card: OutgoingCard): Promise<MessageRef | undefined>;
  /** In the thread of a case, with a mention of the person when there is one; answers where, if Teams said so. */
  inThread(thread: MessageRef, card: OutgoingCard, mention?: Who): Promise<MessageRef | undefined>;
}

/** A message that was not delivered, and what may come of another try. */
export class DeliveryFailed extends Error {
  /** `again`: it passes. `gone`: what it was sent to is not there any more. `never`: it is refused for good. */
  readonly outlook: 'again' | 'gone' | 'never';
  /** What Teams asked us to wait, in whole milliseconds. */
  readonly retryAfter: Duration | undefined;

  constructor(reason: string, outlook: DeliveryFailed['outlook'], retryAfter?: Duration) {
    super(reason);
    this.name = 'DeliveryFailed';
    this.outlook = outlook;
    this.retryAfter = retryAfter;
  }
}
