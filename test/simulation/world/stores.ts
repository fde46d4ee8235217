import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { memoryDatabase, openMemoryStore } from './memory-store.ts';

export type StoreName = 'memory' | 'sqlite';

/** Of so many seeds one is stored in SQLite, on a disk in memory where there is one. */
const SQLITE_EVERY = 25;

export const storeNameFor = (seed: number): StoreName => (seed % SQLITE_EVERY === 0 ? 'sqlite' : 'memory');

const DISK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Does the work with an empty store, of which nothing is left afterwards. */
export const withStore = async <T>(
  name: StoreName,
  work: (store: DocumentStore) => Promise<T>,
): Promise<T> => {
  if (name === 'memory') return work(openMemoryStore(memoryDatabase()));
  const directory = mkdtempSync(join(DISK, 'eerder-erbij-simulation-'));
  const store = openSqliteStore({ directory });
  try {
    return await work(store);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
};
