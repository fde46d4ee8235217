import {
  closeSync,
  openSync,
  readSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'libsql';
import type { IsNewer } from '../port.ts';
import { FileExists, makeFile, syncFile, syncFolder } from '../new-file.ts';
import { isDamage } from './condition.ts';
import { FILE_NAME, databaseIn } from './files.ts';
import { type Contents, type Unfit, verify } from './verify.ts';
import { isDamaged } from './wal.ts';

/** A database file was not what it must be. */
export class UnfitDatabase extends Error {
  readonly unfit: Unfit;

  constructor(file: string, unfit: Unfit) {
    super(`${file} cannot be used: ${unfit.detail}`);
    this.name = 'UnfitDatabase';
    this.unfit = unfit;
  }
}

/** SQLite keeps what is not in the file itself yet beside it, under these names. */
const BESIDE = ['-wal', '-shm'] as const;

/** How each database begins (https://sqlite.org/fileformat2.html#the_database_header). */
const MAGIC = Buffer.from('SQLite format 3\0');

/** Milliseconds to wait for a writer; a copy itself waits for nobody. */
const BUSY_TIMEOUT = 5000;

const verified = (file: string): Contents => {
  const found = verify(file);
  if (!found.ok) throw new UnfitDatabase(file, found.unfit);
  return found.contents;
};

/**
 * Copies the documents of one moment into an empty file, while a program may be writing: `VACUUM INTO` reads in one
 * transaction, and the write-ahead log lets others go on. (The driver does not offer the backup API.)
 *
 * @throws UnfitDatabase when there is no database, or it cannot be read through
 */
const copyInto = (directory: string, target: string): void => {
  const source = databaseIn(directory);
  if (!existsSync(source)) throw new UnfitDatabase(source, { reason: 'missing', detail: 'it is not there' });
  let database: Database.Database | undefined;
  try {
    database = new Database(source);
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
    database.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new UnfitDatabase(source, { reason: 'damaged', detail: error.message });
  } finally {
    database?.close();
  }
};

/**
 * Makes a backup of a data directory, looked through from beginning to end: whatever could not be restored is no backup.
 *
 * @param file must not exist; of mode 0600 and durable when this resolves
 * @throws FileExists, UnfitDatabase; Error when it cannot be written. Then there is no file.
 */
export const backUp = (directory: string, file: string): Promise<Contents> =>
  makeFile(file, (temporary) => {
    copyInto(directory, temporary);
    return verified(temporary);
  });

export interface Restored {
  readonly contents: Contents;
  /** Where what was there is kept; absent when there was nothing. */
  readonly aside?: string;
}

/**
 * Puts a backup in the place of the documents of a data directory. The caller holds the directory. The backup is copied
 * and looked through there before anything is touched; what was there keeps the name it had, with the moment added.
 *
 * @param moment goes into a file name, for example `2026-11-22T15-30-00Z`
 * A process that is killed on the way leaves the database as it was, or the backup in its place: one rename decides.
 *
 * @throws UnfitDatabase when the backup cannot be used, FileExists when something has the name of the moment already; Error
 * when somebody is still reading the database. Then it is what it was.
 */
export const restore = async (
  directory: string,
  file: string,
  moment: string,
  isNewer?: IsNewer,
): Promise<Restored> => {
  const database = databaseIn(directory);
  const backup = resolve(file);
  if (!existsSync(backup)) throw new UnfitDatabase(backup, { reason: 'missing', detail: 'it is not there' });
  const detail = 'a -wal file is beside it, so it is a copy of a database in use and not a whole backup';
  if ((statSync(`${backup}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new UnfitDatabase(backup, { reason: 'damaged', detail });
  const aside = existsSync(database) ? `${database}.${moment}` : undefined;
  if (aside !== undefined && existsSync(aside)) throw new FileExists(aside);
  const prepared = `${database}.${moment}.restored`;
  const contents = await makeFile(prepared, (temporary) => copied(backup, temporary, isNewer));
  try {
    if (aside === undefined) renameSync(prepared, database);
    else takeOver(database, prepared, aside);
  } catch (error) {
    rmSync(prepared, { force: true });
    throw error;
  }
  syncFolder(dirname(database));
  return { contents, ...(aside !== undefined && { aside }) };
};

const copied = (backup: string, temporary: string, isNewer?: IsNewer): Contents => {
  try {
    copyFileSync(backup, temporary);
    // It takes over the mode of the backup: one that everybody may read, or that may not be written.
    chmodSync(temporary, 0o600);
    const found = verify(temporary, isNewer);
    if (!found.ok) throw new UnfitDatabase(backup, found.unfit);
    return found.contents;
  } finally {
    // Of a backup that keeps a log, or that could not be read.
    for (const end of BESIDE) rmSync(temporary + end, { force: true });
  }
};

/**
 * Puts a file in the place of the database, which is kept under another name. At no moment there is none under its own name:
 * a program that starts then would begin anew, and forget every case.
 */
const takeOver = (database: string, prepared: string, aside: string): void => {
  const isLost = isDamaged(`${database}-wal`);
  if (!isLost) settle(database);
  keep(database, aside);
  // Left beside the restored file SQLite would play it back into that one. But without its damaged log the database that was
  // there would pass for a whole one; with it the program starts on neither.
  if (!isLost) moveLog(database, aside);
  renameSync(prepared, database);
  if (isLost) moveLog(database, aside);
};

/**
 * Brings what is in the log into the file, so that it is whole by itself. What is no database is left as it is: SQLite would
 * throw its log away.
 */
const settle = (database: string): void => {
  if (!isDatabase(database)) return;
  let opened: Database.Database | undefined;
  try {
    opened = new Database(database);
    // `exec` leaves nothing open: a close that comes late would remove the log of whatever has the name by then.
    opened.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    opened.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!isDamage(error)) throw error;
    return;
  } finally {
    opened?.close();
  }
  if ((statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new Error(`${database} is still being read by another program`);
};

const isDatabase = (file: string): boolean => {
  const beginning = Buffer.alloc(MAGIC.length);
  const handle = openSync(file, 'r');
  readSync(handle, beginning);
  closeSync(handle);
  return beginning.equals(MAGIC);
};

const keep = (database: string, aside: string): void => {
  try {
    linkSync(database, aside);
  } catch {
    // Not every disk knows links.
    copyFileSync(database, aside, constants.COPYFILE_EXCL);
    syncFile(aside);
  }
};

const moveLog = (database: string, aside: string): void => {
  for (const end of BESIDE) if (existsSync(database + end)) renameSync(database + end, aside + end);
};

/** Runs something on a consistent copy of a data directory, and throws the copy away. */
export const onCopy = async <T>(
  directory: string,
  copy: string,
  use: (copied: string) => Promise<T>,
): Promise<T> => {
  const copied = resolve(copy, FILE_NAME);
  await makeFile(copied, (temporary) => {
    copyInto(directory, temporary);
  });
  try {
    return await use(copy);
  } finally {
    for (const end of ['', ...BESIDE]) rmSync(copied + end, { force: true });
  }
};
