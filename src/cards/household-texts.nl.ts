import type { RELEASE_GROUNDS, VIEW_PURPOSES } from '../case/vocabulary.ts';
import type { HOUSEHOLD_FIELDS } from '../core/region.ts';
import type { Words } from './texts.nl.ts';

/*
 * The Dutch words about who a household is. Level B1.
 */

export const HOUSEHOLD_FIELD: Words<typeof HOUSEHOLD_FIELDS> = {
  address: 'Adres',
  phone: 'Telefoon',
  names: 'Wie wonen er',
  notes: 'Let op',
};

/** To finish the sentence "Ingevuld: …". */
export const HOUSEHOLD_FILLED: Words<typeof HOUSEHOLD_FIELDS> = {
  address: 'adres',
  phone: 'telefoon',
  names: 'wie er wonen',
  notes: 'waar u op moet letten',
};

/** On what Veilig Thuis tells somebody who a household is. */
export const GROUND: Words<typeof RELEASE_GROUNDS> = {
  consent: 'Het gezin vindt het goed',
  safety: 'Het is nodig voor de veiligheid',
  task: 'Het hoort bij hun wettelijke taak',
};

export const PURPOSE: Words<typeof VIEW_PURPOSES> = {
  prepare: 'Het bezoek voorbereiden',
  visit: 'Op bezoek gaan',
  contact: 'Contact zoeken met het gezin',
  safety: 'De veiligheid inschatten',
};
