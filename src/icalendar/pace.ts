import { setImmediate } from 'node:timers/promises';

/** About 20 ms of work, in units of about a microsecond. */
const SLICE = 20_000;

/**
 * Counts work, and gives way to whatever else the program has to do after every 20 ms of it. Counted and not timed: the
 * same file is read in the same slices everywhere.
 *
 * @param work in units of about a microsecond
 * @returns what to wait for, when it is time to
 */
export type Pace = (work: number) => Promise<void> | undefined;

export const pace = (): Pace => {
  let done = 0;
  return (work) => {
    done += work;
    if (done < SLICE) return undefined;
    done = 0;
    return setImmediate();
  };
};
