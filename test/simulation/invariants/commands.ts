import type { CommandType } from '../../../src/case/commands.ts';
import type { CaseEvent } from '../../../src/case/events.ts';
import { isCase } from '../world/ledger.ts';
import type { Evidence, Invariant } from './invariant.ts';

/** What a command that was carried out leaves in the log. */
const LEAVES: Readonly<Record<CommandType, readonly CaseEvent['type'][]>> = {
  Announce: ['CaseAnnounced'],
  StartConsultation: ['ConsultationOpened', 'ConsultationAdvanced'],
  AnswerCall: ['CallAnswered'],
  RecordConsultation: ['ConsultationRecorded'],
  CompleteConsultation: ['ConsultationCompleted'],
  ClaimSlot: ['SlotClaimed'],
  ReleaseSlot: ['SlotReleased'],
  PlanVisit: ['VisitPlanned'],
  RecordAttempt: ['VisitAttempted'],
  RecordSeen: ['HouseholdSeen'],
  TellSchool: ['SchoolTold'],
  GiveFeedback: ['FeedbackGiven'],
  RegisterFormalReport: ['FormalReportRegistered'],
  GiveLateReason: ['LateReasonGiven'],
  Escalate: ['CaseEscalated'],
  ResolveEscalation: ['EscalationResolved'],
  Acknowledge: ['RiskAcknowledged'],
  // Of a case that was closed without, it still can be said.
  CloseCase: ['DossierTransferred'],
  RecordHousehold: ['HouseholdRecorded'],
  ReleaseHousehold: ['HouseholdReleased'],
  AskHousehold: ['HouseholdAsked'],
  ViewHousehold: ['HouseholdViewed'],
};

/** Of these one command may leave several events. */
const SEVERAL: ReadonlySet<CommandType> = new Set([
  'GiveFeedback',
  'Acknowledge',
  'ResolveEscalation',
  'ReleaseHousehold',
]);

const counted = <T>(list: readonly T[], nameOf: (one: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return counts;
};

/**
 * Every activity that was acknowledged is in the log, and every activity acted at most once, however often it came: counted
 * per case, person and command.
 */
export const acknowledgedOnce = ({ world, desk }: Evidence): Invariant => ({
  name: 'what was acknowledged is there, and acted once',
  atRest: () => {
    const accepted = new Map(
      desk.answered.filter(({ refused }) => refused === undefined).map((one) => [one.activity, one]),
    );
    const nameOf = (id: string, by: string, type: CommandType): string => `${type} of ${id} by ${by}`;
    const promised = counted([...accepted.values()], ({ id, by, command }) =>
      nameOf(id, by.id, command.type),
    );
    const asked = counted([...desk.asked.values()], ({ id, by, command }) => nameOf(id, by.id, command.type));
    const names = [...desk.asked.values()].map(({ id, by, command }) => ({
      id,
      by: by.id,
      type: command.type,
    }));
    const distinct = [...new Map(names.map((one) => [nameOf(one.id, one.by, one.type), one])).entries()];
    return distinct.flatMap(([name, { id, by, type }]) => {
      const stored = world.ledger.now(id);
      const lines = isCase(stored) ? stored.log : [];
      const found = lines.filter(
        (line) => line.by?.id === by && LEAVES[type].includes(line.event.type),
      ).length;
      const least = SEVERAL.has(type) ? Math.min(1, promised.get(name) ?? 0) : (promised.get(name) ?? 0);
      if (found < least) return [`${name}: acknowledged ${least} times, and ${found} times in the log`];
      return !SEVERAL.has(type) && found > (asked.get(name) ?? 0)
        ? [`${name}: asked ${asked.get(name) ?? 0} times, and ${found} times in the log`]
        : [];
    });
  },
});
