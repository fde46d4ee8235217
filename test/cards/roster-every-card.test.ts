import assert from 'node:assert/strict';
import { isRosterVerb } from '../../src/cards/roster-parse.ts';
import { NO_CARDS_HERE } from '../../src/cards/texts.nl.ts';
import { type Piece, isPiece, textOf, typeOf } from '../support/cards.ts';
import { complaintsAbout } from './official-parser.ts';
import { everyRosterCard } from './roster-shown.ts';
import type { Shown } from './shown-cards.ts';
import { buttonsPerLevel, pieces, sentTogether, waysOut, words } from './walk.ts';

/** Teams takes more, but this much is promised to every client. */
const MOST_BYTES = 28 * 1024;

/** What a button sends besides what was typed. */
const OWN_DATA = ['roster', 'verb', 'gap', 'nth', 'swap', 'answer', 'show', 'case'];

const SIGNS = /^[⚠✔]/u;

/** What the program calls things, and words that only turn up when a text was forgotten in translation. */
const ENGLISH =
  /\b(roster|shift|duty|swap|gap|gone|absent|override|pattern|unknown|undefined|null|NaN|Invalid Date|true|false|the|not|your|you|on|off)\b|\[object/g;

describe('Every card of the roster, in every situation', function () {
  this.timeout(120_000);
  let cards: readonly Shown[];

  before(() => {
    cards = everyRosterCard();
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

  it('is drawn in many situations', () => {
    assert.ok(cards.length > 3000, `only ${cards.length} cards`);
    assert.equal(new Set(cards.map(({ name }) => name)).size, cards.length, 'two cards have one name');
  });

  it('is accepted by the official parser without a remark', () => {
    flawless(({ card }) => complaintsAbout(card));
  });

  it('has no template expression left in it', () => {
    flawless(({ card }) => (JSON.stringify(card).includes('${') ? ['${'] : []));
  });

  it('has no English in it, and nothing that a program would say', () => {
    flawless(({ card }) => textOf(card).match(ENGLISH) ?? []);
  });

  it('stays under 28 KB, also where a list is longer than a card can hold', () => {
    flawless(({ card }) => {
      const bytes = Buffer.byteLength(JSON.stringify(card));
      return bytes < MOST_BYTES ? [] : [`${bytes} bytes`];
    });
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

  it('has at most six buttons in sight, and on each card that it can open', () => {
    flawless(({ card }) => buttonsPerLevel(card).flatMap((count) => (count > 6 ? [`${count} buttons`] : [])));
  });

  it('gives every button of a card a title of its own, and those of its forms too', () => {
    flawless(({ card }) => {
      const titles = pieces(card)
        .filter((piece) => ['Action.Execute', 'Action.ShowCard'].includes(typeOf(piece)))
        .map(({ title }) => words(title));
      return titles.filter((title, index) => title === '' || titles.indexOf(title) !== index);
    });
  });

  it('uses only verbs the bot knows', () => {
    everyPiece(
      ({ type, verb }) => type === 'Action.Execute' && words(verb) !== 'show' && !isRosterVerb(words(verb)),
    );
  });

  it('says of which municipality it is, and sends ids only', () => {
    everyPiece(({ data }) => isPiece(data) && Object.keys(data).some((key) => !OWN_DATA.includes(key)));
    everyPiece(
      ({ data, verb }) => isPiece(data) && verb !== undefined && verb !== 'show' && !('roster' in data),
    );
  });

  it('never sends who somebody is: a choice is no id of a person', () => {
    everyPiece(({ value }) => /^(?:t[/|]|p\d+\b|crowd-)/.test(words(value)));
  });

  it('has for every button one that older clients know, with the same data', () => {
    everyPiece(({ actions }) =>
      Array.isArray(actions)
        ? actions.filter(isPiece).some(({ type, verb, data, fallback }) => {
            if (type !== 'Action.Execute') return false;
            const same = isPiece(fallback) && JSON.stringify(fallback.data) === JSON.stringify(data);
            return !(same && fallback.type === 'Action.Submit' && isPiece(data) && data.verb === verb);
          })
        : false,
    );
  });

  it('tells nothing with colour alone', () => {
    const colours = ['attention', 'warning', 'good'];
    everyPiece(
      ({ type, color, text }) =>
        type === 'TextBlock' && colours.includes(words(color).toLowerCase()) && !SIGNS.test(words(text)),
    );
    everyPiece(({ type, style }) => words(type).startsWith('Action.') && style !== undefined);
  });

  it('wraps its texts, so that a phone cuts nothing off', () => {
    everyPiece(({ type, wrap }) => type === 'TextBlock' && wrap !== true);
  });

  it('leads nowhere outside Teams, whatever stood in a calendar file', () => {
    flawless(({ card }) => waysOut(card));
  });

  it('has a way back that asks nothing of its form', () => {
    everyPiece(({ title, associatedInputs }) => title === 'Terug' && associatedInputs !== 'none');
  });

  it('is announced in words that say nothing', () => {
    flawless(({ summary = '' }) =>
      ['Piketrooster', 'Bereikbaarheidstest'].includes(summary) ? [] : [summary],
    );
  });

  it('says nothing of a household: of a case only its number, its deadline and what is needed', () => {
    flawless(({ card }) => textOf(card).match(/PL0100|kinder|Huisverbod|Wapen|Agressie|Tolk/gi) ?? []);
  });
});
