import type { DocumentStore } from '../../src/store/port.ts';

/** What was asked of the database. */
export interface Operations {
  /** Times that was asked which documents are due, or open. */
  asked: number;
  /** Documents that were read. */
  read: number;
  /** Documents that were created or replaced. */
  written: number;
}

export interface CountedStore extends DocumentStore {
  /** What was asked since the last time this was called. */
  taken(): Operations;
}

const nothing = (): Operations => ({ asked: 0, read: 0, written: 0 });

/** The same store, with every operation counted. */
export const counted = (store: DocumentStore): CountedStore => {
  let operations = nothing();
  return {
    ...store,
    read: (id) => {
      operations.read += 1;
      return store.read(id);
    },
    create: (document) => {
      operations.written += 1;
      return store.create(document);
    },
    replace: (document, expected) => {
      operations.written += 1;
      return store.replace(document, expected);
    },
    findDue: (now, limit) => {
      operations.asked += 1;
      return store.findDue(now, limit);
    },
    findOpen: (kind, municipality) => {
      operations.asked += 1;
      return store.findOpen(kind, municipality);
    },
    taken: () => {
      const since = operations;
      operations = nothing();
      return since;
    },
  };
};
