/** What a reader finds on a card. */
import { type Piece, isPiece, typeOf } from '../support/cards.ts';
import { ofType, words } from './walk.ts';

const list = (value: unknown): readonly Piece[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isPiece) : [];

const bodyOf = (card: Piece): readonly Piece[] => list(card.body);

/** The titles of the buttons that are in sight, in order. */
export const buttons = (card: Piece): readonly string[] =>
  bodyOf(card)
    .filter((element) => typeOf(element) === 'ActionSet')
    .flatMap(({ actions }) => list(actions).map(({ title }) => words(title)));

/** The texts in sight, from top to bottom; not the facts. */
export const lines = (card: Piece): readonly string[] =>
  bodyOf(card).flatMap((element) =>
    typeOf(element) === 'ActionSet' ? [] : ofType(element, 'TextBlock').map(({ text }) => words(text)),
  );

/** The facts of a card, by their title. */
export const facts = (card: Piece): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ofType(card, 'FactSet')
      .flatMap((set) => list(set.facts))
      .map(({ title, value }) => [words(title), words(value)]),
  );

/** The card a button opens. */
export const opened = (card: Piece, title: string): Piece => {
  const found = ofType(card, 'Action.ShowCard').find((action) => action.title === title)?.card;
  if (!isPiece(found)) throw new Error(`"${title}" opens nothing`);
  return found;
};
