import type Database from 'libsql';

/**
 * Does the work in one immediate transaction and answers when it is on disk; whatever the work or the commit
 * throws comes out, and nothing of the work remains.
 *
 * Immediate, because of two programs on one file: a transaction that starts by reading and then writes fails
 * with SQLITE_BUSY_SNAPSHOT, which no waiting cures.
 *
 * Not `database.transaction(…)`: when the disk is full SQLite has rolled back by itself, and libsql then
 * reports "cannot rollback - no transaction is active" in place of the cause.
 */
export const immediately = <T>(database: Database.Database, work: () => T): T => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
