import type { Decisions, Details, OutcomeForm } from './consultation.ts';
import type { Who } from '../core/actor.ts';
import type { HouseholdField } from '../core/region.ts';
import type { MessageRef } from './messages.ts';
import type { PreAnnouncement, Seen } from './state.ts';
import type {
  ATTEMPT_REASONS,
  CallAnswer,
  Dossier,
  FeedbackTo,
  LateReason,
  Obstacle,
  ReleaseGround,
  ViewPurpose,
} from './vocabulary.ts';

/** What somebody asks of a case. Parsed at the edge, so inside its types are trusted. */
export type CaseCommand =
  | { type: 'Announce'; announcement: PreAnnouncement }
  | { type: 'StartConsultation' }
  /** `meeting` is the number of the consultation on the card, where it is on one. */
  | { type: 'AnswerCall'; answer: CallAnswer; meeting?: number }
  /** `form` is what the form was about: of which consultation, and whether it adjusts an outcome. */
  | { type: 'RecordConsultation'; decisions: Decisions; form?: OutcomeForm }
  | { type: 'CompleteConsultation'; details: Details; form?: OutcomeForm }
  | { type: 'ClaimSlot' }
  | { type: 'ReleaseSlot' }
  | { type: 'PlanVisit'; visitAt: number }
  | { type: 'RecordAttempt'; at: number; reason: (typeof ATTEMPT_REASONS)[number] }
  | { type: 'RecordSeen'; seen: Seen }
  | { type: 'TellSchool' }
  | { type: 'GiveFeedback'; to: readonly FeedbackTo[] }
  | { type: 'RegisterFormalReport'; reference: string }
  /** Before the visit; after it the reason comes with the visit. */
  | { type: 'GiveLateReason'; reason: LateReason }
  /** `rung` is the index in the ladder of the case; the manager when it is not said. */
  | { type: 'Escalate'; obstacle: Obstacle; rung?: number }
  | { type: 'ResolveEscalation'; risks: readonly string[] }
  | { type: 'Acknowledge'; risks: readonly string[] }
  /** `dossier`: where the case goes on; the bot keeps none. */
  | { type: 'CloseCase'; dossier: Dossier }
  /** `sealed` is unreadable without the key of the case. */
  | { type: 'RecordHousehold'; sealed: string; fields: readonly HouseholdField[] }
  | { type: 'ReleaseHousehold'; to: readonly Pick<Who, 'tenant' | 'id'>[]; ground: ReleaseGround }
  | { type: 'AskHousehold' }
  /** `at` is the message in which they are shown, so that they can be hidden there again. */
  | { type: 'ViewHousehold'; purpose: ViewPurpose; at: MessageRef };

export type CommandType = CaseCommand['type'];
export type Command<T extends CommandType> = Extract<CaseCommand, { type: T }>;
