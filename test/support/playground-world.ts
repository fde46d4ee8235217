/** The real program, the Agents Playground before it and a browser before that, at a moment that the test chooses. */
import { mkdirSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { type Instant, atWallClock, localDate, localTime } from '../../src/core/time.ts';
import type { User } from './places.ts';
import { ME } from './playground-server.ts';
import { type Playground, chromiumPath, openPlayground, photograph, press } from './playground.ts';
import { type Program, type Workplace, startProgram, workplace } from './program.ts';
import { type RegionOptions, regionFile } from './region-file.ts';

export interface PlaygroundWorldOptions extends RegionOptions {
  /** Roles of whoever sits behind the browser, for example `[politie, planner]`. */
  roles: readonly string[];
  /** At most five: whoever else is told something cannot be reached 1:1. */
  others: readonly User[];
  /** What the clock on the wall shows when the program starts, for example `2026-11-25T09:00`. */
  at: string;
}

export interface PlaygroundWorld {
  readonly playground: Playground;
  /** Changes when time moves. */
  readonly program: Program;
  /** Stops the program and starts it again at another moment. */
  moveTo(at: string): Promise<void>;
  /** As people fill it in: date and time of the program's clock. */
  now(): { date: string; time: string };
  /** Presses a button once the page is at rest, so that the card it is on is the newest. */
  pressSettled(card: Locator, title: string): Promise<void>;
  /** Keeps what a card looks like, as `<name>-desktop.png` and `<name>-phone.png`, when `SCREENSHOTS` says where. */
  keep(name: string, card: Locator): Promise<void>;
  close(): Promise<void>;
}

/** Without a browser these tests are pending, unless one is required. */
export const hasBrowser = (): boolean => {
  if (chromiumPath() !== undefined) return true;
  if (process.env.REQUIRE_BROWSER) throw new Error('There is no Chromium, and REQUIRE_BROWSER is set');
  return false;
};

const TIME_ZONE = 'Europe/Amsterdam';

/** As wide as a card gets in the Playground. */
const DESKTOP = 446;
/** A card in Teams on a phone of 390 points wide. */
const PHONE = 358;

/** Shifts the clock of a process; timers run on. */
const SHIFTED_CLOCK = `
  const offset = Number(process.env.CLOCK_OFFSET);
  globalThis.Date = class extends Date {
    constructor(...given) { super(...(given.length === 0 ? [new.target.now()] : given)); }
    static now() { return super.now() + offset; }
  };
`;

const shifted = (offset: number): Readonly<Record<string, string>> => ({
  CLOCK_OFFSET: String(offset),
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(SHIFTED_CLOCK)}`,
});

const withMe = (region: string, roles: readonly string[]): string =>
  `${region}  - { id: ${ME.aadObjectId}, name: ${ME.name}, roles: [${roles.join(', ')}], municipalities: [hoogeveen] }\n`;

/** The moment at which the clock on the wall shows this. */
const momentOf = (wall: string): Instant => {
  const at = atWallClock(wall, TIME_ZONE);
  if (Number.isNaN(at)) throw new Error(`${wall} is no moment`);
  return at;
};

const startedAt = async (
  place: Workplace,
  wall: string,
  env: Readonly<Record<string, string>>,
): Promise<{ program: Program; offset: number }> => {
  const offset = momentOf(wall) - Date.now();
  return { program: await startProgram(place, { ...env, ...shifted(offset) }), offset };
};

export const openWorld = async ({
  roles,
  others,
  at,
  ...region
}: PlaygroundWorldOptions): Promise<PlaygroundWorld> => {
  const place = workplace(withMe(regionFile(region), roles));
  let running = await startedAt(place, at, {});
  const { port } = new URL(running.program.url);
  const playground = await openPlayground({ botUrl: running.program.botUrl, others });
  return {
    playground,
    get program() {
      return running.program;
    },
    moveTo: async (wall) => {
      await running.program.stop('SIGTERM');
      // Where the Playground knows it.
      running = await startedAt(place, wall, { PORT: port });
    },
    now: () => {
      const now = Date.now() + running.offset;
      return { date: localDate(now, TIME_ZONE), time: localTime(now, TIME_ZONE) };
    },
    pressSettled: async (card, title) => {
      await playground.settled();
      await press(card, title);
    },
    keep: async (name, card) => {
      const directory = process.env.SCREENSHOTS;
      if (directory === undefined) return;
      mkdirSync(directory, { recursive: true });
      await playground.settled();
      await photograph(card, `${directory}/${name}-desktop.png`, DESKTOP);
      await photograph(card, `${directory}/${name}-phone.png`, PHONE);
    },
    close: async () => {
      await playground.close();
      await running.program.stop('SIGTERM');
      place.remove();
    },
  };
};
