import type { CaseEvent } from '../case/events.ts';
import type { RosterEvent } from '../roster/events.ts';
import type { DirectoryEvent } from '../directory/events.ts';
import type { AccessEvent } from './access.ts';

/** What somebody did with what is kept, after the action codes of RFC 3881 (C, R, U, D, E). */
export type Action = 'create' | 'read' | 'update' | 'delete' | 'execute';

/*
 * The compiler completes these: an event of which nobody said what it is does not compile. `execute`: something was done or
 * asked that changes nothing of what is known of the household or the case itself, such as a message that is sent.
 */

const OF_CASES = {
  IntakeOpened: 'create',
  CaseAnnounced: 'create',
  ConsultationOpened: 'create',
  ConsultationAdvanced: 'update',
  PeopleCalled: 'execute',
  CallAnswered: 'update',
  PlaceFound: 'update',
  MeetingRemoved: 'delete',
  OutcomeAsked: 'execute',
  ConsultationRecorded: 'update',
  ConsultationCompleted: 'update',
  SlotClaimed: 'update',
  SlotReleased: 'update',
  VisitPlanned: 'update',
  VisitAttempted: 'update',
  HouseholdSeen: 'update',
  SchoolTold: 'update',
  FeedbackGiven: 'update',
  CaseEscalated: 'update',
  RiskRaised: 'execute',
  RiskAcknowledged: 'update',
  TakerAsked: 'execute',
  EscalationResolved: 'update',
  PingUndeliverable: 'execute',
  FormalReportRegistered: 'update',
  LateReasonGiven: 'update',
  DossierTransferred: 'update',
  CaseClosed: 'update',
  HouseholdRecorded: 'create',
  HouseholdReleased: 'execute',
  HouseholdAsked: 'execute',
  HouseholdViewed: 'read',
  RepeatsCounted: 'read',
} as const satisfies Readonly<Record<CaseEvent['type'], Action>>;

const OF_ROSTERS = {
  ShiftAdded: 'create',
  PatternAdded: 'create',
  OverrideAdded: 'create',
  AbsenceMarked: 'create',
  EntryRemoved: 'delete',
  SwapAsked: 'create',
  SwapAnswered: 'update',
  ShiftsImported: 'create',
  ReachTested: 'execute',
  ReachProven: 'update',
  NoticeUndeliverable: 'execute',
  GapsChecked: 'execute',
  GapsReported: 'execute',
  DutyHandedOver: 'execute',
} as const satisfies Readonly<Record<RosterEvent['type'], Action>>;

const OF_DIRECTORY = {
  PersonAdded: 'create',
  PersonChanged: 'update',
  PersonSuspended: 'update',
  PersonRestored: 'update',
  PersonRemoved: 'delete',
  NeedsSet: 'update',
  FileTakenIn: 'update',
  DifferenceSettled: 'update',
} as const satisfies Readonly<Record<DirectoryEvent['type'], Action>>;

const OF_ACCESS = {
  UnknownPerson: 'execute',
  CommandRefused: 'execute',
  LogExported: 'read',
  MoreCame: 'execute',
} as const satisfies Readonly<Record<AccessEvent['type'], Action>>;

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  Object.entries({ ...OF_CASES, ...OF_ROSTERS, ...OF_DIRECTORY, ...OF_ACCESS }),
);

/** Undefined for an event of a log that this does not know. */
export const actionOf = (event: string): Action | undefined => ACTIONS.get(event);

/** `failed`: it reached nobody. */
export type Outcome = 'done' | 'refused' | 'failed';

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ['UnknownPerson', 'refused'],
  ['CommandRefused', 'refused'],
  ['PingUndeliverable', 'failed'],
  ['NoticeUndeliverable', 'failed'],
]);

export const outcomeOf = (event: string): Outcome => OUTCOMES.get(event) ?? 'done';
