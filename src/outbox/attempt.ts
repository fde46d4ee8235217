import type { CaseEvent } from '../case/events.ts';
import { type CaseDocument, withEvents, withMessage } from '../case/document.ts';
import { type MessageRef, type OutgoingMessage, isPersonal } from '../case/messages.ts';
import { isFollowed } from '../case/state.ts';
import type { Meetings } from '../consultation/port.ts';
import type { Log } from '../core/log.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';
import { type MadePlace, findPlace, removeMeeting } from './meeting.ts';
import { awaitsAnswer, isNeedless, isStillOpen } from './needless.ts';
import { DeliveryFailed } from './port.ts';
import { type SendParts, send } from './send.ts';

const FIRST_RETRY: Duration = 1_000;
const LONGEST_RETRY: Duration = 5 * MINUTE;

/** Failed tries after which a person is told in the thread instead: a call that hangs on is no call. */
const MOST_PERSONAL_TRIES = 4;

/** A day of trying to take a meeting away. */
const MOST_REMOVALS = 300;

export interface AttemptParts extends SendParts {
  meetings: Meetings;
  clock: Clock;
  log: Log;
  /** Between 0 and 1; spreads retries. */
  chance: () => number;
}

/** What came of a try. */
export type Outcome =
  | { kind: 'sent'; at?: MessageRef }
  | ({ kind: 'placeFound' } & MadePlace)
  | { kind: 'needless' }
  | { kind: 'again'; wait: Duration }
  | { kind: 'inThread' }
  | { kind: 'postAnew' }
  | { kind: 'undeliverable' };

export interface Tried {
  message: OutgoingMessage;
  outcome: Outcome;
}

/** Tries to carry out one message; never rejects. What it shows is drawn now, from the newest state. */
export const attempt = async (
  parts: AttemptParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<Outcome> => {
  const { log, chance } = parts;
  const fields = { document: document.id, message: message.id, kind: message.kind, tries: message.tries + 1 };
  if (isNeedless(message, document, parts.region, parts.clock())) return { kind: 'needless' };
  try {
    const outcome = await carryOut(parts, document, message);
    log.info({ ...fields, ...whereFound(outcome) }, 'message delivered');
    return outcome;
  } catch (error) {
    const wait = waitFor(message.tries, chance());
    if (!(error instanceof DeliveryFailed)) {
      // A fault of ours must not hold up the other messages of the case; it is tried again with the same patience.
      log.error({ ...fields, error }, 'message could not be made');
      return { kind: 'again', wait };
    }
    log.warn({ ...fields, outlook: error.outlook, reason: error.message }, 'message not delivered');
    if (error.outlook !== 'again') return refused(message, document, error, wait);
    const personal = isPersonal(message) && message.route === 'personal';
    if (personal && message.tries + 1 >= MOST_PERSONAL_TRIES) return { kind: 'inThread' };
    // A place is wanted at once: the one who asked for patience says how much.
    if (message.kind === 'meeting') return { kind: 'again', wait: Math.ceil(error.retryAfter ?? wait) };
    const asked = Math.min(error.retryAfter ?? 0, LONGEST_RETRY);
    return { kind: 'again', wait: Math.ceil(Math.max(asked, wait)) };
  }
};

const carryOut = async (
  parts: AttemptParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<Outcome> => {
  const { meetings, region, clock } = parts;
  if (message.kind === 'meeting')
    return { kind: 'placeFound', ...(await findPlace(meetings, document, message, region)) };
  if (message.kind === 'removeMeeting') {
    await removeMeeting(meetings, message);
    return { kind: 'sent' };
  }
  const at = await send(parts, document, message, clock());
  return { kind: 'sent', ...(at && { at }) };
};

/** For the log: how the consultation is held and why not otherwise, without the link itself. */
const whereFound = (outcome: Outcome): object =>
  outcome.kind === 'placeFound' ? { way: outcome.place.way, passed: outcome.passed } : {};

/** What to do when Teams will not take the message this way. */
const refused = (
  message: OutgoingMessage,
  document: CaseDocument,
  { outlook }: DeliveryFailed,
  wait: Duration,
): Outcome => {
  // A permission may come back; a meeting that is left behind keeps its link alive.
  if (message.kind === 'removeMeeting' && message.tries + 1 < MOST_REMOVALS)
    return { kind: 'again', wait: LONGEST_RETRY };
  // The thread is gone, not the person: the redraw of the card starts another.
  const isThread = isPersonal(message) && message.route === 'thread';
  if (isThread && outlook === 'gone' && message.tries + 1 < MOST_PERSONAL_TRIES)
    return { kind: 'again', wait };
  if (message.kind === 'card') {
    return outlook === 'gone' && document.thread && !message.anew
      ? { kind: 'postAnew' }
      : { kind: 'again', wait: LONGEST_RETRY };
  }
  if (isPersonal(message) && message.route === 'personal') return { kind: 'inThread' };
  return { kind: 'undeliverable' };
};

/** Doubles per try, with some chance in it so that retries do not come in one burst. */
const waitFor = (tries: number, chance: number): Duration =>
  Math.round(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** tries) * (0.75 + chance / 2));

/**
 * The document after a try. A newer redraw of the card, queued meanwhile, stays queued, for it has another id; but it
 * waits as long as the one that failed has to.
 */
export const after = (current: CaseDocument, { message, outcome }: Tried, now: Instant): CaseDocument => {
  const without = { ...current, outbox: current.outbox.filter(({ id }) => id !== message.id) };
  const changed = (change: (pending: OutgoingMessage) => OutgoingMessage): CaseDocument => ({
    ...current,
    outbox: current.outbox.map((pending) => (isSame(pending, message) ? change(pending) : pending)),
  });
  switch (outcome.kind) {
    case 'sent':
      return withEvents(standing(without, message, now, outcome.at), eventsOfSent(message), now);
    case 'placeFound':
      return withEvents(without, placeFound(message, outcome), now);
    case 'needless':
      return without;
    case 'again':
      return changed((pending) => ({ ...pending, tries: pending.tries + 1, nextTryAt: now + outcome.wait }));
    case 'inThread':
      return changed((pending) =>
        isPersonal(pending) ? { ...pending, route: 'thread', tries: 0 } : pending,
      );
    case 'postAnew':
      // Whatever redraw is pending must be posted; until Teams took it, the old thread stays known.
      return {
        ...current,
        outbox: current.outbox.map((pending) =>
          pending.kind === 'card' ? { ...pending, anew: true } : pending,
        ),
      };
    case 'undeliverable':
      return withEvents(without, eventsOfUndeliverable(message, current), now);
    default:
      return outcome satisfies never;
  }
};

const isSame = (one: OutgoingMessage, other: OutgoingMessage): boolean =>
  one.id === other.id || (one.kind === 'card' && other.kind === 'card');

/** Where the message stands, for as long as it may have to be drawn again. */
const standing = (
  document: CaseDocument,
  message: OutgoingMessage,
  now: Instant,
  at?: MessageRef,
): CaseDocument => {
  if (!at) return document;
  if (message.kind === 'card') return { ...document, thread: at };
  if (message.kind !== 'call') return document;
  const card = { to: message.to, meeting: message.meeting, at };
  const known = { ...document, callCards: [...document.callCards, card] };
  // The outcome came while it was on its way: nobody has to answer it any more.
  const isOver = isFollowed(document.state) && !isStillOpen(message.meeting, document.state);
  return isOver ? withMessage(known, { kind: 'callCard', card }, now) : known;
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
  return message.kind === 'call' && awaitsAnswer(message, document)
    ? [{ type: 'CallAnswered', who: message.to, answer: 'unreachable', meeting: message.meeting }]
    : [{ type: 'PingUndeliverable', ...(message.to && { to: message.to }) }];
};
