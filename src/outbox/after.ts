import type { CaseEvent } from '../case/events.ts';
import { type CaseDocument, withEvents, withMessage } from '../case/document.ts';
import { type MessageRef, type OutgoingMessage, type Personal, isPersonal } from '../case/messages.ts';
import { isFollowed } from '../case/state.ts';
import type { Instant } from '../core/time.ts';
import type { Outcome } from './attempt.ts';
import type { Tried } from './mail.ts';
import type { MadePlace } from './meeting.ts';
import { awaitsAnswer, isStillOpen } from './needless.ts';
import { triedAgain } from './tries.ts';

/**
 * The case after a try. A newer redraw of the card, queued meanwhile, stays queued, for it has another id; but it waits
 * as long as the one that failed has to. A try may be recorded twice, when the answer to the first write got lost.
 */
export const after = (
  current: CaseDocument,
  { message, outcome }: Tried<OutgoingMessage, Outcome>,
  now: Instant,
): CaseDocument => {
  const without = { ...current, outbox: current.outbox.filter(({ id }) => id !== message.id) };
  const changed = (change: (pending: OutgoingMessage) => OutgoingMessage): CaseDocument => ({
    ...current,
    outbox: current.outbox.map((pending) => (isSame(pending, message) ? change(pending) : pending)),
  });
  // A newer message took its place, or another replica sent it: that one says what came of it.
  const isOver = without.outbox.length === current.outbox.length;
  switch (outcome.kind) {
    case 'sent':
      return withEvents(standing(without, message, now, outcome.at), eventsOfSent(message), now);
    case 'placeFound':
      return withEvents(without, placeFound(message, outcome), now);
    case 'needless':
      return without;
    case 'again':
      return changed((pending) => triedAgain(pending, outcome, now));
    case 'onward':
      return changed((pending) => (isPersonal(pending) ? onward(pending, outcome.route) : pending));
    case 'postAnew':
      // Whatever redraw is pending must be posted; until Teams took it, the old thread stays known.
      return {
        ...current,
        outbox: current.outbox.map((pending) =>
          pending.kind === 'card' ? { ...pending, anew: true } : pending,
        ),
      };
    case 'parked':
      if (isOver) return current;
      // Whoever refuses a farewell keeps nothing waiting: it is only counted.
      if (message.kind === 'farewell') return withUnreached(without);
      return withEvents(
        { ...without, parked: [...without.parked, { message, at: now, why: outcome.why }] },
        eventsOfUndeliverable(message, current),
        now,
      );
    case 'undeliverable':
      if (isOver) return current;
      return withEvents(without, eventsOfUndeliverable(message, current), now);
    default:
      return outcome satisfies never;
  }
};

const withUnreached = ({ farewell, ...rest }: CaseDocument): CaseDocument =>
  farewell ? { ...rest, farewell: { ...farewell, unreached: farewell.unreached + 1 } } : rest;

const isSame = (one: OutgoingMessage, other: OutgoingMessage): boolean =>
  one.id === other.id || (one.kind === 'card' && other.kind === 'card');

const onward = (message: Personal, route: Personal['route']): Personal =>
  message.kind === 'ping' ? { ...message, route, tries: 0, fallback: true } : { ...message, route, tries: 0 };

/** A message that must say nothing any more when the case is forgotten. */
const posted = (document: CaseDocument, at: MessageRef): CaseDocument =>
  document.posted.some((known) => known.activity === at.activity && known.conversation === at.conversation)
    ? document
    : { ...document, posted: [...document.posted, at] };

/** Where the message stands, for as long as it may have to be drawn again. */
const standing = (
  document: CaseDocument,
  message: OutgoingMessage,
  now: Instant,
  at?: MessageRef,
): CaseDocument => {
  if (message.kind === 'sentForm') return posted(document, message.form);
  if (message.kind === 'hideHousehold') return posted(document, message.at);
  if (!at) return document;
  if (message.kind === 'card') return { ...document, thread: at, outbox: document.outbox.map(inThread) };
  if (message.kind !== 'call') return posted(document, at);
  if (document.callCards.some((known) => known.at.activity === at.activity)) return document;
  const card = { to: message.to, meeting: message.meeting, at };
  const known = { ...document, callCards: [...document.callCards, card] };
  // The outcome came while it was on its way: nobody has to answer it any more.
  const isOver = isFollowed(document.state) && !isStillOpen(message.meeting, document.state);
  return isOver ? withMessage(known, { kind: 'callCard', card }, now) : known;
};

/** A redraw that waited while the card was posted anew has its thread now. */
const inThread = (pending: OutgoingMessage): OutgoingMessage => {
  if (pending.kind !== 'card' || !pending.anew) return pending;
  const { anew: _done, ...redraw } = pending;
  return redraw;
};

const eventsOfSent = (message: OutgoingMessage): readonly CaseEvent[] =>
  message.kind === 'removeMeeting' ? [{ type: 'MeetingRemoved', meeting: message.meeting }] : [];

const placeFound = (message: OutgoingMessage, { place, passed }: MadePlace): readonly CaseEvent[] =>
  message.kind === 'meeting'
    ? [{ type: 'PlaceFound', meeting: message.meeting, place, passed: [...passed] }]
    : [];

/** Whoever answered before is coming or not, whatever became of a later message. */
const eventsOfUndeliverable = (message: OutgoingMessage, document: CaseDocument): readonly CaseEvent[] => {
  if (!isPersonal(message)) return [];
  if (message.kind === 'call' && awaitsAnswer(message, document))
    return [{ type: 'CallAnswered', who: message.to, answer: 'unreachable', meeting: message.meeting }];
  return [
    {
      type: 'PingUndeliverable',
      ...(message.to && { to: message.to }),
      ...(message.kind === 'ping' && { risks: message.risks }),
    },
  ];
};
