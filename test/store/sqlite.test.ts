import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { DamagedDocument } from '../../src/store/port.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { SQL } from '../../src/store/sqlite/statements.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { immediately } from '../../src/store/sqlite/transaction.ts';
import { documentStoreContract } from '../contract/document-store.contract.ts';

documentStoreContract('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
  let latest = openSqliteStore({ directory });
  return {
    store: latest,
    reopen: async () => {
      await latest.close();
      latest = openSqliteStore({ directory });
      return latest;
    },
    dispose: async () => {
      await latest.close();
      await rm(directory, { recursive: true });
    },
  };
});

describe('The SQLite file', () => {
  let root: string;
  let directory: string;
  let file: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
    directory = join(root, 'deep', 'data');
    file = join(directory, FILE_NAME);
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  const valueOf = (database: Database.Database, pragma: string): unknown =>
    Object.values(database.prepare(`PRAGMA ${pragma}`).get() as Record<string, unknown>)[0];

  const edit = (sql: string): void => {
    const database = new Database(file);
    database.exec(sql);
    database.close();
  };

  const document = { id: 'case/1', kind: 'case', schema: 1, text: 'Nieuwstraat' };

  describe('when it is opened', () => {
    it('is made, with its directory, for the account of the service only', async () => {
      const store = openSqliteStore({ directory });
      await store.create(document);
      assert.equal((await stat(directory)).mode & 0o777, 0o700);
      const files = await readdir(directory);
      assert.ok(files.includes(`${FILE_NAME}-wal`));
      for (const name of files) assert.equal((await stat(join(directory, name))).mode & 0o777, 0o600, name);
      await store.close();
    });

    it('is set to lose nothing that was acknowledged, and to leave nothing that was wiped', () => {
      const { database } = openDatabase(directory, 1234);
      assert.equal(valueOf(database, 'journal_mode'), 'wal');
      assert.equal(valueOf(database, 'synchronous'), 2);
      assert.equal(valueOf(database, 'busy_timeout'), 1234);
      assert.equal(valueOf(database, 'secure_delete'), 1);
      database.close();
    });

    it('is found in one piece by SQLite, in the file alone, after a close', async () => {
      const store = openSqliteStore({ directory });
      await store.create(document);
      await store.close();
      const copy = join(root, 'copy.sqlite');
      await writeFile(copy, await readFile(file));
      const database = new Database(copy);
      assert.equal(valueOf(database, 'integrity_check'), 'ok');
      assert.equal(valueOf(database, 'user_version'), MIGRATIONS.length);
      assert.ok(database.prepare('SELECT 1 FROM documents WHERE id = ?').get('case/1'));
      database.close();
    });

    it('holds nothing of what was replaced, after a close', async () => {
      const store = openSqliteStore({ directory });
      const secret = 'sleutel-5f0c2a';
      const wordy = { ...document, text: secret.repeat(700) };
      const saved = await store.create(wordy);
      assert.ok(saved.ok);
      for (let count = 0; count < 5; count += 1)
        await store.create({ ...document, id: `case/other-${count}` });
      assert.ok((await store.replace(document, saved.version)).ok);
      await store.close();
      for (const name of await readdir(directory)) {
        assert.equal((await readFile(join(directory, name))).indexOf(secret), -1, name);
      }
    });

    it('holds nothing of what was replaced once it was wiped, and goes on; not while somebody reads', async () => {
      const store = openSqliteStore({ directory });
      const secret = 'sleutel-5f0c2a';
      const wordy = { ...document, text: secret.repeat(700) };
      const saved = await store.create(wordy);
      assert.ok(saved.ok);
      const found = async (): Promise<boolean> => {
        const names = await readdir(directory);
        const files = await Promise.all(names.map((name) => readFile(join(directory, name))));
        return files.some((file) => file.includes(secret));
      };
      const { database } = openDatabase(directory, 1000);
      database.exec('BEGIN');
      database.prepare('SELECT count(*) FROM documents').get();
      const replaced = await store.replace(document, saved.version);
      assert.ok(replaced.ok);
      await assert.rejects(store.wipe(), /in use/);
      assert.equal(await found(), true);
      database.exec('COMMIT');
      database.close();
      await store.wipe();
      assert.equal(await found(), false);
      assert.ok((await store.replace(document, replaced.version)).ok);
      await store.close();
      await assert.rejects(store.wipe(), /closed/);
    });

    it('asks the sweep and the overview of an index', () => {
      const { database } = openDatabase(directory, 1000);
      const plan = (sql: string, ...values: unknown[]): string =>
        JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values));
      assert.match(plan(SQL.findDue, 1, 1), /SEARCH documents USING INDEX documents_due/);
      assert.match(plan(SQL.findOpen, 'case', 'heerlen'), /SEARCH documents USING INDEX documents_open/);
      for (const text of [plan(SQL.findDue, 1, 1), plan(SQL.findOpen, 'a', 'b')])
        assert.doesNotMatch(text, /TEMP/);
      database.close();
    });
  });

  describe('when it cannot be used', () => {
    it('says which file, when the directory is a file', async () => {
      await mkdir(join(root, 'deep'));
      await writeFile(directory, '');
      assert.throws(() => openSqliteStore({ directory }), mentions(file));
    });

    it('says which file, when the database is a directory', async () => {
      await mkdir(file, { recursive: true });
      assert.throws(() => openSqliteStore({ directory }), mentions(file));
    });

    it('says which file, when it is no database', async () => {
      await mkdir(directory, { recursive: true });
      await writeFile(file, 'Dit is een brief en geen database. '.repeat(200));
      assert.throws(() => openSqliteStore({ directory }), mentions(file, /not a database/));
    });

    it('does not answer a ping when another program keeps it from writing', async () => {
      const store = openSqliteStore({ directory, busyTimeout: 1 });
      const other = new Database(file);
      other.exec('BEGIN IMMEDIATE');
      await assert.rejects(store.ping(), /locked/);
      await assert.rejects(store.create(document), /locked/);
      assert.equal(await store.read('case/1'), undefined);
      other.exec('ROLLBACK');
      await store.ping();
      assert.ok((await store.create(document)).ok);
      other.close();
      await store.close();
    });

    it('acknowledges nothing more once the file was moved away or replaced', async () => {
      const store = openSqliteStore({ directory });
      const saved = await store.create(document);
      assert.ok(saved.ok);
      await rename(file, `${file}.old`);
      const moved = /was moved, replaced or removed/;
      await assert.rejects(store.ping(), moved);
      await writeFile(file, await readFile(`${file}.old`));
      await assert.rejects(store.ping(), moved);
      await assert.rejects(store.create({ ...document, id: 'case/2' }), moved);
      await assert.rejects(store.replace(document, saved.version), moved);
      await store.close();
    });

    it('says what is wrong with a body that is no JSON, or is another document, and with which', async () => {
      const store = openSqliteStore({ directory });
      await store.create({ ...document, municipality: 'heerlen', open: true });
      edit(`UPDATE documents SET body = '{"text":"Nieuwstr' WHERE id = 'case/1'`);
      const broken = (error: Error): boolean =>
        error instanceof DamagedDocument &&
        error.message === 'The body of document case/1 in the database is not valid JSON';
      await assert.rejects(store.read('case/1'), broken);
      await assert.rejects(store.page(10), broken);
      assert.deepEqual(await store.findOpen('case', 'heerlen'), ['case/1']);
      for (const body of ['null', '[]', '{}', '"case/1"', '{"id":"case/2","kind":"case","schema":1}']) {
        edit(`UPDATE documents SET body = '${body}' WHERE id = 'case/1'`);
        await assert.rejects(store.read('case/1'), /document case\/1 in the database is not that document/);
      }
      await store.close();
    });

    it('refuses an id that it would give back shortened', async () => {
      const store = openSqliteStore({ directory });
      for (const id of ['case/1\0a', 'case/1\ud800'])
        await assert.rejects(store.create({ ...document, id }), RangeError);
      await store.close();
    });

    it('says that the disk is full, and keeps what it had', () => {
      const { database } = openDatabase(directory, 1000);
      const insert = database.prepare(SQL.create);
      immediately(database, () => insert.run('case/1', 'case', null, 0, null, '{}'));
      database.pragma(`max_page_count = ${Number(valueOf(database, 'page_count')) + 2}`);
      const fill = (): void => {
        for (let id = 2; id < 100; id += 1) insert.run(`case/${id}`, 'case', null, 0, null, 'x'.repeat(4096));
      };
      assert.throws(() => {
        immediately(database, fill);
      }, /disk is full/);
      assert.equal(Object.values(database.prepare('SELECT count(*) FROM documents').get() as object)[0], 1);
      database.close();
    });
  });
});

const mentions =
  (file: string, reason = /./) =>
  (error: unknown): boolean =>
    error instanceof Error &&
    error.message.startsWith(`Cannot open the database ${file}: `) &&
    reason.test(error.message);
