import type { Channels } from '../address/channels.ts';
import type { OutgoingCard } from '../cards/element.ts';
import type { CaseDocument } from '../case/document.ts';
import type { MessageRef, OutgoingMessage, Personal } from '../case/messages.ts';
import { isFollowed } from '../case/state.ts';
import type { Region } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { Drawing } from './drawing.ts';
import { DeliveryFailed, type Messenger, type Notifiers } from './port.ts';
import { caseWords } from './words.ts';

export interface SendParts {
  messenger: Messenger;
  channels: Channels;
  notifiers: Notifiers;
  drawing: Drawing;
  region: Region;
}

/** A message to people; the others are about the meeting itself. */
export type Shown = Exclude<OutgoingMessage, { kind: 'meeting' | 'removeMeeting' }>;

/** Sends one message, drawn from the newest state; answers where a new message stands, if that is known. */
export const send = async (
  parts: SendParts,
  document: CaseDocument,
  message: Shown,
  now: Instant,
): Promise<MessageRef | undefined> => {
  const { messenger, drawing, region } = parts;
  switch (message.kind) {
    case 'card':
      return sendCaseCard(parts, document, message.anew === true, drawing.caseCard(document, region, now));
    case 'sentForm':
      await messenger.update(message.form, drawing.sentCard(document, region));
      return undefined;
    case 'callCard': {
      const { at, to, meeting } = message.card;
      await messenger.update(at, drawing.callCard(document, meeting, to, region, now));
      return undefined;
    }
    case 'hideHousehold':
      await messenger.update(message.at, drawing.hiddenCard(document));
      return undefined;
    case 'farewell':
      await messenger.update(message.at, drawing.farewellCard(numberOf(document)));
      return undefined;
    case 'ping':
    case 'call':
    case 'household':
    case 'outcome':
      return sendPersonal(parts, document, message, () => personalCard(parts, document, message, now));
    default:
      return message satisfies never;
  }
};

const personalCard = (
  { drawing, region }: SendParts,
  document: CaseDocument,
  message: Personal,
  now: Instant,
): OutgoingCard => {
  switch (message.kind) {
    case 'ping':
      return drawing.pingCard(document, message.risks, message.to, region, now);
    case 'call':
      return drawing.callCard(document, message.meeting, message.to, region, now);
    case 'outcome':
      return drawing.outcomeCard(document, region, now);
    case 'household':
      // Others read along in the thread.
      return message.route === 'personal'
        ? drawing.householdCard(document, message.to, region)
        : drawing.householdElsewhere(document);
    default:
      return message satisfies never;
  }
};

const numberOf = ({ id, state }: CaseDocument): string => {
  if (!isFollowed(state)) throw new Error(`${id} has no number: it was not announced`);
  return state.number;
};

const sendPersonal = (
  { notifiers }: SendParts,
  { id, state, thread }: CaseDocument,
  message: Personal,
  card: () => OutgoingCard,
): Promise<MessageRef | undefined> => {
  if (!isFollowed(state)) throw new Error(`${id} has nobody to tell: it was not announced`);
  return notifiers[message.route].notify({
    ...(message.to && { to: message.to }),
    card,
    words: caseWords(state.number),
    key: `${id}/${message.id}`,
    ...(thread && { thread }),
    municipality: state.announcement.municipality,
  });
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
  const at = await messenger.post(channel, card);
  // Taken, but Teams did not say where: without that the card can never be updated.
  if (!at) throw new DeliveryFailed('no id in the answer', 'again');
  return at;
};
