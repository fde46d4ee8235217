/*
 * What is said to whoever typed something about a person. Level B1.
 */

/** 1:1. Nothing of what they typed is repeated. */
export const TYPED_PERSONAL =
  'In uw bericht lijken gegevens van een persoon te staan. Ik heb er niets mee gedaan en niets bewaard. ' +
  'Verwijder uw bericht.';
export const USE_THIS_FORM = 'Gebruik dit formulier. Kijk na wat er al is ingevuld.';
/** Opened on somebody's message; a name or address in it stays there until they remove it. */
export const READ_FROM_MESSAGE =
  'Ik heb alleen overgenomen wat niet over één persoon gaat. Kijk het na. ' +
  'Staan er namen of adressen in het bericht? Laat het bericht dan verwijderen.';
export const NEVER_TYPE =
  'Typ geen namen, adressen, nummers of geboortedatums. Typ "help" voor wat u kunt doen.';
/** In the thread, when they cannot be reached 1:1. */
export const REMOVE_HERE = 'Zet hier geen gegevens van personen. Verwijder uw bericht.';
export const ON_WITH_FORM = 'Typ "nieuw" voor het formulier.';
export const ON_WITH_HELP = 'Typ "help" voor wat u kunt doen.';
