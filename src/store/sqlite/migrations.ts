import type Database from 'libsql';
import { immediately } from './transaction.ts';

export interface Migration {
  /** 1 and up, without gaps: the `user_version` of a database that has had it. */
  readonly number: number;
  readonly sql: string;
}

/**
 * Only ever added to: a database in use has had the earlier ones. Forward only; the way back is a backup.
 *
 * `seq` keeps the order of creation and, unlike a bare rowid, survives VACUUM. `body` comes last because
 * SQLite walks through a long value to reach the column after it.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    sql: `
      CREATE TABLE documents (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        municipality TEXT,
        open INTEGER NOT NULL,
        due_at INTEGER,
        version INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX documents_due ON documents (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX documents_open ON documents (kind, municipality) WHERE open = 1;
      CREATE TABLE heartbeat (beats INTEGER NOT NULL) STRICT;
      INSERT INTO heartbeat (beats) VALUES (0);
    `,
  },
];

/**
 * Brings a database up to the newest migration, each in its own transaction. Two programs may do this at the
 * same time: the version is read again inside the transaction.
 *
 * @throws Error when a newer version of this program has been at the database: its documents may hold what
 * this version would lose
 */
export const migrate = (database: Database.Database, migrations: readonly Migration[] = MIGRATIONS): void => {
  const newest = migrations.at(-1)?.number ?? 0;
  const found = versionOf(database);
  if (found > newest) {
    throw new Error(
      `The database has version ${found}, this program knows versions up to ${newest}: ` +
        `start the newer program, or restore the backup made before it was installed`,
    );
  }
  for (const { number, sql } of migrations.slice(found)) {
    immediately(database, () => {
      if (versionOf(database) >= number) return;
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${number}`);
    });
  }
};

/** The migrations a database has had; 0 is none. */
export const versionOf = (database: Database.Database): number => {
  // `pragma(…, { simple: true })` gives a whole row in libsql.
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
};
