/**
 * Reads Adaptive Cards and presses their buttons the way a Teams client does, so that a test never has to invent
 * what a card sends.
 */

/** Any piece of Adaptive Card JSON. */
export type Piece = Readonly<Record<string, unknown>>;

/** What a press sends to the bot. */
export interface Pressed {
  type: 'Action.Execute' | 'Action.Submit';
  title: string;
  /** Empty for `Action.Submit`. */
  verb: string;
  /** The action's own data with the inputs in its scope on top of it. */
  data: Record<string, unknown>;
}

/** What a person fills in: a list for several choices, a boolean for a toggle, `''` to empty an input. */
export type Answers = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface PressOptions {
  /** Sends even what a client would stop: required inputs left empty, unknown choices, inputs not in scope. */
  anyway?: boolean;
}

/** Parts of a card that a client does not show: alternatives, and what is sent rather than seen. */
const UNSEEN = new Set(['fallback', 'data', 'refresh', 'authentication', 'msteams', 'metadata']);

/** What a reader sees of one element, in the order in which it is shown. */
const READ = ['label', 'text', 'title', 'value', 'placeholder', 'altText'] as const;

export const isPiece = (value: unknown): value is Piece =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const string = (value: unknown): string => (typeof value === 'string' ? value : '');

export const typeOf = (piece: Piece): string => string(piece.type);

/** The pieces directly inside a piece, in order. */
const inside = (piece: Piece): Piece[] =>
  Object.entries(piece).flatMap(([key, value]) => {
    if (UNSEEN.has(key)) return [];
    return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isPiece);
  });

/** A value is shown of a fact only; of an input or a choice it is what gets sent. */
const isFact = (piece: Piece): boolean => piece.type === undefined && 'title' in piece && 'value' in piece;

/** Every text a reader of the card can come to see, also in closed parts of it. Errors of inputs are left out. */
export const texts = (card: Piece, key = ''): string[] => {
  const own = READ.filter((name) => name !== 'value' || (key === 'facts' && isFact(card)))
    .map((name) => string(card[name]))
    .filter((text) => text !== '');
  const words = Object.entries(card).flatMap(([name, value]) => {
    if (UNSEEN.has(name)) return [];
    return (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((part) => {
      if (isPiece(part)) return texts(part, name);
      // A run of a RichTextBlock may be a bare string.
      return name === 'inlines' && typeof part === 'string' ? [part] : [];
    });
  });
  return [...own, ...words];
};

/** The whole card as running text: for `match`. */
export const textOf = (card: Piece): string => texts(card).join('\n');

/** An action with the cards around it, outermost first; the last is the card that holds it. */
interface Found {
  action: Piece;
  around: readonly Piece[];
}

const foundIn = (piece: Piece, around: readonly Piece[]): Found[] =>
  inside(piece).flatMap((part) => {
    const here: Found[] = typeOf(part).startsWith('Action.') ? [{ action: part, around }] : [];
    if (typeOf(part) !== 'Action.ShowCard') return [...here, ...foundIn(part, around)];
    const card = part.card;
    return isPiece(card) ? [...here, ...foundIn(card, [...around, card])] : here;
  });

/** Titles of all actions on a card, those inside `Action.ShowCard` too, in order. */
export const actionTitles = (card: Piece): string[] =>
  foundIn(card, [card]).map(({ action }) => string(action.title));

const find = (card: Piece, title: string | RegExp): Found => {
  const wanted = (text: string): boolean => (typeof title === 'string' ? text === title : title.test(text));
  const found = foundIn(card, [card]).filter(({ action }) => wanted(string(action.title)));
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    const titles = actionTitles(card).map((text) => `"${text}"`);
    const count = found.length === 0 ? 'No action' : `${found.length} actions`;
    throw new Error(`${count} "${String(title)}" on this card, which has ${titles.join(', ') || 'none'}`);
  }
  return first;
};

/** The one action with this title, wherever on the card it is; also one that opens an inner card. */
export const findAction = (card: Piece, title: string | RegExp): Piece => find(card, title).action;

/** The inputs of a card itself, without those of the cards it can open. */
export const inputsOf = (card: Piece): Piece[] =>
  inside(card).flatMap((part) => {
    if (typeOf(part) === 'Action.ShowCard') return [];
    return typeOf(part).startsWith('Input.') ? [part] : inputsOf(part);
  });

/** The inputs an action sends: those of its own card and of the cards around it, never of a card beside it. */
export const inputsFor = (card: Piece, title: string | RegExp): Piece[] => {
  const { action, around } = find(card, title);
  return action.associatedInputs === 'none' ? [] : around.flatMap((one) => inputsOf(one));
};
