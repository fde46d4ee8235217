import { CASE, type CaseDocument, parseCase } from '../case/document.ts';
import { type Watch, settle } from '../case/due.ts';
import { type OutgoingMessage, isPersonal } from '../case/messages.ts';
import type { MunicipalityId } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { after } from './after.ts';
import { type AttemptParts, type Outcome, attempt, isBesides } from './attempt.ts';
import { type Mailbox, type MailboxParts, mailbox } from './mailbox.ts';
import { isDue } from './tries.ts';

export interface CaseMailboxParts extends AttemptParts, MailboxParts {
  /** What the clock watches in the cases of a municipality, with its roster as it is now. */
  watchFor: (municipality: MunicipalityId | undefined) => Promise<Watch>;
}

/** What cases have to send. */
export const caseMailbox = (parts: CaseMailboxParts): Mailbox =>
  mailbox<CaseDocument, OutgoingMessage, Outcome>(
    {
      prefix: `${CASE}/`,
      parse: parseCase,
      idsIn: async (municipality) =>
        (await parts.store.listOpen(CASE, municipality)).map(({ document }) => document.id),
      ready,
      attempt: (document, message) => attempt(parts, document, message),
      after,
      settle: async (document, now) => settle(document, await parts.watchFor(document.municipality), now),
      anew,
    },
    parts,
  );

/** Without a channel nobody could be reached at all, so everything starts again, 1:1 first. */
const anew = (message: OutgoingMessage): OutgoingMessage =>
  isPersonal(message) && !isBesides(message)
    ? { ...message, tries: 0, route: message.to ? 'personal' : 'thread' }
    : message;

/**
 * What does not wait for another message: not for its own earlier version that is on its way; in the thread, not for the
 * card that starts it; and a call not until it is known where the consultation is.
 */
const ready = (
  { outbox, thread }: CaseDocument,
  flying: readonly OutgoingMessage[],
  now: Instant,
): readonly OutgoingMessage[] => {
  const isFlying = ({ id, kind }: OutgoingMessage): boolean =>
    flying.some((one) => one.id === id || (one.kind === 'card' && kind === 'card'));
  const cards = [...flying, ...outbox.filter((one) => isDue(one, now))];
  const startsThread = !thread && cards.some(({ kind }) => kind === 'card');
  const looking = outbox.flatMap((message) => (message.kind === 'meeting' ? [message.meeting] : []));
  return outbox.filter((message) => {
    if (isFlying(message)) return false;
    if (isPersonal(message) && message.route === 'thread' && startsThread) return false;
    return !(message.kind === 'call' && looking.includes(message.meeting));
  });
};
