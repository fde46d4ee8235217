import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Small files that are there whole or not at all, also after the power failed; only this account may read them. */

/** What a file that is not there yet ends in; after a kill one may stay behind, and means nothing. */
export const PART = '.part';

const OWNER_ONLY = 0o600;

/** @returns nothing when it is not there */
export const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

export const exists = async (file: string): Promise<boolean> => {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
};

/** @returns false when there is one already, which is left as it is */
export const createWhole = async (file: string, text: string): Promise<boolean> => {
  const part = `${file}.${randomBytes(6).toString('hex')}${PART}`;
  await written(part, text);
  try {
    // Unlike a rename it never replaces.
    await link(part, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(part, { force: true });
    // Also when another made it: whoever builds on it must find it again.
    await syncFolder(dirname(file));
  }
};

/**
 * Replaces a file by what is made of it.
 *
 * @returns false when somebody else is at it, or was killed at it
 */
export const replaceWhole = async (file: string, made: (text: string) => string): Promise<boolean> => {
  const part = `${file}${PART}`;
  // One name: it is a lock too.
  const handle = await open(part, 'wx', OWNER_ONLY).catch((error: unknown) => {
    if (isCode(error, 'EEXIST')) return undefined;
    throw error;
  });
  if (!handle) return false;
  try {
    await filled(handle, made(await readFile(file, 'utf8')));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
  return true;
};

/**
 * Writes over a file and removes it; nothing when it is not there. A disk that keeps older blocks (SSD, copy on write,
 * snapshots) may still hold what stood there: that is why what is in it is wrapped.
 */
export const erase = async (file: string): Promise<void> => {
  try {
    const handle = await open(file, 'r+');
    const { size } = await handle.stat();
    await filled(handle, randomBytes(size));
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
  await rm(file, { force: true });
  await syncFolder(dirname(file));
};

/** Makes the names in a folder durable. */
export const syncFolder = async (folder: string): Promise<void> => {
  // Windows cannot open a folder and keeps names durable by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const written = async (file: string, text: string): Promise<void> =>
  filled(await open(file, 'wx', OWNER_ONLY), text);

const filled = async (handle: FileHandle, content: string | Buffer): Promise<void> => {
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && Reflect.get(error, 'code') === code;
