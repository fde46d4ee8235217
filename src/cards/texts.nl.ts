import type { CaseCommand } from '../case/commands.ts';
import type { ProblemCode } from '../case/refusals.ts';
import { type FollowedCase, type OpenItem, type Step, openSlots, visitDeadline } from '../case/state.ts';
import type { Instant } from '../core/time.ts';
import type {
  ATTEMPT_REASONS,
  FEEDBACK_TO,
  FOLLOW_UPS,
  KNOWN_ANSWERS,
  LATE_REASONS,
  OBSTACLES,
  SAFETY_ESTIMATES,
  VISITOR_RISKS,
} from '../case/vocabulary.ts';

/*
 * Every Dutch word the users see for a closed list. Language level B1: short, active, no jargon.
 */

type Words<L extends readonly string[]> = Readonly<Record<L[number], string>>;

export const BOT_NAME = 'Eerder Erbij';

/** Said first wherever there is direct danger, whatever else happens. Veilig Thuis: national number. */
export const CALL_FIRST = 'DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';

export const YES_NO = { true: 'Ja', false: 'Nee' } as const;

export const KNOWN: Words<typeof KNOWN_ANSWERS> = { no: 'Nee', yes: 'Ja', unknown: 'Weet ik niet' };

export const RISKS: Words<typeof VISITOR_RISKS> = {
  none: 'Geen',
  aggression: 'Agressie',
  weapon: 'Wapen',
  dog: 'Hond',
  multiple: 'Meer dan één risico',
};

export const SAFETY: Words<typeof SAFETY_ESTIMATES> = {
  safe: 'Veilig voor nu',
  uncertain: 'Niet zeker',
  unsafe: 'Niet veilig',
};

export const REASONS_LATE: Words<typeof LATE_REASONS> = {
  familyNotOpen: 'Gezin staat niet open voor hulp',
  familyNotAvailable: 'Gezin was niet bereikbaar',
  delayPolice: 'Vertraging bij de politie',
  delaySafeAtHome: 'Vertraging bij Veilig Thuis',
  delaySocialWork: 'Vertraging bij welzijn of gemeente',
  restrainingOrder: 'Huisverbod',
  otherAgencyInvolved: 'Andere organisatie is al betrokken',
  spokenToApart: 'Betrokkenen apart gesproken',
  safetyPlanFirst: 'Eerst een veiligheidsplan',
  preparedTogether: 'Samen besloten om later te gaan',
};

export const REASONS_ATTEMPT: Words<typeof ATTEMPT_REASONS> = {
  nobodyHome: 'Niemand thuis',
  notOpened: 'Er werd niet opengedaan',
  notSafe: 'Het was niet veilig',
  otherReason: 'Andere reden',
};

export const OBSTACLE: Words<typeof OBSTACLES> = {
  waitingList: 'Wachtlijst',
  noFittingHelp: 'Geen passende hulp',
  disagreement: 'We zijn het niet eens',
  taskNotDone: 'Een taak is niet uitgevoerd',
  capacity: 'Te weinig mensen',
  other: 'Iets anders',
};

export const FOLLOW_UP: Words<typeof FOLLOW_UPS> = {
  localTeam: 'Lokaal team gaat verder',
  waitingList: 'Op de wachtlijst',
  safeAtHome: 'Veilig Thuis gaat verder',
  noneNeeded: 'Geen vervolg nodig',
  other: 'Anders',
};

export const FEEDBACK: Words<typeof FEEDBACK_TO> = { safeAtHome: 'Veilig Thuis', police: 'Politie' };

const ROLE_NAMES: Readonly<Record<string, string>> = {
  politie: 'Politie',
  'veilig-thuis': 'Veilig Thuis',
  'veilig-opgroeien': 'Veilig Opgroeien',
  'jeugd-mw': 'Jeugdmaatschappelijk werker',
  amw: 'Maatschappelijk werker (volwassenen)',
  manager: 'Manager',
  bestuur: 'Bestuur',
  planner: 'Planner',
};

/** A role of the region file in words; a role we have no words for is shown as it is written there. */
export const roleName = (role: string): string => ROLE_NAMES[role] ?? role;

export const STEP: Readonly<Record<Exclude<Step, 'intake'>, string>> = {
  announced: 'Stap 1 van 5: overleg',
  consulted: 'Stap 2 van 5: bezoek regelen',
  planned: 'Stap 3 van 5: bezoek gepland',
  visited: 'Stap 4 van 5: afronden',
  closed: 'Stap 5 van 5: gesloten',
};

export const OPEN_ITEM: Readonly<Record<OpenItem, string>> = {
  school: 'School inlichten (Handle with Care)',
  'feedback:safeAtHome': 'Terugkoppeling aan Veilig Thuis',
  'feedback:police': 'Terugkoppeling aan de politie',
};

/** What a rule of the ladder has found, as the reader must understand it at once. */
export const riskText = (rule: string, about: string, visitBefore: string): string => {
  switch (rule) {
    case 'consultationLate':
      return 'Het overleg is nog niet vastgelegd.';
    case 'unclaimed':
      return 'Nog niet iedereen die op bezoek gaat is bekend.';
    case 'windowClosing':
      return `Het bezoek moet vóór ${visitBefore} zijn. Het gezin is nog niet gezien.`;
    case 'windowMissed':
      return `De bezoektermijn is voorbij (${visitBefore}). Het gezin is nog niet gezien.`;
    case 'escalated':
      return `Een collega vraagt om hulp: ${obstacleName(about).toLowerCase()}.`;
    default:
      return 'Deze casus vraagt uw aandacht.';
  }
};

const obstacleName = (about: string): string =>
  Object.entries(OBSTACLE).find(([obstacle]) => obstacle === about)?.[1] ?? OBSTACLE.other;

/** Whether what a rule found can still be so: a sentence that is no longer true must go from the card. */
export const riskStands = (rule: string, state: FollowedCase, now: Instant): boolean => {
  const seen = state.step === 'visited' || state.step === 'closed';
  switch (rule) {
    case 'consultationLate':
      return state.step === 'announced';
    case 'unclaimed':
      return !seen && openSlots(state).length > 0;
    case 'escalated':
      return state.step !== 'closed';
    case 'windowMissed':
      return !seen && now > visitDeadline(state);
    default:
      return !seen;
  }
};

export const PROBLEM: Readonly<Record<ProblemCode, string>> = {
  missing: 'Vul dit in.',
  notAChoice: 'Kies een van de antwoorden.',
  notADateOrTime: 'Vul een datum en een tijd in.',
  notANumber: 'Vul een getal in van 0 tot en met 20.',
  inTheFuture: 'Dit moment is nog niet geweest. Kies een moment tot en met nu.',
  tooLongAgo: 'Dit is langer dan 7 dagen geleden. Bel Veilig Thuis en meld het daar.',
  inThePast: 'Dit moment is al geweest. Kies een later moment.',
  beforeReceipt: 'Dit is vóór de melding. Kies een later moment.',
  outsideWindow:
    'Dit is na de bezoektermijn. Kies een eerder moment, of leg in het overleg vast dat u bewust wacht.',
  reference: 'Vul alleen het nummer in, bijvoorbeeld PL0100-2026123456. Geen namen, BSN of telefoonnummer.',
  waitWithDanger: 'Er is direct gevaar. Wachten kan dan niet.',
  waitTooLong: 'Wacht hoogstens 7 dagen langer. Kies een eerder moment.',
  waitReason: 'Kies waarom u bewust wacht.',
  lateReason: 'Het bezoek was na de bezoektermijn. Kies de reden.',
  attemptReason: 'Kies waarom het niet is gelukt.',
  noChildren: 'Er zijn geen kinderen gemeld. Zet dit uit.',
};

/** What somebody tried to do, to finish the sentence "… kan nu niet". */
export const COMMAND: Readonly<Record<CaseCommand['type'] | 'OpenIntake', string>> = {
  OpenIntake: 'Een vooraankondiging doen',
  Announce: 'Een vooraankondiging doen',
  RecordConsultation: 'Het overleg vastleggen',
  ClaimSlot: 'Meegaan',
  ReleaseSlot: 'Uw plek vrijgeven',
  PlanVisit: 'Het bezoek plannen',
  RecordAttempt: 'Het bezoek vastleggen',
  RecordSeen: 'Het bezoek vastleggen',
  TellSchool: 'De school inlichten',
  GiveFeedback: 'De terugkoppeling vastleggen',
  Escalate: 'Opschalen',
  Acknowledge: 'Dit oppakken',
  CloseCase: 'De casus sluiten',
};

/** What is needed first, per step in which something cannot be done yet or any more. */
export const NOT_NOW: Readonly<Record<Step, string>> = {
  intake: 'Verstuur eerst het formulier.',
  announced: 'Leg eerst het overleg vast.',
  consulted: 'Plan eerst het bezoek of leg het bezoek vast.',
  planned: 'Leg eerst het bezoek vast.',
  visited: 'Het gezin is al gezien en gesproken.',
  closed: 'De casus is gesloten.',
};
