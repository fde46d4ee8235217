import type { RunCoordinator } from 'node-cron';
import { z } from 'zod';
import { type Clock, type Duration, MINUTE } from '../core/time.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';
import type { Sweeps } from './cron.ts';

export const SWEEP_LEASE = 'lease/sweep';

/** For whoever wants to know whether replicas are at work: longer than any sweep is apart from the next. */
const AT_WORK: Duration = 5 * MINUTE;

const leaseSchema = z.object({
  id: z.literal(SWEEP_LEASE),
  kind: z.literal('lease'),
  schema: z.literal(1),
  /** The latest sweep that was taken up, and by which replica. */
  key: z.string(),
  holder: z.string(),
  until: z.int(),
  /** The latest sweep that was completed. */
  completed: z.string().exactOptional(),
});
type SweepLease = z.infer<typeof leaseSchema>;

const NOBODYS: SweepLease = { id: SWEEP_LEASE, kind: 'lease', schema: 1, key: '', holder: '', until: 0 };

/** It holds nothing that would be missed: a damaged one is written anew by whoever sweeps next. */
const parse = (stored: StoredDocument): SweepLease => leaseSchema.safeParse(stored).data ?? NOBODYS;

export interface CoordinatorParts extends Sweeps {
  store: DocumentStore;
  /** This replica. */
  us: string;
  clock: Clock;
}

/**
 * One replica per sweep: whoever is first to write its name behind the minute. It only saves work. A replica that is killed
 * or hangs loses no more than the sweep it took up, for the next one is for whoever is first again.
 */
export const sweepCoordinator = ({
  store,
  us,
  clock,
  progressed,
  wasCompleted,
}: CoordinatorParts): RunCoordinator => {
  let known: string | undefined;
  return {
    shouldRun: async (key) => {
      const { isOurs, completed } = await update(store, SWEEP_LEASE, parse, (current) => {
        const seen = current?.completed;
        if (current?.key === key) return { result: { isOurs: false, completed: seen } };
        const lease: SweepLease = {
          ...(seen !== undefined && { completed: seen }),
          id: SWEEP_LEASE,
          kind: 'lease',
          schema: 1,
          key,
          holder: us,
          until: clock() + AT_WORK,
        };
        return { save: lease, result: { isOurs: true, completed: seen } };
      });
      if (completed !== known) progressed();
      known = completed;
      return isOurs;
    },
    onComplete: (key) =>
      update(store, SWEEP_LEASE, parse, (current) =>
        current && wasCompleted()
          ? { save: { ...current, completed: key }, result: undefined }
          : { result: undefined },
      ),
  };
};
