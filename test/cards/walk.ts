/** Walks through the parts of a card, for rules that hold for every part of every card. */
import { type Piece, isPiece, textOf, typeOf } from '../support/cards.ts';

const inside = (value: unknown): readonly Piece[] => {
  if (Array.isArray(value)) return (value as unknown[]).flatMap(inside);
  return isPiece(value) ? [value] : [];
};

/** A piece and everything in it, fallbacks and inner cards too; not what an action sends. */
export const pieces = (piece: Piece): readonly Piece[] => [
  piece,
  ...Object.entries(piece).flatMap(([key, value]) => (key === 'data' ? [] : inside(value).flatMap(pieces))),
];

export const ofType = (card: Piece, type: string | RegExp): readonly Piece[] =>
  pieces(card).filter((piece) =>
    typeof type === 'string' ? typeOf(piece) === type : type.test(typeOf(piece)),
  );

const isInnerCard = (piece: Piece): boolean => typeOf(piece) === 'Action.ShowCard';

/** The pieces of a card without those of the cards it can open. */
const ownPieces = (piece: Piece): readonly Piece[] =>
  isInnerCard(piece)
    ? [piece]
    : [
        piece,
        ...Object.entries(piece).flatMap(([key, value]) =>
          key === 'data' || key === 'fallback' ? [] : inside(value).flatMap(ownPieces),
        ),
      ];

/** For the card and each card it can open: the ids of the inputs that are sent together from there. */
export const sentTogether = (card: Piece, around: readonly string[] = []): readonly (readonly string[])[] => {
  const own = ownPieces(card);
  const ids = own
    .filter((piece) => typeOf(piece).startsWith('Input.'))
    .map(({ id }) => (typeof id === 'string' ? id : ''));
  const together = [...around, ...ids];
  const opened = own.filter(isInnerCard).flatMap(({ card: inner }) => inside(inner));
  return [together, ...opened.flatMap((inner) => sentTogether(inner, together))];
};

export const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** For the card and each card it can open: how many buttons are in sight on it. */
export const buttonsPerLevel = (card: Piece): readonly number[] => {
  const own = ownPieces(card);
  const count = own.reduce((sum, { actions }) => sum + (Array.isArray(actions) ? actions.length : 0), 0);
  const opened = own.filter(isInnerCard).flatMap(({ card: inner }) => inside(inner));
  return [count, ...opened.flatMap(buttonsPerLevel)];
};

/** Everything on a card that leads somewhere: addresses of buttons, and links and addresses in texts. */
export const waysOut = (card: Piece): readonly string[] => [
  ...pieces(card).flatMap(({ url }) => (typeof url === 'string' ? [url] : [])),
  ...(textOf(card).match(/\]\([^)]*\)|https?:\S+/g) ?? []),
];
