import type { Violation } from './invariants/watcher.ts';
import { type Options, simulate } from './run.ts';
import type { Happening } from './world/script.ts';

/** More runs than this are not spent on one failure; what is left then is printed all the same. */
const MOST_RUNS = 400;

export interface Reduced {
  /** The shortest list that still shows it. */
  happenings: readonly Happening[];
  violation: Violation;
  runs: number;
}

/** A list without its parts in turn, larger parts first (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input"). */
const without = <T>(list: readonly T[], parts: number): readonly (readonly T[])[] => {
  const size = Math.ceil(list.length / parts);
  return Array.from({ length: parts }, (_, part) => [
    ...list.slice(0, part * size),
    ...list.slice((part + 1) * size),
  ]).filter(({ length }) => length < list.length);
};

/**
 * Leaves out happenings, faults and what people do alike, as long as the same invariant still fails. What each of the others
 * is stays the same, because every draw has a name of its own.
 */
export const reduce = async (
  options: Options,
  found: Violation,
  happened: readonly Happening[],
): Promise<Reduced> => {
  let runs = 0;
  let best: Reduced = { happenings: happened, violation: found, runs };

  const tries = async (keys: readonly string[]): Promise<boolean> => {
    runs += 1;
    const ran = await simulate({ ...options, only: new Set(keys) });
    const violation = ran.violations.find(({ invariant }) => invariant === found.invariant);
    if (!violation) return false;
    best = { happenings: ran.happened, violation, runs };
    return true;
  };

  const keysOf = (happenings: readonly Happening[]): readonly string[] => happenings.map(({ key }) => key);
  // What comes after it cannot be why.
  await tries(keysOf(happened.filter(({ at }) => at <= found.at)));
  let parts = 2;
  while (best.happenings.length > 1 && runs < MOST_RUNS) {
    const keys = keysOf(best.happenings);
    parts = Math.min(parts, keys.length);
    let isShorter = false;
    for (const fewer of without(keys, parts)) {
      if (runs >= MOST_RUNS) break;
      if (await tries(fewer)) {
        isShorter = true;
        break;
      }
    }
    if (isShorter) parts = Math.max(2, parts - 1);
    else if (parts >= keys.length) break;
    else parts = Math.min(keys.length, parts * 2);
  }
  return { ...best, runs };
};
