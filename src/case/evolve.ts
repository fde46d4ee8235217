import { isSame } from '../core/actor.ts';
import { type Details, detailsOf } from './consultation.ts';
import type { CaseEvent, LoggedEvent } from './events.ts';
import { evolveMeetings, isAboutMeetings, withCompleted, withOutcome } from './evolve-meetings.ts';
import { evolveRisks } from './evolve-risks.ts';
import type { Release } from './household.ts';
import { escalationRisk } from './risks.ts';
import {
  type CaseState,
  type Followed,
  type FollowedCase,
  type Slot,
  isFollowed,
  openMeeting,
} from './state.ts';

type Event<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/**
 * The state after an event. The log folded from the start gives the state that is stored beside it, so the log
 * explains every state. Throws when an event cannot follow the state: that is a fault, not a refusal.
 */
export const evolve = (state: CaseState | undefined, logged: LoggedEvent): CaseState => {
  const { event, at, by } = logged;
  if (event.type === 'IntakeOpened') {
    if (state || !by) throw impossible(event, state);
    return { step: 'intake', openedBy: by, openedAt: at };
  }
  if (event.type === 'CaseAnnounced') {
    if (state?.step !== 'intake') throw impossible(event, state);
    return announced(event, state.openedBy, at);
  }
  if (!state || !isFollowed(state)) throw impossible(event, state);
  return evolveFollowed(state, logged);
};

const announced = (event: Event<'CaseAnnounced'>, by: Followed<'announced'>['announcedBy'], at: number) => ({
  step: 'announced' as const,
  number: event.number,
  announcement: event.announcement,
  announcedBy: by,
  receivedAt: at,
  visitBefore: at + event.policy.visitWithin,
  policy: event.policy,
  slots: event.roles.map((role, index) => newSlot(role, index, at)),
  meetings: [],
  attempts: [],
  escalations: [],
  risks: {},
  releases: [],
});

const evolveFollowed = (state: FollowedCase, logged: LoggedEvent): CaseState => {
  const { event, at, by } = logged;
  if (isAboutMeetings(event)) return { ...state, meetings: evolveMeetings(state.meetings, event, logged) };
  switch (event.type) {
    case 'IntakeOpened':
    case 'CaseAnnounced':
      throw impossible(event, state);
    case 'ConsultationRecorded': {
      if (state.step === 'visited' || state.step === 'closed') throw impossible(event, state);
      const slots = refill(event.roles, state.slots, at);
      // Adjusting an outcome keeps its details; another consultation begins without any.
      const adjusted =
        'consultation' in state && !openMeeting(state) ? detailsOf(state.consultation) : undefined;
      const consultation = { ...(adjusted && detailsOnly(adjusted)), ...event.consultation };
      const meetings = withOutcome(state.meetings, consultation);
      const releases = releasesOfHolders(state.releases, slots);
      const decided = { consultation, decidedAt: at, slots, meetings, releases };
      if (state.step === 'announced') return { ...state, ...decided, step: 'consulted' };
      // The pair may be inside: they are looked after until they report back, whatever is decided meanwhile.
      if (state.step === 'planned' && at >= state.visitAt) return { ...state, ...decided };
      // A new decision takes the plan back: it may be about another pair or another moment.
      return { ...withoutPlan(state), ...decided };
    }
    case 'ConsultationCompleted': {
      if (!('consultation' in state)) throw impossible(event, state);
      const consultation = { ...state.consultation, ...event.details };
      return withAftercare(
        { ...state, consultation, meetings: withCompleted(state.meetings, consultation) },
        at,
      );
    }
    case 'SlotClaimed':
      if (!by) throw impossible(event, state);
      return {
        ...state,
        slots: changeSlot(state.slots, event.slot, (slot) => ({ ...slot, claim: { by, at } })),
      };
    case 'SlotReleased':
      return {
        ...state,
        releases: releasesOfHolders(
          state.releases,
          state.slots.filter((_slot, index) => index !== event.slot),
        ),
        slots: changeSlot(state.slots, event.slot, ({ id, role }) => ({ id, role, openedAt: at })),
      };
    case 'VisitPlanned':
      if (state.step !== 'consulted' && state.step !== 'planned') throw impossible(event, state);
      return { ...state, step: 'planned', visitAt: event.visitAt };
    case 'VisitAttempted': {
      if (state.step !== 'consulted' && state.step !== 'planned') throw impossible(event, state);
      const attempts = [...state.attempts, { at: event.at, reason: event.reason }];
      return { ...withoutPlan(state), step: 'consulted', attempts, attemptedAt: at };
    }
    case 'HouseholdSeen':
      if (state.step !== 'consulted' && state.step !== 'planned') throw impossible(event, state);
      return { ...withoutPlan(state), step: 'visited', seen: event.seen, feedback: [] };
    case 'SchoolTold':
      if (!('consultation' in state)) throw impossible(event, state);
      return withAftercare({ ...state, schoolToldAt: at }, at);
    case 'FeedbackGiven':
      if (state.step !== 'visited') throw impossible(event, state);
      return withAftercare({ ...state, feedback: [...state.feedback, event.to] }, at);
    case 'FormalReportRegistered':
      return withAftercare({ ...state, formalReport: event.reference }, at);
    case 'LateReasonGiven':
      return { ...state, lateReason: event.reason };
    case 'CaseEscalated': {
      const { obstacle, rung = 1 } = event;
      return { ...state, escalations: [...state.escalations, { at, obstacle, rung }] };
    }
    case 'EscalationResolved':
      return {
        ...state,
        escalations: state.escalations.map((one) =>
          escalationRisk(one) === event.risk ? { ...one, resolvedAt: at } : one,
        ),
      };
    case 'RiskRaised':
    case 'RiskAcknowledged':
    case 'TakerAsked':
    case 'PingUndeliverable':
      return { ...state, risks: evolveRisks(state.risks, event, logged) };
    case 'HouseholdRecorded': {
      if (!by) throw impossible(event, state);
      const { sealed, fields } = event;
      return { ...state, household: { sealed, fields, by, at } };
    }
    case 'HouseholdReleased': {
      const { type: _type, ...release } = event;
      const others = state.releases.filter(({ to }) => !isSame(to, release.to));
      return { ...state, releases: [...others, release] };
    }
    case 'HouseholdAsked':
    case 'HouseholdViewed':
      return state;
    case 'RepeatsCounted':
      return { ...state, earlierReports: event.earlier };
    case 'DossierTransferred':
      return { ...state, dossier: event.to };
    case 'CaseClosed':
      if (state.step !== 'visited') throw impossible(event, state);
      return { ...state, step: 'closed', closedAt: at };
    default:
      return event satisfies never;
  }
};

const detailsOnly = ({ present, knownLocally, safety, tellSchool }: Details): Details => ({
  present,
  knownLocally,
  safety,
  tellSchool,
});

/** After the visit, something that had to be done was done. */
const withAftercare = <S extends FollowedCase>(state: S, at: number): S =>
  state.step === 'visited' ? { ...state, aftercareAt: at } : state;

/** A visit that took place, or failed, is no longer a plan. */
const withoutPlan = (state: Followed<'consulted'> | Followed<'planned'>): Followed<'consulted'> => {
  if (state.step === 'consulted') return state;
  const { visitAt, ...rest } = state;
  return { ...rest, step: 'consulted' };
};

/** Whoever does not go any more has no business with who the household is; going again asks for a release again. */
const releasesOfHolders = (releases: readonly Release[], slots: readonly Slot[]): Release[] =>
  releases.filter(({ to }) => slots.some(({ claim }) => claim && isSame(claim.by, to)));

const changeSlot = (slots: readonly Slot[], index: number, change: (slot: Slot) => Slot): Slot[] =>
  slots.map((slot, position) => (position === index ? change(slot) : slot));

const newSlot = (role: string, index: number, at: number): Slot => ({
  id: `${at}-${index}`,
  role,
  openedAt: at,
});

/** The pair after the consultation: a place that stays is the same place, and whoever claimed it goes first. */
const refill = (roles: readonly string[], before: readonly Slot[], at: number): Slot[] => {
  const left = before.toSorted((one, other) => Number(!one.claim) - Number(!other.claim));
  return roles.map((role, index) => {
    const position = left.findIndex((slot) => slot.role === role);
    const [kept] = position < 0 ? [] : left.splice(position, 1);
    return kept ?? newSlot(role, index, at);
  });
};

const impossible = (event: CaseEvent, state: CaseState | undefined): Error =>
  new Error(`${event.type} cannot follow ${state?.step ?? 'nothing'}`);
