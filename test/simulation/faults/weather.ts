import type { Duration } from '../../../src/core/time.ts';
import type { Chance } from '../world/chance.ts';
import type { Edge } from './kinds.ts';

/** How rough a seed is: the probability of a fault at every await, and how many happen at moments of their own. */
export interface Weather {
  name: string;
  at: Readonly<Record<Edge, number>>;
  /** Kills, stalls and jumps of the clock per replica per day. */
  perDay: number;
}

const weather = (name: string, store: number, outside: number, perDay: number): Weather => ({
  name,
  at: { store, teams: outside, text: outside * 2, graph: outside * 2 },
  perDay,
});

const WEATHERS: readonly (readonly [number, Weather])[] = [
  [1, weather('still', 0, 0, 0)],
  [3, weather('breeze', 0.0005, 0.01, 1)],
  [4, weather('rough', 0.003, 0.05, 4)],
  [2, weather('storm', 0.015, 0.2, 12)],
];

export const weatherOf = (chance: Chance): Weather => chance.weighed(WEATHERS);

/** How long something lasts: mostly short, seldom very long. */
export const lastsFor = (chance: Chance, shortest: Duration, longest: Duration): Duration =>
  Math.round(shortest * (longest / shortest) ** (chance.next() * chance.next()));
