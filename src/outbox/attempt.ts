import type { CaseDocument } from '../case/document.ts';
import {
  type MessageRef,
  type OutgoingMessage,
  type Personal,
  isBesides,
  isPersonal,
} from '../case/messages.ts';
import type { Meetings } from '../consultation/port.ts';
import type { Clock, Duration } from '../core/time.ts';
import { type MadePlace, findPlace, removeMeeting } from './meeting.ts';
import { isNeedless } from './needless.ts';
import type { DeliveryFailed } from './port.ts';
import { CASE_WAYS, type Onward, afterFailure, afterFault, onwardFrom } from './route.ts';
import { type SendParts, send } from './send.ts';
import {
  type Again,
  LONGEST_RETRY,
  type Park,
  type TryParts,
  againAfter,
  fieldsOf,
  tryOnce,
} from './tries.ts';

/** A day of trying to take a meeting away. */
const MOST_REMOVALS = 300;

export interface AttemptParts extends SendParts, TryParts {
  meetings: Meetings;
  clock: Clock;
}

/** What came of a try. */
export type Outcome =
  | { kind: 'sent'; at?: MessageRef }
  | ({ kind: 'placeFound' } & MadePlace)
  | { kind: 'needless' }
  | Again
  | Park
  | Onward<Personal['route']>
  | { kind: 'postAnew' };

/** Tries to carry out one message of a case. What it shows is drawn now, from the newest state. */
export const attempt = async (
  parts: AttemptParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<Outcome> => {
  if (isNeedless(message, document, parts.region, parts.clock())) return { kind: 'needless' };
  const outcome = await attemptNeeded(parts, document, message);
  const isLost = outcome.kind === 'undeliverable' || outcome.kind === 'parked';
  if (!isLost || !isBesides(message)) return outcome;
  parts.log.warn(fieldsOf(document.id, message), 'nobody could be texted besides the message in Teams');
  return { kind: 'needless' };
};

const attemptNeeded = async (
  parts: AttemptParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<Outcome> => {
  if (isPersonal(message) && !parts.notifiers[message.route].reaches(message.to))
    return onwardFrom<Personal['route']>(message, CASE_WAYS, parts.notifiers);
  return tryOnce<Outcome>(parts, document.id, message, {
    carryOut: () => carryOut(parts, document, message),
    failed: (error, wait) =>
      isPersonal(message)
        ? afterFailure<Personal['route']>(message, CASE_WAYS, parts.notifiers, error, wait)
        : failed(message, document, error, wait),
    ...(isPersonal(message) && {
      givenUp: (tries: number) => afterFault<Personal['route']>(message, CASE_WAYS, parts.notifiers, tries),
    }),
    fields: whereFound,
  });
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

/** What to do with what is for nobody in particular when it was not taken. */
const failed = (
  message: Exclude<OutgoingMessage, Personal>,
  document: CaseDocument,
  error: DeliveryFailed,
  wait: Duration,
): Outcome => {
  const { outlook, retryAfter } = error;
  // A place is wanted at once: the one who asked for patience says how much.
  if (outlook === 'again' && message.kind === 'meeting')
    return { kind: 'again', wait: Math.ceil(retryAfter ?? wait) };
  if (outlook === 'again') return againAfter(error, wait);
  // A permission may come back; a meeting that is left behind keeps its link alive.
  // What is shown of a household must not stay there.
  const isWanted = message.kind === 'removeMeeting' || message.kind === 'hideHousehold';
  if (isWanted && outlook !== 'gone' && message.tries + 1 < MOST_REMOVALS)
    return { kind: 'again', wait: LONGEST_RETRY };
  // What is not there any more needs no redraw.
  if (message.kind !== 'card')
    return outlook === 'gone' ? { kind: 'needless' } : { kind: 'parked', why: 'refused' };
  return outlook === 'gone' && document.thread && !message.anew
    ? { kind: 'postAnew' }
    : { kind: 'again', wait: LONGEST_RETRY };
};
