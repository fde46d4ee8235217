import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, HOUR } from '../../src/core/time.ts';
import { isNeedlessNotice } from '../../src/outbox/roster-needless.ts';
import type { RosterMessage } from '../../src/roster/messages.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { START as NOW, hour } from '../case/history.ts';
import { ADULT, anna, arie, petra, region } from '../case/region.ts';
import { gone } from '../roster/people.ts';
import { proven, rosterOf, swap, unansweredSwap, unproven } from '../roster/rosters.ts';

const ahead = { from: hour(48), to: hour(56) };
const past = { from: NOW - 8 * HOUR, to: NOW };
const PENDING = { id: 1, tries: 0, nextTryAt: NOW, to: whoIs(anna), route: 'personal' as const };
const empty = rosterOf();

const isGone = (message: RosterMessage, roster: RosterState = empty): boolean =>
  isNeedlessNotice(message, roster, region, NOW);

const gap = (id: string, period = ahead) => ({
  id,
  role: ADULT,
  ...period,
  foundAt: 0,
  told: [],
  unheard: [],
});
const gaps = (...ids: readonly string[]): RosterMessage => ({
  ...PENDING,
  kind: 'gaps',
  level: 'planner',
  gaps: [...ids],
});
const SWAP = 'swap-Anna-Arie';
const swapAsked: RosterMessage = { ...PENDING, kind: 'swapAsked', swap: SWAP };
const swapAnswered: RosterMessage = { ...PENDING, kind: 'swapAnswered', swap: SWAP };
const reachTest: RosterMessage = { ...PENDING, kind: 'reachTest' };
const rostered = (...periods: readonly (typeof ahead)[]): RosterMessage => ({
  ...PENDING,
  kind: 'rostered',
  by: whoIs(petra),
  changes: periods.map((period) => ({ what: 'on', role: ADULT, ...period })),
});
const handOver = (comes: readonly (typeof ahead)[], goes: readonly (typeof ahead)[]): RosterMessage => {
  const duty = (period: typeof ahead) => ({ person: whoIs(anna), role: ADULT, ...period });
  return { ...PENDING, kind: 'handOver', comes: comes.map(duty), goes: goes.map(duty) };
};

describe('A message about a roster', () => {
  describe('is needed', () => {
    const needed: readonly [string, RosterMessage, RosterState?][] = [
      ['of gaps, as long as one of them is open', gaps('a', 'b'), rosterOf({ gaps: [gap('b')] })],
      ['of a swap that is asked', swapAsked, rosterOf(unansweredSwap(anna, arie, ahead))],
      ['of what was answered', swapAnswered, rosterOf(swap(anna, arie, ahead))],
      ['of a test that was not answered', reachTest, rosterOf(unproven(anna))],
      [
        'of a test that was asked again after it was answered',
        reachTest,
        rosterOf({ reach: [{ person: whoIs(anna), askedAt: 2, provenAt: 1 }] }),
      ],
      ['of a duty ahead, whatever else it says', rostered(past, ahead)],
      ['of a duty that goes on', handOver([{ from: NOW - HOUR, to: NOW + 1 }], [])],
      ['of a duty that has just ended', handOver([], [past])],
    ];
    for (const [what, message, roster] of needed)
      it(what, () => {
        assert.equal(isGone(message, roster), false);
      });
  });

  describe('is not needed any more', () => {
    const needless: readonly [string, RosterMessage, RosterState?][] = [
      ['of gaps that are all closed', gaps('a', 'b'), rosterOf({ gaps: [gap('c')] })],
      ['of a gap that is over', gaps('a'), rosterOf({ gaps: [gap('a', past)] })],
      ['of a swap that was answered', swapAsked, rosterOf(swap(anna, arie, ahead))],
      ['of a swap that is over', swapAsked, rosterOf(unansweredSwap(anna, arie, past))],
      ['of a swap that is gone', swapAsked],
      ['of the answer to a swap that is gone', swapAnswered],
      ['of a test that was answered since', reachTest, rosterOf(proven(anna))],
      ['of duties that are over', rostered(past)],
      ['of a duty that came and went', handOver([past], [])],
      ['of a duty that ended long ago', handOver([], [{ from: NOW - DAY, to: NOW - 12 * HOUR }])],
    ];
    for (const [what, message, roster] of needless)
      it(what, () => {
        assert.equal(isGone(message, roster), true);
      });
  });

  it('is not needed by whoever was taken out of the region file', () => {
    const roster = rosterOf(unproven(anna, gone));
    assert.equal(isGone({ ...reachTest, to: whoIs(gone) }, roster), true);
    assert.equal(isGone(reachTest, roster), false);
  });

  it('is not needed of a municipality that was', () => {
    assert.equal(isGone(reachTest, { ...rosterOf(unproven(anna)), municipality: 'emmen' }), true);
  });
});
