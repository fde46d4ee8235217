/** Every step of a case, in the sub-situations that make a difference to a command. */
import type { CaseCommand, CommandType } from '../../src/case/commands.ts';
import type { Step as AnyStep } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { HOUR } from '../../src/core/time.ts';
import { hoogeveen, eva, lars, mia, yara } from './region.ts';
import type { History } from './given.ts';
import {
  acknowledged,
  announced,
  announcement,
  bothClaimed,
  claimed,
  closed,
  consulted,
  danger,
  decided,
  decisions,
  details,
  escalated,
  feedback,
  hour,
  householdSeen,
  lateReasonGiven,
  minute,
  noChildren,
  opened,
  planned,
  raised,
  recorded,
  released,
  reported,
  resolved,
  schoolTold,
  seen,
  takerAsked,
  transferred,
  waiting,
} from './history.ts';
import { answered, called, convened, placeFound, removed, standsAt } from './meetings.ts';

/** What is left of a forgotten case takes no command and no event: `forgotten.test.ts`. */
export type Step = Exclude<AnyStep, 'forgotten'>;

/** A risk that stands in every situation below, told to the manager. */
export const RISK = 'consultationLate:consultation@1';
const told = raised(RISK, [mia]);

/** A call for help, as the manager was told of it. */
export const CALL = `escalated:capacity@${minute(15)}`;
const helpAsked = [escalated(), raised(CALL, [mia], minute(15), 1)];

/** The window is over when everything below is asked. */
const tooLate = [announced({ policy: { visitWithin: 5 * HOUR } }), told];

// Cases of before consultations started by themselves have none; the situations without one are theirs.
const children = [announced(), told];
const adults = [announced(noChildren), told];
const evaGoes = [claimed(0, eva), claimed(1, lars)];
const consultedAdults = consulted({ tellSchool: false }, hoogeveen.visit.noChildren);
const visited = [...children, consulted(), bothClaimed, planned(), householdSeen()];
const aftercare = [schoolTold, feedback('police'), feedback('safeAtHome')];
const done = [...visited, aftercare, reported()];

const held = [...children, convened(), called([yara]), placeFound()];
/** A second consultation, to which Eva is called as well. */
const another = [convened(hour(2), hour(2), yara), called([eva, lars], 'first', hour(2))];
const heldAndSeen = [...held, consulted(), bothClaimed, planned(), householdSeen()];
const heldAndDone = [...heldAndSeen, aftercare, reported()];

export const SITUATIONS = {
  intake: { evasForm: [opened(eva)] },
  announced: {
    open: children,
    partly: [...children, claimed(0, yara)],
    evaGoes: [...children, evaGoes],
    full: [...children, bothClaimed],
    adults,
    danger: [announced(danger), told],
    held,
    evaCalled: [...children, convened(), called([eva])],
    evaThere: [...children, convened(), called([eva]), answered(eva, 'present')],
    ahead: [...children, convened(hour(8)), called([eva])],
    late: [...tooLate, helpAsked],
    evaAsked: [...children, acknowledged(RISK, eva), takerAsked(RISK, eva)],
    known: [...children, evaGoes, recorded()],
  },
  consulted: {
    open: [...children, consulted()],
    partly: [...children, consulted(), claimed(0, yara)],
    evaGoes: [...children, consulted(), evaGoes],
    full: [...children, consulted(), bothClaimed],
    waiting: [...children, consulted({ decision: waiting() }), bothClaimed],
    adults: [...adults, consultedAdults],
    danger: [announced(danger), told, consulted()],
    exceptional: [...children, consulted({ exceptional: true }, hoogeveen.visit.exceptional)],
    decided: [...held, decided()],
    decidedAdults: [...adults, convened(), decided({}, hoogeveen.visit.noChildren)],
    another: [...held, consulted(), another],
    late: [...tooLate, consulted(), bothClaimed, helpAsked, lateReasonGiven()],
    known: [...children, consulted(), evaGoes, recorded()],
  },
  planned: {
    full: [...children, consulted(), bothClaimed, planned()],
    evaGoes: [...children, consulted(), evaGoes, planned()],
    openAgain: [...children, consulted(), bothClaimed, planned(), released(1, lars)],
    waiting: [...children, consulted({ decision: waiting() }), bothClaimed, planned()],
    decided: [...held, decided(), bothClaimed, planned()],
    another: [...held, consulted(), bothClaimed, planned(), another],
    late: [...tooLate, consulted(), bothClaimed, planned(), helpAsked],
    known: [...children, consulted(), evaGoes, recorded(), planned()],
  },
  visited: {
    fresh: visited,
    schoolTold: [...visited, schoolTold],
    policeTold: [...visited, feedback('police')],
    done,
    adults: [...adults, consultedAdults, householdSeen()],
    held: heldAndSeen,
    decided: [...held, decided(), householdSeen(), feedback('police'), feedback('safeAtHome')],
    another: [...held, consulted(), another, householdSeen()],
    unreported: [...visited, aftercare],
    helpAsked: [...visited, helpAsked],
    helped: [...done, helpAsked, resolved(CALL)],
    known: [...children, consulted(), evaGoes, recorded(), planned(), householdSeen()],
  },
  closed: {
    riskOpen: [...done, closed],
    riskTaken: [...done, acknowledged(RISK, mia), closed],
    held: [...heldAndDone, closed],
    removed: [...heldAndDone, closed, removed()],
    transferred: [...done, transferred, closed],
  },
} as const satisfies Record<Step, Record<string, History>>;

/** When everything below is asked; the household was seen at three hours. */
export const NOW = hour(6);

const plain: Record<CommandType, CaseCommand> = {
  Announce: { type: 'Announce', announcement },
  StartConsultation: { type: 'StartConsultation' },
  AnswerCall: { type: 'AnswerCall', answer: 'coming' },
  RecordConsultation: { type: 'RecordConsultation', decisions },
  CompleteConsultation: { type: 'CompleteConsultation', details: { ...details, tellSchool: false } },
  ClaimSlot: { type: 'ClaimSlot' },
  ReleaseSlot: { type: 'ReleaseSlot' },
  PlanVisit: { type: 'PlanVisit', visitAt: hour(10) },
  RecordAttempt: { type: 'RecordAttempt', at: hour(5), reason: 'notOpened' },
  RecordSeen: { type: 'RecordSeen', seen: { ...seen, at: hour(5) } },
  TellSchool: { type: 'TellSchool' },
  GiveFeedback: { type: 'GiveFeedback', to: ['safeAtHome', 'police'] },
  RegisterFormalReport: { type: 'RegisterFormalReport', reference: 'CORV-2026-123456' },
  GiveLateReason: { type: 'GiveLateReason', reason: 'delayPolice' },
  Escalate: { type: 'Escalate', obstacle: 'capacity' },
  ResolveEscalation: { type: 'ResolveEscalation', risks: [CALL] },
  Acknowledge: { type: 'Acknowledge', risks: [RISK] },
  CloseCase: { type: 'CloseCase', dossier: 'safeAtHome' },
  RecordHousehold: { type: 'RecordHousehold', sealed: 'sealed', fields: ['address'] },
  ReleaseHousehold: { type: 'ReleaseHousehold', to: [whoIs(eva)], ground: 'safety' },
  AskHousehold: { type: 'AskHousehold' },
  ViewHousehold: { type: 'ViewHousehold', purpose: 'visit', at: standsAt('look') },
};

/** Every command as it is usually given, and the ways of asking that are judged differently. */
export const ASKS = {
  ...plain,
  'AnswerCall, present': { type: 'AnswerCall', answer: 'present' },
  'AnswerCall, first consultation': { type: 'AnswerCall', answer: 'coming', meeting: 1 },
  'AnswerCall, declined': { type: 'AnswerCall', answer: 'declined' },
  'RecordConsultation, to wait': {
    type: 'RecordConsultation',
    decisions: { ...decisions, decision: waiting() },
  },
  'CompleteConsultation, school': { type: 'CompleteConsultation', details },
  'PlanVisit, past the window': { type: 'PlanVisit', visitAt: hour(28) },
  'RegisterFormalReport, another': { type: 'RegisterFormalReport', reference: 'VT 12345678' },
  'GiveLateReason, another': { type: 'GiveLateReason', reason: 'familyNotOpen' },
  'Escalate, to the top': { type: 'Escalate', obstacle: 'capacity', rung: 2 },
  'Escalate, beyond the top': { type: 'Escalate', obstacle: 'capacity', rung: 3 },
} as const satisfies Record<CommandType, CaseCommand> & Record<string, CaseCommand>;

export type Ask = keyof typeof ASKS;
