import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../core/time.ts';
import { DamagedKey, WrongKeySetUp } from '../port.ts';
import { type Ring, freshRing, parseRing } from '../ring.ts';
import { type SealingKey, freshKey, keyOf, open, seal } from '../sealed.ts';
import { CASES, FORGOTTEN, KEY_ENDING } from './case-keys.ts';
import { PART, createWhole, readIfThere, replaceWhole, syncFolder } from './durable.ts';

/** What KEYS_DIR holds beside the keys of cases: the key that wraps them, and the ring of the others. */

const WRAPPING = 'key-encryption-key.json';
const RING = 'key-ring.sealed';
const RING_CONTEXT = 'key ring';

const wrappingFile = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[\w-]+$/),
  key: z.base64url(),
});

export interface FilePlace {
  readonly wrapping: SealingKey;
  /** @throws DamagedKey */
  readonly ring: () => Promise<Ring>;
  /** @returns false when another is changing it, or was killed at that */
  readonly changeRing: (change: (ring: Ring) => Ring) => Promise<boolean>;
}

/**
 * Reads the folder of keys; makes what is missing when `at` says the moment, so that two that start at once agree.
 *
 * @throws WrongKeySetUp when others can read it, or a key is missing or damaged; the message says what to do
 */
export const filePlace = async (directory: string, at?: Instant): Promise<FilePlace> => {
  if (at !== undefined) await makeFolders(directory);
  for (const folder of [directory, join(directory, CASES), join(directory, FORGOTTEN)])
    await refuseWhenOpen(folder, '700');
  // Before the key is looked for: whoever wraps has made it, so it is lost when it is not there after this.
  const wrapsAnything = await holdsWrapped(directory);
  const wrapping = await wrappingKey(join(directory, WRAPPING), at !== undefined && !wrapsAnything);
  const file = join(directory, RING);
  const opened = (text: string): Ring => {
    try {
      return parseRing(open(wrapping, text, RING_CONTEXT));
    } catch {
      throw new DamagedKey(file);
    }
  };
  const sealed = (ring: Ring): string => seal(wrapping, JSON.stringify(ring), RING_CONTEXT);
  const ring = async (): Promise<Ring> => opened((await readIfThere(file)) ?? '');
  if (at !== undefined && !wrapsAnything) await createWhole(file, sealed(freshRing(at)));
  await refuseWhenOpen(file, '600');
  await ring().catch((error: unknown) => {
    throw error instanceof DamagedKey ? new WrongKeySetUp(`${error.message}; ${PUT_BACK}`) : error;
  });
  return {
    wrapping,
    ring,
    changeRing: (change) => replaceWhole(file, (text) => sealed(change(opened(text)))),
  };
};

/** Where a lock stands that a killed change of the ring left behind. */
export const ringLock = (directory: string): string => resolve(directory, RING) + PART;

const PUT_BACK = 'put the folder of keys back from its backup (docs/keys.md)';

const makeFolders = async (directory: string): Promise<void> => {
  for (const folder of [directory, join(directory, CASES), join(directory, FORGOTTEN)]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(resolve(folder)));
  }
};

const refuseWhenOpen = async (path: string, right: string): Promise<void> => {
  const found = await stat(path).catch(() => {
    throw new WrongKeySetUp(
      `${path} is missing; ${PUT_BACK}, or, when there never were keys, run: npm run keys -- init`,
    );
  });
  // Windows has no such mode; there the folder has the access list of the account.
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) return;
  const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
  throw new WrongKeySetUp(
    `${path} has mode ${mode}, so others can reach the keys; run: chmod ${right} ${path}`,
  );
};

const holdsWrapped = async (directory: string): Promise<boolean> => {
  if ((await readIfThere(join(directory, RING))) !== undefined) return true;
  return (await readdir(join(directory, CASES))).some((name) => name.endsWith(KEY_ENDING));
};

const wrappingKey = async (file: string, mayMake: boolean): Promise<SealingKey> => {
  if (mayMake) {
    const made: z.input<typeof wrappingFile> = {
      version: 1,
      id: randomBytes(6).toString('hex'),
      key: freshKey().bytes.toString('base64url'),
    };
    await createWhole(file, JSON.stringify(made));
  }
  const text = await readIfThere(file);
  if (text === undefined)
    throw new WrongKeySetUp(`${file} is missing, while keys are there that only it can unwrap; ${PUT_BACK}`);
  await refuseWhenOpen(file, '600');
  try {
    const { id, key } = wrappingFile.parse(JSON.parse(text));
    return { id, key: keyOf(Buffer.from(key, 'base64url')) };
  } catch {
    throw new WrongKeySetUp(`${file} is damaged; ${PUT_BACK}`);
  }
};
