/**
 * Thousands of cards differ in words only. To a reader who cannot see them, or not well, what counts is of which parts they
 * are made: so of all cards with the same parts one is looked at, the one with most text, where things clip and overlap first.
 */
import { type Piece, isPiece, typeOf } from '../support/cards.ts';

/** A card, or a card with one of the cards open that it can open: by place among its buttons that open something. */
export interface View {
  name: string;
  card: Piece;
  open?: number;
}

/** What makes a part look or work another way. Words, ids and how many there are do not. */
const TELLING = [
  ...['type', 'style', 'color', 'isSubtle', 'weight', 'size', 'horizontalAlignment'],
  ...['isMultiSelect', 'isRequired', 'isMultiline', 'wrap', 'bleed', 'choices.data'],
];

const UNSEEN = ['data', 'fallback', 'choices', 'facts', 'choices.data'];

const insideOf = (piece: Piece): readonly Piece[] =>
  Object.entries(piece).flatMap(([key, value]) =>
    UNSEEN.includes(key) ? [] : (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isPiece),
  );

const kindOf = (piece: Piece): string =>
  TELLING.flatMap((key) => (key in piece ? [`${key}=${JSON.stringify(piece[key])}`] : [])).join(' ');

/** Every part with the parts around it; a card that can be opened is a view of its own. */
const partsOf = (piece: Piece, around = ''): readonly string[] => {
  const own = `${around} > ${kindOf(piece)}`;
  const inside = typeOf(piece) === 'Action.ShowCard' ? [] : insideOf(piece);
  return [own, ...inside.flatMap((one) => partsOf(one, own))];
};

const structureOf = (card: Piece): string => [...new Set(partsOf(card))].toSorted().join('\n');

/** The cards that can be opened, in the order of their buttons. */
const openedBy = (card: Piece): readonly Piece[] =>
  insideOf(card).flatMap((piece) => {
    if (typeOf(piece) !== 'Action.ShowCard') return openedBy(piece);
    return isPiece(piece.card) ? [piece.card] : [];
  });

/** What of a view is looked at: of an open card only that card. */
const lookedAt = ({ card, open }: View): Piece =>
  open === undefined ? card : (openedBy(card)[open] ?? card);

/** Of these, enough to see every part in everything that can be around it: colours depend on nothing else. */
export const everyPart = (views: readonly View[]): readonly View[] => {
  const found = new Set<string>();
  return views.filter((view) => {
    const parts = partsOf(lookedAt(view), view.open === undefined ? '' : 'open');
    const isNew = parts.some((part) => !found.has(part));
    for (const part of parts) found.add(part);
    return isNew;
  });
};

/** One of each structure. */
export const oneOfEach = (cards: readonly { name: string; card: Piece }[]): readonly View[] => {
  const found = new Map<string, View & { size: number }>();
  const offer = (structure: string, view: View, size: number): void => {
    if (size > (found.get(structure)?.size ?? 0)) found.set(structure, { ...view, size });
  };
  for (const { name, card } of cards) {
    offer(structureOf(card), { name, card }, JSON.stringify(card).length);
    for (const [open, inner] of openedBy(card).entries())
      offer(
        `open\n${structureOf(inner)}`,
        { name: `${name}, open ${open}`, card, open },
        JSON.stringify(inner).length,
      );
  }
  return [...found.values()].map(({ size, ...view }) => view);
};
