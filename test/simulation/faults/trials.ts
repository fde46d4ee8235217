import type { Instant } from '../../../src/core/time.ts';
import { chanceFor } from '../world/chance.ts';
import { type Life, type World, inject, kill } from '../world/world.ts';
import { stall } from './gate.ts';
import type { Fault } from './kinds.ts';
import { HOUR, MINUTE, SECOND } from './lengths.ts';
import { lastsFor } from './weather.ts';

/** What befalls a replica, or everything, at a moment of its own, whatever the program is doing. */
const TRIALS: readonly (readonly [number, Fault])[] = [
  [6, 'replica: killed at a moment'],
  [5, 'replica: stalled at a moment'],
  [3, 'replica: clock jumped forward'],
  [3, 'replica: clock jumped back'],
  [1, 'replica: all killed, nobody for a while'],
  [2, 'store: away for minutes'],
  [3, 'Teams: away for minutes'],
];

const LONGEST_AWAY = 40 * MINUTE;

const jump = (world: World, life: Life, fault: Fault, key: string): void => {
  const chance = chanceFor(world.seed, key);
  const far = lastsFor(chance, 2 * SECOND, 3 * HOUR);
  const until = Math.min(world.calmFrom, world.agenda.now + lastsFor(chance, MINUTE, 3 * HOUR));
  inject(world, fault, { life: life.name, until });
  life.skew = fault === 'replica: clock jumped back' ? -far : far;
  // Until its clock is set right again.
  world.agenda.at(until, () => {
    life.skew = 0;
  });
};

const awayFor = (world: World, what: 'store' | 'teams', fault: Fault, until: Instant): void => {
  world.away[what] = Math.max(world.away[what], until);
  inject(world, fault, { until });
};

const befallOne = (world: World, life: Life, fault: Fault, key: string): void => {
  life.troubled += 1;
  if (fault === 'replica: stalled at a moment')
    stall(world, life, fault, chanceFor(world.seed, `stall ${key}`));
  else if (fault === 'replica: killed at a moment') {
    inject(world, fault, { life: life.name });
    kill(world, life);
  } else jump(world, life, fault, key);
};

const befall = (world: World, fault: Fault, key: string): void => {
  const { agenda } = world;
  const chance = chanceFor(world.seed, `how ${key}`);
  const alive = world.lives.filter((life) => life.alive);
  const until = Math.min(world.calmFrom, agenda.now + lastsFor(chance, 10 * SECOND, LONGEST_AWAY));
  if (fault === 'store: away for minutes') awayFor(world, 'store', fault, until);
  else if (fault === 'Teams: away for minutes') awayFor(world, 'teams', fault, until);
  else if (fault === 'replica: all killed, nobody for a while') {
    inject(world, fault, { until });
    for (const life of alive) kill(world, life);
  } else if (alive.length > 0) befallOne(world, chance.pick(alive), fault, key);
};

export const planTrials = (world: World, from: Instant, until: Instant, replicas: number): void => {
  const chance = chanceFor(world.seed, 'trials');
  const count = Math.round(
    ((world.weather.perDay * (until - from)) / (24 * HOUR)) * replicas * chance.next() * 2,
  );
  for (let trial = 1; trial <= count; trial += 1) {
    const at = from + Math.round(chance.next() * (until - from));
    const fault = chance.weighed(TRIALS);
    const key = `trial ${trial}`;
    world.agenda.at(at, () => {
      if (at < world.calmFrom && world.script.happens(key, at, fault)) befall(world, fault, key);
    });
  }
};
