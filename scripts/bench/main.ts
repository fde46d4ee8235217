import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { contestReport, startUpReport, storeReport } from './claim-report.ts';
import { counted } from './counted-store.ts';
import { measureOverHttp } from './http.ts';
import { liveThrough } from './lives.ts';
import { SERVICE_URL, linkChannels, startProgram } from './program.ts';
import { writeRegion } from './region.ts';
import { fillRosters } from './rosters.ts';
import { FIRST_SATURDAY } from './situations.ts';
import { measureStartUps } from './start-up.ts';
import { complaintsOf, sweepReport } from './sweep-report.ts';
import { type Swept, measureSweeps } from './sweeps.ts';

/*
 * `npm run bench`: what a claim costs beside bare bots, a burst of them, a start and a sweep. Its figures replace those in
 * docs/performance.md, unless it is run with `-- --keep`. Fails when the work of a sweep grows with the open cases; never on
 * a time.
 */

// As the program does.
process.env.TZ = 'UTC';

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);

/** The part of the document that is what was printed. */
const FIGURES = /(?<=<!-- figures -->\n)[\s\S]*(?=<!-- \/figures -->)/;

const machine = (): string =>
  `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)}`;

const printed: string[] = [];
const print = (text: string): void => {
  console.log(`${text}\n`);
  printed.push(text);
};

const benchSweeps = async (directory: string): Promise<readonly Swept[]> => {
  mkdirSync(directory, { recursive: true });
  const region = await writeRegion(join(directory, 'region.yaml'));
  const disk = openSqliteStore({ directory });
  try {
    const store = counted(disk);
    const program = startProgram(store, region, FIRST_SATURDAY);
    await linkChannels(program, region, SERVICE_URL);
    await fillRosters(program, region, FIRST_SATURDAY);
    const lives = await liveThrough(program, store, region);
    const measured = await measureSweeps({ program, store, directory, lives });
    print(sweepReport(measured));
    return measured.swept;
  } finally {
    await disk.close();
  }
};

const SIZES = [
  { open: 0, isLookedAt: true },
  { open: 1_000, isLookedAt: true },
  { open: 100_000, isLookedAt: false },
];

const bench = async (directory: string): Promise<readonly string[]> => {
  // First what is small: the disk is then not busy with large files.
  const { contest, stores } = await measureOverHttp(join(directory, 'http'));
  print(contestReport(contest));
  print(storeReport(stores));
  const complaints = complaintsOf(await benchSweeps(join(directory, 'sweeps')));
  rmSync(join(directory, 'sweeps'), { recursive: true });
  print(startUpReport(await measureStartUps(join(directory, 'starts'), SIZES)));
  return complaints;
};

const directory = mkdtempSync(join(tmpdir(), 'eerder-erbij-bench-'));
// However it ends: what was filled in is large.
process.once('exit', () => {
  rmSync(directory, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const started = performance.now();
print(`${new Date().toISOString().slice(0, 'yyyy-MM-dd'.length)}, npm run bench. ${machine()}`);
const complaints = await bench(directory);
for (const complaint of complaints) print(`FAILED: ${complaint}`);
if (complaints.length === 0) print('The work of a sweep follows the due cases, not the open ones.');
print(`${machine()}, ${((performance.now() - started) / 1_000).toFixed(0)} s in all`);
if (!process.argv.includes('--keep')) {
  const text = `\n\`\`\`\n${printed.join('\n\n')}\n\`\`\`\n\n`;
  writeFileSync(
    DOCUMENT,
    readFileSync(DOCUMENT, 'utf8').replace(FIGURES, () => text),
  );
}
process.exitCode = complaints.length === 0 ? 0 : 1;
