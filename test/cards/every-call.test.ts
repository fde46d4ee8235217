import assert from 'node:assert/strict';
import { CALL_ANSWERS, CALL_REASONS } from '../../src/case/vocabulary.ts';
import { textOf } from '../support/cards.ts';
import { buttons, lines } from './read.ts';
import { type Shown, everyCard } from './shown-cards.ts';
import { waysOut } from './walk.ts';

const JOIN = 'Deelnemen aan overleg';
const CASE = 'Toon de casus';

describe('Every call to a consultation', function () {
  this.timeout(60_000);
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
    // A call in Teams would ring people at once, and whoever said no has no need of a way in.
    const hasUrl = /, ((graph|standing-room), (running|ahead|danger)|deep-link, (running|danger))$/;
    none(({ name, card }) => {
      const ways = buttons(card).filter((title) => title === JOIN);
      return ways.length !== (hasUrl.test(name) && !name.includes(', declined,') ? 1 : 0);
    });
  });

  it('has nothing else that leads out of Teams, not even in the case that it can open', () => {
    none(({ card }) => waysOut(card).length > buttons(card).filter((title) => title === JOIN).length);
  });

  it('lets nobody say that they are there before it begins', () => {
    none(({ name, card }) => name.endsWith(', ahead') && textOf(card).includes('Ik ben er'));
  });

  it('speaks only of buttons that are on it', () => {
    none(({ card }) =>
      lines(card)
        .flatMap((line) => [...line.matchAll(/Druk op "([^"]+)"/g)])
        .some(([, title = '']) => !buttons(card).includes(title)),
    );
  });

  it('says that it is asked again only to somebody who was asked before and did not answer', () => {
    none(({ name, card }) => {
      const isAsked = /: again, silent, .*(running|ahead)$/.test(name);
      return lines(card).some((line) => line.includes('We vragen het nog een keer')) !== isAsked;
    });
  });

  it('says nothing about the household: in sight no reference, no children, no risk, no address', () => {
    const household = /PL\d|2026123456|kind|hond|wapen|agressie|tolk|huisverbod|contact|straat/i;
    none(({ card, summary = '' }) => household.test([summary, ...lines(card)].join('\n')));
  });

  it('says the telephone number only where the consultation is by telephone now, to who may still come', () => {
    none(({ name, card }) => {
      const isByPhone = /, phone, (running|danger)$/.test(name) && !name.includes(', declined,');
      return lines(card).join().includes('bel 0528 123 456') !== isByPhone;
    });
  });

  it('asks nobody to come once there is an outcome', () => {
    none(
      ({ name, card }) =>
        /, (over|closed)$/.test(name) &&
        buttons(card).some((one) => one !== CASE && one !== 'Overleg aanvullen'),
    );
    none(({ name, card }) => name.endsWith(', closed') && buttons(card).join() !== CASE);
  });

  it('leads nowhere once the case is closed, not even from the case that it can open', () => {
    none(({ closed, card }) => closed === true && waysOut(card).length > 0);
  });

  it('never says in the code of the program why a way to meet was passed over', () => {
    none(({ card }) => /notConfigured|noPolicy|badAnswer|timeOut|throttled/.test(textOf(card)));
  });
});
