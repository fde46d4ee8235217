import type { RosterRefusal } from '../roster/refusals.ts';
import type { RosterFacts } from './roster-facts.ts';
import { ROSTER_COMMAND } from './roster-texts.nl.ts';
import { roleName } from './texts.nl.ts';

/** The sentence for somebody whose command changed nothing on a roster: why, and what to do instead. */
export const rosterRefusalText = (refusal: RosterRefusal, { municipality }: RosterFacts): string => {
  switch (refusal.code) {
    case 'notAllowed':
      return `${ROSTER_COMMAND[refusal.command]} hoort niet bij uw rol. Vraag de planner.`;
    case 'invalid':
      return 'Nog niet opgeslagen. Kijk bij de velden met een ⚠.';
    case 'notTheirRole':
      return `${refusal.person.name} heeft in ${municipality.name} niet de rol ${roleName(refusal.role)}. Kies iemand anders.`;
    case 'absent':
      return `${refusal.person.name} is dan afwezig. Kies iemand anders.`;
    case 'alreadyThere':
      return `Dit staat al op het rooster: ${refusal.person.name}. Er is niets veranderd.`;
    case 'entryGone':
      return 'Dit staat niet meer op het rooster. U hoeft niets te doen.';
    case 'notTheirDuty':
      return `Deze dienst is niet meer van ${refusal.person.name}. Kijk op het rooster wie de dienst heeft.`;
    case 'swapGone':
      return 'Deze ruil bestaat niet meer. U hoeft niets te doen.';
    case 'swapNotYours':
      return 'Deze vraag is aan iemand anders gesteld. U hoeft niets te doen.';
    case 'swapAnswered':
      return refusal.accepted
        ? 'Op deze vraag is al ja gezegd. De ruil staat vast.'
        : 'Op deze vraag is al nee gezegd. De ruil gaat niet door.';
    case 'gapGone':
      return 'Dit gat is al gevuld of voorbij. U hoeft niets te doen.';
    case 'tooManyShifts':
      return `Dit zijn te veel diensten: meer dan ${refusal.most}. Stuur een bestand met een kortere periode. Er is niets veranderd.`;
    case 'nobodyOnRoster':
      return 'Er staat nog niemand op het rooster. Voeg eerst een piketdienst toe.';
    case 'notAsked':
      return 'U bent niet gevraagd voor deze test. U hoeft niets te doen.';
    case 'refusedBefore':
      return 'Dit kon net niet en is niet opgeslagen. Druk nog een keer op de knop als het nog nodig is.';
    default:
      return refusal satisfies never;
  }
};
