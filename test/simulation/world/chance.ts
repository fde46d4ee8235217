/**
 * Chance of which every draw has a name: what is drawn for one happening does not depend on what was drawn before, so a
 * happening can be left out and all others stay as they were (the reducer leans on that).
 */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next: () => number;
  is(probability: number): boolean;
  /** A whole number from `from` up to and including `to`. */
  whole(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  /** By weight; the weights need not add up to anything. */
  weighed<T>(from: readonly (readonly [weight: number, what: T])[]): T;
}

/** FNV-1a, of the text after what `before` is the hash of. */
const fnv = (text: string, before: number): number => {
  let hash = before;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
};

/** The last step of MurmurHash3: spreads what differs a little over all bits. */
const spread = (hash: number): number => {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

const OFFSET = 0x811c9dc5;
const RANGE = 2 ** 32;

/** One draw, from 0 up to 1, for a name. */
export const drawFor = (seed: number, name: string): number =>
  spread(fnv(name, spread(OFFSET ^ seed))) / RANGE;

/** mulberry32 (Tommy Ettinger, public domain), begun at the hash of the name. */
export const chanceFor = (seed: number, name: string): Chance => {
  let state = spread(fnv(name, spread(OFFSET ^ seed)));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[Math.floor(next() * from.length)];
    if (picked === undefined) throw new Error(`there is nothing to pick for ${name}`);
    return picked;
  };
  return {
    next,
    pick,
    is: (probability) => next() < probability,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    weighed: (from) => {
      const total = from.reduce((sum, [weight]) => sum + weight, 0);
      let left = next() * total;
      const found = from.find(([weight]) => (left -= weight) < 0) ?? from.at(-1);
      if (!found) throw new Error(`there is nothing to weigh for ${name}`);
      return found[1];
    },
  };
};
