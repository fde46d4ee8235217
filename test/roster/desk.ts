/** The rosters of the program without Teams: the real store on disk, handlers and clock. */
import assert from 'node:assert/strict';
import type { Person, Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { type RosterDocument, parseRoster, rosterIdOf } from '../../src/roster/document.ts';
import { type RosterHandlers, rosterHandlers } from '../../src/roster/handle.ts';
import type { RosterState } from '../../src/roster/state.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';
import { dutchDays } from './days.ts';
import { MONDAY } from './given.ts';
import { rosterRegion } from './people.ts';
import { unchanging } from '../support/region-now.ts';

export interface RosterDesk {
  store: DocumentStore;
  rosters: RosterHandlers;
  now: Instant;
  /** Documents that were handed to the outbox, in order. */
  readonly nudged: string[];
  log: ReturnType<typeof keptLog>;
  /** What was asked to be run later, in order. Nothing is run unless the test does. */
  readonly timers: { run: () => void; at: Instant }[];
  /** Municipalities whose cases were looked at, in order. */
  readonly rechecked: string[];
  /** Runs while the cases of a municipality are looked at. */
  whileRechecking: () => Promise<void>;
  /** Carries out a command that must be accepted. */
  act(command: RosterCommand, by: Person, municipality?: string): Promise<RosterState>;
  stored(municipality?: string): Promise<RosterDocument>;
  /** As a program that is started again, with another region file where that is given. */
  restart(region?: Region): void;
  dispose(): Promise<void>;
}

/** On Monday, without any roster. */
export const startRosterDesk = async (
  around: (store: DocumentStore) => DocumentStore = (store) => store,
): Promise<RosterDesk> => {
  const temporary = await temporaryStore();
  const store = around(temporary.store);
  let activities = 0;
  const log = keptLog();
  const handlers = (region: Region): RosterHandlers =>
    rosterHandlers({
      store,
      region: unchanging(region),
      days: dutchDays(),
      clock: () => desk.now,
      nudge: (id) => desk.nudged.push(id),
      log: log.log,
      later: (run, wait) => desk.timers.push({ run, at: desk.now + wait }),
      recheckCases: async (municipality) => {
        await desk.whileRechecking();
        desk.rechecked.push(municipality);
      },
    });
  const desk: RosterDesk = {
    store,
    log,
    rosters: handlers(rosterRegion),
    now: MONDAY,
    nudged: [],
    timers: [],
    rechecked: [],
    whileRechecking: () => Promise.resolve(),
    act: async (command, by, municipality = 'hoogeveen') => {
      const door = { activity: `activity ${(activities += 1)}` };
      const answer = await desk.rosters.run(municipality, command, by, door);
      assert.ok(answer.ok, `${command.type} was refused: ${answer.ok ? '' : answer.refusal.code}`);
      return answer.value;
    },
    stored: async (municipality = 'hoogeveen') => {
      const loaded = await store.read(rosterIdOf(municipality));
      assert.ok(loaded, 'the roster is not there');
      return parseRoster(loaded.document);
    },
    restart: (region = rosterRegion) => {
      desk.rosters = handlers(region);
    },
    dispose: temporary.dispose,
  };
  return desk;
};
