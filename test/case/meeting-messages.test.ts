import assert from 'node:assert/strict';
import type { Place } from '../../src/case/consultation.ts';
import {
  announced,
  closed,
  completed,
  consulted,
  decided,
  feedback,
  hour,
  householdSeen,
  schoolTold,
} from './history.ts';
import { called, convened, graph, outcomeAsked, placeFound, removed } from './meetings.ts';
import { olga, yara } from './region.ts';
import { AT, FIRST, sentFor } from './sent.ts';

describe('A meeting at Graph', () => {
  const [first, second] = [graph('graph-1'), graph('graph-2')];
  const again = [...consulted(), convened(hour(1), hour(1)), decided(), completed()];
  const ended = [schoolTold, feedback('police'), feedback('safeAtHome')];
  const done = [...announced(), convened(), ...again, householdSeen(), ...ended];
  const removalOf = (meeting: number, place: typeof first, id = FIRST) => {
    const { organiser, meeting: graphId } = place;
    return { id, kind: 'removeMeeting', meeting, organiser, graphId, tries: 0, nextTryAt: AT };
  };

  it('is taken away when the case closes, each of them', () => {
    const history = [...done, placeFound(first, 1), placeFound(second, 2)];
    assert.deepEqual(sentFor([closed], { history }), [removalOf(1, first), removalOf(2, second, FIRST + 1)]);
  });

  it('is not taken away twice', () => {
    const history = [...done, placeFound(first, 1), placeFound(second, 2), removed(1)];
    assert.deepEqual(sentFor([closed], { history }), [removalOf(2, second)]);
  });

  it('is taken away also when it was made at the last moment, of a case that was closed meanwhile', () => {
    assert.deepEqual(sentFor([placeFound(second, 2)], { history: [...done, closed] }), [
      removalOf(2, second),
    ]);
    assert.deepEqual(sentFor([placeFound(first, 1)], { history: done }), []);
  });

  it('is the only place to take away', () => {
    const ways = ['deep-link', 'standing-room', 'phone'] as const;
    for (const way of ways) {
      const place: Place = { way };
      assert.deepEqual(sentFor([closed], { history: [...done, placeFound(place, 1)] }), []);
      assert.deepEqual(sentFor([placeFound(place, 1)], { history: [...done, closed] }), []);
    }
    assert.deepEqual(sentFor([closed], { history: done }), []);
  });

  it('is left alone as long as the case is open', () => {
    const history = [...announced(), convened(), placeFound(first, 1)];
    for (const event of [decided(), called([yara]), outcomeAsked(olga)])
      assert.equal(
        sentFor([event], { history }).some(({ kind }) => kind === 'removeMeeting'),
        false,
      );
  });
});
