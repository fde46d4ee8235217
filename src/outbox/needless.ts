import { type Called, isSilent } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import { type Outgoing, type OutgoingMessage, isPersonal } from '../case/messages.ts';
import { riskStands } from '../case/risks.ts';
import { type FollowedCase, type Risk, isFollowed, openMeeting, riskOf } from '../case/state.ts';
import { type Who, isSame, personOf } from '../core/actor.ts';
import type { Region } from '../core/region.ts';
import type { Instant } from '../core/time.ts';

/** Whether nobody has to get a message any more: what it asks was answered, or is over. */
export const isNeedless = (
  message: OutgoingMessage,
  { state }: CaseDocument,
  region: Region,
  now: Instant,
): boolean => {
  if (!isFollowed(state)) return false;
  if (isPersonal(message) && message.to && hasLeft(message.to, region)) return true;
  switch (message.kind) {
    case 'ping':
      return message.risks.every((id) => {
        const risk = riskOf(state, id);
        return risk === undefined || isTaken(risk, message.to) || !riskStands(id, risk.rule, state, now);
      });
    case 'outcome':
      return !isStillOpen(message.meeting, state);
    case 'call':
      return !isStillOpen(message.meeting, state) || isAnswered(message, state);
    // It may have been made before we died: found again, it can be taken away at the end.
    case 'household':
    case 'hideHousehold':
    case 'farewell':
    case 'meeting':
    case 'card':
    case 'sentForm':
    case 'callCard':
    case 'removeMeeting':
      return false;
    default:
      return message satisfies never;
  }
};

/** Whether somebody took a risk up. Who did so long ago, and is asked how it goes, still has to say. */
const isTaken = ({ acknowledged }: Risk, to: Who | undefined): boolean =>
  acknowledged !== undefined &&
  !(acknowledged.askedAt !== undefined && to !== undefined && isSame(acknowledged.by, to));

/** Whoever was taken out of the region file gets nothing any more. */
const hasLeft = (who: Who, region: Region): boolean => personOf(region, who) === undefined;

/** Whether a consultation is still to be held. */
export const isStillOpen = (number: number, state: FollowedCase): boolean =>
  openMeeting(state)?.number === number;

const seatsOf = ({ to, meeting: number }: Outgoing<'call'>, state: FollowedCase): readonly Called[] =>
  state.meetings
    .filter((meeting) => meeting.number === number)
    .flatMap(({ called }) => called.filter(({ who }) => isSame(who, to)));

/** Whoever is coming still wants to hear that it begins. */
const isAnswered = (call: Outgoing<'call'>, state: FollowedCase): boolean =>
  seatsOf(call, state).every(({ answer }) => answer && !(call.why === 'start' && answer.kind === 'coming'));

/** Whether somebody who is called has not said anything yet. */
export const awaitsAnswer = (call: Outgoing<'call'>, { state }: CaseDocument): boolean =>
  isFollowed(state) && seatsOf(call, state).some(isSilent);
