import type { Clock, Duration, Instant } from '../../core/time.ts';
import type { SealingKey } from '../sealed.ts';

/** More cases than are open at one moment. */
const MOST = 1000;

interface Known {
  readonly key: SealingKey;
  readonly until: Instant;
}

/** Unwrapped keys of cases, for a short time and not too many: asking a vault takes two calls. */
export const rememberedKeys = (clock: Clock, lasting: Duration) => {
  /** By case, and then by the id of the key; the last one is the newest. */
  const cases = new Map<string, readonly Known[]>();

  const knownOf = (caseId: string): readonly Known[] =>
    (cases.get(caseId) ?? []).filter(({ until }) => clock() < until);

  return {
    get: (caseId: string, keyId?: string): SealingKey | undefined =>
      knownOf(caseId).findLast(({ key }) => keyId === undefined || key.id === keyId)?.key,

    put: (caseId: string, key: SealingKey): SealingKey => {
      const others = knownOf(caseId).filter((known) => known.key.id !== key.id);
      cases.delete(caseId);
      cases.set(caseId, [...others, { key, until: clock() + lasting }]);
      const [oldest] = cases.keys();
      if (cases.size > MOST && oldest !== undefined) cases.delete(oldest);
      return key;
    },

    forget: (caseId: string): void => {
      cases.delete(caseId);
    },
  };
};
