import { z } from 'zod';
import type { DocumentStore } from '../port.ts';
import { openDatabase } from './database.ts';
import { prepareStatements } from './statements.ts';
import { immediately } from './transaction.ts';

export interface SqliteOptions {
  /** On a local disk, never a network share; created when absent. */
  readonly directory: string;
  /** Milliseconds to wait for another program that is writing, default 5000. The event loop waits too. */
  readonly busyTimeout?: number;
  /**
   * Told when a close could not bring the log into the database file, as on a full disk. Nothing is lost: the next open
   * does.
   */
  readonly logStays?: (error: unknown) => void;
}

const checkpointed = z.object({ busy: z.number() });

/**
 * The documents in one SQLite file, `eerder-erbij.sqlite` in the directory. Several programs may use it at
 * the same time. Every method rejects after `close`.
 *
 * @throws Error when the database cannot be opened, written or brought up to date; the message names the file
 */
export const openSqliteStore = ({
  directory,
  busyTimeout = 5000,
  logStays,
}: SqliteOptions): DocumentStore => {
  const { database, checkStillThere } = openDatabase(directory, busyTimeout);
  const statements = prepareStatements(database);
  let closed = false;

  // The driver is synchronous; the port is not, and a fault must reject, never throw.
  const answer = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      // libsql itself goes on answering after its close.
      if (closed) throw new Error('The document store is closed');
      resolve(work());
    });

  const write = <T>(work: () => T): Promise<T> =>
    answer(() => {
      checkStillThere();
      return immediately(database, work);
    });

  return {
    read: (id, known) => answer(() => statements.read(id, known)),
    create: (document) => write(() => statements.create(document)),
    replace: (document, expected) => write(() => statements.replace(document, expected)),
    findDue: (now, limit) => answer(() => statements.findDue(now, limit)),
    findOpen: (kind, municipality) => answer(() => statements.findOpen(kind, municipality)),
    page: (limit, cursor) => answer(() => statements.page(limit, cursor)),
    // A real write: a full disk still lets a transaction begin.
    ping: () =>
      write(() => {
        statements.beat();
      }),
    wipe: () =>
      answer(() => {
        // Not waited for: the event loop would wait too, for as long as a copy takes.
        database.exec('PRAGMA busy_timeout = 0');
        try {
          const told = checkpointed.parse(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get());
          if (told.busy !== 0) throw new Error('The log of the database is in use');
        } finally {
          database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
        }
      }),
    close: () => {
      if (closed) return Promise.resolve();
      return answer(() => {
        closed = true;
        try {
          // What is left in the log would survive anyway; this way the file alone is a whole backup.
          database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        } catch (error) {
          logStays?.(error);
        } finally {
          database.close();
        }
      });
    },
  };
};
