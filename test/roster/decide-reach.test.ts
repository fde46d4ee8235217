import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { DAY } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { YOUTH, anna, arie, olga, yara } from '../case/region.ts';
import { by } from './asks.ts';
import { MONDAY, given } from './given.ts';
import { ada, gone, moved } from './people.ts';
import { absence, override, pattern, period, shift, swap, unansweredSwap } from './rosters.ts';
import { saturday } from './scenarios.ts';

describe('A test of who can be reached', () => {
  const past = period('2026-11-21T10:00+01:00', '2026-11-21T18:00+01:00');
  const test: RosterCommand = { type: 'TestReach' };

  it('is for everybody who is on the roster from now on, once, in the order of the region file', () => {
    given(
      shift(yara, saturday, { role: YOUTH }),
      shift(anna, saturday),
      pattern(anna, '2026-11-01'),
      override(ada, saturday),
      swap(anna, arie, saturday),
    )
      .when(test, by)
      .then({ type: 'ReachTested', people: [yara, anna, arie, ada].map(whoIs) });
  });

  it('leaves out what is over, what was not agreed, and who left', () => {
    given(
      shift(anna, saturday),
      shift(arie, past),
      override(arie, past, { id: 'past' }),
      swap(anna, arie, past),
      unansweredSwap(anna, ada, saturday),
      pattern(ada, '2026-10-01', { until: '2026-11-21' }),
      shift(gone, saturday),
      shift(moved, saturday),
      absence(olga, saturday),
    )
      .when(test, by)
      .then({ type: 'ReachTested', people: [whoIs(anna)] });
  });

  it('is for whoever has the last duty of a pattern today, or last night', () => {
    for (const until of ['2026-11-23', '2026-11-22'])
      given(pattern(anna, '2026-10-01', { until }))
        .when(test, by)
        .then({ type: 'ReachTested', people: [whoIs(anna)] });
  });

  it('needs somebody', () => {
    given(shift(arie, past)).when(test, by).refused({ code: 'nobodyOnRoster' });
  });

  it('is proven by whoever was asked, as often as they like', () => {
    const event = { type: 'ReachProven', person: whoIs(anna) } as const;
    const reach = [{ person: whoIs(anna), askedAt: 1 }];
    const state = given({ reach }).when({ type: 'ProveReach' }, { by: anna }).then(event);
    assert.equal(state.reach[0]?.provenAt, MONDAY);
    given(state)
      .when({ type: 'ProveReach' }, { by: anna, at: MONDAY + DAY })
      .then(event);
  });

  it('is not proven by whoever was not asked', () => {
    given({ reach: [{ person: whoIs(anna), askedAt: 1 }] })
      .when({ type: 'ProveReach' }, { by: arie })
      .refused({ code: 'notAsked' });
  });
});
