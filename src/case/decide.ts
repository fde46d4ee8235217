import { type Actor, isSame, rolesIn, whoIs } from '../core/actor.ts';
import type { Composition, Municipality, Region, RoleId } from '../core/region.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { DAY, MINUTE, type Instant } from '../core/time.ts';
import type { Command, CommandType, OutcomeForm } from './commands.ts';
import { type Called, detailsOf, isAhead } from './consultation.ts';
import type { CaseEvent } from './events.ts';
import { may, mayTakeUp } from './permissions.ts';
import { type Refusal, invalid } from './refusals.ts';
import {
  type CaseState,
  type FollowedCase,
  isBeforeVisit,
  openItems,
  openMeeting,
  openSlots,
  outcomeForm,
  riskOf,
  visitDeadline,
} from './state.ts';

/** Everything a decision may lean on besides the case itself. */
export interface Facts {
  now: Instant;
  actor: Actor;
  /** Of the case; for `Announce`, of the announcement. */
  municipality: Municipality;
  /** Role -> organisation id. */
  roles: Region['roles'];
  /** The next case number, for `Announce` only. */
  number?: string;
}

export type Decision = Result<readonly CaseEvent[], Refusal>;

type Decider<T extends CommandType> = (command: Command<T>, state: CaseState, facts: Facts) => Decision;

/** Deliberate waiting is for days; a slip of the year would silence the case for good. */
const LONGEST_WAIT = 7 * DAY;

/** A form's clock shows whole minutes, so a moment inside the current minute is "now". */
const startOfMinute = (at: Instant): Instant => Math.floor(at / MINUTE) * MINUTE;

const notNow = (command: CommandType, state: CaseState): Decision =>
  refuse({ code: 'notNow', command, step: state.step });

const composition = (state: FollowedCase, exceptional: boolean): Composition => {
  if (exceptional) return 'exceptional';
  return state.announcement.children > 0 ? 'children' : 'noChildren';
};

const announce: Decider<'Announce'> = ({ announcement }, state, { now, actor, municipality, number }) => {
  if (state.step !== 'intake') return refuse({ code: 'alreadySent', number: state.number });
  if (!isSame(state.openedBy, actor)) return refuse({ code: 'notYourForm', openedBy: state.openedBy });
  if (announcement.incidentAt > now) return refuse(invalid({ field: 'incident', problem: 'inTheFuture' }));
  if (announcement.incidentAt < now - 7 * DAY) {
    return refuse(invalid({ field: 'incident', problem: 'tooLongAgo' }));
  }
  if (number === undefined) throw new Error('Announce needs a case number');
  const roles = municipality.visit[announcement.children > 0 ? 'children' : 'noChildren'];
  const { policy } = municipality;
  return accept([
    {
      type: 'CaseAnnounced',
      number,
      announcement,
      policy: {
        ...policy,
        warnBefore: [...policy.warnBefore],
        ladder: policy.ladder.map((rung) => [...rung]),
      },
      roles: [...roles],
    },
  ]);
};

const startConsultation: Decider<'StartConsultation'> = (command, state, { now }) => {
  if (!isBeforeVisit(state)) return notNow(command.type, state);
  const open = openMeeting(state);
  if (!open) return accept([{ type: 'ConsultationOpened', startsAt: now }]);
  return isAhead(open, now)
    ? accept([{ type: 'ConsultationAdvanced' }])
    : refuse({ code: 'consultationRunning' });
};

/** Coming is open to everybody of an organisation that consults; saying no only to whoever was called. */
const answerCall: Decider<'AnswerCall'> = (command, state, { actor, municipality, roles }) => {
  const { type, answer } = command;
  if (state.step === 'intake' || state.step === 'closed') return notNow(type, state);
  const meeting = openMeeting(state);
  // A card of an earlier consultation says nothing about the one that is held now.
  const isOld = command.meeting !== undefined && command.meeting !== meeting?.number;
  if (!meeting || isOld || !isBeforeVisit(state)) return refuse({ code: 'consultationOver' });
  const theirs = meeting.called.filter(({ who }) => isSame(who, actor));
  if (theirs.length > 0) {
    if (theirs.every((one: Called) => one.answer?.kind === answer)) return refuse({ code: 'alreadyDone' });
    return accept([{ type: 'CallAnswered', who: whoIs(actor), answer }]);
  }
  const mine = rolesIn(actor, municipality.id);
  const needed = municipality.consultation.map((role) => roles[role]);
  const role =
    municipality.consultation.find((one) => mine.includes(one)) ??
    mine.find((one) => needed.includes(roles[one]));
  const organisation = role === undefined ? undefined : roles[role];
  if (answer === 'declined' || role === undefined || organisation === undefined)
    return refuse({ code: 'notCalled' });
  const who = whoIs(actor);
  return accept([{ type: 'CallAnswered', who, answer, seat: { who, organisation, role } }]);
};

/** A form that stayed open on an old card must not undo what was recorded meanwhile. */
const fits = (form: OutcomeForm, now: OutcomeForm): boolean =>
  form.meeting === now.meeting && form.adjusts === now.adjusts;

const recordConsultation: Decider<'RecordConsultation'> = (command, state, { now, municipality }) => {
  if (!isBeforeVisit(state)) return notNow(command.type, state);
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

const completeConsultation: Decider<'CompleteConsultation'> = ({ type, details }, state) => {
  if (!('consultation' in state) || state.step === 'closed') return notNow(type, state);
  if (details.tellSchool && state.announcement.children === 0) {
    return refuse(invalid({ field: 'tellSchool', problem: 'noChildren' }));
  }
  return accept([{ type: 'ConsultationCompleted', details }]);
};

const claimSlot: Decider<'ClaimSlot'> = (command, state, { actor, municipality }) => {
  if (!isBeforeVisit(state)) return notNow(command.type, state);
  const holders = state.slots.flatMap((slot) => (slot.claim ? [slot.claim.by] : []));
  if (holders.some((holder) => isSame(holder, actor))) return refuse({ code: 'alreadyClaimed' });
  const open = openSlots(state);
  if (open.length === 0) return refuse({ code: 'slotsTaken', by: holders });
  const roles = rolesIn(actor, municipality.id);
  const slot = state.slots.findIndex(({ claim, role }) => !claim && roles.includes(role));
  const role = state.slots[slot]?.role;
  if (role !== undefined) return accept([{ type: 'SlotClaimed', slot, role }]);
  // A colleague of the same role was first: say who, instead of what is still open for others.
  const ofTheirRole = state.slots.filter((taken) => roles.includes(taken.role));
  return ofTheirRole.length > 0
    ? refuse({
        code: 'slotsTaken',
        by: ofTheirRole.flatMap((taken) => (taken.claim ? [taken.claim.by] : [])),
      })
    : refuse({ code: 'slotNotForRole', roles: open.map(({ role }) => role) });
};

const releaseSlot: Decider<'ReleaseSlot'> = (command, state, { actor }) => {
  if (!isBeforeVisit(state)) return notNow(command.type, state);
  const slot = state.slots.findIndex(({ claim }) => claim && isSame(claim.by, actor));
  return slot < 0 ? refuse({ code: 'noSlotHeld' }) : accept([{ type: 'SlotReleased', slot }]);
};

const planVisit: Decider<'PlanVisit'> = (command, state, { now }) => {
  if (state.step !== 'consulted' && state.step !== 'planned') return notNow(command.type, state);
  const open: readonly RoleId[] = openSlots(state).map(({ role }) => role);
  if (open.length > 0) return refuse({ code: 'slotsOpen', roles: open });
  const { visitAt } = command;
  if (visitAt < startOfMinute(now)) return refuse(invalid({ field: 'plan', problem: 'inThePast' }));
  // Once the window has passed a late visit is better than none: it was escalated already, and will need its reason.
  const deadline = visitDeadline(state);
  if (now <= deadline && visitAt > deadline)
    return refuse(invalid({ field: 'plan', problem: 'outsideWindow' }));
  return accept([{ type: 'VisitPlanned', visitAt }]);
};

/** A visit that took place may be recorded without a plan: what happened comes before what was agreed. */
const takesVisits = (state: CaseState) => state.step === 'consulted' || state.step === 'planned';

const happened = (at: Instant, state: FollowedCase, now: Instant): Refusal | undefined => {
  if (at > now) return invalid({ field: 'visit', problem: 'inTheFuture' });
  if (at < startOfMinute(state.receivedAt)) return invalid({ field: 'visit', problem: 'beforeReceipt' });
  return undefined;
};

const recordAttempt: Decider<'RecordAttempt'> = (command, state, { now }) => {
  if (!takesVisits(state)) return notNow(command.type, state);
  const refusal = happened(command.at, state, now);
  if (refusal) return refuse(refusal);
  return accept([{ type: 'VisitAttempted', at: command.at, reason: command.reason }]);
};

const recordSeen: Decider<'RecordSeen'> = (command, state, { now }) => {
  if (!takesVisits(state)) return notNow(command.type, state);
  const { lateReason, ...seen } = command.seen;
  const refusal = happened(seen.at, state, now);
  if (refusal) return refuse(refusal);
  if (seen.at <= state.visitBefore) return accept([{ type: 'HouseholdSeen', seen }]);
  if (!lateReason) return refuse(invalid({ field: 'lateReason', problem: 'lateReason' }));
  return accept([{ type: 'HouseholdSeen', seen: { ...seen, lateReason } }]);
};

const tellSchool: Decider<'TellSchool'> = (command, state) => {
  if (!('consultation' in state) || state.step === 'closed') return notNow(command.type, state);
  const asked = detailsOf(state.consultation)?.tellSchool ?? state.announcement.children > 0;
  if (!asked) return refuse({ code: 'schoolNotNeeded' });
  if (state.schoolToldAt !== undefined) return refuse({ code: 'alreadyDone' });
  return accept([{ type: 'SchoolTold' }]);
};

const giveFeedback: Decider<'GiveFeedback'> = (command, state) => {
  if (state.step !== 'visited') return notNow(command.type, state);
  if (command.to.length === 0) return refuse(invalid({ field: 'to', problem: 'missing' }));
  const fresh = [...new Set(command.to)].filter((to) => !state.feedback.includes(to));
  if (fresh.length === 0) return refuse({ code: 'alreadyDone' });
  return accept(fresh.map((to) => ({ type: 'FeedbackGiven' as const, to })));
};

const escalate: Decider<'Escalate'> = (command, state) => {
  if (state.step === 'intake' || state.step === 'closed') return notNow(command.type, state);
  return accept([{ type: 'CaseEscalated', obstacle: command.obstacle }]);
};

const acknowledge: Decider<'Acknowledge'> = (command, state, { actor, municipality }) => {
  if (state.step === 'intake') return notNow(command.type, state);
  const known = [...new Set(command.risks)].flatMap((id) => {
    const risk = riskOf(state, id);
    return risk ? [{ id, risk }] : [];
  });
  const open = state.step === 'closed' ? [] : known.filter(({ risk }) => !risk.acknowledged);
  const theirs = open.filter(({ risk }) => mayTakeUp(actor, risk, municipality));
  if (theirs.length > 0)
    return accept(theirs.map(({ id }) => ({ type: 'RiskAcknowledged' as const, risk: id })));
  if (open.length > 0) return refuse({ code: 'notAllowed', command: command.type });
  const taken = known.find(({ risk }) => risk.acknowledged)?.risk.acknowledged;
  return taken ? refuse({ code: 'riskTaken', by: taken.by, at: taken.at }) : refuse({ code: 'riskGone' });
};

const closeCase: Decider<'CloseCase'> = (command, state) => {
  if (state.step !== 'visited') return notNow(command.type, state);
  const items = openItems(state);
  return items.length > 0 ? refuse({ code: 'stillOpen', items }) : accept([{ type: 'CaseClosed' }]);
};

const deciders: { readonly [T in CommandType]: Decider<T> } = {
  Announce: announce,
  StartConsultation: startConsultation,
  AnswerCall: answerCall,
  RecordConsultation: recordConsultation,
  CompleteConsultation: completeConsultation,
  ClaimSlot: claimSlot,
  ReleaseSlot: releaseSlot,
  PlanVisit: planVisit,
  RecordAttempt: recordAttempt,
  RecordSeen: recordSeen,
  TellSchool: tellSchool,
  GiveFeedback: giveFeedback,
  Escalate: escalate,
  Acknowledge: acknowledge,
  CloseCase: closeCase,
};

/** Decides one command on one case: the events that follow, or why nothing changes. Pure. */
export const decide = <T extends CommandType>(
  command: Command<T>,
  state: CaseState,
  facts: Facts,
): Decision => {
  if (!may(facts.actor, command.type, facts.municipality)) {
    return refuse({ code: 'notAllowed', command: command.type });
  }
  const decider: Decider<T> = deciders[command.type];
  return decider(command, state, facts);
};
