import { type RunCoordinator, type TaskOptions, schedule, validate } from 'node-cron';
import type { Log } from '../core/log.ts';
import { type Clock, type Duration, MINUTE } from '../core/time.ts';

/** Longer than this without a completed sweep is not alive, on top of the time between two sweeps. */
const GRACE: Duration = MINUTE;

/** How often is looked whether sweeps still come. */
const WATCH: Duration = MINUTE / 2;

export interface Sweeper {
  /** Whether sweeps keep being completed. */
  isAlive(): boolean;
  /** For how long a completed sweep is overdue, of this replica or another; 0 when it is not. */
  lag(): Duration;
  /** Resolves when no sweep runs any more; none will be started. */
  stop(): Promise<void>;
}

export interface SweeperParts {
  /** Cron with seconds, in UTC: in a local zone a minute schedule stops for an hour when the clock goes back. */
  expression: string;
  sweep: () => Promise<number>;
  /** Time that only runs forward. When the wall clock is set back, node-cron waits until it has caught up. */
  monotonic: Clock;
  log: Log;
  /** Which of several replicas sweeps. */
  coordinator?: (sweeps: Sweeps) => RunCoordinator;
}

/** What replicas tell each other about their sweeps. */
export interface Sweeps {
  /** A sweep of another replica turned out to be completed since the last time we looked. */
  progressed: () => void;
  /** Whether our own latest sweep was completed. */
  wasCompleted: () => boolean;
}

export const isCron = (expression: string): boolean => validate(expression);

/**
 * Sweeps by cron and once at the start, so that an outage is caught up at once. A watch beside it, on time that only
 * runs forward, sweeps when cron does not.
 */
export const startSweeping = (parts: SweeperParts): Sweeper => {
  const { expression, sweep, monotonic, log } = parts;
  let running: Promise<void> | undefined;
  let completed = monotonic();
  let wasCompleted = false;
  const period = periodOf(expression);

  const run = (): Promise<void> => {
    running ??= sweepOnce().finally(() => {
      running = undefined;
    });
    return running;
  };
  const sweepOnce = async (): Promise<void> => {
    wasCompleted = false;
    try {
      const looked = await sweep();
      wasCompleted = true;
      progressed();
      log.debug({ looked }, 'sweep done');
    } catch (error) {
      log.error({ error }, 'sweep failed');
    }
  };
  const progressed = (): void => {
    completed = monotonic();
  };
  const isAlive = (): boolean => monotonic() - completed < period + GRACE;

  const task = schedule(expression, run, optionsOf(parts, { progressed, wasCompleted: () => wasCompleted }));
  const watch = setInterval(() => {
    if (monotonic() - completed < period + WATCH) return;
    log.warn({}, 'no sweep came from cron; sweeping without it');
    void run();
  }, WATCH);
  void run();

  return {
    isAlive,
    lag: () => Math.max(0, monotonic() - completed - period),
    stop: async () => {
      clearInterval(watch);
      await task.destroy();
      await running;
    },
  };
};

const optionsOf = ({ coordinator, log }: SweeperParts, sweeps: Sweeps): TaskOptions => ({
  name: 'sweep',
  timezone: 'UTC',
  noOverlap: true,
  // Told in the log by the watch, when it matters.
  suppressMissedWarning: true,
  logger: {
    info: (message) => {
      log.debug({}, message);
    },
    debug: (message) => {
      log.debug({}, String(message));
    },
    warn: (message) => {
      log.warn({}, message);
    },
    error: (message, error) => {
      log.error({ error: error ?? message }, 'cron failed; the watch sweeps without it');
    },
  },
  ...(coordinator && { distributed: true, runCoordinator: coordinator(sweeps) }),
});

/** The longest time between two sweeps in the coming hours, in milliseconds. */
const periodOf = (expression: string): Duration => {
  const task = schedule(expression, () => undefined, { timezone: 'UTC' });
  const runs = task.getNextRuns(10).map((at) => at.getTime());
  void task.destroy();
  return Math.max(0, ...runs.slice(1).map((at, index) => at - (runs[index] ?? at)));
};
