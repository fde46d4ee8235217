import { existsSync, realpathSync, statSync } from 'node:fs';
import { parse, resolve } from 'node:path';

export const FILE_NAME = 'eerder-erbij.sqlite';

/**
 * The database of a data directory, where it really is: directory and file may be links. SQLite keeps its log beside the
 * real file, and two directories may share that.
 */
export const databaseIn = (directory: string): string => {
  const path = resolve(directory, FILE_NAME);
  return existsSync(path) ? realpathSync(path) : path;
};

/** Beside the real database: two directories that share one share its lock. */
export const lockIn = (directory: string): string => {
  const { dir, name } = parse(databaseIn(directory));
  return resolve(dir, `${name}.lock`);
};

/**
 * A file that is moved or removed stays as it was for whoever has it open: what is written to it is lost without a word, and
 * a lock on it keeps nobody out.
 *
 * @returns throws `otherwise` as soon as the file that is on this path now is there no more
 */
export const staying = (path: string, otherwise: string): (() => void) => {
  const opened = statSync(path);
  return () => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.ino !== opened.ino || found.dev !== opened.dev) throw new Error(otherwise);
  };
};
