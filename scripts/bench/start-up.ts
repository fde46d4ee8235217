import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { program, startBot } from './bots.ts';
import { MUNICIPALITY, liveUntilClaimable } from './claimable.ts';
import { fill } from './fill.ts';
import { firstLook } from './first-look.ts';
import { median } from './figures.ts';
import { SERVICE_URL } from './program.ts';
import { writeRegion } from './region.ts';

const TIMES = 3;

export interface StartUp {
  open: number;
  /** From the start of the process until it answers, in ms. */
  readyAfter: number;
  /** From then on until it had looked at every open case once, in ms; undefined where that is not waited for. */
  lookedAfter?: number;
  /** Resident, in MB, when it was ready or had looked at everything. */
  memory: number;
}

/** Starts the program on a store with nothing in it but channels and rosters, and on ever fuller ones. */
export const measureStartUps = async (
  directory: string,
  sizes: readonly { open: number; isLookedAt: boolean }[],
): Promise<readonly StartUp[]> => {
  mkdirSync(directory, { recursive: true });
  const regionFile = join(directory, 'region-start.yaml');
  // Every second: what is measured is not the waiting for a sweep.
  const region = await writeRegion(regionFile, { sweep: '* * * * * *' });
  const dataDir = join(directory, 'start');
  const store = openSqliteStore({ directory: dataDir });
  const made = await liveUntilClaimable(store, region, SERVICE_URL, Date.now());
  const measured: StartUp[] = [];
  let filled = 0;
  for (const { open, isLookedAt } of sizes) {
    fill(dataDir, filled, open, made);
    filled = open;
    const ready: number[] = [];
    for (let time = 1; time < TIMES; time += 1) {
      const bot = await startBot(program({ REGION_FILE: regionFile, DATA_DIR: dataDir }));
      ready.push(bot.readyAfter);
      await bot.stop();
    }
    const bot = await startBot(program({ REGION_FILE: regionFile, DATA_DIR: dataDir }));
    ready.push(bot.readyAfter);
    const looked = isLookedAt ? { lookedAfter: await firstLook(store, MUNICIPALITY) } : {};
    measured.push({ open, readyAfter: median(ready), ...looked, memory: bot.memory() });
    await bot.stop();
  }
  await store.close();
  return measured;
};
