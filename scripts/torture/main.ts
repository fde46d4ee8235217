/** `npm run torture`: what `npm test` does a little of, for longer. */
import { parseArgs } from 'node:util';
import { SECOND } from '../../src/core/time.ts';
import { killRounds } from '../../test/torture/kill/rounds.ts';
import { KILLS, underFire } from '../../test/torture/replicas/run.ts';

const USAGE = `npm run torture -- [options]
  --rounds R    rounds of kill -9 against SQLite (default 500; 0 is none)
  --intakes N   pre-announcements to three replicas on the Cosmos protocol server, of which one is killed every two to
                four seconds; one every 0.6 seconds (default 100, a minute of fire; 0 is none)
  --seed N      (default 1)
For the fuzz of /api/messages: TORTURE=20 SEED=7 npx mocha test/torture/fuzz.test.ts
`;

const whole = (text: string, name: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${text} is no whole number\n${USAGE}`);
  process.exit(64);
};

const print = (title: string, figures: object): void => {
  const lines = Object.entries(figures).map(([what, count]) => `  ${what}: ${JSON.stringify(count)}`);
  process.stdout.write(`${[title, ...lines].join('\n')}\n`);
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '500' },
    intakes: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const rounds = whole(values.rounds, 'rounds');
const intakes = whole(values.intakes, 'intakes');
const seed = whole(values.seed, 'seed');

if (rounds > 0) {
  const progress = (round: number): void => {
    if (round % 50 === 0) process.stdout.write(`${round} rounds\n`);
  };
  const outcome = await killRounds({ rounds, seed, progress });
  print('kill -9 against SQLite: everything that was answered is there', outcome);
}
if (intakes > 0) {
  const { problems, figures } = (await underFire({ seed, intakes, every: 0.6 * SECOND, kill: KILLS })).report;
  print('three replicas under fire', figures);
  for (const problem of problems) process.stdout.write(`  PROBLEM ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
