/** The closed lists of the domain. Their Dutch wording lives in `cards/texts.nl.ts`. */

/** Known, not known, or nobody asked yet. */
export const KNOWN_ANSWERS = ['yes', 'no', 'unknown'] as const;

export const VISITOR_RISKS = ['none', 'aggression', 'weapon', 'dog', 'multiple'] as const;

export const SAFETY_ESTIMATES = ['safe', 'uncertain', 'unsafe'] as const;

/** Why a visit came, or will come, later than 24 hours: the table of the pilot plus Noordenveld's "prepared". */
export const LATE_REASONS = [
  'familyNotOpen',
  'familyNotAvailable',
  'delayPolice',
  'delaySafeAtHome',
  'delaySocialWork',
  'restrainingOrder',
  'otherAgencyInvolved',
  'spokenToApart',
  'safetyPlanFirst',
  'preparedTogether',
] as const;
export type LateReason = (typeof LATE_REASONS)[number];

export const ATTEMPT_REASONS = ['nobodyHome', 'notOpened', 'notSafe', 'otherReason'] as const;

export const OBSTACLES = [
  'waitingList',
  'noFittingHelp',
  'disagreement',
  'taskNotDone',
  'capacity',
  'other',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export const FOLLOW_UPS = ['localTeam', 'waitingList', 'safeAtHome', 'noneNeeded', 'other'] as const;

export const FEEDBACK_TO = ['safeAtHome', 'police'] as const;
export type FeedbackTo = (typeof FEEDBACK_TO)[number];

/** On what Veilig Thuis tells somebody who a household is. */
export const RELEASE_GROUNDS = ['consent', 'safety', 'task'] as const;
export type ReleaseGround = (typeof RELEASE_GROUNDS)[number];

/** For what somebody looks at the details of a household. */
export const VIEW_PURPOSES = ['prepare', 'visit', 'contact', 'safety'] as const;
export type ViewPurpose = (typeof VIEW_PURPOSES)[number];

/** Whose dossier the case goes on in. */
export const DOSSIERS = ['safeAtHome', 'municipality'] as const;
export type Dossier = (typeof DOSSIERS)[number];

/** Why a way to bring the consultation together was passed over. */
export const PASSED_REASONS = [
  'notConfigured',
  'noPermission',
  'noPolicy',
  'timeOut',
  'throttled',
  'unavailable',
  'refused',
  'badAnswer',
] as const;
export type PassedReason = (typeof PASSED_REASONS)[number];

/** Why somebody is called to the consultation. */
export const CALL_REASONS = ['first', 'start', 'again', 'substitute', 'next', 'manager'] as const;
export type CallReason = (typeof CALL_REASONS)[number];

/** `unreachable`: no message could be delivered to them. */
export const CALL_ANSWERS = ['coming', 'present', 'declined', 'unreachable'] as const;
export type CallAnswer = Exclude<(typeof CALL_ANSWERS)[number], 'unreachable'>;
