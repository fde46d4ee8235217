import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../core/log.ts';
import type { Clock, Instant } from '../../core/time.ts';
import type { KeyPlace, KeyStatus } from '../admin.ts';
import type { Keys } from '../port.ts';
import { rotated, secretsFrom } from '../ring.ts';
import { CASES, FORGOTTEN, KEY_ENDING, TOMBSTONE_ENDING, fileCaseKeys } from './case-keys.ts';
import { filePlace, ringLock } from './place.ts';

/**
 * The keys in a folder of this machine. Makes the folder and its keys at the first start, and finishes what was being
 * destroyed when a program was killed.
 *
 * @throws WrongKeySetUp
 */
export const openFileKeys = async (
  directory: string,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Keys> => {
  const place = await filePlace(directory, clock());
  const cases = fileCaseKeys(directory, place.wrapping);
  if ((await halfDestroyed(directory)).length > 0)
    // A tombstone keeps its own moment.
    for await (const { caseId, at } of cases.destroyed()) await cases.destroy(caseId, at);
  return { cases, secrets: secretsFrom(await place.ring(), place.ring, { clock, log }) };
};

/** For whoever manages the keys. */
export const filesAdmin = (directory: string): KeyPlace => ({
  init: async (at: Instant) => {
    await filePlace(directory, at);
  },
  status: async (): Promise<KeyStatus> => {
    const { addressKeys } = await (await filePlace(directory)).ring();
    const [cases, forgotten, half] = await Promise.all([
      namesIn(directory, CASES, KEY_ENDING),
      namesIn(directory, FORGOTTEN, TOMBSTONE_ENDING),
      halfDestroyed(directory),
    ]);
    return {
      addressKeys,
      cases: cases.length,
      forgotten: forgotten.length,
      half: half.length,
      recoverable: 0,
    };
  },
  rotate: async (at: Instant) => {
    const place = await filePlace(directory);
    if (!(await place.changeRing((ring) => rotated(ring, at)))) return { busy: ringLock(directory) };
    return (await place.ring()).addressKeys;
  },
});

const namesIn = async (directory: string, folder: string, ending: string): Promise<readonly string[]> =>
  (await readdir(join(directory, folder)))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

/** With a tombstone and still a key. */
const halfDestroyed = async (directory: string): Promise<readonly string[]> => {
  const forgotten = new Set(await namesIn(directory, FORGOTTEN, TOMBSTONE_ENDING));
  return (await namesIn(directory, CASES, KEY_ENDING)).filter((name) => forgotten.has(name));
};
