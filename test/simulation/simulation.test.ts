import assert from 'node:assert/strict';
import { type Options, type Ran, simulate } from './run.ts';

/** Enough to have met every sort of fault; CI goes on with a thousand (`.ci/run`), the long run is in docs/reliability.md. */
const SEEDS = Number(process.env.SIMULATE_SEEDS ?? 25);

const small = (seed: number, more: Partial<Options> = {}): Options => ({
  seed,
  cases: 4,
  hours: 24,
  ...more,
});

const complaintsOf = ({ seed, violations }: Ran): readonly string[] =>
  violations.map(
    ({ invariant, at, what }) => `seed ${seed}, ${new Date(at).toISOString()}: ${invariant}: ${what}`,
  );

describe('The simulation', function () {
  this.timeout(120_000);

  it('runs the same for the same seed, and otherwise for another', async () => {
    const [one, again, other] = [
      await simulate(small(7)),
      await simulate(small(7)),
      await simulate(small(8)),
    ];
    assert.deepEqual(again, one);
    assert.notEqual(other.trace, one.trace);
  });

  it('runs the same on SQLite as in memory', async () => {
    const onDisk = await simulate(small(11, { store: 'sqlite' }));
    const inMemory = await simulate(small(11, { store: 'memory' }));
    assert.equal(onDisk.trace, inMemory.trace);
  });

  it('goes on as it was when a happening is left out', async () => {
    const all = await simulate(small(5));
    const keys = all.happened.map(({ key }) => key);
    const again = await simulate(small(5, { only: new Set(keys) }));
    assert.equal(again.trace, all.trace);
    const without = new Set(keys.filter((key) => key !== 'intake 0'));
    const fewer = await simulate(small(5, { only: without }));
    assert.equal(fewer.cases, all.cases - 1);
    assert.deepEqual(fewer.violations, []);
  });

  it('closes cases within hours where people are brisk', async () => {
    const runs: Ran[] = [];
    for (let seed = 41; seed < 45; seed += 1)
      runs.push(await simulate({ seed, cases: 25, hours: 2, brisk: true }));
    assert.deepEqual(runs.flatMap(complaintsOf), []);
    assert.ok(runs.reduce((sum, { closed }) => sum + closed, 0) > 5);
  });

  it('does not take two calls for one that went twice: the second was decided while the first was on its way', async () => {
    const ran = await simulate({ seed: 6636, cases: 150, hours: 1, brisk: true });
    assert.deepEqual(complaintsOf(ran), []);
  });

  describe(`in ${SEEDS} seeds`, function () {
    this.timeout(10 * 60_000);
    const runs: Ran[] = [];
    before(async () => {
      for (let seed = 1; seed <= SEEDS; seed += 1) runs.push(await simulate(small(seed)));
    });

    it('breaks no invariant', () => {
      assert.deepEqual(runs.flatMap(complaintsOf), []);
    });

    it('looked at every invariant, and had something to look at', () => {
      const total = (pick: (run: Ran) => number): number => runs.reduce((sum, run) => sum + pick(run), 0);
      for (const name of Object.keys(runs[0]?.checked ?? {}))
        assert.ok(total(({ checked }) => checked[name] ?? 0) >= SEEDS, name);
      assert.ok(total(({ cases }) => cases) > 3 * SEEDS, 'there are cases');
      assert.ok(total(({ closed }) => closed) > SEEDS / 10, 'some are closed');
      assert.ok(total(({ commands }) => commands) > 20 * SEEDS, 'people do something');
      assert.ok(runs.some(({ replicas }) => replicas > 1) && runs.some(({ replicas }) => replicas === 1));
      assert.ok(
        runs.some(({ store }) => store === 'sqlite'),
        'also on SQLite',
      );
    });

    it('injected faults of every sort', () => {
      const injected = new Set(runs.flatMap(({ counts }) => Object.keys(counts)));
      for (const sort of ['store', 'Teams', 'replica'])
        assert.ok(
          [...injected].some((fault) => fault.startsWith(sort)),
          sort,
        );
      assert.ok(injected.size >= 20, `only ${[...injected].join(', ')}`);
    });
  });
});
