import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { MIGRATIONS, migrate } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';

describe('The version of the SQLite file', () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
    file = join(directory, FILE_NAME);
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  const document = { id: 'case/1', kind: 'case', schema: 1 };
  const versionOf = (database: Database.Database): unknown =>
    (database.prepare('PRAGMA user_version').get() as { user_version: unknown }).user_version;
  const second = { number: 2, sql: 'ALTER TABLE documents ADD COLUMN archive TEXT' };

  it('starts from an empty file', async () => {
    await writeFile(file, '');
    const { database } = openDatabase(directory, 1000);
    assert.equal(versionOf(database), MIGRATIONS.length);
    database.close();
  });

  it('numbers its migrations 1, 2, 3 …', () => {
    assert.deepEqual(
      MIGRATIONS.map(({ number }) => number),
      MIGRATIONS.map((_, index) => index + 1),
    );
  });

  it('is brought up to date with the documents it holds, once', async () => {
    const store = openSqliteStore({ directory });
    await store.create(document);
    await store.close();
    const database = new Database(file);
    for (let time = 0; time < 2; time += 1) migrate(database, [...MIGRATIONS.slice(0, 1), second]);
    assert.equal(versionOf(database), 2);
    assert.ok(database.prepare('SELECT archive FROM documents WHERE id = ?').get('case/1'));
    database.close();
  });

  it('keeps the migrations that succeeded, and nothing of the one that failed', () => {
    const { database } = openDatabase(directory, 1000);
    const failing = {
      number: 3,
      sql: 'CREATE TABLE half (done TEXT); ALTER TABLE nowhere ADD COLUMN a TEXT',
    };
    assert.throws(() => {
      migrate(database, [...MIGRATIONS.slice(0, 1), second, failing]);
    }, /nowhere/);
    assert.equal(versionOf(database), 2);
    assert.equal(database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'half'`).get(), undefined);
    database.close();
  });

  it('is refused, untouched, when a newer program has been at it', async () => {
    await openSqliteStore({ directory }).close();
    const newer = MIGRATIONS.length + 1;
    const database = new Database(file);
    database.exec(`PRAGMA user_version = ${newer}`);
    database.close();
    const before = await readFile(file);
    assert.throws(
      () => openSqliteStore({ directory }),
      new RegExp(`has version ${newer}, this program knows versions up to ${MIGRATIONS.length}`),
    );
    assert.deepEqual(await readFile(file), before);
  });
});
