import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { lockIn, staying } from './files.ts';

/** How often is looked whether the other program is gone, in milliseconds. */
const LOOK = 250;

export interface HoldOptions {
  /** Milliseconds to wait for another program that is stopping; none by default. */
  readonly patience?: number;
  /** Told once, when there is another program to wait for. */
  readonly waiting?: () => void;
}

/** The directory is ours until it is released, or until this process ends, also by `kill -9`. */
export interface Held {
  /** Throws when the lock was taken away under this program: another one may have started. */
  readonly check: () => void;
  /** May be called twice. */
  readonly release: () => void;
}

/** Another program holds the directory, and went on doing so. */
export class DirectoryInUse extends Error {
  constructor(directory: string) {
    super(
      `${directory} is in use by another program: two would both send what is due. ` +
        `Stop the other one first, or give this one a directory of its own`,
    );
    this.name = 'DirectoryInUse';
  }
}

/**
 * Holds a data directory for this program alone, with whatever directory leads to the same database: an exclusive
 * transaction on a second SQLite file, which stays empty. The
 * operating system lets go of it with the process, so no stale lock can be left behind, and the documents can still be
 * read and copied by others meanwhile. Creates what is missing (directory 0700, file 0600).
 *
 * Only as good as the locks of the file system: on a network drive (NFS, SMB) they may be granted twice, and a write-ahead
 * log does not work there either.
 *
 * @throws DirectoryInUse when another program still holds it after `patience`
 * @throws Error naming the file when it cannot be locked at all
 */
export const holdDataDirectory = async (
  directory: string,
  { patience = 0, waiting }: HoldOptions = {},
): Promise<Held> => {
  const file = lockIn(directory);
  const database = opened(file);
  for (let waited = 0; ; waited += LOOK) {
    if (isTaken(database, file))
      return { check: staying(file, takenAway(file)), release: releaser(database) };
    if (waited >= patience) break;
    if (waited === 0) waiting?.();
    await pause(LOOK);
  }
  database.close();
  throw new DirectoryInUse(resolve(directory));
};

const takenAway = (file: string): string =>
  `The lock ${file} was moved, replaced or removed while this program held it: ` +
  `another program may have started, restart this one`;

const because = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const opened = (file: string): Database.Database => {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // An existing file is never opened here: closing it would drop the lock that this process holds on it.
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
    else closeSync(openSync(file, 'a', 0o600));
    return new Database(file);
  } catch (cause) {
    throw new Error(`Cannot lock ${file}: ${because(cause)}`, { cause });
  }
};

const isTaken = (database: Database.Database, file: string): boolean => {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY') return false;
    database.close();
    throw new Error(`Cannot lock ${file}: ${because(cause)}`, { cause });
  }
};

const releaser = (database: Database.Database): (() => void) => {
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    database.close();
  };
};
