import assert from 'node:assert/strict';
import type { Violation } from './invariants/invariant.ts';
import { MUTATIONS } from './mutations.ts';
import { reduce } from './reduce.ts';
import { type Options, simulate } from './run.ts';

/** In so many seeds each of the mutations must be found. */
const SEEDS = 12;

const small = (seed: number): Options => ({ seed, cases: 4, hours: 24 });

describe('A program that is broken on purpose', function () {
  this.timeout(5 * 60_000);

  for (const mutation of MUTATIONS) {
    it(`is found out when ${mutation.breaks}`, async () => {
      const found: Violation[] = [];
      for (let seed = 1; seed <= SEEDS && found.length === 0; seed += 1) {
        const { violations } = await simulate({ ...small(seed), mutation });
        found.push(...violations.filter(({ invariant }) => mutation.finds.includes(invariant)));
      }
      assert.ok(found.length > 0, `${mutation.name} went unnoticed in ${SEEDS} seeds`);
    });
  }

  it('is explained by the shortest list of what has to happen', async () => {
    const mutation = MUTATIONS.find(({ name }) => name === 'wakes-late');
    assert.ok(mutation);
    const options = { ...small(1), mutation };
    const { violations, happened } = await simulate(options);
    const [found] = violations;
    assert.ok(found);
    const { happenings, violation } = await reduce(options, found, happened);
    assert.equal(violation.invariant, found.invariant);
    // One incident is all it takes for a case that is looked at too late.
    assert.deepEqual(
      happenings.map(({ key }) => key.replace(/\d+/, 'N')),
      ['intake N'],
    );
    assert.ok(happened.length > 50);
  });
});
