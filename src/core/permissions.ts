/*
 * Who may do what: the whole of it, for the program (which refuses everything that is not here) and for people
 * (`npm run permissions` prints it as docs/rechten.md).
 */

/** How somebody stands to a municipality by their roles there; which role consults or visits is in the region file. */
export const ROLE_RELATIONS = [
  'police',
  'safeAtHome',
  'consultation',
  'visit',
  'manager',
  'planner',
  'colleague',
] as const;
export type RoleRelation = (typeof ROLE_RELATIONS)[number];

/**
 * How somebody stands to one case or one roster, besides their role: whoever opened the form, was called to the
 * consultation or is of an organisation that consults, was told of the risk, holds a place in the visiting pair, was given
 * the details of the household; whom a duty is about, and who was asked.
 */
export type OwnRelation = 'opener' | 'invited' | 'told' | 'holder' | 'released' | 'themselves' | 'asked';

export type Relation = RoleRelation | OwnRelation;

interface Permission {
  /** One of these is enough; nobody else may. */
  may: readonly Relation[];
}

interface CasePermission extends Permission {
  /** Also needed, whoever it is. */
  and?: OwnRelation;
  /** The steps of a case in which it can be done. */
  steps: readonly string[];
}

const BEFORE_VISIT = ['announced', 'consulted', 'planned'] as const;
const AFTER_CONSULTATION = ['consulted', 'planned', 'visited'] as const;
const FOLLOWED = ['announced', 'consulted', 'planned', 'visited'] as const;
const AROUND_THE_VISIT = ['visit', 'safeAtHome', 'manager'] as const;

/** What can be asked of a case. */
export const CASE_PERMISSIONS = {
  Announce: { may: ['police'], and: 'opener', steps: ['intake'] },
  StartConsultation: { may: ['consultation', 'visit', 'manager'], steps: BEFORE_VISIT },
  AnswerCall: { may: ['colleague'], and: 'invited', steps: FOLLOWED },
  RecordConsultation: { may: ['consultation', 'visit'], steps: BEFORE_VISIT },
  CompleteConsultation: { may: ['consultation', 'visit'], steps: AFTER_CONSULTATION },
  ClaimSlot: { may: ['visit'], steps: BEFORE_VISIT },
  ReleaseSlot: { may: ['visit'], and: 'holder', steps: BEFORE_VISIT },
  PlanVisit: { may: AROUND_THE_VISIT, steps: ['consulted', 'planned'] },
  RecordAttempt: { may: AROUND_THE_VISIT, steps: ['consulted', 'planned'] },
  RecordSeen: { may: AROUND_THE_VISIT, steps: ['consulted', 'planned'] },
  TellSchool: { may: AROUND_THE_VISIT, steps: AFTER_CONSULTATION },
  GiveFeedback: { may: AROUND_THE_VISIT, steps: ['visited'] },
  // Veilig Thuis owns it; the police know it first.
  RegisterFormalReport: { may: ['safeAtHome', 'police', 'manager'], steps: FOLLOWED },
  GiveLateReason: { may: AROUND_THE_VISIT, steps: BEFORE_VISIT },
  Escalate: { may: ['consultation', 'visit', 'manager'], steps: FOLLOWED },
  // Of a risk that nobody could be told of, any colleague.
  ResolveEscalation: { may: ['told', 'manager'], steps: FOLLOWED },
  Acknowledge: { may: ['told', 'manager'], steps: [...FOLLOWED, 'closed'] },
  CloseCase: { may: AROUND_THE_VISIT, steps: ['visited', 'closed'] },
  // Police data goes to Veilig Thuis, and from there only to named people with a ground (Bpg 4:2, Wpg 16 and 20).
  RecordHousehold: { may: ['safeAtHome'], steps: FOLLOWED },
  ReleaseHousehold: { may: ['safeAtHome'], steps: FOLLOWED },
  AskHousehold: { may: ['safeAtHome', 'holder'], steps: FOLLOWED },
  ViewHousehold: { may: ['safeAtHome', 'released'], steps: FOLLOWED },
} as const satisfies Readonly<Record<string, CasePermission>>;

/** What can be asked of the on-call roster of a municipality. */
export const ROSTER_PERMISSIONS = {
  AddShift: { may: ['planner'] },
  AddPattern: { may: ['planner'] },
  ImportShifts: { may: ['planner'] },
  TestReach: { may: ['planner'] },
  RemoveEntry: { may: ['planner', 'themselves'] },
  MarkAbsent: { may: ['planner', 'themselves'] },
  AskSwap: { may: ['planner', 'themselves'] },
  AnswerSwap: { may: ['asked'] },
  FillGap: { may: ['planner', 'manager', 'themselves'] },
  ProveReach: { may: ['asked'] },
} as const satisfies Readonly<Record<string, Permission>>;

/** What can be asked of the people and the settings of a municipality. */
export const DIRECTORY_PERMISSIONS = {
  AddPerson: { may: ['planner'] },
  ChangePerson: { may: ['planner'] },
  SuspendPerson: { may: ['planner'] },
  RestorePerson: { may: ['planner'] },
  RemovePerson: { may: ['planner'] },
  SetNeeds: { may: ['planner', 'manager'] },
  SettleDifference: { may: ['planner'] },
} as const satisfies Readonly<Record<string, { may: readonly RoleRelation[] }>>;

/** What can be asked of the bot itself, in a municipality. */
export const BOT_PERMISSIONS = {
  OpenIntake: { may: ['police'] },
  ListCases: { may: ['colleague'] },
  LinkChannel: { may: ['planner'] },
} as const satisfies Readonly<Record<string, { may: readonly RoleRelation[] }>>;
