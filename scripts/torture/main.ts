/** `npm run torture`: what `npm test` does a little of, for longer (docs/reliability.md). */
import { AssertionError } from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { SECOND } from '../../src/core/time.ts';
import { killRounds } from '../../test/torture/kill/rounds.ts';
import { KILLS, underFire } from '../../test/torture/replicas/run.ts';
import { killFailure, killWords, replicaWords } from './words.ts';

const USAGE = `npm run torture -- [options]
  --rounds R    rounds of kill -9 against SQLite (default 500; 0 is none)
  --intakes N   pre-announcements to three replicas on the Cosmos protocol server, of which one is killed every two to
                four seconds; one every 0.6 seconds (default 100, a minute of fire; 0 is none)
  --seed N      (default 1)
  --help        this
Both take some 6 to 8 minutes. Exit code 1 when something that was promised did not hold.
For the fuzz of /api/messages: TORTURE=20 SEED=7 npx mocha test/torture/fuzz.test.ts
`;

const misused = (why: string): never => {
  process.stderr.write(`${why}\n${USAGE}`);
  process.exit(64);
};

const asked = () => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: { rounds: text, intakes: text, seed: text, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    return misused(String(error));
  }
};

const whole = (text: string, name: string): number => {
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : misused(`--${name} ${text} is no whole number`);
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const kills = async (rounds: number, seed: number): Promise<boolean> => {
  const progress = (round: number): void => {
    if (round % 50 === 0) say(`${round} rounds`);
  };
  try {
    say(killWords(await killRounds({ rounds, seed, progress })));
    return true;
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    say(killFailure(error.message));
    return false;
  }
};

const replicas = async (intakes: number, seed: number): Promise<boolean> => {
  const { report } = await underFire({ seed, intakes, every: 0.6 * SECOND, kill: KILLS });
  say(replicaWords(report));
  return report.problems.length === 0;
};

const values = asked();
if (values.help === true) {
  process.stdout.write(USAGE);
} else {
  const rounds = whole(values.rounds ?? '500', 'rounds');
  const intakes = whole(values.intakes ?? '100', 'intakes');
  const seed = whole(values.seed ?? '1', 'seed');
  const held = [
    rounds === 0 || (await kills(rounds, seed)),
    intakes === 0 || (await replicas(intakes, seed)),
  ];
  if (held.includes(false)) process.exitCode = 1;
}
