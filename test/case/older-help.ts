/**
 * A case as the program stored it before calls for help had a rung and formal reports were registered: seen, with two
 * calls for help and nothing left to do as it was then. Written down literally, because no builder of today makes it.
 */
import {
  announcement,
  consultationInOneStep,
  document,
  olga,
  policy as olderPolicy,
  tenant,
  vera,
  yara,
} from './older-case.ts';

const lars = { tenant, id: 'lars', name: 'Lars' };
const mia = { tenant, id: 'mia', name: 'Mia' };
const bram = { tenant, id: 'bram', name: 'Bram' };

const policy = { ...olderPolicy, chaseAfter: 300000, recordWithin: 1800000 };

export const CAPACITY = 'escalated:capacity@1795425300000';
export const WAITING_LIST = 'escalated:waitingList@1795428000000';

const { decision, exceptional, caseLead, ...details } = consultationInOneStep;
const decisions = { decision, exceptional, caseLead };
const seat = { who: olga, organisation: 'politie', role: 'politie' };
const seen = { at: 1795435200000, agreements: true, obstacles: [], followUp: 'localTeam' };
const roles = ['jeugd-mw', 'veilig-opgroeien'];

const capacity = { rule: 'escalated', about: 'capacity' };
const waitingList = { rule: 'escalated', about: 'waitingList' };

const log = [
  { at: 1795424100000, by: olga, event: { type: 'IntakeOpened' } },
  {
    at: 1795424400000,
    by: olga,
    event: { type: 'CaseAnnounced', number: 'HGV-2026-0001', announcement, policy, roles },
  },
  { at: 1795424400000, event: { type: 'ConsultationOpened', startsAt: 1795424400000 } },
  { at: 1795424400000, event: { type: 'PeopleCalled', why: 'first', seats: [seat] } },
  {
    at: 1795424400000,
    event: { type: 'PlaceFound', meeting: 1, place: { way: 'standing-room' }, passed: [] },
  },
  { at: 1795424460000, by: olga, event: { type: 'CallAnswered', who: olga, answer: 'coming' } },
  {
    at: 1795425000000,
    by: vera,
    event: { type: 'ConsultationRecorded', consultation: decisions, roles },
  },
  { at: 1795425000000, by: vera, event: { type: 'ConsultationCompleted', details } },
  { at: 1795425000000, by: yara, event: { type: 'SlotClaimed', slot: 0, role: 'jeugd-mw' } },
  { at: 1795425000000, by: lars, event: { type: 'SlotClaimed', slot: 1, role: 'veilig-opgroeien' } },
  { at: 1795425300000, by: yara, event: { type: 'CaseEscalated', obstacle: 'capacity' } },
  { at: 1795425300000, event: { type: 'RiskRaised', risk: CAPACITY, ...capacity, rung: 1, told: [mia] } },
  { at: 1795427100000, event: { type: 'RiskRaised', risk: CAPACITY, ...capacity, rung: 2, told: [bram] } },
  { at: 1795428000000, by: yara, event: { type: 'CaseEscalated', obstacle: 'waitingList' } },
  {
    at: 1795428000000,
    event: { type: 'RiskRaised', risk: WAITING_LIST, ...waitingList, rung: 1, told: [mia] },
  },
  { at: 1795428000000, event: { type: 'PingUndeliverable', to: mia } },
  {
    at: 1795429800000,
    event: { type: 'RiskRaised', risk: WAITING_LIST, ...waitingList, rung: 2, told: [bram] },
  },
  { at: 1795435200000, by: yara, event: { type: 'HouseholdSeen', seen } },
  { at: 1795435200000, by: mia, event: { type: 'RiskAcknowledged', risk: CAPACITY } },
  { at: 1795435200000, by: yara, event: { type: 'SchoolTold' } },
  { at: 1795435200000, by: yara, event: { type: 'FeedbackGiven', to: 'police' } },
  { at: 1795435200000, by: yara, event: { type: 'FeedbackGiven', to: 'safeAtHome' } },
];

/** Nothing would ever have happened to it again, but for somebody who closes it. */
export const olderVisited = {
  ...document,
  dueAt: null,
  state: {
    step: 'visited',
    number: 'HGV-2026-0001',
    announcement,
    announcedBy: olga,
    receivedAt: 1795424400000,
    visitBefore: 1795510800000,
    policy,
    slots: [
      {
        id: '1795424400000-0',
        role: 'jeugd-mw',
        openedAt: 1795424400000,
        claim: { by: yara, at: 1795425000000 },
      },
      {
        id: '1795424400000-1',
        role: 'veilig-opgroeien',
        openedAt: 1795424400000,
        claim: { by: lars, at: 1795425000000 },
      },
    ],
    meetings: [
      {
        number: 1,
        openedAt: 1795424400000,
        startsAt: 1795424400000,
        place: { way: 'standing-room' },
        passed: [],
        called: [
          {
            ...seat,
            calls: [{ at: 1795424400000, why: 'first' }],
            answer: { kind: 'coming', at: 1795424460000 },
          },
        ],
        outcome: consultationInOneStep,
      },
    ],
    attempts: [],
    escalations: [
      { at: 1795425300000, obstacle: 'capacity' },
      { at: 1795428000000, obstacle: 'waitingList' },
    ],
    risks: {
      [CAPACITY]: {
        ...capacity,
        rung: 2,
        at: 1795427100000,
        told: [mia, bram],
        acknowledged: { by: mia, at: 1795435200000 },
      },
      [WAITING_LIST]: { ...waitingList, rung: 2, at: 1795429800000, told: [mia, bram] },
    },
    consultation: consultationInOneStep,
    schoolToldAt: 1795435200000,
    seen,
    feedback: ['police', 'safeAtHome'],
  },
  log,
  outbox: [],
  messages: 20,
  callCards: [],
  done: ['activity 0'],
};
