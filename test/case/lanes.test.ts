import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { heads, laneOf } from '../../src/case/lanes.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import { START } from './history.ts';
import { mia, yara } from './region.ts';

const pending = (id: number) => ({ id, tries: 0, nextTryAt: START });
const ref = (activity: string) => ({ serviceUrl: '', tenant: '', conversation: 'c', activity });
const card = (id: number): OutgoingMessage => ({ ...pending(id), kind: 'card' });
const ping = (
  id: number,
  person = yara,
  route: 'personal' | 'thread' | 'text' = 'personal',
  fallback = false,
): OutgoingMessage => ({
  ...pending(id),
  kind: 'ping',
  to: whoIs(person),
  risks: ['risk'],
  route,
  ...(fallback && { fallback }),
});
const call = (id: number, person = yara, meeting = 1): OutgoingMessage => ({
  ...pending(id),
  kind: 'call',
  to: whoIs(person),
  meeting,
  why: 'first',
  route: 'personal',
});
const place = (id: number, meeting = 1): OutgoingMessage => ({
  ...pending(id),
  kind: 'meeting',
  meeting,
  askedAt: START,
});
const redraw = (id: number, activity: string): OutgoingMessage => ({
  ...pending(id),
  kind: 'callCard',
  card: { to: whoIs(yara), meeting: 1, at: ref(activity) },
});
const idsOf = (outbox: readonly OutgoingMessage[]): readonly number[] => heads(outbox).map(({ id }) => id);

describe('Messages that wait for another one', () => {
  it('are those behind the first on the same way to the same person, whatever they are about', () => {
    assert.deepEqual(idsOf([ping(0), ping(1), call(2), ping(3, mia)]), [0, 3]);
  });

  it('are not those behind the first when that goes another way now, where it may be stuck for an hour', () => {
    assert.deepEqual(idsOf([ping(0, yara, 'thread', true), ping(1)]), [0, 1]);
    assert.deepEqual(idsOf([ping(0, yara, 'text', true), ping(1), ping(2, yara, 'text', true)]), [0, 1]);
  });

  it('are not those beside a text message that only repeats what was said in Teams', () => {
    assert.deepEqual(idsOf([ping(0, yara, 'text'), ping(1)]), [0, 1]);
  });

  it('are calls until it is known where, and they keep nobody waiting meanwhile', () => {
    assert.deepEqual(idsOf([call(0), ping(1), place(2)]), [1, 2]);
    assert.deepEqual(idsOf([call(0), ping(1), place(2, 2)]), [0, 2]);
  });

  it('are never those to another destination', () => {
    const others = [card(0), ping(1), ping(2, mia), redraw(3, 'a'), redraw(4, 'b'), place(5)];
    assert.equal(new Set(others.map(laneOf)).size, others.length);
    assert.deepEqual(idsOf(others), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(idsOf([redraw(0, 'a'), redraw(1, 'a')]), [0]);
  });
});
