/** The real program, the Agents Playground before it and a browser before that, on a clock that the test sets. */
import { mkdirSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import type { User } from './places.ts';
import { ME } from './playground-server.ts';
import { needsChromium } from './chromium.ts';
import { type Playground, openPlayground, photograph, press } from './playground.ts';
import { type Program, startProgram, workplace } from './program.ts';
import { type RegionOptions, regionFile } from './region-file.ts';
import { dateAndTime, wallClock } from './wall-clock.ts';

export interface PlaygroundWorldOptions extends RegionOptions {
  /** Roles of whoever sits behind the browser. */
  roles: readonly string[];
  /** At most five; whoever else is told something cannot be reached 1:1. */
  others: readonly User[];
  /** What the clock on the wall shows when the program starts, for example `2026-11-25T09:00`. */
  at: string;
}

export interface PlaygroundWorld {
  readonly playground: Playground;
  /** Address of the program, without a path. */
  readonly url: string;
  /** Starts the program again when the clock on the wall shows something else. */
  moveTo: (at: string) => Promise<void>;
  /** As people fill it in: date and time of the program's clock. */
  now: () => { date: string; time: string };
  /**
   * Waits until nothing is left to send and the page shows it: whatever comes later empties what is filled in. For a region
   * that is swept every second.
   */
  atRest: () => Promise<void>;
  /** Presses a button then. */
  pressAtRest: (card: Locator, title: string) => Promise<void>;
  /** Keeps what a card looks like, as `<name>-desktop.png` and `<name>-phone.png`, where `SCREENSHOTS` says. */
  keep: (name: string, card: Locator) => Promise<void>;
  close: () => Promise<void>;
}

/** As wide as a card gets in the Playground. */
const DESKTOP = 446;
/** A card in Teams on a phone of 390 points wide. */
const PHONE = 358;

const withMe = (region: string, roles: readonly string[]): string =>
  `${region}  - { id: ${ME.aadObjectId}, name: ${ME.name}, roles: [${roles.join(', ')}], municipalities: [hoogeveen] }\n`;

const openWorld = async ({
  roles,
  others,
  at,
  ...region
}: PlaygroundWorldOptions): Promise<PlaygroundWorld> => {
  const place = workplace(withMe(regionFile(region), roles));
  let clock = wallClock(at);
  let program: Program = await startProgram(place, clock.env);
  const { url, botUrl } = program;
  const stop = async (): Promise<void> => {
    await program.stop('SIGTERM');
    place.remove();
  };
  const playground = await openPlayground({ botUrl, others }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const atRest = async (): Promise<void> => {
    let looked: unknown;
    do ({ looked } = await program.next('sweep done'));
    while (looked !== 0);
    await playground.settled();
  };
  return {
    playground,
    url,
    atRest,
    moveTo: async (shown) => {
      await program.stop('SIGTERM');
      clock = wallClock(shown);
      // Where the Playground knows it.
      program = await startProgram(place, { ...clock.env, PORT: new URL(url).port });
    },
    now: () => dateAndTime(clock.now()),
    pressAtRest: async (card, title) => {
      await atRest();
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
      await stop();
    },
  };
};

/**
 * The world of one `describe`: opened before its tests, closed after them. Without a browser the tests are pending, unless
 * one is required.
 */
export const inPlayground = (options: PlaygroundWorldOptions): (() => PlaygroundWorld) => {
  let world: PlaygroundWorld | undefined;
  before(async function () {
    needsChromium(this);
    world = await openWorld(options);
  });
  after(() => world?.close());
  return () => {
    if (!world) throw new Error('The Playground is not open yet');
    return world;
  };
};
