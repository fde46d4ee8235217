import assert from 'node:assert/strict';
import { killRounds } from './kill/rounds.ts';
import { SEED, TIMES } from './rounds.ts';

/** The rest of the 500 are for `npm run torture`: each starts a program of its own. */
const ROUNDS = 30;

describe('kill -9 at random moments against SQLite', function () {
  this.timeout(120_000 * TIMES);

  it('every acknowledged command is there after the restart, and one that was not is whole or absent', async () => {
    const { rounds, ...did } = await killRounds({ rounds: ROUNDS * TIMES, seed: SEED });
    assert.equal(rounds, ROUNDS * TIMES);
    // Otherwise nothing was put to the test.
    assert.ok(did.answered > 10 * rounds, `only ${did.answered} commands were answered`);
    assert.ok(did.savedUnanswered + did.notSaved > 0, 'no command was under way at a kill');
    assert.ok(did.sent > rounds, `only ${did.sent} messages were sent`);
    console.log(`      ${JSON.stringify({ rounds, ...did })}`);
  });

  it('would find out a store that answers before it wrote', async () => {
    await assert.rejects(
      killRounds({ rounds: ROUNDS, seed: SEED, careless: true }),
      /is in the log|is not remembered|gone/,
    );
  });
});
