import { z } from 'zod';
import { type Clock, type Duration, MINUTE } from '../../core/time.ts';
import { CASE_PREFIX, FORGOTTEN_PREFIX } from './names.ts';
import { nameOf } from '../names.ts';
import { type CaseKeys, DamagedKey, KeyDestroyed, type Tombstone } from '../port.ts';
import type { SealingKey } from '../sealed.ts';
import { type VaultClients, ifThere } from './clients.ts';
import { RECOVERABLE, VaultRefused } from './patience.ts';
import { rememberedKeys } from './remembered.ts';
import type { Removal } from './removal.ts';
import type { Wrapping } from './wrapping.ts';

/** How long a key is remembered that was unwrapped: so long another replica that destroys it may go unnoticed. */
export const REMEMBERED: Duration = 5 * MINUTE;

/** Stand in the tags, for those are listed with the names; the value says nothing. */
const tombstoneTags = z.object({ caseId: z.string(), at: z.string().regex(/^\d+$/).transform(Number) });

export interface VaultCaseKeysParts {
  readonly clients: VaultClients;
  readonly wrapping: Wrapping;
  readonly removal: Removal;
  readonly clock: Clock;
}

/**
 * The keys of cases as secrets of a vault: one that is wrapped per case, and one per case that was destroyed. A vault cannot
 * make a secret only when there is none, so two replicas that make a key at the same moment make two versions of one
 * secret: each stays, under the id of its version. Tombstones work as in a folder (files/case-keys.ts).
 */
export const vaultCaseKeys = ({ clients, wrapping, removal, clock }: VaultCaseKeysParts): CaseKeys => {
  const { secrets, ask } = clients;
  const remembered = rememberedKeys(clock, REMEMBERED);
  const making = new Map<string, Promise<SealingKey>>();

  const isDestroyed = async (caseId: string): Promise<boolean> => {
    const name = FORGOTTEN_PREFIX + nameOf(caseId);
    const found = await ifThere(
      ask('the reading of a tombstone', (abortSignal) => secrets.getSecret(name, { abortSignal })),
    );
    return found !== undefined;
  };

  const stored = async (caseId: string, keyId?: string): Promise<SealingKey | undefined> => {
    const known = remembered.get(caseId, keyId);
    if (known) return known;
    const name = CASE_PREFIX + nameOf(caseId);
    const options = keyId === undefined ? {} : { version: keyId };
    const [found, gone] = await Promise.all([
      ifThere(
        ask('the reading of a key', (abortSignal) => secrets.getSecret(name, { ...options, abortSignal })),
      ),
      isDestroyed(caseId),
    ]);
    if (!found || gone) return undefined;
    return keep(caseId, found.properties.version, await wrapping.unwrapped(found.value, caseId));
  };

  const keep = (caseId: string, id: string | undefined, key: SealingKey['key']): SealingKey => {
    if (id === undefined) throw new DamagedKey(`The key of ${caseId}`);
    return remembered.put(caseId, { id, key });
  };

  const made = async (caseId: string): Promise<SealingKey> => {
    const { key, text } = await wrapping.freshlyWrapped();
    const name = CASE_PREFIX + nameOf(caseId);
    const { properties } = await ask('the keeping of a key', (abortSignal) =>
      secrets.setSecret(name, text, { abortSignal }),
    );
    return keep(caseId, properties.version, key);
  };

  const obtained = async (caseId: string): Promise<SealingKey> => {
    // Never from memory: what is sealed with a destroyed key is lost.
    const [known, gone] = await Promise.all([stored(caseId), isDestroyed(caseId)]);
    if (!gone) {
      const key = known ?? (await made(caseId));
      if (known || !(await isDestroyed(caseId))) return key;
      await removal.remove(caseId);
    }
    remembered.forget(caseId);
    throw new KeyDestroyed(caseId);
  };

  return {
    isDestroyed,
    find: stored,

    obtain: async (caseId) => {
      const one = making.get(caseId) ?? obtained(caseId).finally(() => making.delete(caseId));
      making.set(caseId, one);
      try {
        return await one;
      } catch (error) {
        // Deleted while we were at it, or by somebody's hand: nothing may be put over it.
        if (error instanceof VaultRefused && error.code === RECOVERABLE && (await isDestroyed(caseId)))
          throw new KeyDestroyed(caseId);
        throw error;
      }
    },

    destroy: async (caseId, at) => {
      if (!(await isDestroyed(caseId))) {
        const name = FORGOTTEN_PREFIX + nameOf(caseId);
        const tags = { caseId, at: String(at) };
        await ask('the keeping of a tombstone', (abortSignal) =>
          secrets.setSecret(name, 'forgotten', { tags, abortSignal }),
        );
      }
      remembered.forget(caseId);
      return removal.remove(caseId);
    },

    destroyed: async function* (): AsyncGenerator<Tombstone> {
      for await (const { name, tags } of clients.listed()) {
        if (!name.startsWith(FORGOTTEN_PREFIX)) continue;
        const { data } = tombstoneTags.safeParse(tags);
        if (!data) throw new DamagedKey(`The tombstone ${name}`);
        yield data;
      }
    },
  };
};
