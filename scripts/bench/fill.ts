import { parseCase } from '../../src/case/document.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { prepareStatements } from '../../src/store/sqlite/statements.ts';
import { immediately } from '../../src/store/sqlite/transaction.ts';
import type { StoredDocument } from '../../src/store/port.ts';

/** Documents per transaction: one each would wait for the disk a hundred thousand times. */
const BATCH = 1_000;

/**
 * Writes documents as the store writes them, with its own statements, but many in one transaction.
 *
 * @param made the document with this index; from `from`, up to and without `to`
 */
export const fill = (
  directory: string,
  from: number,
  to: number,
  made: (index: number) => StoredDocument,
): void => {
  const { database } = openDatabase(directory, 5_000);
  try {
    const { create } = prepareStatements(database);
    for (let first = from; first < to; first += BATCH) {
      // The program must be able to read what it is given here.
      parseCase(made(first));
      immediately(database, () => {
        for (let index = first; index < Math.min(first + BATCH, to); index += 1)
          if (!create(made(index)).ok) throw new Error(`copy ${index} is there already`);
      });
    }
  } finally {
    database.close();
  }
};

/** Replaces documents that nobody else is writing, in one transaction. */
export const refill = (directory: string, documents: readonly StoredDocument[]): void => {
  const { database } = openDatabase(directory, 5_000);
  try {
    const { read, replace } = prepareStatements(database);
    immediately(database, () => {
      for (const document of documents) {
        const stored = read(document.id);
        if (!stored || !replace(document, stored.version).ok) throw new Error(`${document.id} is not there`);
      }
    });
  } finally {
    database.close();
  }
};
