import type { Channels } from '../address/channels.ts';
import { callCard, outcomeCard } from '../cards/call-card.ts';
import { caseCard } from '../cards/case-card.ts';
import type { OutgoingCard } from '../cards/element.ts';
import { sentCard } from '../cards/intake-card.ts';
import { pingCard } from '../cards/ping-card.ts';
import type { CaseDocument } from '../case/document.ts';
import type { MessageRef, OutgoingMessage, Personal } from '../case/messages.ts';
import type { Region } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { DeliveryFailed, type Messenger } from './port.ts';

export interface SendParts {
  messenger: Messenger;
  channels: Channels;
  region: Region;
}

/** A message to Teams; the others are about the meeting itself. */
export type TeamsMessage = Exclude<OutgoingMessage, { kind: 'meeting' | 'removeMeeting' }>;

/** Sends one message, drawn from the newest state; answers where a new message stands, if Teams said so. */
export const send = async (
  parts: SendParts,
  document: CaseDocument,
  message: TeamsMessage,
  now: Instant,
): Promise<MessageRef | undefined> => {
  const { messenger, region } = parts;
  switch (message.kind) {
    case 'card':
      return sendCaseCard(parts, document, message.anew === true, caseCard(document, region, now));
    case 'sentForm':
      await messenger.update(message.form, sentCard(document, region));
      return undefined;
    case 'callCard': {
      const { at, to, meeting } = message.card;
      await messenger.update(at, callCard(document, meeting, to, region, now));
      return undefined;
    }
    case 'ping':
      return sendPersonal(parts, document, message, pingCard(document, message.risks, region, now));
    case 'call':
      return sendPersonal(
        parts,
        document,
        message,
        callCard(document, message.meeting, message.to, region, now),
      );
    case 'outcome':
      return sendPersonal(parts, document, message, outcomeCard(document, region, now));
    default:
      return message satisfies never;
  }
};

const sendPersonal = async (
  { messenger }: SendParts,
  document: CaseDocument,
  { route, to }: Personal,
  card: OutgoingCard,
): Promise<MessageRef | undefined> => {
  if (route === 'personal' && to) return messenger.toPerson(to, card);
  return messenger.inThread(threadOf(document), card, to);
};

const sendCaseCard = async (
  { messenger, channels }: SendParts,
  document: CaseDocument,
  anew: boolean,
  card: OutgoingCard,
): Promise<MessageRef | undefined> => {
  if (document.thread && !anew) {
    await messenger.update(document.thread, card);
    return undefined;
  }
  const channel = document.municipality === undefined ? undefined : await channels.of(document.municipality);
  if (!channel) throw new DeliveryFailed('the municipality has no channel yet', 'again');
  return messenger.post(channel, card);
};

const threadOf = ({ thread }: CaseDocument): MessageRef => {
  if (!thread) throw new DeliveryFailed('the case has no thread yet', 'again');
  return thread;
};
