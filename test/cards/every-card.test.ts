import assert from 'node:assert/strict';
import { isVerb } from '../../src/cards/parse.ts';
import { isRosterVerb } from '../../src/cards/roster-parse.ts';
import { NO_CARDS_HERE } from '../../src/cards/texts.nl.ts';
import { type Piece, isPiece, textOf, typeOf } from '../support/cards.ts';
import { complaintsAbout } from './official-parser.ts';
import { lines } from './read.ts';
import { HOUSEHOLD, SEALED } from './household-situations.ts';
import { HOUSEHOLD_VERBS } from './household-shown.ts';
import { type Shown, everyCard } from './shown-cards.ts';
import { buttonsPerLevel, ofType, pieces, sentTogether, waysOut, words } from './walk.ts';

/** Teams takes more, but this much is promised to every client. */
const MOST_BYTES = 28 * 1024;

/** What a button sends besides what was typed. */
const OWN_DATA = ['case', 'verb', 'risks', 'meeting', 'form', 'roster'];

const DANGER = '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';

const SIGNS = /^[⚠✔○▶✋]/u;
const NUMBER = '[A-Z]{3}-\\d{4}-\\d{4}';
const MOMENT = '(ma|di|wo|do|vr|za|zo) \\d{1,2} [a-z]{3}\\.? \\d{2}:\\d{2}';
const GENERIC = new RegExp(
  `^(Casus ${NUMBER}( vraagt uw aandacht)?|Vooraankondiging|Verstuurd: casus ${NUMBER}|Open casussen|` +
    `Overleg (nu|${MOMENT}): casus ${NUMBER}|Overleg over casus ${NUMBER}|Leg het overleg vast: casus ${NUMBER})$`,
);

describe('Every card, in every situation', function () {
  this.timeout(60_000);
  let cards: readonly Shown[];

  before(() => {
    cards = everyCard();
  });

  /** No card has anything wrong with it; otherwise the first few that do are named. */
  const flawless = (find: (shown: Shown) => readonly string[]): void => {
    const wrong = cards.flatMap((shown) => find(shown).map((flaw) => `${shown.name}: ${flaw}`));
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} flaws`);
  };

  const everyPiece = (wrong: (piece: Piece) => boolean): void => {
    flawless(({ card }) =>
      pieces(card)
        .filter(wrong)
        .map((piece) => JSON.stringify(piece).slice(0, 200)),
    );
  };

  it('is drawn in all the situations there are', () => {
    assert.ok(cards.length > 9000, `only ${cards.length} cards`);
    assert.equal(new Set(cards.map(({ name }) => name)).size, cards.length, 'two cards have one name');
  });

  it('is accepted by the official parser without a remark', () => {
    flawless(({ card }) => complaintsAbout(card));
  });

  it('has no template expression left in it', () => {
    flawless(({ card }) => (JSON.stringify(card).includes('${') ? ['${'] : []));
  });

  it('never says "undefined", "null" or "NaN"', () => {
    flawless(({ card }) => textOf(card).match(/\b(undefined|null|NaN|Invalid Date)\b|\[object/g) ?? []);
  });

  const tooLarge = ({ card }: Shown): readonly string[] => {
    const bytes = Buffer.byteLength(JSON.stringify(card));
    return bytes < MOST_BYTES ? [] : [`${bytes} bytes`];
  };

  it('stays under 28 KB', () => {
    flawless((shown) => (shown.name.includes('200 events') ? [] : tooLarge(shown)));
  });

  it('stays under 28 KB after 200 events', () => {
    flawless((shown) => (shown.name.includes('200 events') ? tooLarge(shown) : []));
  });

  it('is in Dutch, and says nothing about anything where it cannot be shown', () => {
    flawless(({ card }) =>
      card.lang === 'nl' && card.fallbackText === NO_CARDS_HERE && !('speak' in card)
        ? []
        : [words(card.lang)],
    );
  });

  it('is version 1.5 and never refreshes by itself', () => {
    flawless(({ card }) => (card.version === '1.5' ? [] : [words(card.version)]));
    everyPiece((piece) => 'refresh' in piece);
  });

  it('gives every input a label and an error message', () => {
    everyPiece(
      (piece) =>
        typeOf(piece).startsWith('Input.') &&
        (words(piece.label).trim() === '' || words(piece.errorMessage).trim() === ''),
    );
  });

  it('sends no two inputs under one id, nor under the name of its own data', () => {
    flawless(({ card }) =>
      sentTogether(card).flatMap((ids) => {
        const all = [...OWN_DATA, ...ids];
        return all.filter((id, index) => all.indexOf(id) !== index);
      }),
    );
  });

  it('has at most six buttons beside each other', () => {
    everyPiece(({ actions }) => Array.isArray(actions) && actions.length > 6);
  });

  it('has at most six buttons in sight, and on each card that it can open', () => {
    flawless(({ card }) => buttonsPerLevel(card).flatMap((count) => (count > 6 ? [`${count} buttons`] : [])));
  });

  it('has no way into a meeting once its case is closed: no button, no link, no address', () => {
    const closed = cards.filter((shown) => shown.closed);
    assert.ok(closed.length > 500, `only ${closed.length} cards of closed cases`);
    flawless(({ card, closed: isClosed }) => (isClosed ? waysOut(card) : []));
  });

  it('has at most one button to a consultation, and on a call nothing else that leads out of Teams', () => {
    flawless(({ card }) => {
      const urls = ofType(card, 'Action.OpenUrl');
      return urls.length > 1 || urls.some(({ title }) => title !== 'Deelnemen aan overleg')
        ? urls.map(({ title }) => words(title))
        : [];
    });
  });

  it('gives every button a title, and no two buttons beside each other the same', () => {
    everyPiece(({ actions }) => {
      if (!Array.isArray(actions)) return false;
      const titles = (actions as unknown[]).map((action) => (isPiece(action) ? words(action.title) : ''));
      return titles.includes('') || new Set(titles).size < titles.length;
    });
  });

  it('uses only verbs the bot knows', () => {
    everyPiece(
      ({ type, verb }) =>
        type === 'Action.Execute' &&
        words(verb) !== 'show' &&
        !isVerb(words(verb)) &&
        !isRosterVerb(words(verb)) &&
        !Object.hasOwn(HOUSEHOLD_VERBS, words(verb)),
    );
  });

  const withoutFallback = ({ type, verb, data, associatedInputs, fallback }: Piece): boolean => {
    if (type !== 'Action.Execute') return false;
    const same =
      isPiece(fallback) &&
      JSON.stringify(fallback.data) === JSON.stringify(data) &&
      fallback.associatedInputs === associatedInputs;
    return !(same && fallback.type === 'Action.Submit' && isPiece(data) && data.verb === verb);
  };

  it('has for every button one that older clients know, with the same data', () => {
    everyPiece(({ actions }) => Array.isArray(actions) && actions.filter(isPiece).some(withoutFallback));
  });

  it('has for everything else that can be pressed an alternative that older clients know', () => {
    everyPiece(({ selectAction }) => isPiece(selectAction) && withoutFallback(selectAction));
  });

  it('has no Action.Execute in a dialog, where Teams does not know it', () => {
    flawless(({ card, dialog }) =>
      dialog ? ofType(card, 'Action.Execute').map(({ title }) => words(title)) : [],
    );
  });

  it('sends ids only', () => {
    everyPiece(({ data }) => isPiece(data) && Object.keys(data).some((key) => !OWN_DATA.includes(key)));
  });

  it('tells nothing with the colour of a button, which phones do not show: only the way in may stand out', () => {
    everyPiece(
      ({ type, style, title }) =>
        words(type).startsWith('Action.') &&
        style !== undefined &&
        !(style === 'positive' && title === 'Deelnemen aan overleg'),
    );
  });

  it('says in words or with a sign what it says with colour', () => {
    const colours = ['attention', 'warning', 'good'];
    everyPiece(
      (piece) =>
        colours.includes(words(piece.style)) && ofType(piece, 'TextBlock').every(({ text }) => text === ''),
    );
    everyPiece(
      ({ type, color, text }) =>
        type === 'TextBlock' && colours.includes(words(color).toLowerCase()) && !SIGNS.test(words(text)),
    );
  });

  it('wraps its texts, so that a phone cuts nothing off', () => {
    everyPiece(({ type, wrap }) => (type === 'TextBlock' || type === 'Input.Toggle') && wrap !== true);
  });

  it('says direct danger before everything else, where it says so', () => {
    let said = 0;
    flawless(({ card }) => {
      const text = lines(card);
      const danger = text.filter((words) => words === DANGER);
      said += danger.length;
      return danger.length > 1 || text.indexOf(DANGER) > 0 ? [text.slice(0, 3).join(' | ')] : [];
    });
    assert.ok(said > 400, `only on ${said} cards`);
  });

  it('has a way back that asks nothing of its form', () => {
    everyPiece(({ title, associatedInputs }) => title === 'Terug' && associatedInputs !== 'none');
  });

  it('says nothing about who the household is, unless it is the answer to whoever may see it', () => {
    const secrets = [...Object.values(HOUSEHOLD), SEALED];
    const saidIn = (told: string): readonly string[] =>
      secrets.filter((secret) => told.includes(JSON.stringify(secret).slice(1, -1)));
    let answers = 0;
    flawless(({ card, summary = '', details = false }) => {
      const said = saidIn(JSON.stringify(card));
      answers += details ? 1 : 0;
      const expected = details ? Object.values(HOUSEHOLD) : [];
      return [...saidIn(summary), ...(said.length === expected.length ? [] : said.concat('is all it says'))];
    });
    assert.ok(answers > 10, `only ${answers} answers`);
  });

  it('is announced in words that say nothing about the case', () => {
    flawless(({ summary }) => (summary === undefined || GENERIC.test(summary) ? [] : [summary]));
  });
});

describe('The official parser, as the check on every card', () => {
  const INPUT = { type: 'Input.Text', id: 'a', label: 'A', errorMessage: 'A' };
  const inner = (body: readonly Piece[]): Piece => ({
    type: 'ActionSet',
    actions: [{ type: 'Action.ShowCard', title: 'Open', card: { type: 'AdaptiveCard', body } }],
  });
  const cardWith = (...body: readonly Piece[]): Piece => ({ type: 'AdaptiveCard', version: '1.5', body });

  it('accepts a right card', () => {
    assert.deepEqual(complaintsAbout(cardWith(INPUT, inner([{ ...INPUT, id: 'b' }]))), []);
  });

  const planted: readonly [string, Piece, RegExp][] = [
    ['an unknown element', cardWith({ type: 'Input.Story', id: 's' }), /Unknown element type "Input.Story"/],
    [
      'an unknown element in a card it can open',
      cardWith(inner([{ type: 'Nope' }])),
      /Unknown element type "Nope"/,
    ],
    [
      'an unknown action',
      cardWith({ type: 'ActionSet', actions: [{ type: 'Action.Nope' }] }),
      /Unknown action/,
    ],
    ['an input without an id', cardWith({ type: 'Input.Text', label: 'A' }), /must have a unique Id/],
    ['two inputs with one id', cardWith(INPUT, INPUT), /Duplicate Id "a"/],
    ['two inputs with one id across cards', cardWith(INPUT, inner([INPUT])), /Duplicate Id "a"/],
    ['a language that is none', { ...cardWith(INPUT), lang: 'Dutch!' }, /Invalid value "Dutch!"/],
    ['an unknown value', cardWith({ type: 'TextBlock', text: 'A', color: 'pink' }), /Invalid value "pink"/],
    [
      'a choice without choices',
      cardWith({ ...INPUT, type: 'Input.ChoiceSet', choices: [] }),
      /at least one choice/,
    ],
    [
      'a version that is not there yet',
      { ...cardWith(INPUT), version: '1.9' },
      /version \(1.9\) is not supported/,
    ],
  ];
  for (const [what, card, complaint] of planted) {
    it(`finds ${what}`, () => {
      assert.match(complaintsAbout(card).join('\n'), complaint);
    });
  }
});
