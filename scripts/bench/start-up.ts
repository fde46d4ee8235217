import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { type Bot, program, startBot } from './bots.ts';
import { MUNICIPALITY, liveUntilClaimable } from './claimable.ts';
import { fill } from './fill.ts';
import { firstLook } from './first-look.ts';
import { keysIn } from './keys.ts';
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
  /** Resident, in MB, when it had looked at everything. */
  memory?: number;
}

/** What is measured is not the waiting for a sweep; and where no sweep is waited for, none may be in the way. */
const SWEEPS = { often: '* * * * * *', hardly: '0 0 0 1 1 *' };

interface Size {
  open: number;
  isLookedAt: boolean;
}

/** Starts the program on a store with nothing in it but channels and rosters, and on ever fuller ones. */
export const measureStartUps = async (
  directory: string,
  sizes: readonly Size[],
): Promise<readonly StartUp[]> => {
  mkdirSync(directory, { recursive: true });
  const dataDir = join(directory, 'start');
  const store = openSqliteStore({ directory: dataDir });
  const region = await writeRegion(join(directory, 'often.yaml'), { sweep: SWEEPS.often });
  await writeRegion(join(directory, 'hardly.yaml'), { sweep: SWEEPS.hardly });
  const made = await liveUntilClaimable(
    store,
    region,
    SERVICE_URL,
    (await keysIn(directory)).sealKey,
    Date.now(),
  );
  const measured: StartUp[] = [];
  let filled = 0;
  for (const size of sizes) {
    fill(dataDir, filled, size.open, made);
    filled = size.open;
    measured.push(await startUpWith(directory, dataDir, store, size));
  }
  await store.close();
  return measured;
};

const startedOn = (directory: string, dataDir: string, sweeps: keyof typeof SWEEPS): Promise<Bot> =>
  startBot(
    program({
      REGION_FILE: join(directory, `${sweeps}.yaml`),
      DATA_DIR: dataDir,
      KEYS_DIR: join(directory, 'keys'),
    }),
  );

const startUpWith = async (
  directory: string,
  dataDir: string,
  store: DocumentStore,
  { open, isLookedAt }: Size,
): Promise<StartUp> => {
  const ready: number[] = [];
  for (let time = 0; time < (isLookedAt ? TIMES : 1); time += 1) {
    const bot = await startedOn(directory, dataDir, 'hardly');
    ready.push(bot.readyAfter);
    // Its first look at so many cases may take minutes.
    await bot.kill();
  }
  const readyAfter = median(ready);
  if (!isLookedAt) return { open, readyAfter };
  const bot = await startedOn(directory, dataDir, 'often');
  const lookedAfter = await firstLook(store, MUNICIPALITY);
  const memory = bot.memory();
  await bot.stop();
  return { open, readyAfter, lookedAfter, memory };
};
