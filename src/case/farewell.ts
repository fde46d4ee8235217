import type { Duration, Instant } from '../core/time.ts';
import { DAY } from '../core/time.ts';
import type { CaseDocument } from './document.ts';
import type { MessageRef } from './message-ref.ts';
import type { OutgoingMessage } from './messages.ts';

/*
 * A case is no dossier. Some time after it was closed and handed over, every message about it is changed so that it says
 * nothing any more; then the case itself is forgotten (`src/forget`).
 */

/** As long as Teams gets to change the messages; who refuses a case its end keeps nothing of it. */
const LONGEST_FAREWELL: Duration = 7 * DAY;

/** When a case has to be forgotten; null while it is open, or nobody said where its dossier is. */
const forgetAt = ({ state }: CaseDocument): Instant | null =>
  state.step === 'closed' && state.dossier !== undefined ? state.closedAt + state.policy.purgeAfter : null;

/** Whether everything was told goodbye that could be, so that the case can be forgotten. */
export const isReadyToForget = (document: CaseDocument, now: Instant): boolean => {
  const { farewell, outbox } = document;
  return farewell !== undefined && (outbox.length === 0 || now >= farewell.since + LONGEST_FAREWELL);
};

/** When the next step to its end is due; null when it has none. */
export const nextFarewell = (document: CaseDocument, now: Instant): Instant | null => {
  const { farewell } = document;
  if (!farewell) return forgetAt(document);
  return isReadyToForget(document, now) ? now : farewell.since + LONGEST_FAREWELL;
};

/** Where every message about a case stands. */
const messagesOf = ({ thread, posted, callCards }: CaseDocument): readonly MessageRef[] => [
  ...new Map(
    [...(thread ? [thread] : []), ...posted, ...callCards.map(({ at }) => at)].map((at) => [
      JSON.stringify([at.conversation, at.activity]),
      at,
    ]),
  ).values(),
];

/** Begins the end of a case when it is time: whatever else still had to be said of it is over. */
export const saidFarewell = (document: CaseDocument, now: Instant): CaseDocument => {
  const at = forgetAt(document);
  if (document.farewell || at === null || now < at) return document;
  const messages = messagesOf(document);
  return {
    ...document,
    farewell: { since: now, unreached: document.parked.length },
    parked: [],
    outbox: messages.map((one, index): OutgoingMessage => ({
      kind: 'farewell',
      at: one,
      id: document.messages + index,
      tries: 0,
      nextTryAt: now,
    })),
    messages: document.messages + messages.length,
  };
};
