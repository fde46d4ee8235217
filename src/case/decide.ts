import { isSame, rolesIn } from '../core/actor.ts';
import type { RoleId } from '../core/region.ts';
import { accept, refuse } from '../core/result.ts';
import { DAY, MINUTE, type Instant } from '../core/time.ts';
import type { Command, CommandType } from './commands.ts';
import { detailsOf } from './consultation.ts';
import {
  answerCall,
  completeConsultation,
  recordConsultation,
  startConsultation,
} from './decide-consultation.ts';
import { acknowledge, escalate, resolveEscalation } from './decide-escalation.ts';
import { askHousehold, recordHousehold, releaseHousehold, viewHousehold } from './decide-household.ts';
import { type Decider, type Decision, type Facts, notNow } from './decider.ts';
import { isInStepFor, may } from './permissions.ts';
import { type Refusal, invalid } from './refusals.ts';
import { type CaseState, type FollowedCase, openItems, openSlots, visitDeadline } from './state.ts';

export type { Decision, Facts } from './decider.ts';

/** A form's clock shows whole minutes, so a moment inside the current minute is "now". */
const startOfMinute = (at: Instant): Instant => Math.floor(at / MINUTE) * MINUTE;

const announce: Decider<'Announce'> = (
  { announcement },
  state,
  { now, actor, municipality, number, earlier },
) => {
  if (!isSame(state.openedBy, actor)) return refuse({ code: 'notYourForm', openedBy: state.openedBy });
  if (announcement.incidentAt > now) return refuse(invalid({ field: 'incident', problem: 'inTheFuture' }));
  if (announcement.incidentAt < now - 7 * DAY) {
    return refuse(invalid({ field: 'incident', problem: 'tooLongAgo' }));
  }
  if (number === undefined) throw new Error('Announce needs a case number');
  const roles = municipality.visit[announcement.children > 0 ? 'children' : 'noChildren'];
  const { policy } = municipality;
  return accept([
    { type: 'CaseAnnounced', number, announcement, policy, roles: [...roles] },
    ...(earlier === undefined ? [] : [{ type: 'RepeatsCounted' as const, earlier }]),
  ]);
};

const claimSlot: Decider<'ClaimSlot'> = (_command, state, { actor, municipality }) => {
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

const releaseSlot: Decider<'ReleaseSlot'> = (_command, state, { actor }) => {
  const slot = state.slots.findIndex(({ claim }) => claim && isSame(claim.by, actor));
  return slot < 0 ? refuse({ code: 'noSlotHeld' }) : accept([{ type: 'SlotReleased', slot }]);
};

const planVisit: Decider<'PlanVisit'> = (command, state, { now }) => {
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

const happened = (at: Instant, state: FollowedCase, now: Instant): Refusal | undefined => {
  if (at > now) return invalid({ field: 'visit', problem: 'inTheFuture' });
  if (at < startOfMinute(state.receivedAt)) return invalid({ field: 'visit', problem: 'beforeReceipt' });
  return undefined;
};

const recordAttempt: Decider<'RecordAttempt'> = (command, state, { now }) => {
  const refusal = happened(command.at, state, now);
  if (refusal) return refuse(refusal);
  return accept([{ type: 'VisitAttempted', at: command.at, reason: command.reason }]);
};

const recordSeen: Decider<'RecordSeen'> = (command, state, { now }) => {
  const { lateReason = state.lateReason, ...seen } = command.seen;
  const refusal = happened(seen.at, state, now);
  if (refusal) return refuse(refusal);
  if (seen.at <= state.visitBefore) return accept([{ type: 'HouseholdSeen', seen }]);
  if (!lateReason) return refuse(invalid({ field: 'lateReason', problem: 'lateReason' }));
  return accept([{ type: 'HouseholdSeen', seen: { ...seen, lateReason } }]);
};

const tellSchool: Decider<'TellSchool'> = (_command, state) => {
  const asked = detailsOf(state.consultation)?.tellSchool ?? state.announcement.children > 0;
  if (!asked) return refuse({ code: 'schoolNotNeeded' });
  if (state.schoolToldAt !== undefined) return refuse({ code: 'alreadyDone' });
  return accept([{ type: 'SchoolTold' }]);
};

const giveFeedback: Decider<'GiveFeedback'> = (command, state) => {
  if (command.to.length === 0) return refuse(invalid({ field: 'to', problem: 'missing' }));
  const fresh = [...new Set(command.to)].filter((to) => !state.feedback.includes(to));
  if (fresh.length === 0) return refuse({ code: 'alreadyDone' });
  return accept(fresh.map((to) => ({ type: 'FeedbackGiven' as const, to })));
};

/** A reference that was mistyped may be registered again. */
const registerFormalReport: Decider<'RegisterFormalReport'> = ({ reference }, state) => {
  if (state.formalReport === reference) return refuse({ code: 'alreadyDone' });
  return accept([{ type: 'FormalReportRegistered', reference }]);
};

/** Known as soon as the window is missed, because figures must not wait for the visit. */
const giveLateReason: Decider<'GiveLateReason'> = ({ reason }, state, { now }) => {
  if (now < state.visitBefore) return refuse({ code: 'notLateYet' });
  return state.lateReason === reason
    ? refuse({ code: 'alreadyDone' })
    : accept([{ type: 'LateReasonGiven', reason }]);
};

/** The bot keeps no dossier, so closing says where the case goes on. Of a case that was closed without, it still can be said. */
const closeCase: Decider<'CloseCase'> = ({ dossier }, state) => {
  const transferred = { type: 'DossierTransferred', to: dossier } as const;
  if (state.step === 'closed') return state.dossier ? refuse({ code: 'alreadyDone' }) : accept([transferred]);
  const items = openItems(state);
  return items.length > 0
    ? refuse({ code: 'stillOpen', items })
    : accept([transferred, { type: 'CaseClosed' }]);
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
  RegisterFormalReport: registerFormalReport,
  GiveLateReason: giveLateReason,
  Escalate: escalate,
  ResolveEscalation: resolveEscalation,
  Acknowledge: acknowledge,
  CloseCase: closeCase,
  RecordHousehold: recordHousehold,
  ReleaseHousehold: releaseHousehold,
  AskHousehold: askHousehold,
  ViewHousehold: viewHousehold,
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
  if (!isInStepFor(command.type, state)) return notNow(command.type, state);
  const decider: Decider<T> = deciders[command.type];
  return decider(command, state, facts);
};
