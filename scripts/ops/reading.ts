import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openCosmos } from '../../src/open-store.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { onCopy } from '../../src/store/sqlite/backup.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Place } from './place.ts';

const closing = async <T>(store: DocumentStore, use: (store: DocumentStore) => Promise<T>): Promise<T> => {
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};

/**
 * Reads everything, also while the program runs: of SQLite a copy of one moment, beside the database because there it may be;
 * Cosmos DB has none.
 */
export const reading = async <T>(place: Place, use: (store: DocumentStore) => Promise<T>): Promise<T> => {
  if (place.kind === 'cosmos') return closing(await openCosmos(place, Date.now), use);
  const copy = await mkdtemp(join(place.directory, '.copy-'));
  try {
    return await onCopy(place.directory, copy, (copied) =>
      closing(openSqliteStore({ directory: copied }), use),
    );
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
};

/** Writes in the store itself, beside the program. */
export const writing = async <T>(place: Place, use: (store: DocumentStore) => Promise<T>): Promise<T> =>
  closing(
    place.kind === 'cosmos'
      ? await openCosmos(place, Date.now)
      : openSqliteStore({ directory: place.directory }),
    use,
  );
