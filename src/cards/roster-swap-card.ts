import { type Who, isSame } from '../core/actor.ts';
import type { RosterState, Swap } from '../roster/state.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  execute,
  heading,
  text,
  withRemark,
} from './element.ts';
import type { RosterFacts } from './roster-facts.ts';
import { showRoster } from './roster-form-card.ts';
import { ROSTER_SUMMARY } from './roster-texts.nl.ts';
import { periodText } from './roster-words.ts';
import { roleName } from './texts.nl.ts';

/** A duty that somebody is asked to take over, or what they answered, for whoever reads it. */
export const swapCard = (
  id: string,
  reader: Who,
  roster: RosterState,
  facts: RosterFacts,
  note?: string,
): OutgoingCard => {
  const swap = roster.swaps.find((one) => one.id === id);
  const isOpen = swap !== undefined && !swap.answer && swap.to > facts.now;
  const body = swap ? swapBody(swap, reader, isOpen, facts) : [title('Deze ruil bestaat niet meer')];
  const answers =
    isOpen && isSame(swap.with, reader)
      ? [answer('Akkoord', 'yes', id, roster), answer('Liever niet', 'no', id, roster)]
      : [];
  const card = adaptiveCard(body, [...answers, showRoster(roster)]);
  return { card: note === undefined ? card : withRemark(card, note), summary: ROSTER_SUMMARY };
};

const title = (words: string): Element => heading(words);

const answer = (words: string, given: 'yes' | 'no', swap: string, { municipality }: RosterState): Element =>
  execute(words, 'swap-answer', { roster: municipality, swap, answer: given });

const swapBody = (swap: Swap, reader: Who, isOpen: boolean, facts: RosterFacts): readonly Element[] => {
  const duty = `${periodText(swap, facts)} · ${roleName(swap.role)} · ${facts.municipality.name}`;
  const [first, second] = isOpen ? asked(swap, reader) : answered(swap, reader);
  return [title(first), text(duty, { weight: 'Bolder' }), text(second)];
};

type Words = readonly [title: string, sentence: string];

const asked = (swap: Swap, reader: Who): Words => {
  const [of, taker] = [swap.of.name, swap.with.name];
  if (!isSame(swap.with, reader))
    return ['Ruil gevraagd', `${taker} heeft nog niet geantwoord. Tot dan blijft de dienst van ${of}.`];
  const duty = swap.askedBy
    ? `${swap.askedBy.name} vraagt of u deze dienst van ${of}`
    : `${of} vraagt of u deze dienst`;
  return [
    'Kunt u deze piketdienst overnemen?',
    `${duty} wilt doen. Zonder antwoord blijft de dienst van ${of}.`,
  ];
};

const answered = ({ of, with: taker, answer: given }: Swap, reader: Who): Words => {
  if (!given) return ['Deze ruil is voorbij', `Er kwam geen antwoord. De dienst bleef van ${of.name}.`];
  if (isSame(taker, reader))
    return given.accepted
      ? ['✔ U neemt de dienst over', `U staat op het rooster in plaats van ${of.name}.`]
      : ['U neemt de dienst niet over', `De dienst blijft van ${of.name}.`];
  if (given.accepted) return [`✔ ${taker.name} neemt de dienst over`, `${of.name} heeft dan geen piket.`];
  return [`✖ ${taker.name} kan niet`, `De dienst blijft van ${of.name}. Vraag iemand anders met "Ruilen".`];
};
