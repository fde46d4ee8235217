import type { DocumentStore } from '../port.ts';
import { DamagedDatabase, checkCondition } from './condition.ts';
import { DirectoryInUse, type HoldOptions, holdDataDirectory } from './lock.ts';
import { type SqliteOptions, openSqliteStore } from './store.ts';

/**
 * The store of a program that has its data directory for itself until it closes the store: held, looked through for damage,
 * and opened.
 *
 * @throws DirectoryInUse, DamagedDatabase; Error when the database cannot be opened, written or brought up to date
 */
export const openHeldStore = async (options: SqliteOptions & HoldOptions): Promise<DocumentStore> => {
  const held = await holdDataDirectory(options.directory, options);
  try {
    checkCondition(options.directory);
    const store = openSqliteStore(options);
    return {
      ...store,
      close: async () => {
        try {
          await store.close();
        } finally {
          held.release();
        }
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
};

/** Of the disk, not of a setting: no room on it, or it does not read or write. */
const OF_THE_DISK = /^(SQLITE_(FULL|IOERR|BUSY)|ENOSPC|EDQUOT|EIO)/;

/** Whether another start may go well, without another setting: somebody else stops, or the disk is seen to. */
export const mayPass = (error: unknown): boolean => {
  if (error instanceof DirectoryInUse || error instanceof DamagedDatabase) return true;
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  return (typeof code === 'string' && OF_THE_DISK.test(code)) || mayPass(error.cause);
};
