import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { counted } from './counted-store.ts';
import { liveThrough } from './lives.ts';
import { SERVICE_URL, startProgram } from './program.ts';
import { writeRegion } from './region.ts';
import { complaintsOf, report } from './report.ts';
import { ROSTERS_MADE, fillRosters } from './rosters.ts';
import { measureSweeps } from './sweeps.ts';
import { measureTurns } from './turns.ts';

/*
 * `npm run bench`: what a sweep costs with few and with many open cases, and what a turn costs beside a bare bot
 * (docs/bench.md). Fails when the work of a sweep grows with the open cases; never on a time.
 */

// As the program does.
process.env.TZ = 'UTC';

/** The rest of what is printed must say the same on every machine. */
const machine = (): string =>
  `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)}`;

const bench = async (directory: string) => {
  const started = performance.now();
  console.log(machine());
  const regionFile = join(directory, 'region.yaml');
  const region = await writeRegion(regionFile);
  const disk = openSqliteStore({ directory });
  try {
    const store = counted(disk);
    const program = startProgram(store, region, ROSTERS_MADE);
    for (const { id } of region.municipalities)
      await program.channels.link({
        municipality: id,
        channel: `19:${id}`,
        serviceUrl: SERVICE_URL,
        tenant: region.tenants[0]!,
      });
    await fillRosters(program, region);
    const lives = await liveThrough(program, store, region);
    console.log(`${lives.length} cases lived through in ${seconds(started)}`);
    // Before there is a large file to write: the disk is then not busy with it.
    const turns = await measureTurns(directory, regionFile, region, lives);
    const { swept, filling } = await measureSweeps({ program, store, directory, lives });
    return { swept, filling, turns };
  } finally {
    await disk.close();
  }
};

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(0)} s`;

const directory = mkdtempSync(join(tmpdir(), 'eerder-erbij-bench-'));
// However it ends: what was filled in is large.
process.once('exit', () => {
  rmSync(directory, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const started = performance.now();
const measured = await bench(directory);
console.log(report(measured));
const complaints = complaintsOf(measured.swept);
for (const complaint of complaints) console.log(`FAILED: ${complaint}`);
if (complaints.length === 0) console.log('The work of a sweep follows the due cases, not the open ones.');
console.log(`${machine()}, ${seconds(started)} in all`);
process.exitCode = complaints.length === 0 ? 0 : 1;
