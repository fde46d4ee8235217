import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { CARDS, type Drawing } from '../../src/outbox/drawing.ts';
import { type Options, simulate } from './run.ts';
import { PLAIN } from './world/plain-drawing.ts';
import { readCard } from './world/takes.ts';

/** What the simulation sends; it purges nothing, so says no farewell. */
const NAMES = [
  'caseCard',
  'sentCard',
  'callCard',
  'outcomeCard',
  'pingCard',
  'householdCard',
  'householdElsewhere',
  'hiddenCard',
  'rosterMessageCard',
] as const;

/** Draws each message both ways, and notes how both are read. */
const twice = (compare: (name: keyof Drawing, plain: unknown, real: unknown) => void): Drawing => {
  const both =
    <A extends readonly unknown[], C extends Parameters<typeof readCard>[0]>(
      name: keyof Drawing,
      plain: (...of: A) => C,
      real: (...of: A) => C,
    ) =>
    (...of: A): C => {
      const drawn = real(...of);
      compare(name, readCard(plain(...of)), readCard(drawn));
      return drawn;
    };
  return {
    caseCard: both('caseCard', PLAIN.caseCard, CARDS.caseCard),
    sentCard: both('sentCard', PLAIN.sentCard, CARDS.sentCard),
    callCard: both('callCard', PLAIN.callCard, CARDS.callCard),
    outcomeCard: both('outcomeCard', PLAIN.outcomeCard, CARDS.outcomeCard),
    pingCard: both('pingCard', PLAIN.pingCard, CARDS.pingCard),
    householdCard: both('householdCard', PLAIN.householdCard, CARDS.householdCard),
    householdElsewhere: both('householdElsewhere', PLAIN.householdElsewhere, CARDS.householdElsewhere),
    hiddenCard: both('hiddenCard', PLAIN.hiddenCard, CARDS.hiddenCard),
    farewellCard: both('farewellCard', PLAIN.farewellCard, CARDS.farewellCard),
    rosterMessageCard: both('rosterMessageCard', PLAIN.rosterMessageCard, CARDS.rosterMessageCard),
  };
};

describe('The plain cards of the simulation', function () {
  this.timeout(120_000);

  it('are read as the real ones are, in everything that is sent', async () => {
    const drawn = new Set<string>();
    // What is thrown while a message is drawn would only be parked.
    const different: object[] = [];
    const drawing = twice((name, plain, real) => {
      drawn.add(name);
      if (!isDeepStrictEqual(plain, real)) different.push({ name, plain, real });
    });
    for (const seed of [1, 3, 5, 6]) await simulate({ seed, cases: 12, hours: 12, drawing });
    assert.deepEqual(different, []);
    assert.deepEqual([...drawn].toSorted(), NAMES.toSorted());
  });

  it('give the same run as the real ones', async () => {
    const options: Options = { seed: 9, cases: 6, hours: 24 };
    const plain = await simulate({ ...options, drawing: PLAIN });
    const real = await simulate({ ...options, drawing: CARDS });
    assert.equal(plain.trace, real.trace);
  });
});
