import type { Instant } from '../../../src/core/time.ts';

/** Something that befalls the program from outside: a fault, or what a person does. */
export interface Happening {
  /** Names it within its seed; the same in every run in which it takes place. */
  key: string;
  at: Instant;
  what: string;
}

/** Decides which happenings take place, and records those that do. */
export interface Script {
  happens(key: string, at: Instant, what: string): boolean;
  readonly happened: readonly Happening[];
}

/** Everything that the seed draws happens; or only these happenings. */
export const scriptOf = (only?: ReadonlySet<string>): Script => {
  const happened: Happening[] = [];
  return {
    happened,
    happens: (key, at, what) => {
      if (only && !only.has(key)) return false;
      happened.push({ key, at, what });
      return true;
    },
  };
};
