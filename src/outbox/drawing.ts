import { callCard, outcomeCard } from '../cards/call-card.ts';
import { caseCard } from '../cards/case-card.ts';
import { farewellCard, hiddenCard, householdCard, householdElsewhere } from '../cards/household-card.ts';
import { sentCard } from '../cards/intake-card.ts';
import { pingCard } from '../cards/ping-card.ts';
import { rosterMessageCard } from '../cards/roster-message-card.ts';

/** What each kind of message looks like. An edge: the simulation is not about looks, and has plain ones. */
export const CARDS = {
  caseCard,
  sentCard,
  callCard,
  outcomeCard,
  pingCard,
  rosterMessageCard,
  householdCard,
  householdElsewhere,
  hiddenCard,
  farewellCard,
};
export type Drawing = typeof CARDS;
