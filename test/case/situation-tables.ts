/**
 * Every command in every situation, asked by Eva, who holds every role: a row is a way of asking, a column a
 * situation. The compiler asks for a row when a command is added and for a cell when a column is; that the columns
 * are all situations of the step is a test of its own.
 */
import type { Step } from '../../src/case/state.ts';
import { type Outcome, yes } from './matrix.ts';
import type { Ask } from './situations.ts';

type Cells<C extends readonly string[]> = Readonly<{ [K in keyof C]: Outcome }>;
type Rows<C extends readonly string[]> = Readonly<Record<Ask, Cells<C>>>;

export interface Table {
  columns: readonly string[];
  rows: Readonly<Record<Ask, readonly Outcome[]>>;
}

const no = 'notNow';
const sent = 'alreadySent';
const bad = 'invalid';
const open = 'slotsOpen';
const none = 'noSlotHeld';
const mine = 'alreadyClaimed';
const full = 'slotsTaken';
const over = 'consultationOver';
const runs = 'consultationRunning';
const uncalled = 'notCalled';
const already = 'alreadyDone';
const todo = 'stillOpen';
const needless = 'schoolNotNeeded';

const intakeColumns = ['evasForm'] as const;
const INTAKE: Rows<typeof intakeColumns> = {
  Announce: [yes],
  StartConsultation: [no],
  AnswerCall: [no],
  'AnswerCall, first consultation': [no],
  'AnswerCall, present': [no],
  'AnswerCall, declined': [no],
  RecordConsultation: [no],
  'RecordConsultation, to wait': [no],
  CompleteConsultation: [no],
  'CompleteConsultation, school': [no],
  ClaimSlot: [no],
  ReleaseSlot: [no],
  PlanVisit: [no],
  'PlanVisit, past the window': [no],
  RecordAttempt: [no],
  RecordSeen: [no],
  TellSchool: [no],
  GiveFeedback: [no],
  Escalate: [no],
  Acknowledge: [no],
  CloseCase: [no],
};

const announcedColumns = [
  'open',
  'partly',
  'evaGoes',
  'full',
  'adults',
  'danger',
  'held',
  'evaCalled',
  'evaThere',
  'ahead',
] as const;
const ANNOUNCED: Rows<typeof announcedColumns> = {
  Announce: [sent, sent, sent, sent, sent, sent, sent, sent, sent, sent],
  StartConsultation: [yes, yes, yes, yes, yes, yes, runs, runs, runs, yes],
  AnswerCall: [over, over, over, over, over, over, yes, yes, yes, yes],
  'AnswerCall, first consultation': [over, over, over, over, over, over, yes, yes, yes, yes],
  'AnswerCall, present': [over, over, over, over, over, over, yes, yes, already, yes],
  'AnswerCall, declined': [over, over, over, over, over, over, uncalled, yes, yes, yes],
  RecordConsultation: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  'RecordConsultation, to wait': [yes, yes, yes, yes, yes, bad, yes, yes, yes, yes],
  CompleteConsultation: [no, no, no, no, no, no, no, no, no, no],
  'CompleteConsultation, school': [no, no, no, no, no, no, no, no, no, no],
  ClaimSlot: [yes, yes, mine, full, yes, yes, yes, yes, yes, yes],
  ReleaseSlot: [none, none, yes, none, none, none, none, none, none, none],
  PlanVisit: [no, no, no, no, no, no, no, no, no, no],
  'PlanVisit, past the window': [no, no, no, no, no, no, no, no, no, no],
  RecordAttempt: [no, no, no, no, no, no, no, no, no, no],
  RecordSeen: [no, no, no, no, no, no, no, no, no, no],
  TellSchool: [no, no, no, no, no, no, no, no, no, no],
  GiveFeedback: [no, no, no, no, no, no, no, no, no, no],
  Escalate: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  CloseCase: [no, no, no, no, no, no, no, no, no, no],
};

const consultedColumns = [
  'open',
  'partly',
  'evaGoes',
  'full',
  'waiting',
  'adults',
  'danger',
  'exceptional',
  'decided',
  'decidedAdults',
  'another',
] as const;
const CONSULTED: Rows<typeof consultedColumns> = {
  Announce: [sent, sent, sent, sent, sent, sent, sent, sent, sent, sent, sent],
  StartConsultation: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, runs],
  AnswerCall: [over, over, over, over, over, over, over, over, over, over, yes],
  'AnswerCall, first consultation': [over, over, over, over, over, over, over, over, over, over, over],
  'AnswerCall, present': [over, over, over, over, over, over, over, over, over, over, yes],
  'AnswerCall, declined': [over, over, over, over, over, over, over, over, over, over, yes],
  RecordConsultation: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  'RecordConsultation, to wait': [yes, yes, yes, yes, yes, yes, bad, yes, yes, yes, yes],
  CompleteConsultation: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  'CompleteConsultation, school': [yes, yes, yes, yes, yes, bad, yes, yes, yes, bad, yes],
  ClaimSlot: [yes, yes, mine, full, full, yes, yes, yes, yes, yes, yes],
  ReleaseSlot: [none, none, yes, none, none, none, none, none, none, none, none],
  PlanVisit: [open, open, yes, yes, yes, open, open, open, open, open, open],
  'PlanVisit, past the window': [open, open, bad, bad, yes, open, open, open, open, open, open],
  RecordAttempt: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  RecordSeen: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  TellSchool: [yes, yes, yes, yes, yes, needless, yes, yes, yes, needless, yes],
  GiveFeedback: [no, no, no, no, no, no, no, no, no, no, no],
  Escalate: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes],
  CloseCase: [no, no, no, no, no, no, no, no, no, no, no],
};

const plannedColumns = ['full', 'evaGoes', 'openAgain', 'waiting', 'decided', 'another'] as const;
const PLANNED: Rows<typeof plannedColumns> = {
  Announce: [sent, sent, sent, sent, sent, sent],
  StartConsultation: [yes, yes, yes, yes, yes, runs],
  AnswerCall: [over, over, over, over, over, yes],
  'AnswerCall, first consultation': [over, over, over, over, over, over],
  'AnswerCall, present': [over, over, over, over, over, yes],
  'AnswerCall, declined': [over, over, over, over, over, yes],
  RecordConsultation: [yes, yes, yes, yes, yes, yes],
  'RecordConsultation, to wait': [yes, yes, yes, yes, yes, yes],
  CompleteConsultation: [yes, yes, yes, yes, yes, yes],
  'CompleteConsultation, school': [yes, yes, yes, yes, yes, yes],
  ClaimSlot: [full, mine, yes, full, full, full],
  ReleaseSlot: [none, yes, none, none, none, none],
  PlanVisit: [yes, yes, open, yes, yes, yes],
  'PlanVisit, past the window': [bad, bad, open, yes, bad, bad],
  RecordAttempt: [yes, yes, yes, yes, yes, yes],
  RecordSeen: [yes, yes, yes, yes, yes, yes],
  TellSchool: [yes, yes, yes, yes, yes, yes],
  GiveFeedback: [no, no, no, no, no, no],
  Escalate: [yes, yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes, yes],
  CloseCase: [no, no, no, no, no, no],
};

const visitedColumns = [
  'fresh',
  'schoolTold',
  'policeTold',
  'done',
  'adults',
  'held',
  'decided',
  'another',
] as const;
const VISITED: Rows<typeof visitedColumns> = {
  Announce: [sent, sent, sent, sent, sent, sent, sent, sent],
  StartConsultation: [no, no, no, no, no, no, no, no],
  AnswerCall: [over, over, over, over, over, over, over, over],
  'AnswerCall, first consultation': [over, over, over, over, over, over, over, over],
  'AnswerCall, present': [over, over, over, over, over, over, over, over],
  'AnswerCall, declined': [over, over, over, over, over, over, over, over],
  RecordConsultation: [no, no, no, no, no, no, no, no],
  'RecordConsultation, to wait': [no, no, no, no, no, no, no, no],
  CompleteConsultation: [yes, yes, yes, yes, yes, yes, yes, yes],
  'CompleteConsultation, school': [yes, yes, yes, yes, bad, yes, yes, yes],
  ClaimSlot: [no, no, no, no, no, no, no, no],
  ReleaseSlot: [no, no, no, no, no, no, no, no],
  PlanVisit: [no, no, no, no, no, no, no, no],
  'PlanVisit, past the window': [no, no, no, no, no, no, no, no],
  RecordAttempt: [no, no, no, no, no, no, no, no],
  RecordSeen: [no, no, no, no, no, no, no, no],
  TellSchool: [yes, already, yes, already, needless, yes, yes, yes],
  GiveFeedback: [yes, yes, yes, already, yes, yes, already, yes],
  Escalate: [yes, yes, yes, yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes, yes, yes, yes],
  CloseCase: [todo, todo, todo, yes, todo, todo, todo, todo],
};

const closedColumns = ['riskOpen', 'riskTaken', 'held', 'removed'] as const;
const CLOSED: Rows<typeof closedColumns> = {
  Announce: [sent, sent, sent, sent],
  StartConsultation: [no, no, no, no],
  AnswerCall: [no, no, no, no],
  'AnswerCall, first consultation': [no, no, no, no],
  'AnswerCall, present': [no, no, no, no],
  'AnswerCall, declined': [no, no, no, no],
  RecordConsultation: [no, no, no, no],
  'RecordConsultation, to wait': [no, no, no, no],
  CompleteConsultation: [no, no, no, no],
  'CompleteConsultation, school': [no, no, no, no],
  ClaimSlot: [no, no, no, no],
  ReleaseSlot: [no, no, no, no],
  PlanVisit: [no, no, no, no],
  'PlanVisit, past the window': [no, no, no, no],
  RecordAttempt: [no, no, no, no],
  RecordSeen: [no, no, no, no],
  TellSchool: [no, no, no, no],
  GiveFeedback: [no, no, no, no],
  Escalate: [no, no, no, no],
  Acknowledge: ['riskGone', 'riskTaken', 'riskGone', 'riskGone'],
  CloseCase: [no, no, no, no],
};

export const TABLES: Readonly<Record<Step, Table>> = {
  intake: { columns: intakeColumns, rows: INTAKE },
  announced: { columns: announcedColumns, rows: ANNOUNCED },
  consulted: { columns: consultedColumns, rows: CONSULTED },
  planned: { columns: plannedColumns, rows: PLANNED },
  visited: { columns: visitedColumns, rows: VISITED },
  closed: { columns: closedColumns, rows: CLOSED },
};
