import type { DocumentStore, Saved, StoredDocument, Versioned } from '../../../src/store/port.ts';

interface Row {
  /** Of creation. */
  order: number;
  version: number;
  document: StoredDocument;
  kind: string;
  municipality: string | undefined;
  open: boolean;
  dueAt: number | null;
}

/** What survives a close: as the file does for SQLite. */
export interface MemoryDatabase {
  readonly rows: Map<string, Row>;
  created: number;
  writes: number;
}

export const memoryDatabase = (): MemoryDatabase => ({ rows: new Map(), created: 0, writes: 0 });

const checkMoment = (moment: number, what: string): void => {
  if (!Number.isSafeInteger(moment)) throw new RangeError(`${what} ${moment} is no moment`);
};

/**
 * The store port in memory, for the mass of the seeds: it keeps the contract of every other store
 * (`test/contract`). Documents are not copied, for that would be a large part of the time: nobody changes one, and that a seed
 * runs the same on SQLite, which does copy them, is a test.
 */
export const openMemoryStore = (database: MemoryDatabase): DocumentStore => {
  const { rows } = database;
  let closed = false;

  const answer = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      if (closed) throw new Error('The document store is closed');
      resolve(work());
    });

  const put = (document: StoredDocument, order: number): Saved => {
    const dueAt = document.dueAt ?? null;
    if (dueAt !== null) checkMoment(dueAt, `${document.id} is due at`);
    const version = (database.writes += 1);
    const { id, kind, municipality, open = false } = document;
    rows.set(id, { order, version, document, kind, municipality, open, dueAt });
    return { ok: true, version: String(version) };
  };

  const versioned = ({ document, version }: Row): Versioned => ({ document, version: String(version) });

  return {
    read: (id) =>
      answer(() => {
        const row = rows.get(id);
        return row && versioned(row);
      }),
    create: (document) =>
      answer(() => (rows.has(document.id) ? { ok: false } : put(document, (database.created += 1)))),
    replace: (document, expected) =>
      answer(() => {
        const row = rows.get(document.id);
        if (document.dueAt != null) checkMoment(document.dueAt, `${document.id} is due at`);
        return row && String(row.version) === expected ? put(document, row.order) : { ok: false };
      }),
    findDue: (now, limit) =>
      answer(() => {
        checkMoment(now, 'due before');
        const due = [...rows].flatMap(([id, { dueAt, order }]) =>
          dueAt !== null && dueAt <= now ? [{ id, dueAt, order }] : [],
        );
        due.sort((one, other) => one.dueAt - other.dueAt || one.order - other.order);
        return due.slice(0, limit).map(({ id }) => id);
      }),
    findOpen: (kind, municipality) =>
      answer(() => {
        const found = [...rows].filter(
          ([, row]) => row.open && row.kind === kind && row.municipality === municipality,
        );
        return found.sort(([, one], [, other]) => one.order - other.order).map(([id]) => id);
      }),
    page: (limit, cursor = '0') =>
      answer(() => {
        if (!Number.isSafeInteger(limit) || limit < 1)
          throw new RangeError(`no number of documents: ${limit}`);
        if (!/^\d+$/.test(cursor)) throw new RangeError(`no cursor of this store: ${cursor}`);
        const rest = [...rows.values()].filter(({ order }) => order > Number(cursor));
        rest.sort((one, other) => one.order - other.order);
        const documents = rest.slice(0, limit).map(({ document }) => document);
        const last = rest[limit - 1];
        return { documents, ...(rest.length > limit && last && { cursor: String(last.order) }) };
      }),
    wipe: () => answer(() => undefined),
    ping: () => answer(() => undefined),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
};
