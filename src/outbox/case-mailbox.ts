import { CASE, type CaseDocument, parseCase } from '../case/document.ts';
import { type Watch, settle } from '../case/due.ts';
import { heads, laneOf } from '../case/lanes.ts';
import { type OutgoingMessage, isPersonal, withEveryWay } from '../case/messages.ts';
import type { CurrentRegion, MunicipalityId, Region } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { after } from './after.ts';
import { type AttemptParts, type Outcome, attempt } from './attempt.ts';
import type { Mailbox, MailboxParts } from './mail.ts';
import { mailbox } from './mailbox.ts';
import { CHANNEL_PLACE, personalPlace } from './pace.ts';
import type { Notifiers } from './port.ts';
import { isDue } from './tries.ts';

export interface CaseMailboxParts extends Omit<AttemptParts, 'region' | 'notifiers'>, MailboxParts {
  region: CurrentRegion;
  notifiersIn: (region: Region) => Notifiers;
  /** What the clock watches in the cases of a municipality, with its roster as it is now. */
  watchFor: (municipality: MunicipalityId | undefined) => Promise<Watch>;
}

/** What cases have to send. */
export const caseMailbox = (parts: CaseMailboxParts): Mailbox =>
  mailbox<CaseDocument, OutgoingMessage, Outcome>(
    {
      prefix: `${CASE}/`,
      parse: parseCase,
      idsIn: (municipality) => parts.store.findOpen(CASE, municipality),
      ready,
      placeOf,
      attempt: async (document, message) => {
        const region = await parts.region();
        return attempt({ ...parts, region, notifiers: parts.notifiersIn(region) }, document, message);
      },
      after,
      settle: async (document, now, us) =>
        settle(document, await parts.watchFor(document.municipality), now, us),
      // Without a channel nobody could be reached at all, so everything starts again.
      anew: withEveryWay,
    },
    parts,
  );

/**
 * What does not wait for another message: not for one to the same destination that is on its way, and in the thread not for
 * the card that starts it.
 */
const ready = (
  { outbox, thread }: CaseDocument,
  flying: readonly OutgoingMessage[],
  now: Instant,
): readonly OutgoingMessage[] => {
  const lanes = new Set(flying.map(laneOf));
  // What is on its way may have got another way meanwhile.
  const sent = new Set(flying.map(({ id }) => id));
  const cards = [...flying, ...outbox.filter((one) => isDue(one, now))];
  const startsThread = !thread && cards.some(({ kind }) => kind === 'card');
  return heads(outbox).filter(
    (message) =>
      !sent.has(message.id) &&
      !lanes.has(laneOf(message)) &&
      !(isPersonal(message) && message.route === 'thread' && startsThread),
  );
};

/** Teams counts what a bot sends per conversation. */
const placeOf = ({ thread }: CaseDocument, message: OutgoingMessage): string | undefined => {
  if (isPersonal(message) && message.route === 'text') return undefined;
  if (isPersonal(message) && message.route === 'personal' && message.to) return personalPlace(message.to);
  switch (message.kind) {
    case 'meeting':
    case 'removeMeeting':
      return undefined;
    case 'sentForm':
      return message.form.conversation;
    case 'callCard':
      return message.card.at.conversation;
    case 'hideHousehold':
    case 'farewell':
      return message.at.conversation;
    case 'card':
    case 'household':
    case 'ping':
    case 'call':
    case 'outcome':
      return thread?.conversation ?? CHANNEL_PLACE;
    default:
      return message satisfies never;
  }
};
