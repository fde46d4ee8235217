import { BOT_NAME } from '../cards/texts.nl.ts';

/*
 * What a text message says: that there is something to see in Teams, and nothing else. It can be read by anybody.
 */

export const caseWords = (number: string): string =>
  `${BOT_NAME}: casus ${number} vraagt uw aandacht in Teams`;

export const ROSTER_WORDS = `${BOT_NAME}: het piketrooster vraagt uw aandacht in Teams`;
