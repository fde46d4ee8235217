import assert from 'node:assert/strict';
import type { Step } from '../../src/case/state.ts';
import { stateAfter } from './given.ts';
import { type Outcome, outcomeOn, yes } from './matrix.ts';
import { ASKS, type Ask, SITUATIONS } from './situations.ts';

/*
 * Every command in every situation, asked by Eva, who holds every role: a row is a way of asking, a column a
 * situation. The compiler asks for a row when a command is added and for a cell when a column is; that the columns
 * are all situations of the step is a test of its own.
 */
type Rows<C extends readonly string[]> = Readonly<Record<Ask, Readonly<{ [K in keyof C]: Outcome }>>>;

const notNow = 'notNow';

const intakeColumns = ['evasForm'] as const;
const INTAKE: Rows<typeof intakeColumns> = {
  Announce: [yes],
  RecordConsultation: [notNow],
  'RecordConsultation, to wait': [notNow],
  'RecordConsultation, school': [notNow],
  ClaimSlot: [notNow],
  ReleaseSlot: [notNow],
  PlanVisit: [notNow],
  'PlanVisit, past the window': [notNow],
  RecordAttempt: [notNow],
  RecordSeen: [notNow],
  TellSchool: [notNow],
  GiveFeedback: [notNow],
  Escalate: [notNow],
  Acknowledge: [notNow],
  CloseCase: [notNow],
};

const announcedColumns = ['open', 'partly', 'evaGoes', 'full', 'adults', 'danger'] as const;
const ANNOUNCED: Rows<typeof announcedColumns> = {
  Announce: ['alreadySent', 'alreadySent', 'alreadySent', 'alreadySent', 'alreadySent', 'alreadySent'],
  RecordConsultation: [yes, yes, yes, yes, yes, yes],
  'RecordConsultation, to wait': [yes, yes, yes, yes, yes, 'invalid'],
  'RecordConsultation, school': [yes, yes, yes, yes, 'invalid', yes],
  ClaimSlot: [yes, yes, 'alreadyClaimed', 'slotsTaken', yes, yes],
  ReleaseSlot: ['noSlotHeld', 'noSlotHeld', yes, 'noSlotHeld', 'noSlotHeld', 'noSlotHeld'],
  PlanVisit: [notNow, notNow, notNow, notNow, notNow, notNow],
  'PlanVisit, past the window': [notNow, notNow, notNow, notNow, notNow, notNow],
  RecordAttempt: [notNow, notNow, notNow, notNow, notNow, notNow],
  RecordSeen: [notNow, notNow, notNow, notNow, notNow, notNow],
  TellSchool: [notNow, notNow, notNow, notNow, notNow, notNow],
  GiveFeedback: [notNow, notNow, notNow, notNow, notNow, notNow],
  Escalate: [yes, yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes, yes],
  CloseCase: [notNow, notNow, notNow, notNow, notNow, notNow],
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
] as const;
const sent = 'alreadySent';
const open = 'slotsOpen';
const none = 'noSlotHeld';
const CONSULTED: Rows<typeof consultedColumns> = {
  Announce: [sent, sent, sent, sent, sent, sent, sent, sent],
  RecordConsultation: [yes, yes, yes, yes, yes, yes, yes, yes],
  'RecordConsultation, to wait': [yes, yes, yes, yes, yes, yes, 'invalid', yes],
  'RecordConsultation, school': [yes, yes, yes, yes, yes, 'invalid', yes, yes],
  ClaimSlot: [yes, yes, 'alreadyClaimed', 'slotsTaken', 'slotsTaken', yes, yes, yes],
  ReleaseSlot: [none, none, yes, none, none, none, none, none],
  PlanVisit: [open, open, yes, yes, yes, open, open, open],
  'PlanVisit, past the window': [open, open, 'invalid', 'invalid', yes, open, open, open],
  RecordAttempt: [yes, yes, yes, yes, yes, yes, yes, yes],
  RecordSeen: [yes, yes, yes, yes, yes, yes, yes, yes],
  TellSchool: [yes, yes, yes, yes, yes, 'schoolNotNeeded', yes, yes],
  GiveFeedback: [notNow, notNow, notNow, notNow, notNow, notNow, notNow, notNow],
  Escalate: [yes, yes, yes, yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes, yes, yes, yes],
  CloseCase: [notNow, notNow, notNow, notNow, notNow, notNow, notNow, notNow],
};

const plannedColumns = ['full', 'evaGoes', 'openAgain', 'waiting'] as const;
const PLANNED: Rows<typeof plannedColumns> = {
  Announce: [sent, sent, sent, sent],
  RecordConsultation: [yes, yes, yes, yes],
  'RecordConsultation, to wait': [yes, yes, yes, yes],
  'RecordConsultation, school': [yes, yes, yes, yes],
  ClaimSlot: ['slotsTaken', 'alreadyClaimed', yes, 'slotsTaken'],
  ReleaseSlot: [none, yes, none, none],
  PlanVisit: [yes, yes, open, yes],
  'PlanVisit, past the window': ['invalid', 'invalid', open, yes],
  RecordAttempt: [yes, yes, yes, yes],
  RecordSeen: [yes, yes, yes, yes],
  TellSchool: [yes, yes, yes, yes],
  GiveFeedback: [notNow, notNow, notNow, notNow],
  Escalate: [yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes],
  CloseCase: [notNow, notNow, notNow, notNow],
};

const visitedColumns = ['fresh', 'schoolTold', 'policeTold', 'done', 'adults'] as const;
const VISITED: Rows<typeof visitedColumns> = {
  Announce: [sent, sent, sent, sent, sent],
  RecordConsultation: [notNow, notNow, notNow, notNow, notNow],
  'RecordConsultation, to wait': [notNow, notNow, notNow, notNow, notNow],
  'RecordConsultation, school': [notNow, notNow, notNow, notNow, notNow],
  ClaimSlot: [notNow, notNow, notNow, notNow, notNow],
  ReleaseSlot: [notNow, notNow, notNow, notNow, notNow],
  PlanVisit: [notNow, notNow, notNow, notNow, notNow],
  'PlanVisit, past the window': [notNow, notNow, notNow, notNow, notNow],
  RecordAttempt: [notNow, notNow, notNow, notNow, notNow],
  RecordSeen: [notNow, notNow, notNow, notNow, notNow],
  TellSchool: [yes, 'alreadyDone', yes, 'alreadyDone', 'schoolNotNeeded'],
  GiveFeedback: [yes, yes, yes, 'alreadyDone', yes],
  Escalate: [yes, yes, yes, yes, yes],
  Acknowledge: [yes, yes, yes, yes, yes],
  CloseCase: ['stillOpen', 'stillOpen', 'stillOpen', yes, 'stillOpen'],
};

const closedColumns = ['riskOpen', 'riskTaken'] as const;
const CLOSED: Rows<typeof closedColumns> = {
  Announce: [sent, sent],
  RecordConsultation: [notNow, notNow],
  'RecordConsultation, to wait': [notNow, notNow],
  'RecordConsultation, school': [notNow, notNow],
  ClaimSlot: [notNow, notNow],
  ReleaseSlot: [notNow, notNow],
  PlanVisit: [notNow, notNow],
  'PlanVisit, past the window': [notNow, notNow],
  RecordAttempt: [notNow, notNow],
  RecordSeen: [notNow, notNow],
  TellSchool: [notNow, notNow],
  GiveFeedback: [notNow, notNow],
  Escalate: [notNow, notNow],
  Acknowledge: ['riskGone', 'riskTaken'],
  CloseCase: [notNow, notNow],
};

interface Table {
  columns: readonly string[];
  rows: Readonly<Record<Ask, readonly Outcome[]>>;
}

const TABLES: Readonly<Record<Step, Table>> = {
  intake: { columns: intakeColumns, rows: INTAKE },
  announced: { columns: announcedColumns, rows: ANNOUNCED },
  consulted: { columns: consultedColumns, rows: CONSULTED },
  planned: { columns: plannedColumns, rows: PLANNED },
  visited: { columns: visitedColumns, rows: VISITED },
  closed: { columns: closedColumns, rows: CLOSED },
};

describe('Every command in every situation', () => {
  const asks = Object.keys(ASKS) as Ask[];

  for (const [step, { columns, rows }] of Object.entries(TABLES) as [Step, Table][]) {
    const histories = Object.entries(SITUATIONS[step]);

    it(`has a column for every situation of ${step}`, () => {
      assert.deepEqual(
        columns,
        histories.map(([name]) => name),
      );
    });

    for (const [column, [name, history]] of histories.entries()) {
      it(`${step}, ${name}`, () => {
        const found = asks.map((ask) => `${ask}: ${outcomeOn(stateAfter(...history), ask)}`);
        const expected = asks.map((ask) => `${ask}: ${rows[ask][column] ?? 'no cell'}`);
        assert.deepEqual(found, expected);
      });
    }
  }
});
