import assert from 'node:assert/strict';
import { formatInTimeZone } from 'date-fns-tz';
import { nl } from 'date-fns/locale';
import fc from 'fast-check';
import { MINUTE, inWords } from '../../src/core/time.ts';

const ZONE = 'Europe/Amsterdam';

describe('A moment in words', () => {
  it('is what a calendar in Dutch says of it, whatever day it is', () => {
    const moments = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(moments, (at) => {
        assert.equal(
          inWords(at, ZONE),
          formatInTimeZone(at, ZONE, 'EEEEEE d MMM HH:mm', { locale: nl }),
          new Date(at).toISOString(),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('follows the clock in the hour that is skipped, and in the one that comes twice', () => {
    const around = (change: string) => [-MINUTE, 0].map((step) => inWords(Date.parse(change) + step, ZONE));
    assert.deepEqual(around('2027-03-28T01:00Z'), ['zo 28 mrt. 01:59', 'zo 28 mrt. 03:00']);
    assert.deepEqual(around('2026-10-25T01:00Z'), ['zo 25 okt. 02:59', 'zo 25 okt. 02:00']);
  });
});
