import { isSame, rolesIn, whoIs } from '../core/actor.ts';
import { type Composition, MANAGER } from '../core/region.ts';
import { accept, refuse } from '../core/result.ts';
import { DAY } from '../core/time.ts';
import { type OutcomeForm, isAhead } from './consultation.ts';
import type { Decider } from './decider.ts';
import { invalid } from './refusals.ts';
import { type FollowedCase, aboutDetails, openMeeting, outcomeForm } from './state.ts';

/** Deliberate waiting is for days; a slip of the year would silence the case for good. */
const LONGEST_WAIT = 7 * DAY;

const composition = (state: FollowedCase, exceptional: boolean): Composition => {
  if (exceptional) return 'exceptional';
  return state.announcement.children > 0 ? 'children' : 'noChildren';
};

export const startConsultation: Decider<'StartConsultation'> = (_command, state, { now }) => {
  const open = openMeeting(state);
  if (!open) return accept([{ type: 'ConsultationOpened', startsAt: now }]);
  return isAhead(open, now)
    ? accept([{ type: 'ConsultationAdvanced' }])
    : refuse({ code: 'consultationRunning' });
};

/** Coming is open to everybody of an organisation that consults; saying no only to whoever was called. */
export const answerCall: Decider<'AnswerCall'> = (command, state, { actor, municipality, roles }) => {
  const { answer } = command;
  const meeting = openMeeting(state);
  // A card of an earlier consultation says nothing about the one that is held now.
  const isOld = command.meeting !== undefined && command.meeting !== meeting?.number;
  if (!meeting || isOld) return refuse({ code: 'consultationOver' });
  const theirs = meeting.called.filter(({ who }) => isSame(who, actor));
  if (theirs.length > 0) {
    if (theirs.every((one) => one.answer?.kind === answer)) return refuse({ code: 'alreadyDone' });
    return accept([{ type: 'CallAnswered', who: whoIs(actor), answer }]);
  }
  const mine = rolesIn(actor, municipality.id);
  // Whoever plans or governs is not who the others have to talk to.
  const working = [...Object.values(municipality.visit).flat(), ...municipality.onCall, MANAGER];
  const needed = municipality.consultation.map((role) => roles[role]);
  const role =
    municipality.consultation.find((one) => mine.includes(one)) ??
    working.find((one) => mine.includes(one) && needed.includes(roles[one]));
  const organisation = role === undefined ? undefined : roles[role];
  if (answer === 'declined' || role === undefined || organisation === undefined)
    return refuse({ code: 'notCalled' });
  const who = whoIs(actor);
  return accept([{ type: 'CallAnswered', who, answer, seat: { who, organisation, role } }]);
};

/** A form that stayed open on an old card must not undo what was recorded meanwhile. */
const fits = (form: OutcomeForm, now: OutcomeForm): boolean =>
  form.meeting === now.meeting && form.adjusts === now.adjusts;

export const recordConsultation: Decider<'RecordConsultation'> = (command, state, { now, municipality }) => {
  const { decisions, form } = command;
  if (form && !fits(form, outcomeForm(state))) return refuse({ code: 'consultationOver' });
  if (decisions.decision.kind === 'wait') {
    // Noordenveld: a prepared decision to wait is valid, except where there is direct danger.
    if (state.announcement.directDanger)
      return refuse(invalid({ field: 'decision', problem: 'waitWithDanger' }));
    const { until } = decisions.decision;
    if (until <= now) return refuse(invalid({ field: 'until', problem: 'inThePast' }));
    if (until > state.visitBefore + LONGEST_WAIT)
      return refuse(invalid({ field: 'until', problem: 'waitTooLong' }));
  }
  const roles = [...municipality.visit[composition(state, decisions.exceptional)]];
  return accept([{ type: 'ConsultationRecorded', consultation: decisions, roles }]);
};

export const completeConsultation: Decider<'CompleteConsultation'> = ({ details, form }, state) => {
  if (form && !fits(form, aboutDetails(state))) return refuse({ code: 'alreadyDone' });
  if (details.tellSchool && state.announcement.children === 0) {
    return refuse(invalid({ field: 'tellSchool', problem: 'noChildren' }));
  }
  return accept([{ type: 'ConsultationCompleted', details }]);
};
