import assert from 'node:assert/strict';
import fc from 'fast-check';
import { whoIs } from '../../src/core/actor.ts';
import { DeliveryFailed, type Notifiers, type Way } from '../../src/outbox/port.ts';
import { CASE_WAYS, ROSTER_WAYS, afterFailure, onwardFrom } from '../../src/outbox/route.ts';
import { yara } from '../case/region.ts';

const REACHES = { reaches: () => true, notify: () => Promise.resolve(undefined) };
const reaching = (...ways: readonly Way[]): Notifiers => {
  const notifier = (way: Way) => ({ ...REACHES, reaches: () => ways.includes(way) });
  return {
    personal: notifier('personal'),
    thread: notifier('thread'),
    channel: notifier('channel'),
    text: notifier('text'),
  };
};
const WAIT = 1000;
const AGAIN = { kind: 'again', wait: WAIT } as const;
const OVER = { kind: 'undeliverable' } as const;
const onward = <W extends Way>(route: W) => ({ kind: 'onward', route }) as const;
const failed = (outlook: DeliveryFailed['outlook'], retryAfter?: number): DeliveryFailed =>
  new DeliveryFailed('refused', outlook, retryAfter);

describe('After a failed try', () => {
  const all = reaching('personal', 'thread', 'channel', 'text');
  const teams = reaching('personal', 'thread', 'channel');

  const cases: readonly [
    route: 'personal' | 'thread' | 'text',
    tries: number,
    outlook: DeliveryFailed['outlook'],
    withText: object,
    withoutText: object,
  ][] = [
    ['personal', 0, 'never', onward('thread'), onward('thread')],
    ['personal', 0, 'gone', onward('thread'), onward('thread')],
    ['personal', 2, 'again', AGAIN, AGAIN],
    ['personal', 3, 'again', onward('thread'), onward('thread')],
    ['thread', 0, 'never', onward('text'), OVER],
    ['thread', 2, 'gone', AGAIN, AGAIN],
    ['thread', 3, 'gone', onward('text'), OVER],
    ['thread', 2, 'again', AGAIN, AGAIN],
    ['thread', 3, 'again', onward('text'), AGAIN],
    ['thread', 400, 'again', onward('text'), AGAIN],
    ['text', 0, 'never', OVER, OVER],
    ['text', 0, 'gone', OVER, OVER],
    ['text', 18, 'again', AGAIN, AGAIN],
    ['text', 19, 'again', OVER, OVER],
  ];
  for (const [route, tries, outlook, withText, withoutText] of cases)
    it(`of the ${route}, ${tries} before it, ${outlook}`, () => {
      const message = { to: whoIs(yara), route, tries };
      const outcomes = [all, teams].map((ways) =>
        afterFailure(message, CASE_WAYS, ways, failed(outlook), WAIT),
      );
      assert.deepEqual(outcomes, [withText, withoutText]);
    });

  it('a channel that is gone is not waited for: nothing makes it anew', () => {
    const message = { to: whoIs(yara), route: 'channel', tries: 0 } as const;
    assert.deepEqual(afterFailure(message, ROSTER_WAYS, all, failed('gone'), WAIT), onward('text'));
    assert.deepEqual(afterFailure(message, ROSTER_WAYS, teams, failed('gone'), WAIT), OVER);
  });

  it('waits as long as was asked, up to five minutes', () => {
    const message = { to: whoIs(yara), route: 'text', tries: 0 } as const;
    const waits = [500, 2000.5, 3_600_000].map((asked) =>
      afterFailure(message, CASE_WAYS, all, failed('again', asked), WAIT),
    );
    assert.deepEqual(
      waits,
      [1000, 2001, 300_000].map((wait) => ({ kind: 'again', wait })),
    );
  });

  it('a way that reaches nobody is passed over', () => {
    const message = { to: whoIs(yara), route: 'personal', tries: 0 } as const;
    assert.deepEqual(onwardFrom(message, CASE_WAYS, reaching('text')), onward('text'));
    assert.deepEqual(onwardFrom(message, CASE_WAYS, reaching('channel')), OVER);
  });

  it('always takes a later way or none, so that no message goes round and round', () => {
    const outlooks = fc.constantFrom<DeliveryFailed['outlook'][]>('again', 'gone', 'never');
    const ways = fc.constantFrom<(readonly ('personal' | 'thread' | 'channel' | 'text')[])[]>(
      CASE_WAYS,
      ROSTER_WAYS,
    );
    fc.assert(
      fc.property(
        ways,
        fc.nat(2),
        fc.nat(30),
        outlooks,
        fc.subarray<Way>(['personal', 'thread', 'channel', 'text']),
        (order, index, tries, outlook, reached) => {
          const route = order[index];
          assert.ok(route);
          const outcome = afterFailure({ route, tries }, order, reaching(...reached), failed(outlook), WAIT);
          if (outcome.kind !== 'onward') return;
          assert.ok(order.indexOf(outcome.route) > index && reached.includes(outcome.route));
        },
      ),
    );
  });
});
