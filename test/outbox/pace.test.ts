import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HOUR, SECOND } from '../../src/core/time.ts';
import { pace } from '../../src/outbox/pace.ts';

/** What Teams refuses: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const REFUSED = [
  [7, SECOND],
  [8, 2 * SECOND],
  [60, 30 * SECOND],
  [1_800, HOUR],
] as const;

const START = Date.parse('2026-11-27T22:00:00Z');

/** Sends as fast as it may, each wanted this long after the one before was sent: the moments of sending. */
const sending = (gaps: readonly number[]): readonly number[] => {
  const keeping = pace();
  let now = START;
  return gaps.map((gap) => {
    now = keeping.freeFrom('thread', now + gap);
    keeping.sent('thread', now);
    return now;
  });
};

const mostWithin = (times: readonly number[], within: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + within).length));

describe('The pace of sending', () => {
  it('keeps nobody waiting in a place that was quiet', () => {
    assert.deepEqual(sending([0, SECOND, SECOND]), [START, START + SECOND, START + 2 * SECOND]);
  });

  it('stays below every limit of Teams in one place, whatever is asked', () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 * SECOND })), {
      minLength: 1,
      maxLength: 150,
    });
    fc.assert(
      fc.property(gaps, (asked) => {
        const times = sending(asked);
        for (const [refused, within] of REFUSED)
          assert.ok(mostWithin(times, within) < refused, `${refused} in ${within} ms`);
      }),
      { numRuns: 60 },
    );
  });

  it('stays below what Teams takes in an hour', () => {
    const times = sending(Array.from({ length: 2_500 }, () => 0));
    const first = times.filter((at) => at < START + HOUR).length;
    assert.ok(first < 1_800 && first > 1_000, `${first} in the first hour`);
  });

  it('counts each place for itself, and all of them together', () => {
    const keeping = pace();
    for (let place = 0; place < 35; place += 1) {
      assert.equal(keeping.freeFrom(`place ${place}`, START), START);
      keeping.sent(`place ${place}`, START);
    }
    assert.equal(keeping.freeFrom('another', START), START + SECOND);
    assert.equal(keeping.freeFrom('another', START + SECOND), START + SECOND);
  });

  it('does not wait for a moment that the clock was set back from', () => {
    const keeping = pace();
    for (let count = 0; count < 6; count += 1) keeping.sent('thread', START + HOUR);
    assert.equal(keeping.freeFrom('thread', START), START);
  });
});
