import { ZodError } from 'zod';
import type { Log } from '../core/log.ts';
import type { CurrentRegion, MunicipalityId } from '../core/region.ts';
import { type Clock, type Duration, MINUTE, SECOND } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';
import { update } from '../store/update.ts';
import { newRoster, parseRoster, rosterIdOf, withParkedAgain } from './document.ts';

const FIRST_RETRY: Duration = SECOND;
const LONGEST_RETRY: Duration = MINUTE;

export interface EnsureParts {
  store: DocumentStore;
  region: CurrentRegion;
  clock: Clock;
  log: Log;
  /** Runs something after a while; only in memory, for a start looks at every roster. */
  later: (run: () => void, wait: Duration) => void;
}

/**
 * Sees to it that every municipality has a roster, and that each is looked at soon. A roster that cannot be read is left
 * to people; one that the store did not give is asked for again until it does, without keeping the start of the program
 * waiting.
 */
export const ensureRosters = async (parts: EnsureParts): Promise<void> => {
  const { municipalities } = await parts.region();
  for (const { id } of municipalities) await ensure(parts, id, FIRST_RETRY);
};

const ensure = async (parts: EnsureParts, municipality: MunicipalityId, wait: Duration): Promise<void> => {
  const { log, later } = parts;
  const document = rosterIdOf(municipality);
  try {
    await wake(parts, municipality);
  } catch (error) {
    if (error instanceof ZodError) {
      log.error({ document, error }, 'a roster cannot be read: it is not watched');
      return;
    }
    log.error({ document, error, wait }, 'a roster could not be looked at; it is tried again');
    later(() => {
      void ensure(parts, municipality, Math.min(2 * wait, LONGEST_RETRY));
    }, wait);
  }
};

/** People or settings may be others than before: who counts, and what is due in open cases, is looked at anew. */
export const wake = (
  { store, clock }: Pick<EnsureParts, 'store' | 'clock'>,
  municipality: MunicipalityId,
): Promise<void> =>
  update(store, rosterIdOf(municipality), parseRoster, (current) => {
    const now = clock();
    const roster = withParkedAgain(current ?? newRoster(municipality, now), now);
    return { save: { ...roster, recheck: true, dueAt: now }, result: undefined };
  });
