import { Template } from 'adaptivecards-templating';
import { z } from 'zod';
import { remembering } from '../core/remember.ts';
import { CALL_FIRST, NO_CARDS_HERE } from './texts.nl.ts';

/** A piece of Adaptive Card JSON. */
export type Element = Readonly<Record<string, unknown>>;

/** A whole card; its body can be put into another. */
export interface Card extends Element {
  readonly body: readonly Element[];
}

/** What goes to Teams: the card, and the words of the notification, which must be generic. */
export interface OutgoingCard {
  card: Card;
  summary: string;
}

const expandedSchema = z.object({ body: z.array(z.record(z.string(), z.unknown())) });

/** Bound elements that are remembered: most forms are the same on every card, and most of a card is as it was before. */
const REMEMBERED = 1_000;

/**
 * A template bound to data, giving the elements of its body. A `Template` is made once per process: making one costs far
 * more than using it. Using it costs more than writing its data down; so each element of the body is bound by itself, and
 * not again to the same data.
 */
export const bind = (json: BodyTemplate): ((data: object) => readonly Element[]) => {
  const elements = json.body.map((element) => boundElement({ ...json, body: [element] }));
  return (data) => elements.flatMap((bound) => bound(data));
};

interface BodyTemplate {
  readonly body: readonly object[];
}

const boundElement = (json: BodyTemplate): ((data: object) => readonly Element[]) => {
  const template = new Template(json);
  const words = JSON.stringify(json);
  const bound = remembering((written: string): readonly Element[] => {
    const $root: unknown = JSON.parse(written);
    return expandedSchema.parse(template.expand({ $root })).body;
  }, REMEMBERED);
  // What an element does not mention does not change it.
  return (data) =>
    bound(JSON.stringify(Object.fromEntries(Object.entries(data).filter(([name]) => words.includes(name)))));
};

/** Wraps body and actions as the card version that every Teams client shows. */
export const adaptiveCard = (body: readonly Element[], actions: readonly Element[] = []): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: 'nl',
  fallbackText: NO_CARDS_HERE,
  body: actions.length === 0 ? body : [...body, { type: 'ActionSet', actions }],
});

export const text = (words: string, style: Element = {}): Element => ({
  type: 'TextBlock',
  text: words,
  wrap: true,
  ...style,
});

/** The title of a card. Whoever cannot see it jumps from heading to heading, past cards that are not for them. */
export const heading = (words: string): Element =>
  text(words, { style: 'heading', weight: 'Bolder', size: 'Large' });

/** The title of a part of a card. Its size is said, because a heading would be large. */
export const subheading = (words: string): Element =>
  text(words, { style: 'heading', weight: 'Bolder', size: 'Default' });

/**
 * Words that must stand out have a background of their own: coloured letters cannot be read in every theme, and look like
 * any others in high contrast.
 */
export const alarm = (words: string): Element => ({
  type: 'Container',
  style: 'attention',
  spacing: 'Small',
  items: [text(words, { weight: 'Bolder' })],
});

/** A button that reaches the bot; `Action.Submit` is for clients that do not know `Action.Execute`. */
export const execute = (
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  more: Element = {},
): Element => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { ...data, verb },
  ...more,
  fallback: { type: 'Action.Submit', title, data: { ...data, verb }, ...more },
});

/** A button that asks nothing of the form it stands on, so that no required field can block the way back. */
export const executeOnly = (title: string, verb: string, data: Readonly<Record<string, unknown>>): Element =>
  execute(title, verb, data, { associatedInputs: 'none' });

/** The same card for a dialog, where Teams knows `Action.Submit` only. */
export const forDialog = (card: Card): Card => ({
  ...card,
  body: card.body.map((element) =>
    element.type === 'ActionSet' && Array.isArray(element.actions)
      ? { ...element, actions: element.actions.map((action: Element) => action.fallback ?? action) }
      : element,
  ),
});

/** A button that opens a card inside its own, where what is said of the whole card is not said again. */
export const showCard = (title: string, card: Element): Element => {
  const { lang, fallbackText, ...inner } = card;
  return { type: 'Action.ShowCard', title, card: inner };
};

const DANGER = 'direct-danger';

/** Stands above everything else wherever there is direct danger. */
export const dangerFirst = (danger: boolean): readonly Element[] =>
  danger
    ? [
        {
          type: 'Container',
          id: DANGER,
          style: 'attention',
          bleed: true,
          items: [text(`⚠ ${CALL_FIRST}`, { weight: 'Bolder', size: 'Medium' })],
        },
      ]
    : [];

/** A remark on top of a card, under direct danger: what went wrong, or as whom a tester acts. */
export const withRemark = (card: Card, words: string): Card => {
  const danger = card.body.filter(({ id }) => id === DANGER);
  const rest = card.body.filter(({ id }) => id !== DANGER);
  const remark = {
    type: 'Container',
    style: 'warning',
    bleed: true,
    items: [text(words, { weight: 'Bolder' })],
  };
  return { ...card, body: [...danger, remark, ...rest] };
};
