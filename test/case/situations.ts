/** Every step of a case, in the sub-situations that make a difference to a command. */
import type { CaseCommand, CommandType } from '../../src/case/commands.ts';
import type { Step } from '../../src/case/state.ts';
import { hoogeveen, eva, lars, mia, yara } from './region.ts';
import type { History } from './given.ts';
import {
  acknowledged,
  announced,
  announcement,
  bothClaimed,
  claimed,
  closed,
  consultation,
  consulted,
  danger,
  feedback,
  hour,
  householdSeen,
  noChildren,
  opened,
  planned,
  raised,
  released,
  schoolTold,
  seen,
  waiting,
} from './history.ts';

/** A risk that stands in every situation below, told to the manager. */
export const RISK = 'consultationLate:consultation@1';
const told = raised(RISK, [mia]);

const children = [announced(), told];
const adults = [announced(noChildren), told];
const evaGoes = [claimed(0, eva), claimed(1, lars)];
const consultedAdults = consulted({ tellSchool: false }, hoogeveen.visit.noChildren);
const visited = [...children, consulted(), bothClaimed, planned(), householdSeen()];
const done = [...visited, schoolTold, feedback('police'), feedback('safeAtHome')];

export const SITUATIONS = {
  intake: { evasForm: [opened(eva)] },
  announced: {
    open: children,
    partly: [...children, claimed(0, yara)],
    evaGoes: [...children, evaGoes],
    full: [...children, bothClaimed],
    adults,
    danger: [announced(danger), told],
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
  },
  planned: {
    full: [...children, consulted(), bothClaimed, planned()],
    evaGoes: [...children, consulted(), evaGoes, planned()],
    openAgain: [...children, consulted(), bothClaimed, planned(), released(1, lars)],
    waiting: [...children, consulted({ decision: waiting() }), bothClaimed, planned()],
  },
  visited: {
    fresh: visited,
    schoolTold: [...visited, schoolTold],
    policeTold: [...visited, feedback('police')],
    done,
    adults: [...adults, consultedAdults, householdSeen()],
  },
  closed: {
    riskOpen: [...done, closed],
    riskTaken: [...done, acknowledged(RISK, mia), closed],
  },
} as const satisfies Record<Step, Record<string, History>>;

/** When everything below is asked; the household was seen at three hours. */
export const NOW = hour(6);

const plain: Record<CommandType, CaseCommand> = {
  Announce: { type: 'Announce', announcement },
  RecordConsultation: { type: 'RecordConsultation', consultation: { ...consultation, tellSchool: false } },
  ClaimSlot: { type: 'ClaimSlot' },
  ReleaseSlot: { type: 'ReleaseSlot' },
  PlanVisit: { type: 'PlanVisit', visitAt: hour(10) },
  RecordAttempt: { type: 'RecordAttempt', at: hour(5), reason: 'notOpened' },
  RecordSeen: { type: 'RecordSeen', seen: { ...seen, at: hour(5) } },
  TellSchool: { type: 'TellSchool' },
  GiveFeedback: { type: 'GiveFeedback', to: ['safeAtHome', 'police'] },
  Escalate: { type: 'Escalate', obstacle: 'capacity' },
  Acknowledge: { type: 'Acknowledge', risks: [RISK] },
  CloseCase: { type: 'CloseCase' },
};

/** Every command as it is usually given, and the ways of asking that are judged differently. */
export const ASKS = {
  ...plain,
  'RecordConsultation, to wait': {
    type: 'RecordConsultation',
    consultation: { ...consultation, tellSchool: false, decision: waiting() },
  },
  'RecordConsultation, school': { type: 'RecordConsultation', consultation },
  'PlanVisit, past the window': { type: 'PlanVisit', visitAt: hour(28) },
} as const satisfies Record<CommandType, CaseCommand> & Record<string, CaseCommand>;

export type Ask = keyof typeof ASKS;
