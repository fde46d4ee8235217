import type { Log } from '../core/log.ts';
import { type Telemetry, UNHEARD, toldId } from '../core/telemetry.ts';
import { type Clock, SECOND } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';

/** How many due documents are asked for at once. */
const PAGE = 100;

export interface SweepParts {
  store: DocumentStore;
  /** Lets the clock act on one document; rejects on a fault. */
  tick: (id: string) => Promise<void>;
  clock: Clock;
  log: Log;
  /** Between two documents: whatever else came in goes first. SQLite itself never lets anything else go first. */
  pause?: () => Promise<void>;
  /** Told nothing when it is left out. */
  telemetry?: Telemetry;
}

/** Lets the clock act on these documents; one that fails is reported, and keeps no other waiting. */
export const tickEach = async (
  ids: readonly string[],
  { tick, log, pause, telemetry = UNHEARD }: Pick<SweepParts, 'tick' | 'log' | 'pause' | 'telemetry'>,
): Promise<void> => {
  for (const id of ids) {
    await pause?.();
    try {
      await telemetry.follow('tick', { document: toldId(id) }, () => tick(id));
    } catch (error) {
      log.error({ document: id, error }, 'a due document could not be handled');
    }
  }
};

/**
 * Looks once at every document that is due, however many are open. A document that fails is reported and tried
 * again at the next sweep; it never keeps the others waiting.
 *
 * @returns the number of documents looked at
 * @throws when the store cannot be asked which documents are due
 */
export const sweep = (parts: SweepParts): Promise<number> => {
  const { clock, telemetry = UNHEARD } = parts;
  const started = clock();
  return telemetry.follow('sweep', {}, async ({ note }) => {
    const looked = await sweepOnce(parts).catch((error: unknown) => {
      telemetry.tell('sweepFailures', 1, {});
      throw error;
    });
    note({ looked });
    telemetry.tell('sweeps', 1, {});
    telemetry.tell('sweepDuration', (clock() - started) / SECOND, {});
    return looked;
  });
};

const sweepOnce = async ({ store, clock, ...each }: SweepParts): Promise<number> => {
  const seen = new Set<string>();
  const now = clock();
  for (;;) {
    // Documents that stay due in this sweep must not hide the ones behind them.
    const due = await store.findDue(now, PAGE + seen.size);
    const fresh = due.filter((id) => !seen.has(id));
    if (fresh.length === 0) return seen.size;
    for (const id of fresh) seen.add(id);
    await tickEach(fresh, each);
  }
};
