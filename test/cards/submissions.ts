/** What a client sends with each button when everything is filled in right: strings, as Teams does. */
import type { Submission, Verb } from '../../src/cards/parse.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import { CASE_ID } from './cases.ts';

/** 23 November 2026, 13:30 in Drenthe. */
const HALF_PAST_ONE = Date.UTC(2026, 10, 23, 12, 30);

const ANNOUNCE = {
  reference: 'PL0100-2026123456',
  children: '2',
  danger: 'false',
  incidentDate: '2026-11-23',
  incidentTime: '13:30',
  restrainingOrder: 'no',
  risk: 'dog',
  interpreter: 'true',
  contactKnown: 'true',
  mayShare: 'false',
  help: 'unknown',
};

const ANNOUNCED: CaseCommand = {
  type: 'Announce',
  announcement: {
    municipality: 'hoogeveen',
    incidentAt: HALF_PAST_ONE,
    policeReference: 'PL0100-2026123456',
    children: 2,
    directDanger: false,
    restrainingOrder: 'no',
    visitorRisk: 'dog',
    interpreter: true,
    contactKnown: true,
    mayShare: false,
    helpInvolved: 'unknown',
  },
};

const CONSULTATION = {
  decision: 'go',
  waitReason: '',
  untilDate: '2026-11-25',
  untilTime: '14:00',
  exceptional: 'false',
  caseLead: 'welzijn',
};

const CONSULTED = { exceptional: false, caseLead: 'welzijn' } as const;

const DETAILS = {
  safety: 'uncertain',
  knownLocally: 'yes',
  present: 'politie,vt,welzijn',
  tellSchool: 'true',
};

const VISIT = {
  result: 'seen',
  visitDate: '2026-11-23',
  visitTime: '13:30',
  attemptReason: '',
  agreements: 'yes',
  followUp: 'localTeam',
  obstacles: 'waitingList,capacity',
};

const SEEN = {
  at: HALF_PAST_ONE,
  agreements: true,
  followUp: 'localTeam',
  obstacles: ['waitingList', 'capacity'],
} as const;

export interface Sent {
  name: string;
  verb: Verb;
  data: Submission;
  command: CaseCommand;
}

const sent = (name: string, verb: Verb, data: Submission, command: CaseCommand): Sent => ({
  name,
  verb,
  data: { case: CASE_ID, verb, ...data },
  command,
});

export const RIGHT: readonly Sent[] = [
  sent('a pre-announcement', 'announce', ANNOUNCE, ANNOUNCED),
  sent('a consultation that begins', 'begin', {}, { type: 'StartConsultation' }),
  sent('somebody who comes', 'come', { meeting: 1 }, { type: 'AnswerCall', answer: 'coming', meeting: 1 }),
  sent('somebody who is there, on the case card', 'here', {}, { type: 'AnswerCall', answer: 'present' }),
  sent(
    'somebody who is there',
    'here',
    { meeting: 1 },
    { type: 'AnswerCall', answer: 'present', meeting: 1 },
  ),
  sent(
    'somebody who cannot come',
    'decline',
    { meeting: 1 },
    { type: 'AnswerCall', answer: 'declined', meeting: 1 },
  ),
  sent('a consultation that decides to go', 'consultation', CONSULTATION, {
    type: 'RecordConsultation',
    decisions: { ...CONSULTED, decision: { kind: 'go' } },
  }),
  sent(
    'a consultation that decides to wait',
    'consultation',
    { ...CONSULTATION, decision: 'wait', waitReason: 'restrainingOrder' },
    {
      type: 'RecordConsultation',
      decisions: {
        ...CONSULTED,
        decision: { kind: 'wait', reason: 'restrainingOrder', until: Date.UTC(2026, 10, 25, 13, 0) },
      },
    },
  ),
  sent(
    'an outcome that says what it is about',
    'consultation',
    { ...CONSULTATION, form: { meeting: 2, adjusts: true } },
    {
      type: 'RecordConsultation',
      decisions: { ...CONSULTED, decision: { kind: 'go' } },
      form: { meeting: 2, adjusts: true },
    },
  ),
  sent(
    'an outcome to wait that says what it is about',
    'consultation',
    {
      ...CONSULTATION,
      decision: 'wait',
      waitReason: 'restrainingOrder',
      form: { meeting: 1, adjusts: false },
    },
    {
      type: 'RecordConsultation',
      decisions: {
        ...CONSULTED,
        decision: { kind: 'wait', reason: 'restrainingOrder', until: Date.UTC(2026, 10, 25, 13, 0) },
      },
      form: { meeting: 1, adjusts: false },
    },
  ),
  sent('the rest of a consultation', 'details', DETAILS, {
    type: 'CompleteConsultation',
    details: {
      present: ['politie', 'vt', 'welzijn'],
      knownLocally: 'yes',
      safety: 'uncertain',
      tellSchool: true,
    },
  }),
  sent('a claim', 'claim', {}, { type: 'ClaimSlot' }),
  sent('a release', 'release', {}, { type: 'ReleaseSlot' }),
  sent(
    'a plan',
    'plan',
    { planDate: '2026-11-23', planTime: '13:30' },
    { type: 'PlanVisit', visitAt: HALF_PAST_ONE },
  ),
  sent('a visit', 'visit', VISIT, {
    type: 'RecordSeen',
    seen: { ...SEEN, obstacles: [...SEEN.obstacles] },
  }),
  sent(
    'a visit without agreements',
    'visit',
    { ...VISIT, agreements: 'no', obstacles: undefined },
    { type: 'RecordSeen', seen: { ...SEEN, agreements: false, obstacles: [] } },
  ),
  sent(
    'a late visit',
    'visit',
    { ...VISIT, lateReason: 'delayPolice' },
    { type: 'RecordSeen', seen: { ...SEEN, obstacles: [...SEEN.obstacles], lateReason: 'delayPolice' } },
  ),
  sent(
    'a failed attempt',
    'visit',
    { ...VISIT, result: 'failed', attemptReason: 'notOpened' },
    { type: 'RecordAttempt', at: HALF_PAST_ONE, reason: 'notOpened' },
  ),
  sent('the school was told', 'school', {}, { type: 'TellSchool' }),
  sent(
    'feedback',
    'feedback',
    { to: 'safeAtHome,police' },
    { type: 'GiveFeedback', to: ['safeAtHome', 'police'] },
  ),
  sent(
    'an escalation',
    'escalate',
    { obstacle: 'capacity', rung: '2' },
    { type: 'Escalate', obstacle: 'capacity', rung: 2 },
  ),
  sent(
    'an escalation on a card of before a rung could be chosen',
    'escalate',
    { obstacle: 'capacity' },
    { type: 'Escalate', obstacle: 'capacity' },
  ),
  sent(
    'a call for help that was solved',
    'resolve',
    { risks: ['escalated:capacity@1'] },
    { type: 'ResolveEscalation', risks: ['escalated:capacity@1'] },
  ),
  sent(
    'a formal report',
    'report',
    { reportReference: 'CORV-2026-123456' },
    { type: 'RegisterFormalReport', reference: 'CORV-2026-123456' },
  ),
  sent(
    'a reason for being late',
    'late',
    { reason: 'delayPolice' },
    { type: 'GiveLateReason', reason: 'delayPolice' },
  ),
  sent(
    'a risk taken up',
    'acknowledge',
    { risks: ['unclaimed:slot 0@1', 'windowMissed:window@2'] },
    { type: 'Acknowledge', risks: ['unclaimed:slot 0@1', 'windowMissed:window@2'] },
  ),
  sent(
    'a risk taken up on the case card',
    'take',
    { risks: ['unclaimed:slot 0@1'] },
    { type: 'Acknowledge', risks: ['unclaimed:slot 0@1'] },
  ),
  sent('a close', 'close', { dossier: 'municipality' }, { type: 'CloseCase', dossier: 'municipality' }),
];

/** The right submission with this name, with some of it changed; `undefined` leaves a field out, as clients do. */
export const changed = (name: string, change: Submission): Pick<Sent, 'verb' | 'data'> => {
  const right = RIGHT.find((one) => one.name === name);
  if (!right) throw new Error(`There is no submission "${name}"`);
  const data = Object.entries({ ...right.data, ...change }).filter(([, value]) => value !== undefined);
  return { verb: right.verb, data: Object.fromEntries(data) };
};
