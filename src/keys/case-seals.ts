import { type CaseKeys, KeyDestroyed, KeyMissing } from './port.ts';
import { keyIdOf, open, seal } from './sealed.ts';

/** Seals and opens what is told about the household of a case. */
export interface CaseSeals {
  /** @throws KeyDestroyed, KeysUnavailable */
  seal(caseId: string, text: string): Promise<string>;
  /** @throws KeyDestroyed after a purge, DamagedSeal, KeyMissing, KeysUnavailable */
  open(caseId: string, sealed: string): Promise<string>;
}

export const caseSeals = (keys: CaseKeys): CaseSeals => ({
  seal: async (caseId, text) => seal(await keys.obtain(caseId), text, caseId),
  open: async (caseId, sealed) => {
    const key = await keys.find(caseId, keyIdOf(sealed));
    if (key) return open(key, sealed, caseId);
    throw (await keys.isDestroyed(caseId)) ? new KeyDestroyed(caseId) : new KeyMissing(caseId);
  },
});
