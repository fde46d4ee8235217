import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Files that are there whole, or not at all. */

/** There is something under this name already. */
export class FileExists extends Error {
  constructor(file: string) {
    super(`${file} exists already`);
    this.name = 'FileExists';
  }
}

/**
 * Makes a new file that only this account may read. It is written under a temporary name beside it, made durable and then
 * given its name: whoever finds it finds it whole, and nothing is ever overwritten.
 *
 * @param fill writes the temporary file, which is there and empty; when it throws nothing is left behind
 * @throws FileExists
 */
export const makeFile = async <T>(file: string, fill: (temporary: string) => T | Promise<T>): Promise<T> => {
  const path = resolve(file);
  if (existsSync(path)) throw new FileExists(path);
  const temporary = `${path}.${process.pid}.part`;
  closeSync(openSync(temporary, 'wx', 0o600));
  try {
    const made = await fill(temporary);
    syncFile(temporary);
    nameIt(temporary, path);
    return made;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
};

const nameIt = (temporary: string, path: string): void => {
  // Taken first: renaming would replace whatever came there meanwhile. Links would do, but not on every disk.
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'EEXIST' ? new FileExists(path) : error;
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
};

export const syncFile = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Makes the names in a folder durable. */
export const syncFolder = (folder: string): void => {
  // Windows cannot open a folder and keeps names durable by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
