import type { DocumentStore } from '../port.ts';
import { DamagedDatabase, checkCondition, isDamage } from './condition.ts';
import { DirectoryInUse, type HoldOptions, holdDataDirectory } from './lock.ts';
import { type SqliteOptions, openSqliteStore } from './store.ts';

/**
 * The store of a program that has its data directory for itself until it closes the store: held, looked through for damage,
 * and opened. Once damage was met it answers no ping any more, until the next start has looked through everything: a write
 * that succeeds elsewhere in the file says nothing about what cannot be read.
 *
 * @throws DirectoryInUse, DamagedDatabase; Error when the database cannot be opened, written or brought up to date
 */
export const openHeldStore = async (options: SqliteOptions & HoldOptions): Promise<DocumentStore> => {
  const held = await holdDataDirectory(options.directory, options);
  try {
    checkCondition(options.directory);
    const store = noticingDamage(openSqliteStore(options));
    return {
      ...store,
      // Only an alarm: versions still decide each write, and a team that is told twice is better off than one without a bot.
      ping: async () => {
        await store.ping();
        held.check();
      },
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

const noticingDamage = (store: DocumentStore): DocumentStore => {
  let damage: Error | undefined;
  const noticing = async <R>(answer: Promise<R>): Promise<R> => {
    try {
      return await answer;
    } catch (error) {
      if (isDamage(error)) damage ??= error;
      throw error;
    }
  };
  return {
    ...store,
    read: (...asked) => noticing(store.read(...asked)),
    create: (...asked) => noticing(store.create(...asked)),
    replace: (...asked) => noticing(store.replace(...asked)),
    findDue: (...asked) => noticing(store.findDue(...asked)),
    findOpen: (...asked) => noticing(store.findOpen(...asked)),
    page: (...asked) => noticing(store.page(...asked)),
    ping: () => (damage ? Promise.reject(damage) : noticing(store.ping())),
  };
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
