/** `npm run torture`: what `npm test` does a little of, for longer. */
import { parseArgs } from 'node:util';
import { killRounds } from '../../test/torture/kill/rounds.ts';

const USAGE = `npm run torture -- [options]
  --rounds R   rounds of kill -9 against SQLite (default 500)
  --seed N     (default 1)
`;

const whole = (text: string, name: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  process.stderr.write(`--${name} ${text} is no whole number above 0\n${USAGE}`);
  process.exit(64);
};

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const [rounds, seed] = [whole(values.rounds, 'rounds'), whole(values.seed, 'seed')];

const outcome = await killRounds({
  rounds,
  seed,
  progress: (round) => {
    if (round % 50 === 0) process.stdout.write(`${round} rounds\n`);
  },
});
process.stdout.write(`kill -9 against SQLite: everything that was answered is there\n`);
for (const [what, count] of Object.entries(outcome)) process.stdout.write(`  ${what}: ${count}\n`);
