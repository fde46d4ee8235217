/** A data directory for one test, with documents in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';

export interface Place {
  /** Everything of the test; the data directory is in it. */
  readonly root: string;
  readonly data: string;
  readonly database: string;
  remove(): Promise<void>;
}

export const startPlace = async (): Promise<Place> => {
  const root = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
  const data = join(root, 'data');
  return {
    root,
    data,
    database: join(data, FILE_NAME),
    remove: () => rm(root, { recursive: true }),
  };
};

export interface Note extends StoredDocument {
  readonly text: string;
}

export const note = (number: number, text = 'made up '.repeat(300)): Note => ({
  id: `case/${number}`,
  kind: 'case',
  schema: 1,
  municipality: 'hoogeveen',
  open: number % 2 === 0,
  dueAt: number % 3 === 0 ? null : number,
  text,
});

/** As many notes as asked, from a number on. */
export const written = async (store: DocumentStore, count: number, from = 0): Promise<readonly Note[]> => {
  const notes = Array.from({ length: count }, (_, index) => note(from + index));
  for (const one of notes) await store.create(one);
  return notes;
};

/** Everything in a store. */
export const everything = async (store: DocumentStore): Promise<readonly StoredDocument[]> => {
  const documents: StoredDocument[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.page(50, cursor);
    documents.push(...page.documents);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return documents;
};

/** Everything in a data directory. */
export const kept = async (directory: string): Promise<readonly StoredDocument[]> => {
  const store = openSqliteStore({ directory });
  const documents = await everything(store);
  await store.close();
  return documents;
};
