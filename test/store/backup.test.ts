import assert from 'node:assert/strict';
import {
  chmod,
  copyFile,
  mkdir,
  readFile,
  readdir,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { FileExists } from '../../src/store/new-file.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { UnfitDatabase, backUp, restore } from '../../src/store/sqlite/backup.ts';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { verify } from '../../src/store/sqlite/verify.ts';
import { type Place, everything, kept, note, startPlace, written } from './directory.ts';
import { startOther } from './processes.ts';

const MOMENT = '2026-11-22T15-30-00Z';

describe('A backup', function () {
  this.timeout(60_000);

  let place: Place;
  let backup: string;
  beforeEach(async () => {
    place = await startPlace();
    backup = join(place.root, 'backup.sqlite');
  });
  afterEach(() => place.remove());

  const unfit =
    (reason: string) =>
    (error: unknown): boolean =>
      error instanceof UnfitDatabase && error.unfit.reason === reason;

  const edit = (file: string, sql: string): void => {
    const database = new Database(file);
    database.exec(sql);
    database.close();
  };

  const backedUp = async (count = 20) => {
    const store = openSqliteStore({ directory: place.data });
    const notes = await written(store, count);
    await backUp(place.data, backup);
    await store.close();
    return notes;
  };

  describe('of a program that runs', () => {
    it('holds every document, for this account only, and leaves nothing beside it', async () => {
      const store = openSqliteStore({ directory: place.data });
      const notes = await written(store, 20);
      const contents = await backUp(place.data, backup);
      assert.deepEqual(contents, { documents: 20, open: 10, version: MIGRATIONS.length });
      assert.equal((await stat(backup)).mode & 0o777, 0o600);
      assert.deepEqual((await readdir(place.root)).sort(), ['backup.sqlite', 'data']);
      // The program goes on.
      assert.ok((await store.create(note(100))).ok);
      await store.close();
      const elsewhere = join(place.root, 'elsewhere');
      await restore(await made(elsewhere), backup, MOMENT);
      assert.deepEqual(await kept(elsewhere), notes);
    });

    it('is one moment of it, with everything that was acknowledged before, while another program writes', async () => {
      const writer = startOther('write until killed', place.data);
      let acknowledged = -1;
      for (let round = 0; round < 5; round += 1) {
        while (acknowledged < (round + 1) * 20) acknowledged = Number(await writer.word());
        const file = `${backup}-${round}`;
        const { documents } = await backUp(place.data, file);
        assert.ok(documents > acknowledged, `${documents} documents, ${acknowledged} acknowledged`);
        const database = new Database(file);
        const { last } = database.prepare('SELECT max(seq) AS last FROM documents').get() as { last: number };
        database.close();
        assert.equal(last, documents, 'none in between is missing');
      }
      await writer.kill();
    });
  });

  it('of a program that was killed holds what was acknowledged', async () => {
    const writer = startOther('write until killed', place.data);
    let acknowledged = -1;
    while (acknowledged < 30) acknowledged = Number(await writer.word());
    await writer.kill();
    assert.ok((await backUp(place.data, backup)).documents > acknowledged);
  });

  it('never takes the place of a file that is there', async () => {
    await backedUp();
    const before = await readFile(backup);
    await assert.rejects(backUp(place.data, backup), FileExists);
    assert.deepEqual(await readFile(backup), before);
  });

  it('of nothing is refused, and leaves nothing', async () => {
    await assert.rejects(backUp(place.data, backup), unfit('missing'));
    assert.deepEqual(await readdir(place.root), []);
  });

  it('of a document that could not be read back is refused, and leaves nothing', async () => {
    await backedUp();
    edit(place.database, `UPDATE documents SET body = '{"text":"made' WHERE id = 'case/3'`);
    await assert.rejects(backUp(place.data, `${backup}-2`), /case\/3 in the database is not valid JSON/);
    edit(
      place.database,
      `UPDATE documents SET body = '{"id":"case/3","kind":"case","schema":1}' WHERE id = 'case/3'`,
    );
    await assert.rejects(backUp(place.data, `${backup}-2`), /case\/3 is not found by what it holds/);
    assert.deepEqual((await readdir(place.root)).sort(), ['backup.sqlite', 'data']);
  });

  describe('that is put back', () => {
    it('takes the place of what was there, which is kept whole under another name', async () => {
      const notes = await backedUp();
      const store = openSqliteStore({ directory: place.data });
      const later = await written(store, 5, 20);
      await store.close();
      const { contents, aside } = await restore(place.data, backup, MOMENT);
      assert.equal(contents.documents, 20);
      assert.equal(aside, `${place.database}.${MOMENT}`);
      assert.deepEqual(await kept(place.data), notes);
      const before = join(place.root, 'before');
      await copyFile(aside, join(await made(before), FILE_NAME));
      assert.deepEqual(await kept(before), [...notes, ...later]);
      assert.equal((await stat(place.database)).mode & 0o777, 0o600);
    });

    it('is not mixed with what a killed program left in its log, which is kept as well', async () => {
      const notes = await backedUp();
      const writer = startOther('write until killed', place.data);
      let acknowledged = -1;
      while (acknowledged < 40) acknowledged = Number(await writer.word());
      await writer.kill();
      const { aside = '' } = await restore(place.data, backup, MOMENT);
      assert.deepEqual(await kept(place.data), notes);
      const before = verify(aside);
      assert.ok(before.ok && before.contents.documents > acknowledged);
    });

    it('takes the place of a damaged database, whose log is kept beside it', async () => {
      const notes = await backedUp();
      await writeFile(place.database, 'Dit is geen database. '.repeat(500));
      await writeFile(`${place.database}-wal`, 'Dit is geen log.');
      const { aside = '' } = await restore(place.data, backup, MOMENT);
      assert.deepEqual(await kept(place.data), notes);
      assert.match(await readFile(aside, 'utf8'), /^Dit is geen database/);
      assert.equal(await readFile(`${aside}-wal`, 'utf8'), 'Dit is geen log.');
    });

    it('may be read and written by this account, and nobody else, whatever may be done with the backup', async () => {
      await backedUp();
      for (const mode of [0o444, 0o644]) {
        await chmod(backup, mode);
        await restore(place.data, backup, `${MOMENT}-${mode}`);
        assert.equal((await stat(place.database)).mode & 0o777, 0o600);
      }
    });

    it('takes the place of the real file, where the directory holds a link to it', async () => {
      const notes = await backedUp();
      await written(openSqliteStore({ directory: place.data }), 5, 20);
      const linked = await made(join(place.root, 'linked'));
      await symlink(place.database, join(linked, FILE_NAME));
      const { aside } = await restore(linked, backup, MOMENT);
      assert.equal(aside, `${place.database}.${MOMENT}`);
      assert.deepEqual(await kept(place.data), notes);
    });

    it('makes a database where there was none, and leaves the backup as it was', async () => {
      const notes = await backedUp();
      const before = await readFile(backup);
      const fresh = await made(join(place.root, 'fresh'));
      assert.equal((await restore(fresh, backup, MOMENT)).aside, undefined);
      assert.deepEqual(await kept(fresh), notes);
      assert.deepEqual(await readFile(backup), before);
    });
  });

  describe('that cannot be put back changes nothing', () => {
    /** The driver removes an empty log when it likes. */
    const files = async (): Promise<readonly string[]> =>
      (await readdir(place.data)).filter((name) => !/-(wal|shm)$/.test(name));

    const refused = async (reason: string): Promise<void> => {
      const [names, database] = [await files(), await readFile(place.database)];
      await assert.rejects(restore(place.data, backup, MOMENT), unfit(reason));
      assert.deepEqual(await files(), names);
      assert.deepEqual(await readFile(place.database), database);
    };

    beforeEach(async () => {
      await backedUp(200);
    });

    it('when it is not there', async () => {
      backup = join(place.root, 'other.sqlite');
      await refused('missing');
    });

    it('when it is empty, or a database of something else', async () => {
      await writeFile(backup, '');
      await refused('foreign');
      edit(backup, 'CREATE TABLE other (a)');
      await refused('foreign');
    });

    it('when it is no database, is cut off, or has other bytes in the middle', async () => {
      const { size } = await stat(backup);
      const whole = await readFile(backup);
      await truncate(backup, size - 4096 * 3);
      await refused('damaged');
      const overwritten = Buffer.from(whole);
      overwritten.fill(0x55, size / 2, size / 2 + 9000);
      await writeFile(backup, overwritten);
      await refused('damaged');
      await writeFile(backup, 'Dit is een brief en geen database. '.repeat(200));
      await refused('damaged');
    });

    it('when one of its documents cannot be read', async () => {
      edit(backup, `UPDATE documents SET body = '[]' WHERE id = 'case/7'`);
      await refused('damaged');
    });

    it('when a newer program made it', async () => {
      edit(backup, `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
      await refused('newer');
    });

    it('when one of its documents is newer than this program knows', async () => {
      const isNewer = ({ id }: StoredDocument): boolean => id === 'case/7';
      const before = await readFile(place.database);
      await assert.rejects(restore(place.data, backup, MOMENT, isNewer), unfit('newer'));
      assert.deepEqual(await readFile(place.database), before);
      assert.deepEqual(await files(), [FILE_NAME]);
    });

    it('when it is a bare copy of a database in use, whose log stands beside it', async () => {
      await writeFile(`${backup}-wal`, 'whatever');
      await refused('damaged');
    });

    it('when somebody is still reading the database', async () => {
      const store = openSqliteStore({ directory: place.data });
      const notes = await written(store, 5, 200);
      const reader = new Database(place.database);
      reader.exec('BEGIN');
      reader.prepare('SELECT count(*) FROM documents').get();
      await written(store, 5, 205);
      await assert.rejects(restore(place.data, backup, MOMENT), /is still being read by another program/);
      assert.deepEqual(await files(), [FILE_NAME]);
      reader.exec('COMMIT');
      reader.close();
      assert.deepEqual((await everything(store)).slice(200, 205), notes);
      await store.close();
    });

    it('when something has the name already under which what is there would be kept', async () => {
      await writeFile(`${place.database}.${MOMENT}`, 'earlier');
      await assert.rejects(restore(place.data, backup, MOMENT), FileExists);
      assert.equal(await readFile(`${place.database}.${MOMENT}`, 'utf8'), 'earlier');
    });
  });
});

const made = async (directory: string): Promise<string> => {
  await mkdir(directory);
  return directory;
};
