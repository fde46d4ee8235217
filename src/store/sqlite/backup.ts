import {
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
import { FileExists, makeFile, syncFile, syncFolder } from '../new-file.ts';
import { isDamage } from './condition.ts';
import { FILE_NAME } from './database.ts';
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

/** Milliseconds to wait for a writer; a copy itself waits for nobody. */
const BUSY_TIMEOUT = 5000;

const databaseIn = (directory: string): string => resolve(directory, FILE_NAME);

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
 * @throws UnfitDatabase when the backup cannot be used, FileExists when something has the name of the moment already;
 * nothing was touched
 */
export const restore = async (directory: string, file: string, moment: string): Promise<Restored> => {
  const database = databaseIn(directory);
  const backup = resolve(file);
  if (!existsSync(backup)) throw new UnfitDatabase(backup, { reason: 'missing', detail: 'it is not there' });
  const detail = 'a -wal file is beside it, so it is a copy of a database in use and not a whole backup';
  if ((statSync(`${backup}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new UnfitDatabase(backup, { reason: 'damaged', detail });
  const aside = existsSync(database) ? `${database}.${moment}` : undefined;
  if (aside !== undefined && existsSync(aside)) throw new FileExists(aside);
  const prepared = `${database}.${moment}.restored`;
  const contents = await makeFile(prepared, (temporary) => copied(backup, temporary));
  if (aside !== undefined) setAside(database, aside);
  renameSync(prepared, database);
  syncFolder(dirname(database));
  if (aside !== undefined) settle(aside);
  return { contents, ...(aside !== undefined && { aside }) };
};

const copied = (backup: string, temporary: string): Contents => {
  try {
    copyFileSync(backup, temporary);
    // It takes over the mode of the backup: one that everybody may read, or that may not be written.
    chmodSync(temporary, 0o600);
    const found = verify(temporary);
    if (!found.ok) throw new UnfitDatabase(backup, found.unfit);
    return found.contents;
  } finally {
    // Of a backup that keeps a log, or that could not be read.
    for (const end of BESIDE) rmSync(temporary + end, { force: true });
  }
};

/**
 * Keeps a database under another name as well, with its log. At no moment there is none under its own name: a program that
 * starts then would begin anew, and forget every case. SQLite does not open it under that name any more: the driver may
 * close late, and would then remove the log of whatever has the name by then.
 */
const setAside = (database: string, aside: string): void => {
  try {
    linkSync(database, aside);
  } catch {
    // Not every disk knows links.
    copyFileSync(database, aside, constants.COPYFILE_EXCL);
    syncFile(aside);
  }
  // Left beside the restored file SQLite would play it back into that one.
  for (const end of BESIDE) if (existsSync(database + end)) renameSync(database + end, aside + end);
};

/** Brings what is in the log into the file, so that it is whole by itself. A damaged one is kept as it is, with its log. */
const settle = (kept: string): void => {
  if (isDamaged(`${kept}-wal`) || !verify(kept).ok) return;
  const opened = new Database(kept);
  try {
    opened.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    opened.close();
  }
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
