import type { DutyChange, RosterMessage, RosterMessageOf } from '../roster/messages.ts';
import type { RosterState } from '../roster/state.ts';
import { type OutgoingCard, adaptiveCard, execute, heading, text } from './element.ts';
import type { RosterFacts } from './roster-facts.ts';
import { showRoster } from './roster-form-card.ts';
import { gapsCard, gapsLeft } from './roster-gaps-card.ts';
import { type HandOverFacts, handOverCard } from './roster-hand-over-card.ts';
import { swapCard } from './roster-swap-card.ts';
import { ROSTER_SUMMARY, TEST_SUMMARY } from './roster-texts.nl.ts';
import { patternText, periodText } from './roster-words.ts';
import { roleName } from './texts.nl.ts';

/** What somebody is told of a roster, as it stands when it is sent. */
export const rosterMessageCard = (
  message: RosterMessage,
  roster: RosterState,
  facts: HandOverFacts,
): OutgoingCard => {
  switch (message.kind) {
    case 'gaps':
      return gapsCard(gapsLeft(message.gaps, roster, facts), message.to, roster, facts, {
        level: message.level,
      });
    case 'rostered':
      return rosteredCard(message, roster, facts);
    case 'swapAsked':
    case 'swapAnswered':
      return swapCard(message.swap, message.to, roster, facts);
    case 'reachTest':
      return reachTestCard(roster);
    case 'handOver':
      return handOverCard(message, roster, facts);
    default:
      return message satisfies never;
  }
};

const MOST_CHANGES = 12;

const rosteredCard = (
  { by, changes }: RosterMessageOf<'rostered'>,
  roster: RosterState,
  facts: RosterFacts,
): OutgoingCard => ({
  card: adaptiveCard(
    [
      heading(`Uw piketdienst in ${facts.municipality.name} is veranderd`),
      ...changes
        .slice(0, MOST_CHANGES)
        .map((change) => text(changeText(change, facts), { weight: 'Bolder', spacing: 'Small' })),
      ...(changes.length > MOST_CHANGES ? [text(`En nog ${changes.length - MOST_CHANGES}.`)] : []),
      text(`${by.name} heeft het rooster aangepast. Kunt u niet? Kies op het rooster "Ruilen" of "Afwezig".`),
    ],
    [showRoster(roster)],
  ),
  summary: ROSTER_SUMMARY,
});

const changeText = (change: DutyChange, facts: RosterFacts): string => {
  switch (change.what) {
    case 'on':
      return `✔ U heeft piket: ${periodText(change, facts)} · ${roleName(change.role)}`;
    case 'off':
      return `✖ U heeft geen piket meer: ${periodText(change, facts)} · ${roleName(change.role)}`;
    case 'patternOn':
      return `✔ U heeft piket: ${patternText(change.pattern)} · ${roleName(change.pattern.role)}`;
    case 'patternOff':
      return `✖ U heeft geen piket meer: ${patternText(change.pattern)} · ${roleName(change.pattern.role)}`;
    default:
      return change satisfies never;
  }
};

/** Asks somebody to say that a message reaches them. */
export const reachTestCard = ({ municipality }: RosterState): OutgoingCard => ({
  card: adaptiveCard(
    [
      heading('Bereikbaarheidstest'),
      text('Dit is een test. Komt dit bericht aan? Druk op de knop. Dan telt u mee op het piketrooster.'),
    ],
    [execute('Ja, ik ben bereikbaar', 'reach-prove', { roster: municipality })],
  ),
  summary: TEST_SUMMARY,
});

/** What the test turns into once somebody said to be in reach. */
export const provenCard = (roster: RosterState): OutgoingCard => ({
  card: adaptiveCard(
    [
      heading('✔ Dank u, u bent bereikbaar'),
      text('U telt mee op het piketrooster. U hoeft niets meer te doen.'),
    ],
    [showRoster(roster)],
  ),
  summary: TEST_SUMMARY,
});
