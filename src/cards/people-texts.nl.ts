import type { ProblemCode } from '../case/refusals.ts';
import type { DirectoryCommandType } from '../directory/commands.ts';
import type { PeopleProblemCode } from '../directory/refusals.ts';

/*
 * The Dutch words of people and settings that belong to a closed list; the others stand on their card. Level B1.
 */

/** Besides those of a case, which are said the same way. */
export const PEOPLE_PROBLEM: Readonly<Record<Exclude<PeopleProblemCode, ProblemCode>, string>> = {
  notASignIn: 'Dit is geen aanmeldnaam. Schrijf bijvoorbeeld sanne@voorbeeld.nl.',
  notAMobile: 'Dit is geen mobiel nummer. Schrijf bijvoorbeeld 06 12345678.',
  notAName: 'Schrijf de naam met letters, cijfers, punten en streepjes. Hoogstens 80 tekens.',
  taken: 'Deze aanmeldnaam is al van iemand anders.',
};

/** What somebody tried to do, to begin the sentence "… hoort niet bij uw rol". */
export const DIRECTORY_COMMAND: Readonly<Record<DirectoryCommandType, string>> = {
  AddPerson: 'Iemand toevoegen',
  ChangePerson: 'Iemand wijzigen',
  SuspendPerson: 'De toegang van iemand stoppen',
  RestorePerson: 'Iemand weer toegang geven',
  RemovePerson: 'Iemand verwijderen',
  SetNeeds: 'Het piket instellen',
  SettleDifference: 'Kiezen tussen bestand en kaart',
};

export const PEOPLE_SUMMARY = 'Mensen';
export const NEEDS_SUMMARY = 'Instellingen';

export const STOPPED = '⚠ toegang gestopt';
export const NO_ROLE = '⚠ nog geen rol';

/** Telephone numbers stand on these cards. */
export const OWN_CHAT_ONLY =
  'Typ "mensen" in onze eigen chat. Er staan telefoonnummers bij, die niet in een kanaal horen.';

export const NO_PEOPLE = 'Mensen en hun rollen zijn voor de planner van de gemeente. Vraag de planner.';
export const NO_NEEDS = 'Instellingen zijn voor de planner en de manager van de gemeente. Vraag een van hen.';
