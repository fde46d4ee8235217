/** Walks through the parts of a card, for rules that hold for every part of every card. */
import { type Piece, isPiece, typeOf } from '../support/cards.ts';

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
