import { schedule, validate } from 'node-cron';
import type { Log } from '../core/log.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';

/** A sweep may be this much late before the program says that it is not ready. */
const GRACE: Duration = MINUTE;

export interface Sweeper {
  /** Whether sweeps keep being completed. */
  isAlive(): boolean;
  /** Resolves when no sweep runs any more; none will be started. */
  stop(): Promise<void>;
}

export const isCron = (expression: string): boolean => validate(expression);

/**
 * Sweeps by the clock and once at the start, so that an outage is caught up at once. In UTC: in a local zone a
 * minute schedule stops for an hour when the clock goes back.
 */
export const startSweeping = (
  expression: string,
  sweep: () => Promise<number>,
  clock: Clock,
  log: Log,
): Sweeper => {
  let running: Promise<void> = Promise.resolve();
  let expectedBy: Instant = clock() + GRACE;

  const run = async (): Promise<void> => {
    try {
      const looked = await sweep();
      log.debug({ looked }, 'sweep done');
      expectedBy = (task.getNextRun()?.getTime() ?? clock()) + GRACE;
    } catch (error) {
      log.error({ error }, 'sweep failed');
    }
  };
  const task = schedule(expression, () => (running = run()), { timezone: 'UTC', noOverlap: true });
  running = run();

  return {
    isAlive: () => clock() < expectedBy,
    stop: async () => {
      await task.destroy();
      await running;
    },
  };
};
