import type { DirectoryRefusal } from '../directory/refusals.ts';
import { DIRECTORY_COMMAND } from './people-texts.nl.ts';

/** The sentence for somebody whose command changed nothing in the directory: why, and what to do instead. */
export const peopleRefusalText = (
  refusal: DirectoryRefusal,
  nameOf: (municipality: string) => string,
): string => {
  switch (refusal.code) {
    case 'notAllowed':
      return `${DIRECTORY_COMMAND[refusal.command]} hoort niet bij uw rol. Vraag de planner.`;
    case 'invalid':
      return 'Nog niet opgeslagen. Kijk bij de velden met een ⚠.';
    case 'foreignTenant':
      return 'Deze persoon hoort bij een organisatie die nog niet meedoet. Vraag de beheerder om die organisatie toe te laten. Er is niets veranderd.';
    case 'alreadyThere':
      return `${refusal.name} staat er al. Kies de naam in de lijst om iets te wijzigen.`;
    case 'personGone':
      return 'Deze persoon staat niet (meer) in de lijst van deze gemeente. Er is niets veranderd.';
    case 'lastPlanner':
      return `Dit kan niet: dan heeft ${nameOf(refusal.municipality)} geen planner meer. Maak eerst iemand anders planner.`;
    case 'notYourMunicipality':
      return 'Dit verandert ook iets in een gemeente waar u geen planner bent. Vraag de planner daar. Er is niets veranderd.';
    case 'differenceGone':
      return 'Dit verschil is er niet meer. U hoeft niets te doen.';
    case 'unreadable':
      return 'De lijst met mensen is beschadigd. Er kan nu niets worden gewijzigd. Wat in het regiobestand staat, geldt. Waarschuw de beheerder.';
    case 'refusedBefore':
      return 'Dit kon net niet en is niet opgeslagen. Druk nog een keer op de knop als het nog nodig is.';
    default:
      return refusal satisfies never;
  }
};
