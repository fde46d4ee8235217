import assert from 'node:assert/strict';
import { SECOND } from '../../src/core/time.ts';
import { KILLS, SWEEP, underFire } from './replicas/run.ts';
import { SEED, TIMES } from './rounds.ts';

describe('Three replicas on the Cosmos protocol server', function () {
  this.timeout(300_000 * TIMES);

  it('lose no intake, give no place twice and miss no ping while one is killed every few seconds', async () => {
    const every = SECOND / 2;
    const run = await underFire({ seed: SEED, intakes: 20 * TIMES, every, kill: KILLS });
    const { problems, figures } = run.report;
    console.log(`      ${JSON.stringify(figures)}`);
    assert.deepEqual(problems, []);
    assert.ok(figures.kills >= 2, 'hardly anything was killed');
    assert.ok(figures.pings > 0, 'nobody had to be told of anything');
    // Two sweeps, and the time that takes.
    assert.ok(figures.takeOver <= 3 * SWEEP, `after a kill no sweep for ${figures.takeOver} ms`);
  });

  it('send nothing twice, and leave nothing unanswered, while none is killed', async () => {
    const { report, after, judged } = await underFire({ seed: SEED, intakes: 6, every: SECOND / 2 });
    const { problems, figures } = report;
    assert.deepEqual(problems, []);
    assert.deepEqual([figures.duplicatesByKill, figures.duplicatesByLease, figures.askedAgain], [0, 0, 0]);

    // Whatever had been missing would have been found.
    const { told, cases, announced } = after;
    for (const what of ['post', 'call', 'ping'] as const)
      assert.notDeepEqual(judged({ told: told.filter((one) => one.what !== what) }).problems, [], what);
    for (const twice of told) assert.equal(judged({ told: [...told, twice] }).problems.length, 1);
    assert.notDeepEqual(judged({ cases: cases.slice(1) }).problems, []);
    assert.notDeepEqual(
      judged({ announced: announced.map((one) => ({ ...one, holders: [] })) }).problems,
      [],
    );
  });
});
