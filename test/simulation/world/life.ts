import type { Instant } from '../../../src/core/time.ts';
import type { Log } from '../../../src/core/log.ts';
import { sweepCoordinator } from '../../../src/scheduler/coordinator.ts';
import { wired } from '../../../src/wiring.ts';
import { gateOf, goesOn } from '../faults/gate.ts';
import { MINUTE } from '../faults/lengths.ts';
import { chanceFor } from './chance.ts';
import { graphEdge, textsEdge } from './other-edges.ts';
import { storeEdge } from './store-edge.ts';
import { type Teams, teamsEdge } from './teams-edge.ts';
import type { Life, LogLine, World } from './world.ts';
import { memoryVault } from '../../support/case-vault.ts';

/** As `main.ts` has it. */
const LONGEST_TIMER = 5 * MINUTE;

/** What is outside the program, and stays when it is killed. */
export interface Outside {
  teams: Teams;
  texts: Set<string>;
  meetings: Set<string>;
  /** How often each call was made, by name. */
  calls: Map<string, number>;
}

export const outside = (): Outside => ({
  teams: { gone: new Set(), messages: 0 },
  texts: new Set(),
  meetings: new Set(),
  calls: new Map(),
});

const nothing = (): void => undefined;

const logOf = (world: World, life: Life): Log => {
  const note =
    (level: LogLine['level']) =>
    (fields: object, message: string): void => {
      if (!life.alive) return;
      world.logged.push({ at: world.agenda.now, life: life.name, level, fields: { ...fields }, message });
    };
  return { debug: nothing, info: nothing, warn: note('warn'), error: note('error') };
};

/** Starts a replica: the real program between edges of this world. It has yet to look at everything once. */
export const startLife = (world: World, replica: string, number: number, around: Outside): Life => {
  const { agenda, mutation, region, days } = world;
  const begun: Omit<Life, 'works' | 'coordinator'> = {
    name: `${replica}${number}`,
    replica,
    bornAt: agenda.now,
    alive: true,
    stalledUntil: 0,
    skew: 0,
    troubled: 0,
    sweeping: false,
    completed: false,
  };
  const life = begun as Life;
  const gate = gateOf(world, life, around.calls);
  const store = storeEdge(world, life, gate);
  const teams = teamsEdge(world, life, gate, around.teams);
  const given = mutation?.store?.(store, life.name) ?? store;
  const clock = (): Instant => agenda.now + life.skew;
  const chance = chanceFor(world.seed, `chance of ${life.name}`);
  life.works = wired({
    store: given,
    region: mutation?.region?.(region) ?? region,
    days,
    messengerFor: () => mutation?.messenger?.(teams) ?? teams,
    drawing: world.drawing,
    texts: textsEdge(world, life, gate, around.texts),
    online: graphEdge(gate, around.meetings),
    vault: memoryVault(),
    sealKey: Buffer.alloc(32, 7),
    clock,
    chance: () => chance.next(),
    later: (run, wait) => {
      agenda.at(agenda.now + Math.min(Math.max(0, wait), LONGEST_TIMER), () => {
        void goesOn(world, life).then(run);
      });
    },
    log: logOf(world, life),
    ...(world.isShared && { us: life.name }),
  });
  life.coordinator = sweepCoordinator({
    store: given,
    us: life.name,
    clock,
    progressed: nothing,
    wasCompleted: () => life.completed,
  });
  world.lives.push(life);
  return life;
};
