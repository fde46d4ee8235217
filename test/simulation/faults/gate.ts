import { type Duration, MINUTE, SECOND } from './lengths.ts';
import { type Chance, chanceFor, drawFor } from '../world/chance.ts';
import { type Life, type World, inject, kill } from '../world/world.ts';
import { type Edge, FAULTS_OF, type Fault } from './kinds.ts';
import { lastsFor } from './weather.ts';

/** A call of the program to something outside. */
export interface Site {
  edge: Edge;
  call: string;
  /** The document, person or thread it is about. */
  subject: string;
}

/** How a fault of an edge works out on one call. */
export interface Turn {
  /** First this long nothing. */
  wait?: Duration;
  /** Before the call itself. */
  meddle?: () => Promise<unknown>;
  /** In place of the call. */
  instead?: Error;
  /** The call took place, and this is what is heard of it. */
  afterwards?: Error;
}

/** Everything that a life does outside itself goes through here. */
export type Gate = <T>(site: Site, work: () => Promise<T>, turns: Turns) => Promise<T>;

/** How each fault of an edge works out. */
export type Turns = Partial<Record<Fault, (chance: Chance) => Turn>>;

/** Of a life that was killed nothing is heard any more. */
const silence = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Resolves when a life goes on; never for one that was killed. */
export const goesOn = async (world: World, life: Life): Promise<void> => {
  while (life.alive && life.stalledUntil > world.agenda.now)
    await world.agenda.after(life.stalledUntil - world.agenda.now);
  if (!life.alive) await silence();
};

/** Far more than any moment asks for: what calls more often never comes to rest. */
const MOST_CALLS = 50_000;

const SHORTEST_STALL: Duration = 10 * SECOND;
const LONGEST_STALL: Duration = 20 * MINUTE;

/** A machine that is paused, in the middle of what it does. */
export const stall = (world: World, life: Life, fault: Fault, chance: Chance): void => {
  const until = world.agenda.now + lastsFor(chance, SHORTEST_STALL, LONGEST_STALL);
  life.stalledUntil = Math.max(life.stalledUntil, until);
  inject(world, fault, { life: life.name, until });
};

export const gateOf = (world: World, life: Life, counted: Map<string, number>): Gate => {
  const { agenda, script, seed, weather } = world;

  const drawn = (site: Site): { fault: Fault; chance: Chance } | undefined => {
    if (agenda.now >= world.calmFrom) return undefined;
    const name = `${site.edge} ${site.call} ${site.subject}`;
    const count = (counted.get(name) ?? 0) + 1;
    counted.set(name, count);
    const key = `fault at ${name} #${count}`;
    if (drawFor(seed, key) >= weather.at[site.edge]) return undefined;
    const chance = chanceFor(seed, `which ${key}`);
    const fault = chance.weighed(FAULTS_OF[site.edge]);
    // Only what is replaced can be replaced by somebody else in between.
    if (fault.startsWith('store: conflict') && site.call !== 'replace') return undefined;
    if (!script.happens(key, agenda.now, `${fault}, at ${name} of ${life.name}`)) return undefined;
    life.troubled += 1;
    return { fault, chance };
  };

  const hit = (fault: Fault, chance: Chance): void => {
    if (fault.startsWith('replica: killed')) {
      inject(world, fault, { life: life.name });
      kill(world, life);
    } else stall(world, life, fault, chance);
  };

  const befallen = async <T>(
    { fault, chance }: { fault: Fault; chance: Chance },
    site: Site,
    work: () => Promise<T>,
    turns: Turns,
  ): Promise<T> => {
    if (fault.startsWith('replica')) {
      if (fault.endsWith('before a call')) hit(fault, chance);
      await goesOn(world, life);
      const result = await work();
      if (fault.endsWith('after a call')) hit(fault, chance);
      return result;
    }
    inject(world, fault, { life: life.name, subject: site.subject });
    const { wait = 0, meddle, instead, afterwards } = turns[fault]?.(chance) ?? {};
    if (wait > 0) await agenda.after(wait);
    await goesOn(world, life);
    await meddle?.();
    if (instead) throw instead;
    const result = await work();
    if (afterwards) throw afterwards;
    return result;
  };

  return async (site, work, turns) => {
    world.calls += 1;
    if (world.calls > MOST_CALLS) {
      world.onRestless(life);
      await silence();
    }
    if (!life.alive || life.stalledUntil > agenda.now) await goesOn(world, life);
    const trouble = drawn(site);
    try {
      return await (trouble ? befallen(trouble, site, work, turns) : work());
    } finally {
      // Also of what failed nothing is heard by who is not there any more.
      if (!life.alive || life.stalledUntil > agenda.now) await goesOn(world, life);
    }
  };
};
