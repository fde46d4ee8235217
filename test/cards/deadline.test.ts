import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { caseListCard } from '../../src/cards/case-list-card.ts';
import { sentCard } from '../../src/cards/intake-card.ts';
import { pingCard } from '../../src/cards/ping-card.ts';
import { HOUR, type Instant } from '../../src/core/time.ts';
import { textOf } from '../support/cards.ts';
import { after, announced, hoursLater, line, recorded, seen } from './cases.ts';
import { lines } from './read.ts';
import { HOOGEVEEN, OFFICER } from './regions.ts';
import { everywhere } from './time-zones.ts';

/** Received, and the end of 24 elapsed hours on the clock in Drenthe. */
const WINDOWS: readonly [string, string, string][] = [
  ['on an ordinary day', '2026-11-23T14:00:00+01:00', 'di 24 nov. 14:00'],
  ['across the spring change, 20:00 becomes 21:00', '2027-03-27T20:00:00+01:00', 'zo 28 mrt. 21:00'],
  ['across the autumn change, 20:00 becomes 19:00', '2026-10-24T20:00:00+02:00', 'zo 25 okt. 19:00'],
  ['received in the first of the two hours', '2026-10-25T02:30:00+02:00', 'ma 26 okt. 01:30'],
  ['received in the second of the two hours', '2026-10-25T02:30:00+01:00', 'ma 26 okt. 02:30'],
  ['at the turn of the year', '2026-12-31T23:59:00+01:00', 'vr 1 jan. 23:59'],
  ['at midnight', '2026-07-01T00:00:00+02:00', 'do 2 jul. 00:00'],
];

describe('The end of the visit window, on every card that names it', () => {
  for (const [name, received, before] of WINDOWS) {
    it(`${name}: vóór ${before}`, () => {
      const at = Date.parse(received);
      const document = announced(HOOGEVEEN, {}, { at });
      const cards = [
        caseCard(document, HOOGEVEEN, at),
        pingCard(document, [], undefined, HOOGEVEEN, at),
        sentCard(document, HOOGEVEEN),
        caseListCard([document], HOOGEVEEN, at),
      ];
      for (const { card } of cards)
        assert.ok(textOf(card).includes(`Bezoek vóór ${before}`), textOf(card).slice(0, 120));
    });
  }

  it('does not depend on the time zone of the machine', () => {
    everywhere((zone) => {
      const document = announced(HOOGEVEEN, {}, { at: Date.parse('2026-10-24T20:00:00+02:00') });
      assert.match(textOf(sentCard(document, HOOGEVEEN).card), /Bezoek vóór zo 25 okt\. 19:00/, zone);
    });
  });

  it('is the moment that was agreed when everybody waits on purpose', () => {
    const at = Date.parse('2026-11-23T14:00:00+01:00');
    const decision = { kind: 'wait' as const, reason: 'preparedTogether' as const, until: at + 48 * HOUR };
    const document = after(announced(HOOGEVEEN, {}, { at }), {
      at: at + HOUR,
      by: OFFICER,
      events: [recorded(['jeugd-mw', 'veilig-opgroeien'], { decision })],
    });
    assert.ok(
      lines(caseCard(document, HOOGEVEEN, at).card).includes('Bewust wachten. Bezoek vóór wo 25 nov. 14:00'),
    );
  });

  it('is said to be over on every card that follows the case, from the first moment after it', () => {
    const document = announced(HOOGEVEEN);
    const cardsAt = (now: Instant) => [
      caseCard(document, HOOGEVEEN, now),
      pingCard(document, [], undefined, HOOGEVEEN, now),
      caseListCard([document], HOOGEVEEN, now),
    ];
    for (const { card } of cardsAt(hoursLater(24))) {
      assert.match(textOf(card), /Bezoek vóór di 24 nov\. 14:00/);
      assert.doesNotMatch(textOf(card), /TE LAAT/);
    }
    for (const { card } of cardsAt(hoursLater(24) + 1)) {
      assert.match(textOf(card), /TE LAAT\. Bezoek had gemoeten vóór di 24 nov\. 14:00/);
      assert.doesNotMatch(textOf(card), /Bezoek vóór/);
    }
  });

  it('is over only after the agreed moment, when everybody waits on purpose', () => {
    const decision = { kind: 'wait' as const, reason: 'preparedTogether' as const, until: hoursLater(48) };
    const document = after(announced(HOOGEVEEN), {
      at: hoursLater(1),
      by: OFFICER,
      events: [recorded(['jeugd-mw', 'veilig-opgroeien'], { decision })],
    });
    const textAt = (hours: number) => textOf(caseCard(document, HOOGEVEEN, hoursLater(hours)).card);
    assert.doesNotMatch(textAt(47), /TE LAAT/);
    assert.match(textAt(49), /TE LAAT\. Bezoek had gemoeten vóór wo 25 nov\. 14:00/);
  });

  it('is never said to be over once the household was seen', () => {
    const document = after(
      announced(HOOGEVEEN),
      line(1, OFFICER, recorded(['jeugd-mw', 'veilig-opgroeien'])),
      line(7, OFFICER, seen(hoursLater(6))),
    );
    const now = hoursLater(100);
    const cards = [
      caseCard(document, HOOGEVEEN, now),
      pingCard(document, [], undefined, HOOGEVEEN, now),
      caseListCard([document], HOOGEVEEN, now),
    ];
    for (const { card } of cards) {
      assert.match(textOf(card), /Gezien en gesproken: ma 23 nov\. 20:00/);
      assert.doesNotMatch(textOf(card), /TE LAAT/);
    }
  });
});
