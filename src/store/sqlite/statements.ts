import type Database from 'libsql';
import type { Page, Saved, StoredDocument, Versioned } from '../port.ts';
import { toDocument, toPosition, toRecord } from './records.ts';

export const SQL = {
  read: 'SELECT version, body FROM documents WHERE id = ?',
  version: 'SELECT version FROM documents WHERE id = ?',
  create: `INSERT INTO documents (id, kind, municipality, open, due_at, version, body)
    VALUES (?, ?, ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING`,
  replace: `UPDATE documents SET kind = ?, municipality = ?, open = ?, due_at = ?, version = version + 1, body = ?
    WHERE id = ? AND version = ?`,
  findDue: 'SELECT id FROM documents WHERE due_at <= ? ORDER BY due_at, seq LIMIT ?',
  findOpen: 'SELECT id FROM documents WHERE kind = ? AND municipality = ? AND open = 1 ORDER BY seq',
  page: 'SELECT seq, id, body FROM documents WHERE seq > ? ORDER BY seq LIMIT ?',
  beat: 'UPDATE heartbeat SET beats = beats + 1',
} as const;

interface Row {
  readonly version: number;
  readonly body: string;
}

const versionOf = (row: unknown): string | undefined =>
  row === undefined ? undefined : String((row as Pick<Row, 'version'>).version);

const idsIn = (rows: readonly unknown[]): readonly string[] => (rows as { id: string }[]).map(({ id }) => id);

/**
 * One function per statement, each compiled once; to be called inside a transaction where they write. The
 * table is STRICT, so the columns have these types.
 */
export const prepareStatements = (database: Database.Database) => {
  const read = database.prepare<[string]>(SQL.read);
  const version = database.prepare<[string]>(SQL.version);
  const create = database.prepare(SQL.create);
  const replace = database.prepare(SQL.replace);
  const findDue = database.prepare<[number, number]>(SQL.findDue);
  const findOpen = database.prepare<[string, string]>(SQL.findOpen);
  const page = database.prepare<[number, number]>(SQL.page);
  const beat = database.prepare(SQL.beat);
  return {
    read: (id: string, known?: Versioned): Versioned | undefined => {
      // The version alone is found without the body.
      if (known && versionOf(version.get(id)) === known.version) return known;
      const row = read.get(id) as Row | undefined;
      return row && { document: toDocument(id, row.body), version: String(row.version) };
    },
    create: (document: StoredDocument): Saved => {
      const { kind, municipality, open, dueAt, body } = toRecord(document);
      const { changes } = create.run(document.id, kind, municipality, open, dueAt, body);
      return changes === 1 ? { ok: true, version: '1' } : { ok: false };
    },
    replace: (document: StoredDocument, expected: string): Saved => {
      const { kind, municipality, open, dueAt, body } = toRecord(document);
      const { changes } = replace.run(kind, municipality, open, dueAt, body, document.id, expected);
      return changes === 1 ? { ok: true, version: String(Number(expected) + 1) } : { ok: false };
    },
    findDue: (now: number, limit: number): readonly string[] => {
      // SQLite reads NaN as null, and then nothing would ever be due.
      if (Number.isNaN(now)) throw new RangeError('Documents are due at a moment, not at NaN');
      return idsIn(findDue.all(now, limit));
    },
    findOpen: (kind: string, municipality: string): readonly string[] =>
      idsIn(findOpen.all(kind, municipality)),
    page: (limit: number, cursor?: string): Page => {
      if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`A page of ${limit} documents`);
      // One more than asked says whether there is a next page.
      const rows = page.all(toPosition(cursor), limit + 1) as { seq: number; id: string; body: string }[];
      const found = rows.slice(0, limit);
      const last = rows.length > limit ? found.at(-1) : undefined;
      const documents = found.map(({ id, body }) => toDocument(id, body));
      return last ? { documents, cursor: String(last.seq) } : { documents };
    },
    beat: (): void => {
      if (beat.run().changes !== 1) throw new Error('The database has lost its heartbeat row');
    },
  };
};
