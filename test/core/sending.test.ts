import assert from 'node:assert/strict';
import { deliveryOf, heldUntil, isOurs, tryAt } from '../../src/core/sending.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';

const NOW = Date.parse('2026-11-27T22:00:00Z');
const LEASE = 45 * SECOND;
const due = [{ nextTryAt: NOW }];
const later = [{ nextTryAt: NOW + MINUTE }];

describe('Who sends what is in a document', () => {
  it('is whoever saves it with something to send now, and nobody once there is nothing', () => {
    const { sending, tries } = deliveryOf({}, due, 'us', NOW);
    assert.deepEqual(sending, { lease: { holder: 'us', until: NOW + LEASE } });
    assert.deepEqual(tries, [NOW + LEASE], 'another looks when we had the time');
    assert.deepEqual(deliveryOf(sending, later, 'us', NOW), { sending: {}, tries: [NOW + MINUTE] });
  });

  it('stays whoever began, for as long as the lease lasts', () => {
    const theirs = { lease: { holder: 'them', until: NOW + SECOND } };
    assert.deepEqual(deliveryOf(theirs, due, 'us', NOW), { sending: theirs, tries: [NOW + SECOND] });
    assert.equal(heldUntil(theirs.lease, 'us', NOW), NOW + SECOND);
    assert.equal(heldUntil(theirs.lease, 'us', NOW + SECOND), undefined);
    assert.deepEqual(deliveryOf(theirs, due, 'us', NOW + SECOND).sending, {
      lease: { holder: 'us', until: NOW + SECOND + LEASE },
    });
  });

  it('is not kept out by a clock that was far ahead', () => {
    assert.equal(heldUntil({ holder: 'them', until: NOW + HOUR }, 'us', NOW), undefined);
    assert.ok(!isOurs({ holder: 'us', until: NOW + HOUR }, 'us', NOW));
  });

  it('begins nothing with too little left to end it', () => {
    assert.ok(isOurs({ holder: 'us', until: NOW + LEASE }, 'us', NOW));
    const until = NOW + LEASE;
    assert.ok(isOurs({ holder: 'us', until }, 'us', NOW + 14 * SECOND));
    assert.ok(!isOurs({ holder: 'us', until }, 'us', NOW + 15 * SECOND), 'two calls of Teams, and the store');
    assert.ok(!isOurs(undefined, 'us', NOW));
  });

  it('is no question for a program that has the store for itself, whatever was left behind', () => {
    const left = { lease: { holder: 'them', until: NOW + LEASE } };
    assert.deepEqual(deliveryOf(left, due, undefined, NOW), { sending: {}, tries: [NOW] });
    assert.equal(heldUntil(left.lease, undefined, NOW), undefined);
    assert.ok(isOurs(left.lease, undefined, NOW));
  });

  it('tries at once what waits longer than anything waits: the clock was set back', () => {
    assert.equal(tryAt(NOW + 5 * MINUTE, NOW), NOW + 5 * MINUTE);
    assert.equal(tryAt(NOW + 10 * MINUTE, NOW - 5 * SECOND), NOW + 10 * MINUTE, 'that clock is only behind');
    assert.equal(tryAt(NOW + HOUR, NOW), NOW);
  });
});
