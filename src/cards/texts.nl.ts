import type { CaseCommand } from '../case/commands.ts';
import type { ProblemCode } from '../case/refusals.ts';
import type { FollowedCase, OpenItem, Step } from '../case/state.ts';
import type { Attendance } from '../case/consultation.ts';
import type {
  ATTEMPT_REASONS,
  CALL_ANSWERS,
  CALL_REASONS,
  DOSSIERS,
  FEEDBACK_TO,
  FOLLOW_UPS,
  KNOWN_ANSWERS,
  LATE_REASONS,
  OBSTACLES,
  PASSED_REASONS,
  SAFETY_ESTIMATES,
  VISITOR_RISKS,
} from '../case/vocabulary.ts';
import { type MEETING_WAYS, ON_DUTY, type Person } from '../core/region.ts';

/*
 * Every Dutch word the users see for a closed list. Language level B1: short, active, no jargon.
 */

export type Words<L extends readonly string[]> = Readonly<Record<L[number], string>>;

export const BOT_NAME = 'Eerder Erbij';

/** Said first wherever there is direct danger, whatever else happens. Veilig Thuis: national number. */
export const CALL_FIRST = 'DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';

/** In the place of any card, in a client that is too old for it: so it says nothing about anything. */
export const NO_CARDS_HERE =
  'Deze Teams kan dit bericht niet laten zien. Werk Teams bij of kijk op een ander apparaat.';

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

export const DOSSIER: Words<typeof DOSSIERS> = {
  safeAtHome: 'Veilig Thuis',
  municipality: 'De gemeente',
};

export const FEEDBACK: Words<typeof FEEDBACK_TO> = { safeAtHome: 'Veilig Thuis', police: 'Politie' };

/** To finish "Overleg nu …". */
export const WAY: Words<typeof MEETING_WAYS> = {
  graph: 'in een eigen Teams-overleg',
  'deep-link': 'door elkaar te bellen in Teams',
  'standing-room': 'in de vaste ruimte',
  phone: 'via de telefoon',
};

/** Why a way to meet was not used. */
export const PASSED: Words<typeof PASSED_REASONS> = {
  notConfigured: 'dat is niet ingesteld',
  noPermission: 'daar is geen toestemming voor',
  noPolicy: 'het toegangsbeleid ontbreekt',
  timeOut: 'Teams antwoordde niet op tijd',
  throttled: 'Teams had het te druk',
  unavailable: 'Teams was niet bereikbaar',
  refused: 'Teams weigerde het',
  badAnswer: 'Teams gaf geen goed antwoord',
};

export const ATTENDANCE: Readonly<Record<Attendance, string>> = {
  present: 'is erbij',
  coming: 'komt',
  asked: 'gevraagd',
  missing: 'nog niemand',
};

/** Beside the words, for whoever glances. */
export const ATTENDANCE_MARK: Readonly<Record<Attendance, string>> = {
  present: '✔',
  coming: '➜',
  asked: '…',
  missing: '✖',
};

/** What happened, before the names of whoever was called. */
export const CALLED: Words<typeof CALL_REASONS> = {
  first: 'gevraagd voor het overleg',
  start: 'het overleg begint, bericht aan',
  again: 'opnieuw gevraagd voor het overleg',
  substitute: 'als vervanger gevraagd voor het overleg',
  next: 'ook gevraagd voor het overleg',
  manager: 'gevraagd om iemand te regelen voor het overleg',
};

/** After the name of whoever answered. */
export const ANSWERED: Words<typeof CALL_ANSWERS> = {
  coming: 'komt naar het overleg',
  present: 'is bij het overleg',
  declined: 'kan niet bij het overleg zijn',
  unreachable: 'kon niet worden bereikt voor het overleg',
};

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

export const STEP: Readonly<Record<FollowedCase['step'], string>> = {
  announced: 'Stap 1 van 5: overleg',
  consulted: 'Stap 2 van 5: bezoek regelen',
  planned: 'Stap 3 van 5: bezoek gepland',
  visited: 'Stap 4 van 5: afronden',
  closed: 'Stap 5 van 5: gesloten',
};

export const OPEN_ITEM: Readonly<Record<OpenItem, string>> = {
  details: 'Overleg aanvullen',
  school: 'School inlichten',
  formalReport: 'Formele melding registreren',
  'feedback:safeAtHome': 'Terugkoppeling Veilig Thuis',
  'feedback:police': 'Terugkoppeling politie',
};

/** What a rule of the ladder has found, as the reader must understand it at once. */
export const riskText = (rule: string, about: string, visitBefore: string): string => {
  if (rule === 'escalated') return `Een collega vraagt om hulp: ${obstacleName(about).toLowerCase()}.`;
  const words = Object.hasOwn(RISK_TEXT, rule) ? RISK_TEXT[rule] : undefined;
  return words?.(visitBefore) ?? 'Deze casus vraagt uw aandacht.';
};

const RISK_TEXT: Readonly<Record<string, (visitBefore: string) => string>> = {
  consultationLate: () => 'Het overleg is nog niet vastgelegd.',
  unclaimed: () => 'Nog niet iedereen die op bezoek gaat is bekend.',
  unplanned: () => 'Er is nog geen tijd voor het bezoek afgesproken.',
  plannedTooLate: (before) => `Het bezoek is gepland ná de bezoektermijn (${before}).`,
  noCoverLeft: (before) => `Er heeft niemand meer dienst om vóór ${before} op bezoek te gaan.`,
  windowClosing: (before) => `Het bezoek moet vóór ${before} zijn. Het gezin is nog niet gezien.`,
  windowMissed: (before) => `De bezoektermijn is voorbij (${before}). Het gezin is nog niet gezien.`,
  visitorsOverdue: () =>
    'Het bezoek was gepland, maar wij hebben nog niets gehoord. Zijn de bezoekers veilig?',
  schoolNotTold: () => 'De school weet nog niets. Vertel het vóór de eerste bel.',
  formalReportMissing: () => 'De formele melding bij Veilig Thuis is nog niet geregistreerd.',
  feedbackLate: () => 'De terugkoppeling is nog niet gedaan.',
  unclosed: () => 'Alles is gedaan. Rond de casus af.',
  stuck: () => 'Er is iets mis: deze casus staat stil. Kijk wat er nog moet.',
};

/** A rung of the ladder, for whoever chooses it: roles and persons by name. */
export const rungName = (names: readonly string[], people: readonly Person[]): string =>
  listed(
    names.map((name) => {
      if (name === ON_DUTY) return 'Wie nu dienst heeft';
      return people.find(({ id }) => id === name)?.name ?? roleName(name);
    }),
  );

const obstacleName = (about: string): string =>
  Object.entries(OBSTACLE).find(([obstacle]) => obstacle === about)?.[1] ?? OBSTACLE.other;

/** Before the name of a field that has a problem. */
export const WRONG = 'Fout';

export const PROBLEM: Readonly<Record<ProblemCode, string>> = {
  missing: 'Vul dit in.',
  personalData:
    'Hier lijken gegevens van een persoon te staan. Haal ze weg. Vul alleen in wat wordt gevraagd.',
  bsn: 'Hier lijkt een BSN te staan. Dat mag niet in Teams. Haal het weg.',
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
  reportReference:
    'Vul alleen het nummer in, bijvoorbeeld CORV-2026-123456 of VT 12345678. Geen namen, BSN of telefoonnummer.',
  waitWithDanger: 'Er is direct gevaar. Wachten kan dan niet.',
  waitTooLong: 'Wacht hoogstens 7 dagen langer. Kies een eerder moment.',
  waitReason: 'Kies waarom u bewust wacht.',
  lateReason: 'Het bezoek was na de bezoektermijn. Kies de reden.',
  attemptReason: 'Kies waarom het niet is gelukt.',
  noChildren: 'Er zijn geen kinderen gemeld. Zet dit uit.',
  address: 'Vul een postcode en een huisnummer in, bijvoorbeeld 1234 AB en 12.',
  dossier: 'Kies waar het dossier nu is. Eerst overdragen, dan sluiten.',
};

/** What somebody tried to do, to finish the sentence "… kan nu niet". */
export const COMMAND: Readonly<Record<CaseCommand['type'] | 'OpenIntake', string>> = {
  OpenIntake: 'Een vooraankondiging doen',
  Announce: 'Een vooraankondiging doen',
  StartConsultation: 'Een overleg starten',
  AnswerCall: 'Antwoorden op het overleg',
  RecordConsultation: 'Het overleg vastleggen',
  CompleteConsultation: 'Het overleg aanvullen',
  ClaimSlot: 'Meegaan',
  ReleaseSlot: 'Uw plek vrijgeven',
  PlanVisit: 'Het bezoek plannen',
  RecordAttempt: 'Het bezoek vastleggen',
  RecordSeen: 'Het bezoek vastleggen',
  TellSchool: 'De school inlichten',
  GiveFeedback: 'De terugkoppeling vastleggen',
  RegisterFormalReport: 'De formele melding registreren',
  GiveLateReason: 'De reden van vertraging vastleggen',
  Escalate: 'Opschalen',
  ResolveEscalation: 'Zeggen dat het is opgelost',
  Acknowledge: 'Dit oppakken',
  CloseCase: 'De casus sluiten',
  RecordHousehold: 'Gegevens van het gezin invullen',
  ReleaseHousehold: 'Gegevens van het gezin vrijgeven',
  AskHousehold: 'Gegevens van het gezin bekijken',
  ViewHousehold: 'Gegevens van het gezin bekijken',
};

/** `A`, `A en B`, `A, B en C`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} en ${words.at(-1) ?? ''}`;

/** What is needed first, per step in which something cannot be done yet or any more. */
export const NOT_NOW: Readonly<Record<Step, string>> = {
  intake: 'Verstuur eerst het formulier.',
  announced: 'Leg eerst het overleg vast.',
  consulted: 'Plan eerst het bezoek of leg het bezoek vast.',
  planned: 'Leg eerst het bezoek vast.',
  visited: 'Het gezin is al gezien en gesproken.',
  closed: 'De casus is gesloten.',
  forgotten: 'De casus is afgesloten. De gegevens zijn gewist.',
};

/** Asked for a case where others read along who have nothing to do with it. */
export const NOT_HERE =
  'In dit gesprek laat ik geen casussen zien. Typ dit in het kanaal van uw gemeente, of in onze eigen chat.';
