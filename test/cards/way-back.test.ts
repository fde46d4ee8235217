import assert from 'node:assert/strict';
import { callCard, outcomeCard } from '../../src/cards/call-card.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { pingCard } from '../../src/cards/ping-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { MEETING_WAYS } from '../../src/core/region.ts';
import { type Piece, textOf } from '../support/cards.ts';
import { after, attempted, followed, hoursLater, line, planned } from './cases.ts';
import { callSituations, meetingSituations } from './meeting-situations.ts';
import { JOIN_URL, again, concluded, convened } from './meetings.ts';
import { lines, opened } from './read.ts';
import { HOOGEVEEN, OFFICER, YOUTH_WORKER } from './regions.ts';
import { RISKS } from './situations.ts';
import { waysOut } from './walk.ts';

const BACK = 'Terug naar het overleg';
const WAYS = [undefined, ...MEETING_WAYS] as const;

const linkOn = (document: CaseDocument): readonly string[] =>
  lines(caseCard(document, HOOGEVEEN, hoursLater(3)).card).filter((words) => words.includes(BACK));

const over = (way: (typeof WAYS)[number]) => concluded(convened(HOOGEVEEN, { way }), YOUTH_WORKER);

describe('The way back to a consultation that has its outcome', () => {
  const urls: Partial<Record<string, string>> = {
    graph: JOIN_URL,
    'standing-room': 'https://teams.example/hoogeveen',
  };
  for (const way of WAYS) {
    const url = urls[way ?? ''];
    it(`is ${url === undefined ? 'not ' : ''}on the case card until the visit: ${way ?? 'no place'}`, () => {
      const consulted = over(way);
      const ready = after(consulted, line(2, YOUTH_WORKER, planned(hoursLater(6))));
      const failed = after(ready, line(2.5, YOUTH_WORKER, attempted(hoursLater(2.4))));
      for (const document of [consulted, ready, failed])
        assert.deepEqual(linkOn(document), url === undefined ? [] : [`[${BACK}](${url})`]);
    });
  }

  it('is not there while another is held, and then leads to the latest', () => {
    const second = again(over('graph'), HOOGEVEEN, { way: 'standing-room' });
    assert.deepEqual(linkOn(second), []);
    assert.deepEqual(linkOn(concluded(second, OFFICER, 3)), [`[${BACK}](https://teams.example/hoogeveen)`]);
    const ringing = again(over('graph'), HOOGEVEEN, { way: 'deep-link' });
    assert.deepEqual(linkOn(concluded(ringing, OFFICER, 3)), []);
  });

  it('is never in the case that another card opens, which stays when the case is over', () => {
    const situations = [
      ...meetingSituations(HOOGEVEEN, YOUTH_WORKER),
      ...callSituations(HOOGEVEEN, YOUTH_WORKER),
    ];
    const onCase = situations.filter(({ document }) => linkOn(document).length > 0);
    assert.ok(onCase.length > 50, `the link is on ${onCase.length} case cards`);
    const inside = situations.flatMap(({ name, document, now }): [string, Piece][] => {
      const calls = followed(document).meetings.flatMap(({ number, called }) =>
        called.map(({ who }) => callCard(document, number, who, HOOGEVEEN, now).card),
      );
      const cards = [
        pingCard(document, RISKS, undefined, HOOGEVEEN, now).card,
        outcomeCard(document, HOOGEVEEN, now).card,
        ...calls,
      ];
      return cards.map((card) => [name, card]);
    });
    const wrong = inside
      .filter(([, card]) => textOf(card).includes(BACK) || waysOut(opened(card, 'Toon de casus')).length > 0)
      .map(([name]) => name);
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} of ${inside.length} cards`);
  });
});
