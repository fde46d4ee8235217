import assert from 'node:assert/strict';
import { SECOND } from '../../src/core/time.ts';
import { quietRegion } from '../e2e/scenario.ts';
import { fire } from './replicas/fire.ts';
import { MORE } from './replicas/load.ts';
import { reportOf } from './replicas/report.ts';
import { SEED, TIMES } from './rounds.ts';

const SWEEP = 2 * SECOND;

describe('Three replicas on the Cosmos protocol server, of which one is killed every few seconds', function () {
  this.timeout(300_000 * TIMES);

  it('lose no intake, give no place twice and miss no ping', async () => {
    const region = quietRegion({ sweep: '*/2 * * * * *', policy: { claimWithin: 'PT6S' }, more: MORE });
    const after = await fire({
      seed: SEED,
      region,
      intakes: 15 * TIMES,
      every: SECOND,
      kill: { from: 2 * SECOND, to: 4 * SECOND },
    });
    const { problems, figures, longestWithoutSweep } = reportOf(after, region);
    console.log(`      ${JSON.stringify(figures)}`);
    assert.deepEqual(problems, []);
    assert.ok(after.kills.length >= 3, `only ${after.kills.length} kills`);
    assert.ok(longestWithoutSweep < 4 * SWEEP, `no sweep for ${longestWithoutSweep} ms`);
  });
});
