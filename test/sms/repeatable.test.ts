import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstTries, requestIdOf } from '../../src/sms/repeatable.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 23, 13, 4, 5);

describe('What makes two tries one text message', () => {
  it('is a UUID of the number and the key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (mobile, key) => {
        const id = requestIdOf(mobile, key);
        assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.equal(requestIdOf(mobile, key), id);
      }),
    );
  });

  it('is another for another number or key', () => {
    const pair = fc.tuple(fc.string(), fc.string());
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        fc.pre(one.join('\n') !== other.join('\n') || one[0] !== other[0]);
        assert.notEqual(requestIdOf(...one), requestIdOf(...other));
      }),
    );
  });

  it('stays the same in the next version: a try of before is a try of the same message', () => {
    assert.equal(requestIdOf('+31612345678', 'case/1/ping-1'), 'a336f0d0-1643-4d93-8f47-c34f054d13e0');
  });

  it('is the moment of its own first try, for six minutes', () => {
    const tryOf = firstTries();
    const firstSent = (id: string, after: number) => (tryOf(id, NOW + after).firstSent - NOW) / MINUTE;
    assert.deepEqual(tryOf('one', NOW), { id: 'one', firstSent: NOW });
    assert.equal(firstSent('one', MINUTE), 0);
    assert.equal(firstSent('other', 2 * MINUTE), 2);
    assert.equal(firstSent('one', 6 * MINUTE - 1), 0);
    assert.equal(firstSent('one', 6 * MINUTE), 6);
    assert.equal(firstSent('other', 7 * MINUTE), 2);
    assert.equal(firstSent('one', 11 * MINUTE), 6);
  });
});
