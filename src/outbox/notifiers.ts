import type { Channels } from '../address/channels.ts';
import { type Who, personOf } from '../core/actor.ts';
import type { Region } from '../core/region.ts';
import { DeliveryFailed, type Messenger, type Notifier, type Notifiers, type TextMessages } from './port.ts';

/** The ways to reach somebody in Teams. */
export const teamsNotifiers = (messenger: Messenger, channels: Channels): Omit<Notifiers, 'text'> => ({
  personal: {
    reaches: (to) => to !== undefined,
    notify: ({ to, card }) => {
      if (!to) throw new Error('a personal message is for somebody');
      return messenger.toPerson(to, card());
    },
  },
  thread: {
    reaches: () => true,
    notify: async ({ to, card, thread }) => {
      if (!thread) throw new DeliveryFailed('the case has no thread yet', 'again');
      return messenger.inThread(thread, card(), to);
    },
  },
  channel: {
    reaches: () => true,
    notify: async ({ to, card, municipality }) => {
      const channel = municipality === undefined ? undefined : await channels.of(municipality);
      if (!channel) throw new DeliveryFailed('the municipality has no channel yet', 'again');
      return messenger.post(channel, card(), to);
    },
  },
});

/** Text messages, for whoever has a mobile number in the region file; for nobody without a service that sends them. */
export const textNotifier = (texts: TextMessages | undefined, region: Region): Notifier => {
  const mobileOf = (to: Who | undefined): string | undefined => to && personOf(region, to)?.mobile;
  return {
    reaches: (to) => texts !== undefined && mobileOf(to) !== undefined,
    notify: async ({ to, words, key }) => {
      const mobile = mobileOf(to);
      if (!texts || mobile === undefined) throw new DeliveryFailed('no mobile number to text', 'never');
      await texts.send(mobile, words, key);
      return undefined;
    },
  };
};
