import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Violation } from '../../test/simulation/invariants/invariant.ts';
import { MUTATIONS } from '../../test/simulation/mutations.ts';
import { reduce } from '../../test/simulation/reduce.ts';
import { type Options, type Ran, simulate } from '../../test/simulation/run.ts';
import { type Settings, USAGE, settingsFrom } from './options.ts';
import { type Line, addTo, lineOf, linesOf, summaryOf } from './report.ts';

/*
 * `npm run simulate`: the program under a virtual clock, in a seeded world with seeded faults (docs/reliability.md). Ends
 * with exit code 1 when an invariant did not hold.
 */

// As the program does.
process.env.TZ = 'UTC';

const optionsFor = (seed: number, { cases, hours, replicas, brisk, mutation }: Settings): Options => {
  const found = MUTATIONS.find(({ name }) => name === mutation);
  if (mutation !== undefined && !found) throw new Error(`there is no mutation ${mutation}`);
  return { seed, cases, hours, replicas, brisk, ...(found && { mutation: found }) };
};

const commandFor = ({ seed, cases, hours, replicas, brisk, mutation }: Options): string =>
  `npm run simulate -- --seed ${seed} --cases ${cases} --hours ${hours} --replicas ${replicas ?? 2}` +
  (brisk ? ' --brisk' : '') +
  (mutation ? ` --mutation ${mutation.name}` : '');

/** The seed, how to run it again, and the shortest list of happenings that shows it. */
const explain = async (ran: Ran, options: Options, found: Violation, settings: Settings): Promise<void> => {
  console.log(`\nseed ${ran.seed} FAILED: ${found.invariant}\n  ${at(found.at)} ${found.what}`);
  console.log(`  again: ${commandFor(options)}`);
  if (!settings.reduce) return;
  const { happenings, violation, runs } = await reduce(options, found, ran.happened);
  console.log(`  of ${ran.happened.length} happenings ${happenings.length} are enough (${runs} runs):`);
  for (const one of happenings) console.log(`    ${at(one.at)} ${one.what}`);
  console.log(`    ${at(violation.at)} ${violation.what}`);
};

const at = (moment: number): string => new Date(moment).toISOString();

const runOne = async (seed: number, settings: Settings): Promise<Line> => {
  const options = optionsFor(seed, settings);
  const started = process.cpuUsage();
  const ran = await simulate(options);
  const { user, system } = process.cpuUsage(started);
  const { cases, hours, replicas, brisk, commit } = settings;
  const line = lineOf(ran, { cases, hours, replicas, brisk, commit }, (user + system) / 1_000);
  const [found] = ran.violations;
  if (found) await explain(ran, options, found, settings);
  return line;
};

const isOf = ({ options }: Line, { cases, hours, replicas, brisk, commit }: Settings): boolean =>
  options.cases === cases &&
  options.hours === hours &&
  options.replicas === replicas &&
  options.brisk === brisk &&
  options.commit === commit;

/** The seeds that are still to be run, of the whole or of the part of one process. */
const seedsOf = (settings: Settings): readonly number[] => {
  const { first, last, report, worker } = settings;
  const done = report === undefined ? [] : linesOf(report).filter((line) => isOf(line, settings));
  const known = new Set(done.map(({ seed }) => seed));
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return all.filter((seed) => !known.has(seed) && (!worker || seed % worker.of === worker.index));
};

const runAll = async (settings: Settings): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  for (const seed of seedsOf(settings)) {
    const line = await runOne(seed, settings);
    if (settings.report !== undefined) addTo(settings.report, line);
    else lines.push(line);
    if (settings.json) console.log(JSON.stringify(line));
  }
  return settings.report === undefined ? lines : linesOf(settings.report);
};

const runBesides = async (settings: Settings, report: string): Promise<readonly Line[]> => {
  const workers = Array.from({ length: settings.jobs }, (_, index): ChildProcess => {
    const own = ['--report', report, '--worker', `${index}/${settings.jobs}`];
    const args = [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2), ...own];
    return spawn(process.execPath, args, { stdio: 'inherit' });
  });
  const stop = (): void => {
    for (const worker of workers) worker.kill();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const exits: readonly unknown[][] = await Promise.all(workers.map((worker) => once(worker, 'exit')));
  if (exits.some(([code]) => code !== 0 && code !== 1))
    throw new Error('a process of the simulation broke off');
  return linesOf(report);
};

const run = async (settings: Settings): Promise<readonly Line[]> => {
  if (settings.summary !== undefined) return linesOf(settings.summary);
  if (settings.jobs === 1 || settings.worker) return runAll(settings);
  const directory = mkdtempSync(join(tmpdir(), 'eerder-erbij-simulate-'));
  try {
    return await runBesides(settings, settings.report ?? join(directory, 'report.jsonl'));
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const main = async (): Promise<number> => {
  const settings = settingsFrom(process.argv.slice(2));
  const lines = await run(settings);
  if (!settings.worker && !settings.json) console.log(`\n${summaryOf(lines)}`);
  return lines.some(({ violations }) => violations.length > 0) ? 1 : 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
