/** What happened to a case, told as its log: builders of logged events, and the usual beginnings. */
import { rolesOf } from '../support/roles.ts';
import type { Decisions, Details } from '../../src/case/consultation.ts';
import type { PreAnnouncement, Seen } from '../../src/case/state.ts';
import type { CaseEvent, LoggedEvent } from '../../src/case/events.ts';
import type { LateReason, ReleaseGround } from '../../src/case/vocabulary.ts';
import { type Who, whoIs } from '../../src/core/actor.ts';
import {
  HOUSEHOLD_FIELDS,
  type HouseholdField,
  type Person,
  type Policy,
  type RoleId,
} from '../../src/core/region.ts';
import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { anna, hoogeveen, lars, mia, olga, policy, vera, yara } from './region.ts';

/** Monday 23 November 2026, 10:00 in Amsterdam: the middle of a working day. Every case here is received then. */
export const START: Instant = Date.parse('2026-11-23T10:00+01:00');

/** `minutes` after the case was received. */
export const minute = (minutes: number): Instant => START + minutes * MINUTE;
/** `hours` after the case was received. */
export const hour = (hours: number): Instant => START + hours * HOUR;
/** The end of the 24 hours. */
export const DEADLINE = hour(24);

export const announcement: PreAnnouncement = {
  municipality: 'hoogeveen',
  incidentAt: hour(-1),
  policeReference: '2026-1234',
  children: 2,
  directDanger: false,
  restrainingOrder: 'unknown',
  visitorRisk: 'none',
  interpreter: false,
  contactKnown: true,
  mayShare: true,
  helpInvolved: 'no',
};

/** What is recorded first, and what is recorded later. */
export const decisions: Decisions = {
  decision: { kind: 'go' },
  exceptional: false,
  caseLead: 'gemeente',
};
export const details: Details = {
  present: ['politie', 'vt'],
  knownLocally: 'unknown',
  safety: 'uncertain',
  tellSchool: true,
};
export const consultation: Decisions & Details = { ...decisions, ...details };

/** A joint decision to wait, six hours past the window unless said otherwise. */
export const waiting = (until: Instant = hour(30)): Decisions['decision'] => ({
  kind: 'wait',
  reason: 'preparedTogether',
  until,
});

export const seen: Seen = { at: hour(3), agreements: true, obstacles: [], followUp: 'localTeam' };

/** One line of the log; without `by` the clock acted. */
export const logged = (event: CaseEvent, at: Instant, by?: Person): LoggedEvent => ({
  at,
  event,
  ...(by && { by: whoIs(by) }),
});

export const opened = (by = olga, at = minute(-5)): LoggedEvent => logged({ type: 'IntakeOpened' }, at, by);

interface Announced {
  announcement?: Partial<PreAnnouncement>;
  policy?: Partial<Policy>;
  roles?: readonly RoleId[];
  at?: Instant;
}

export const caseAnnounced = (given: Announced = {}): Extract<CaseEvent, { type: 'CaseAnnounced' }> => {
  const noticed = { ...announcement, ...given.announcement };
  const rules = { ...policy, ...given.policy };
  return {
    type: 'CaseAnnounced',
    number: 'HGV-2026-0001',
    announcement: noticed,
    policy: {
      ...rules,
      warnBefore: [...rules.warnBefore],
      ladder: rules.ladder.map((rung) => [...rung]),
    },
    roles: [...(given.roles ?? hoogeveen.visit[noticed.children > 0 ? 'children' : 'noChildren'])],
  };
};

/** A household with two children, unless said otherwise. */
export const announced = (given: Announced = {}): readonly LoggedEvent[] => [
  opened(),
  logged(caseAnnounced(given), given.at ?? START, olga),
];
export const noChildren = { announcement: { children: 0 } };
export const danger = { announcement: { directDanger: true } };

/** The first step. The visiting pair follows from the case, so whoever tells of no children says so here. */
export const decided = (
  changes: Partial<Decisions> = {},
  roles: readonly RoleId[] = hoogeveen.visit.children,
  at = minute(20),
): LoggedEvent =>
  logged(
    { type: 'ConsultationRecorded', consultation: { ...decisions, ...changes }, roles: [...roles] },
    at,
    vera,
  );

/** The second step. */
export const completed = (changes: Partial<Details> = {}, at = minute(20)): LoggedEvent =>
  logged({ type: 'ConsultationCompleted', details: { ...details, ...changes } }, at, vera);

/** Both steps. */
export const consulted = (
  { tellSchool = details.tellSchool, ...changes }: Partial<Decisions & Pick<Details, 'tellSchool'>> = {},
  roles: readonly RoleId[] = hoogeveen.visit.children,
  at = minute(20),
): readonly LoggedEvent[] => [decided(changes, roles, at), completed({ tellSchool }, at)];

export const claimed = (slot: number, by: Person, at = minute(30)): LoggedEvent =>
  logged({ type: 'SlotClaimed', slot, role: rolesOf(by)[0] ?? '' }, at, by);
export const released = (slot: number, by: Person, at = minute(40)): LoggedEvent =>
  logged({ type: 'SlotReleased', slot }, at, by);
/** Both places of a visit with children taken. */
export const bothClaimed: readonly LoggedEvent[] = [claimed(0, yara), claimed(1, lars)];

export const planned = (visitAt = hour(3), by = yara): LoggedEvent =>
  logged({ type: 'VisitPlanned', visitAt }, minute(50), by);
export const attempted = (at = hour(3)): LoggedEvent =>
  logged({ type: 'VisitAttempted', at, reason: 'nobodyHome' }, at, yara);
export const householdSeen = (changes: Partial<Seen> = {}, by = yara): LoggedEvent => {
  const what = { ...seen, ...changes };
  return logged({ type: 'HouseholdSeen', seen: what }, what.at, by);
};
export const schoolTold = logged({ type: 'SchoolTold' }, hour(4), lars);
export const feedback = (to: 'safeAtHome' | 'police'): LoggedEvent =>
  logged({ type: 'FeedbackGiven', to }, hour(4), yara);
export const escalated = (
  at = minute(15),
  obstacle: 'capacity' | 'waitingList' = 'capacity',
  rung?: number,
): LoggedEvent => logged({ type: 'CaseEscalated', obstacle, ...(rung !== undefined && { rung }) }, at, anna);
export const resolved = (risk: string, by = mia, at = hour(2)): LoggedEvent =>
  logged({ type: 'EscalationResolved', risk }, at, by);
export const reported = (reference = 'CORV-2026-123456', at = hour(4), by = vera): LoggedEvent =>
  logged({ type: 'FormalReportRegistered', reference }, at, by);
export const lateReasonGiven = (reason: LateReason = 'delayPolice', at = hour(25)): LoggedEvent =>
  logged({ type: 'LateReasonGiven', reason }, at, yara);
export const transferred = logged({ type: 'DossierTransferred', to: 'safeAtHome' }, hour(5), mia);
export const closed = logged({ type: 'CaseClosed' }, hour(5), mia);

/** A household with children, from the notice until it was seen. */
export const visited: readonly LoggedEvent[] = [
  ...announced(),
  ...consulted(),
  ...bothClaimed,
  planned(),
  householdSeen(),
];

/** Veilig Thuis filled in who the household is; what is sealed is not read by anything here. */
export const recorded = (
  fields: readonly HouseholdField[] = HOUSEHOLD_FIELDS,
  at = minute(31),
): LoggedEvent => logged({ type: 'HouseholdRecorded', sealed: 'sealed', fields: [...fields] }, at, vera);
/** Somebody of the municipality was told, unless said otherwise. */
export const told = (
  to: Person,
  changes: { organisation?: string; ground?: ReleaseGround; fields?: readonly HouseholdField[] } = {},
  at = minute(32),
): LoggedEvent => {
  const { organisation = 'gemeente', ground = 'safety', fields = HOUSEHOLD_FIELDS } = changes;
  const release = { organisation, ground, reference: 'Wpg artikel 16 (test)', fields: [...fields] };
  return logged({ type: 'HouseholdReleased', to: whoIs(to), ...release }, at, vera);
};

/** `risk` is its id, `unclaimed:slot 0@…`: rule, what it is about, when it was due. */
export const raised = (risk: string, told: readonly Person[], at = hour(1), rung = 0): LoggedEvent => {
  const [rule = '', about = ''] = risk.split(/[:@]/);
  return logged({ type: 'RiskRaised', risk, rule, about, rung, told: told.map(whoIs) }, at);
};
export const acknowledged = (risk: string, by: Person, at = minute(70)): LoggedEvent =>
  logged({ type: 'RiskAcknowledged', risk }, at, by);
export const takerAsked = (risk: string, to: Person, at = hour(3)): LoggedEvent =>
  logged({ type: 'TakerAsked', risk, to: whoIs(to) }, at);
export const undelivered = (to: Person, risks: readonly string[], at = minute(61)): LoggedEvent =>
  logged({ type: 'PingUndeliverable', to: whoIs(to), risks: [...risks] }, at);

export const names = (people: readonly Who[]): readonly string[] => people.map(({ name }) => name);
