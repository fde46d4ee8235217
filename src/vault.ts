import type { Mark } from './case/repeats.ts';
import type { Log } from './core/log.ts';
import { addressMarks } from './keys/address-mark.ts';
import { caseSeals } from './keys/case-seals.ts';
import { type CaseKeys, KeyDestroyed, KeyMissing, type Secrets } from './keys/port.ts';
import type { ForgettableKeys } from './forget/forget.ts';
import type { CaseSeals } from './household/handle.ts';

/** Seals what a case must not show, and forgets. */
export interface CaseVault extends CaseSeals, ForgettableKeys {}

/** The keys of cases, as the program uses them. */
export const caseVault = (keys: CaseKeys, log: Log): CaseVault => {
  const seals = caseSeals(keys);
  return {
    seal: (caseId, text) => seals.seal(caseId, text),
    open: async (caseId, sealed) => {
      try {
        return await seals.open(caseId, sealed);
      } catch (error) {
        if (error instanceof KeyMissing) log.error({ document: caseId }, 'the key of a case is lost');
        else if (!(error instanceof KeyDestroyed)) throw error;
        return undefined;
      }
    },
    destroy: async (caseId, at) => {
      if ((await keys.destroy(caseId, at)) === 'recoverable')
        log.warn(
          { document: caseId },
          'the key of a case can still be brought back in the vault (docs/keys.md)',
        );
    },
    destroyed: async function* () {
      for await (const { caseId } of keys.destroyed()) yield caseId;
    },
  };
};

/** Hashes addresses. Without keys to be had a report must still come in: then it is only not seen whether it is a repeat. */
export const marksWith =
  (secrets: Pick<Secrets, 'addressKeys'>, log: Log) =>
  async (address: string): Promise<readonly Mark[] | undefined> => {
    // Not of an address itself, so that one that is none is told from keys that are away.
    const ring = await secrets.addressKeys().catch((error: unknown) => {
      log.error({ error }, 'no key for the mark of an address: a repeat report is not seen');
      return [];
    });
    const marks = addressMarks(address, ring);
    return marks.ok ? marks.value : undefined;
  };
