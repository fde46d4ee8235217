import assert from 'node:assert/strict';
import { CALL_ANSWERS, CALL_REASONS } from '../../src/case/vocabulary.ts';
import { textOf } from '../support/cards.ts';
import { buttons, lines } from './read.ts';
import { type Shown, everyCard } from './shown-cards.ts';
import { waysOut } from './walk.ts';

const JOIN = 'Deelnemen aan overleg';
const CASE = 'Toon de casus';

describe('Every call to a consultation', () => {
  let calls: readonly Shown[];

  before(() => {
    calls = everyCard().filter(({ call }) => call);
  });

  /** No call has this wrong with it; otherwise the first few that do are named. */
  const none = (wrong: (shown: Shown) => boolean): void => {
    const found = calls.filter(wrong).map(({ name }) => name);
    assert.deepEqual(found.slice(0, 5), [], `${found.length} calls`);
  };

  it('was looked at for every reason and with every answer', () => {
    const missing = CALL_REASONS.flatMap((why) =>
      ['silent', ...CALL_ANSWERS]
        .map((answer) => `call: ${why}, ${answer},`)
        .filter((words) => !calls.some(({ name }) => name.includes(words))),
    );
    assert.deepEqual(missing, []);
  });

  it('holds exactly one way in where there is one, in sight, and none once it is over', () => {
    const hasUrl = /, (graph|deep-link|standing-room), (running|ahead|danger)$/;
    none(({ name, card }) => {
      const ways = buttons(card).filter((title) => title === JOIN);
      return ways.length !== (hasUrl.test(name) ? 1 : 0);
    });
  });

  it('says nothing about the household: in sight no reference, no children, no risk, no address', () => {
    const household = /PL\d|2026123456|kind|hond|wapen|agressie|tolk|huisverbod|contact|straat/i;
    none(({ card, summary = '' }) => household.test([summary, ...lines(card)].join('\n')));
  });

  it('says the telephone number only where the consultation is by telephone', () => {
    none(({ name, card }) => {
      const isByPhone = /, phone, (running|ahead|danger)$/.test(name);
      return lines(card).join().includes('bel 0528 123 456') !== isByPhone;
    });
  });

  it('asks nothing of anybody once there is an outcome', () => {
    none(({ name, card }) => /, (over|closed)$/.test(name) && buttons(card).join() !== CASE);
  });

  it('leads nowhere once the case is closed, not even from the case that it can open', () => {
    none(({ closed, card }) => closed === true && waysOut(card).length > 0);
  });

  it('never says in the code of the program why a way to meet was passed over', () => {
    none(({ card }) => /notConfigured|noPolicy|badAnswer|timeOut|throttled/.test(textOf(card)));
  });
});
