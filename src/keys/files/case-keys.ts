import { randomBytes } from 'node:crypto';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type CaseKeys, DamagedKey, KeyDestroyed, KeyMissing, type Tombstone } from '../port.ts';
import { nameOf } from '../names.ts';
import { type SealingKey, freshKey, keyOf, open, seal } from '../sealed.ts';
import { createWhole, erase, exists, readIfThere } from './durable.ts';

/** Where the keys of cases are, in KEYS_DIR. */
export const CASES = 'cases';
export const FORGOTTEN = 'forgotten';
export const KEY_ENDING = '.key';
export const TOMBSTONE_ENDING = '.json';

const keyFile = z.object({ version: z.literal(1), id: z.string().regex(/^[\w-]+$/), wrapped: z.string() });
const tombstoneFile = z.object({ version: z.literal(1), caseId: z.string(), at: z.int() });

/**
 * The keys of cases as files: one that is wrapped per case, and one per case that was destroyed. Several programs may use
 * the same folder at the same moment. Whoever destroys first leaves the tombstone and then removes the key; whoever makes a
 * key looks for a tombstone afterwards: so at least one of them removes it.
 *
 * @param wrapping the key-encryption key
 */
export const fileCaseKeys = (directory: string, wrapping: SealingKey): CaseKeys => {
  const keyPath = (name: string): string => join(directory, CASES, name + KEY_ENDING);
  const tombstonePath = (name: string): string => join(directory, FORGOTTEN, name + TOMBSTONE_ENDING);
  const isDestroyed = (caseId: string): Promise<boolean> => exists(tombstonePath(nameOf(caseId)));

  const stored = async (caseId: string): Promise<SealingKey | undefined> => {
    const text = await readIfThere(keyPath(nameOf(caseId)));
    if (text === undefined) return undefined;
    try {
      return unwrapped(text, caseId, wrapping);
    } catch (error) {
      // It may have been read while it was written over.
      if (await isDestroyed(caseId)) return undefined;
      throw error;
    }
  };

  const made = async (caseId: string): Promise<SealingKey | undefined> => {
    const { key, text } = freshlyWrapped(caseId, wrapping);
    return (await createWhole(keyPath(nameOf(caseId)), text)) ? key : stored(caseId);
  };

  return {
    isDestroyed,

    obtain: async (caseId) => {
      if (await isDestroyed(caseId)) throw new KeyDestroyed(caseId);
      const key = (await stored(caseId)) ?? (await made(caseId));
      if (await isDestroyed(caseId)) {
        await erase(keyPath(nameOf(caseId)));
        throw new KeyDestroyed(caseId);
      }
      if (!key) throw new KeyMissing(caseId);
      return key;
    },

    find: async (caseId, keyId) => {
      const key = await stored(caseId);
      if (!key || (keyId !== undefined && key.id !== keyId)) return undefined;
      return (await isDestroyed(caseId)) ? undefined : key;
    },

    destroy: async (caseId, at) => {
      const tombstone: z.input<typeof tombstoneFile> = { version: 1, caseId, at };
      await createWhole(tombstonePath(nameOf(caseId)), JSON.stringify(tombstone));
      await erase(keyPath(nameOf(caseId)));
      return 'gone';
    },

    destroyed: async function* (): AsyncGenerator<Tombstone> {
      for await (const { name } of await opendir(join(directory, FORGOTTEN))) {
        if (name.endsWith(TOMBSTONE_ENDING)) yield await tombstoneIn(join(directory, FORGOTTEN, name));
      }
    },
  };
};

const contextOf = (caseId: string): string => `data key of ${caseId}`;

const freshlyWrapped = (caseId: string, wrapping: SealingKey): { key: SealingKey; text: string } => {
  const { key, bytes } = freshKey();
  const id = randomBytes(9).toString('base64url');
  const wrapped = seal(wrapping, bytes.toString('base64url'), contextOf(caseId));
  bytes.fill(0);
  const file: z.input<typeof keyFile> = { version: 1, id, wrapped };
  return { key: { id, key }, text: JSON.stringify(file) };
};

const unwrapped = (text: string, caseId: string, wrapping: SealingKey): SealingKey => {
  try {
    const { id, wrapped } = keyFile.parse(JSON.parse(text));
    return { id, key: keyOf(Buffer.from(open(wrapping, wrapped, contextOf(caseId)), 'base64url')) };
  } catch {
    // None of what failed is repeated: it holds the file.
    throw new DamagedKey(`The key of ${caseId}`);
  }
};

const tombstoneIn = async (file: string): Promise<Tombstone> => {
  try {
    const { caseId, at } = tombstoneFile.parse(JSON.parse((await readIfThere(file)) ?? ''));
    return { caseId, at };
  } catch {
    throw new DamagedKey(`The tombstone ${file}`);
  }
};
