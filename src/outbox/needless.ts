import { riskStands } from '../cards/texts.nl.ts';
import type { CaseDocument } from '../case/document.ts';
import type { Outgoing, OutgoingMessage } from '../case/messages.ts';
import { type FollowedCase, isBeforeVisit, isFollowed, riskOf } from '../case/state.ts';
import { isSame } from '../core/actor.ts';
import type { Instant } from '../core/time.ts';

/** Whether nobody has to get a message any more: what it asks was answered, or is over. */
export const isNeedless = (message: OutgoingMessage, { state }: CaseDocument, now: Instant): boolean => {
  if (!isFollowed(state)) return false;
  switch (message.kind) {
    case 'ping':
      return message.risks.every((id) => {
        const risk = riskOf(state, id);
        return risk === undefined || risk.acknowledged !== undefined || !riskStands(risk.rule, state, now);
      });
    case 'meeting':
    case 'outcome':
      return !isStillOpen(message.meeting, state);
    case 'call':
      return !isStillOpen(message.meeting, state) || isAnswered(message, state);
    case 'card':
    case 'sentForm':
    case 'callCard':
    case 'removeMeeting':
      return false;
    default:
      return message satisfies never;
  }
};

const isStillOpen = (number: number, state: FollowedCase): boolean =>
  isBeforeVisit(state) &&
  state.meetings.some((meeting) => meeting.number === number && meeting.outcome === undefined);

/** Whoever is coming still wants to hear that it begins. */
const isAnswered = ({ to, why, meeting: number }: Outgoing<'call'>, state: FollowedCase): boolean => {
  const meeting = state.meetings.find((one) => one.number === number);
  const theirs = meeting?.called.filter(({ who }) => isSame(who, to)) ?? [];
  return theirs.every(({ answer }) => answer && !(why === 'start' && answer.kind === 'coming'));
};
