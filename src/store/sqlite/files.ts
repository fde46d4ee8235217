import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { parse, resolve } from 'node:path';

export const FILE_NAME = 'eerder-erbij.sqlite';

/**
 * The database of a data directory, where it really is: directory and file may be links. SQLite keeps its log beside the
 * real file, and two directories may share that.
 *
 * @throws Error when it is a link that leads nowhere: a new database there would pass for all there ever was
 */
export const databaseIn = (directory: string): string => {
  const path = resolve(directory, FILE_NAME);
  if (existsSync(path)) return realpathSync(path);
  if (isLink(path)) throw new Error(`${path} is a link to a file that is not there: is its disk mounted?`);
  return path;
};

const isLink = (path: string): boolean => {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // Whoever opens it says what is wrong.
    return false;
  }
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
