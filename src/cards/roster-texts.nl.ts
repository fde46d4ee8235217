import type { ProblemCode } from '../case/refusals.ts';
import type { RosterCommandType } from '../roster/commands.ts';
import type { RosterProblemCode } from '../roster/refusals.ts';
import type { GapLevel } from '../roster/state.ts';

/*
 * The Dutch words of the on-call roster that belong to a closed list; the others stand on their card. Level B1.
 */

/** Besides those of a case, which are said the same way. */
export const ROSTER_PROBLEM: Readonly<Record<Exclude<RosterProblemCode, ProblemCode>, string>> = {
  endsTooEarly: 'Het einde is vóór het begin. Kies een later einde.',
  tooLong: 'Dit duurt te lang. Kies een eerder einde.',
  tooFarAhead: 'Dit is te ver vooruit. Kies een moment binnen twee jaar.',
};

/** What somebody tried to do, to begin the sentence "… hoort niet bij uw rol". */
export const ROSTER_COMMAND: Readonly<Record<RosterCommandType, string>> = {
  AddShift: 'Piket toevoegen',
  AddPattern: 'Piket toevoegen',
  RemoveEntry: 'Iets van het rooster verwijderen',
  MarkAbsent: 'Een ander afwezig melden',
  AskSwap: 'Een dienst van een ander ruilen',
  AnswerSwap: 'Antwoorden op deze ruil',
  FillGap: 'Dit gat vullen',
  ImportShifts: 'Een agenda inlezen',
  TestReach: 'De bereikbaarheid testen',
  ProveReach: 'Antwoorden op deze test',
};

/** How often a new duty comes back, and whether it goes before what stands there. */
export const HOW_OFTEN = {
  once: 'Eén keer',
  replace: 'Eén keer, in plaats van wie er staat',
  week1: 'Elke week',
  week2: 'Elke 2 weken',
  week3: 'Elke 3 weken',
  week4: 'Elke 4 weken',
} as const;

/** Why the reader of all people hears of a gap. */
export const WHY_TOLD: Readonly<Record<GapLevel, string>> = {
  planner: 'Kunt u of kan een collega?',
  manager: 'De planner weet het al. Het is nog niet opgelost. Regelt u iemand?',
  director: 'De planner en de manager weten het al. Het is nog niet opgelost. Regelt u dat er iemand komt?',
};

/** 0 is Sunday. */
export const WEEKDAYS = ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'] as const;

export const ROSTER_SUMMARY = 'Piketrooster';
export const TEST_SUMMARY = 'Bereikbaarheidstest';

export const UNPROVEN = 'nog niet getest';

/** Why an event of a calendar file was left out. */
export const UNMATCHED = {
  person: 'geen collega gevonden, of meer dan één',
  role: 'geen rol gevonden, of meer dan één',
  notTheirRole: 'deze collega heeft deze rol hier niet',
  uncertain: 'nog niet zeker, of een melding van afwezigheid',
  tooLong: 'duurt langer dan 14 dagen',
  tooMany: 'te veel diensten',
  beyond: 'meer dan een jaar vooruit',
  double: 'staat dubbel in het bestand',
  timeZone: 'de tijdzone is niet bekend',
  unreadable: 'niet te lezen',
} as const;
