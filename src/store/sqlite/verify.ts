import { existsSync, statSync } from 'node:fs';
import Database from 'libsql';
import type { IsNewer } from '../port.ts';
import { MIGRATIONS, versionOf } from './migrations.ts';
import { toDocument, toRecord } from './records.ts';

/** What a database file holds. */
export interface Contents {
  readonly documents: number;
  /** Documents that still need somebody. */
  readonly open: number;
  /** The migrations it has had. */
  readonly version: number;
}

/** What is wrong with a database file; `detail` is for whoever runs the program. */
export interface Unfit {
  readonly reason: 'missing' | 'damaged' | 'newer' | 'foreign';
  readonly detail: string;
}

export type Verified = { ok: true; contents: Contents } | { ok: false; unfit: Unfit };

/**
 * Looks through a whole database file that no program is writing: its pages and indexes, the version of its tables, and
 * every document with the columns it is found by. Changes nothing in it.
 */
export const verify = (file: string, isNewer: IsNewer = () => false): Verified => {
  if (!existsSync(file)) return unfit('missing', 'it is not there');
  // SQLite takes an empty file for an empty database.
  if (statSync(file).size === 0) return unfit('foreign', 'it is empty');
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    database.pragma('query_only = ON');
    return examined(database, isNewer);
  } catch (error) {
    return unfit('damaged', error instanceof Error ? error.message : String(error));
  } finally {
    database?.close();
  }
};

const unfit = (reason: Unfit['reason'], detail: string): Verified => ({
  ok: false,
  unfit: { reason, detail },
});

const examined = (database: Database.Database, isNewer: IsNewer): Verified => {
  const damage = damageIn(database, 'integrity_check');
  if (damage !== undefined) return unfit('damaged', damage);
  const version = versionOf(database);
  const newest = MIGRATIONS.at(-1)?.number ?? 0;
  if (version > newest)
    return unfit('newer', `it has version ${version}, this program knows up to ${newest}`);
  if (version === 0) return unfit('foreign', 'it is a database of something else');
  const { newer, ...counts } = counted(database, isNewer);
  if (newer !== undefined)
    return unfit('newer', `this program does not know the version of document ${newer} in it`);
  return { ok: true, contents: { ...counts, version } };
};

/**
 * The first things SQLite finds wrong; undefined when there is nothing. `quick_check` reads every page once;
 * `integrity_check` compares the indexes with the tables as well, and takes some times as long.
 */
export const damageIn = (
  database: Database.Database,
  check: 'quick_check' | 'integrity_check',
): string | undefined => {
  const found = database.prepare(`PRAGMA ${check}(3)`).all() as Record<string, unknown>[];
  const lines = found.map((row) => String(row[check]));
  return lines.length === 1 && lines[0] === 'ok' ? undefined : lines.join('; ');
};

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly municipality: string | null;
  readonly open: number;
  readonly due_at: number | null;
  readonly body: string;
}

/** With the first document that is newer. */
const counted = (
  database: Database.Database,
  isNewer: IsNewer,
): Pick<Contents, 'documents' | 'open'> & { newer: string | undefined } => {
  const rows = database.prepare(
    'SELECT id, kind, municipality, open, due_at, body FROM documents ORDER BY seq',
  );
  let documents = 0;
  let open = 0;
  let newer: string | undefined;
  for (const row of rows.iterate() as IterableIterator<Row>) {
    const document = toDocument(row.id, row.body);
    const expected = toRecord(document);
    const isFound =
      expected.kind === row.kind &&
      expected.municipality === row.municipality &&
      expected.open === row.open &&
      expected.dueAt === row.due_at;
    // It would never be due, or never be listed.
    if (!isFound) throw new Error(`document ${row.id} is not found by what it holds`);
    documents += 1;
    open += row.open;
    if (isNewer(document)) newer ??= row.id;
  }
  return { documents, open, newer };
};
