/** Case documents, told as what happened when: folded from their events as the program does it. */
import { type CaseDocument, openedIntake, withEvents } from '../../src/case/document.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { Decisions, Details } from '../../src/case/consultation.ts';
import type { FollowedCase, PreAnnouncement, Seen } from '../../src/case/state.ts';
import { isFollowed } from '../../src/case/state.ts';
import { type Actor, type Who, whoIs } from '../../src/core/actor.ts';
import { type Region, municipalityOf } from '../../src/core/region.ts';
import { HOUR, type Instant } from '../../src/core/time.ts';
import { OFFICER } from './regions.ts';

/** Monday 23 November 2026, 14:00 in Drenthe. */
export const RECEIVED = Date.UTC(2026, 10, 23, 13, 0);

export const hoursLater = (hours: number, from: Instant = RECEIVED): Instant => from + hours * HOUR;

/** One moment of a story: what happened, and through whom; nobody is the clock. */
export interface Line {
  at: Instant;
  by?: Actor;
  events: readonly CaseEvent[];
}

export const line = (hours: number, by: Actor | undefined, ...events: readonly CaseEvent[]): Line => ({
  at: hoursLater(hours),
  ...(by && { by }),
  events,
});

export const CASE_ID = 'case/5f0c1f2e3d4b5a69788796a5b4c3d2e1';

export const intake = (id = CASE_ID, at = RECEIVED): CaseDocument => openedIntake(id, whoIs(OFFICER), at);

export const after = (document: CaseDocument, ...lines: readonly Line[]): CaseDocument =>
  lines.reduce((told, { at, by, events }) => withEvents(told, events, at, by && whoIs(by)), document);

const ANNOUNCEMENT: PreAnnouncement = {
  municipality: 'hoogeveen',
  incidentAt: RECEIVED - HOUR,
  policeReference: 'PL0100-2026123456',
  children: 2,
  directDanger: false,
  restrainingOrder: 'no',
  visitorRisk: 'none',
  interpreter: false,
  contactKnown: true,
  mayShare: false,
  helpInvolved: 'unknown',
};

interface Start {
  id?: string;
  number?: string;
  at?: Instant;
  /** Roles that visit, where it is not the municipality's own pair. */
  roles?: readonly string[];
}

/** A case that was just announced. */
export const announced = (
  region: Region,
  changes: Partial<PreAnnouncement> = {},
  { id = CASE_ID, number = 'HGV-2026-0001', at = RECEIVED, roles }: Start = {},
): CaseDocument => {
  const announcement = { ...ANNOUNCEMENT, incidentAt: at - HOUR, ...changes };
  const { policy, visit } = municipalityOf(region, announcement.municipality);
  const visitors = roles ?? visit[announcement.children > 0 ? 'children' : 'noChildren'];
  const event: CaseEvent = {
    type: 'CaseAnnounced',
    number,
    announcement,
    policy: {
      ...policy,
      warnBefore: [...policy.warnBefore],
      ladder: policy.ladder.map((rung) => [...rung]),
    },
    roles: [...visitors],
  };
  return after(intake(id, at), { at, by: OFFICER, events: [event] });
};

export const followed = ({ id, state }: CaseDocument): FollowedCase => {
  if (!isFollowed(state)) throw new Error(`${id} is still an intake`);
  return state;
};

const DECISIONS: Decisions = { decision: { kind: 'go' }, exceptional: false, caseLead: 'welzijn' };

const DETAILS: Details = {
  present: ['politie', 'vt', 'gemeente', 'welzijn'],
  knownLocally: 'unknown',
  safety: 'uncertain',
  tellSchool: false,
};

/** Everything a consultation can come to. */
export type Outcome = Decisions & Details;

/** The first step of an outcome. */
export const decided = (roles: readonly string[], changes: Partial<Decisions> = {}): CaseEvent => ({
  type: 'ConsultationRecorded',
  consultation: { ...DECISIONS, ...changes },
  roles: [...roles],
});

/** The second step. */
export const completed = (changes: Partial<Details> = {}): CaseEvent => ({
  type: 'ConsultationCompleted',
  details: { ...DETAILS, ...changes },
});

/** Both steps. */
export const settled = (roles: readonly string[], changes: Partial<Outcome> = {}): CaseEvent[] => {
  const { decision, exceptional, caseLead, ...details } = { ...DECISIONS, ...DETAILS, ...changes };
  return [decided(roles, { decision, exceptional, caseLead }), completed(details)];
};

/** Both in one, as cases have it of before there were two steps. */
export const recorded = (roles: readonly string[], changes: Partial<Outcome> = {}): CaseEvent => ({
  type: 'ConsultationRecorded',
  consultation: { ...DECISIONS, ...DETAILS, ...changes },
  roles: [...roles],
});

export const claimed = (slot: number, role: string): CaseEvent => ({ type: 'SlotClaimed', slot, role });
export const released = (slot: number): CaseEvent => ({ type: 'SlotReleased', slot });
export const planned = (visitAt: Instant): CaseEvent => ({ type: 'VisitPlanned', visitAt });

export const attempted = (
  at: Instant,
  reason: Extract<CaseEvent, { type: 'VisitAttempted' }>['reason'] = 'nobodyHome',
): CaseEvent => ({ type: 'VisitAttempted', at, reason });

export const seen = (at: Instant, changes: Partial<Seen> = {}): CaseEvent => ({
  type: 'HouseholdSeen',
  seen: { at, agreements: true, obstacles: [], followUp: 'localTeam', ...changes },
});

export const feedback = (to: 'safeAtHome' | 'police'): CaseEvent => ({ type: 'FeedbackGiven', to });

export const escalated = (
  obstacle: Extract<CaseEvent, { type: 'CaseEscalated' }>['obstacle'],
  rung = 1,
): CaseEvent => ({ type: 'CaseEscalated', obstacle, rung });
export const resolved = (risk: string): CaseEvent => ({ type: 'EscalationResolved', risk });

export const raised = (
  risk: string,
  told: readonly Who[],
  rung = 0,
): Extract<CaseEvent, { type: 'RiskRaised' }> => ({
  type: 'RiskRaised',
  risk,
  rule: risk.replace(/:.*$/, ''),
  about: risk.replace(/^[^:]*:|@[^@]*$/g, ''),
  rung,
  told: told.map(({ tenant, id, name }) => ({ tenant, id, name })),
});

export const acknowledged = (risk: string): CaseEvent => ({ type: 'RiskAcknowledged', risk });

export const takerAsked = (risk: string, to: Who): CaseEvent => ({ type: 'TakerAsked', risk, to });

export const reported = (reference = 'CORV-2026-123456'): CaseEvent => ({
  type: 'FormalReportRegistered',
  reference,
});
export const lateReasonGiven = (
  reason: Extract<CaseEvent, { type: 'LateReasonGiven' }>['reason'],
): CaseEvent => ({ type: 'LateReasonGiven', reason });

export const SCHOOL_TOLD: CaseEvent = { type: 'SchoolTold' };
export const TRANSFERRED: CaseEvent = { type: 'DossierTransferred', to: 'municipality' };
export const CLOSED: CaseEvent = { type: 'CaseClosed' };
