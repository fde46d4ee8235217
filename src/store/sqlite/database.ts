import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import { syncFolder } from '../new-file.ts';
import { FILE_NAME, staying } from './files.ts';
import { migrate } from './migrations.ts';

export interface DatabaseFile {
  readonly database: Database.Database;
  /** Throws when the file that was opened is no longer the one on this path. */
  readonly checkStillThere: () => void;
}

/**
 * Opens the database in a directory on a local disk, creates what is missing (directory 0700, file 0600) and
 * migrates it. What it acknowledges is on disk: WAL with `synchronous=FULL`.
 *
 * @param busyTimeout milliseconds to wait for another program that is writing
 * @throws Error naming the file and the cause
 */
export const openDatabase = (directory: string, busyTimeout: number): DatabaseFile => {
  const path = resolve(directory, FILE_NAME);
  let database: Database.Database | undefined;
  try {
    createFile(dirname(path), path);
    database = new Database(path);
    setUp(database, busyTimeout);
    migrate(database);
    const moved = `The database ${path} was moved, replaced or removed while it was open: restart the program`;
    return { database, checkStillThere: staying(path, moved) };
  } catch (cause) {
    database?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot open the database ${path}: ${reason}`, { cause });
  }
};

const createFile = (directory: string, path: string): void => {
  const topmostCreated = mkdirSync(directory, { recursive: true, mode: 0o700 });
  // An existing file is never opened here: closing it would drop the locks that SQLite holds on it for another
  // connection of this process (https://sqlite.org/howtocorrupt.html, 2.2).
  if (existsSync(path)) {
    // SQLite opens what it may only read without a word, and then fails at the first document.
    for (const needed of [directory, path]) accessSync(needed, constants.R_OK | constants.W_OK);
    return;
  }
  // Before SQLite does: it would let everybody read. The -wal and -shm files take over this mode.
  closeSync(openSync(path, 'a', 0o600));
  // SQLite makes the contents durable; the names of new files and folders are ours to make durable.
  const top = topmostCreated === undefined ? directory : dirname(topmostCreated);
  for (let folder = directory; ; folder = dirname(folder)) {
    syncFolder(folder);
    if (folder === top || folder === dirname(folder)) return;
  }
};

const setUp = (database: Database.Database, busyTimeout: number): void => {
  // First, so that the next ones wait for another program that is starting too.
  database.pragma(`busy_timeout = ${busyTimeout}`);
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode = WAL').get() as {
    journal_mode: string;
  };
  if (mode !== 'wal')
    throw new Error(`the disk does not support a write-ahead log (journal mode is ${mode})`);
  database.pragma('synchronous = FULL');
  // A purge must leave nothing to read back in the file; the default keeps replaced text in free pages.
  database.pragma('secure_delete = ON');
};
