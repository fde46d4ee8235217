import assert from 'node:assert/strict';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { holdDataDirectory } from '../../src/store/sqlite/lock.ts';
import { CASE_SCHEMA } from '../../src/case/document.ts';
import { ROSTER_SCHEMA } from '../../src/roster/document.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { WATCH_LEASE } from '../../src/store/transfer.ts';
import { spawnCosmos } from '../support/cosmos-server.ts';
import { run } from './commands.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { type Place, kept, note, startPlace, written } from './directory.ts';

describe('npm run export and npm run import', function () {
  this.timeout(90_000);

  let place: Place;
  let file: string;
  const target = () => ({ DATA_DIR: join(place.root, 'target') });
  beforeEach(async () => {
    place = await startPlace();
    file = join(place.root, 'cases.jsonl');
  });
  afterEach(() => place.remove());

  it('take everything from a program that runs to an empty store, whatever people wrote', async () => {
    const held = await holdDataDirectory(place.data);
    const store = openSqliteStore({ directory: place.data });
    const notes = [...(await written(store, 3)), note(3, 'regel\u2028een\u2029twee\r\n"drie" \u{1f469}')];
    await store.create(notes[3]!);
    const made = await run('export', [file], { DATA_DIR: place.data });
    assert.deepEqual([made.code, made.err], [0, '']);
    assert.match(made.out, /^De export staat in .*cases\.jsonl: 4 documenten\.\n/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual((await readdir(place.root)).sort(), ['cases.jsonl', 'data']);
    const taken = await run('import', [file], target());
    assert.deepEqual([taken.code, taken.err], [0, '']);
    assert.deepEqual(await kept(target().DATA_DIR), notes);
    assert.equal(taken.out.split('\n')[1], made.out.split('\n')[1], 'the same checksum');
    await store.close();
    held.release();
  });

  it('take everything to Cosmos DB and back, and not while a replica watches there', async () => {
    const store = openSqliteStore({ directory: place.data });
    const notes = await written(store, 25);
    await store.close();
    const server = await spawnCosmos();
    assert.equal((await run('export', [file], { DATA_DIR: place.data })).code, 0);
    const there = await run('import', [file], server.environment);
    assert.deepEqual([there.code, there.err], [0, '']);
    const back = join(place.root, 'back.jsonl');
    assert.equal((await run('export', [back], server.environment)).code, 0);
    const [sent, got] = [await readFile(file, 'utf8'), await readFile(back, 'utf8')];
    assert.deepEqual(got.split('\n').slice(1), sent.split('\n').slice(1));
    assert.equal((await run('import', [back], target())).code, 0);
    assert.deepEqual(await kept(target().DATA_DIR), notes);

    const { endpoint, key, ca } = server;
    const place2 = { database: 'eerder-erbij', container: 'documents', clock: () => Date.now() };
    const cosmos = await openCosmosStore({ endpoint, auth: { key }, ca, ...place2 });
    const until = Date.now() + 3_600_000;
    await cosmos.create({ id: WATCH_LEASE, kind: 'lease', schema: 1, until } as StoredDocument);
    await cosmos.close();
    const watched = await run('export', [`${back}-2`], server.environment);
    assert.deepEqual([watched.code, watched.out], [75, '']);
    assert.match(
      watched.err,
      /^Het programma draait nog: stop het eerst op alle machines en wacht vijf minuten, of geef --while-running/,
    );
    assert.equal((await run('import', [file], server.environment)).code, 75);
    assert.equal((await run('export', [`${back}-2`, '--while-running'], server.environment)).code, 0);
    await server.stop();
  });

  it('take no document that is newer than this program knows', async () => {
    for (const [id, kind, schema] of [
      ['case/1', 'case', CASE_SCHEMA + 1],
      ['roster/hoogeveen', 'roster', ROSTER_SCHEMA + 1],
      ['person/1', 'person', 2],
    ] as const) {
      const source = join(place.root, kind);
      const store = openSqliteStore({ directory: source });
      await store.create({ id, kind, schema });
      await store.close();
      const made = join(place.root, `${kind}.jsonl`);
      assert.equal((await run('export', [made], { DATA_DIR: source })).code, 0);
      const { code, out, err } = await run('import', [made], target());
      assert.deepEqual([code, out], [65, '']);
      assert.match(
        err,
        /^De export is gemaakt met een nieuwere versie van het programma: zet eerst die versie neer\./,
      );
      assert.ok(err.includes(id), err);
    }
    assert.deepEqual(await kept(target().DATA_DIR), []);
  });

  it('say how they are used when asked, which is no fault', async () => {
    for (const [command, flag] of [
      ['export', ' [--while-running]'],
      ['import', ''],
    ] as const) {
      const { code, out, err } = await run(command, ['--help'], {});
      assert.deepEqual([code, err], [0, '']);
      assert.equal(out, `Zo gebruikt u dit: npm run ${command} -- <bestand>${flag}\n`);
    }
  });

  it('say that the disk is full, also of the store that is imported into', async function () {
    const store = openSqliteStore({ directory: place.data });
    await written(store, 200);
    await store.close();
    assert.equal((await run('export', [file], { DATA_DIR: place.data })).code, 0);
    const disk = mountSmallDisk(target().DATA_DIR, 256);
    // Only root may mount a disk: elsewhere this is reported as pending.
    if (!disk) this.skip();
    try {
      const full = /^De schijf is vol\. Maak ruimte en probeer het opnieuw\. \(/;
      const there = join(target().DATA_DIR, 'cases.jsonl');
      for (const [command, args, environment] of [
        ['export', [there], { DATA_DIR: place.data }],
        ['import', [file], target()],
      ] as const) {
        const { code, out, err } = await run(command, args, environment);
        assert.deepEqual([code, out], [1, '']);
        assert.match(err, full);
      }
    } finally {
      disk.unmount();
    }
  });

  it('say in one sentence what is wrong, with an exit code of its own', async () => {
    const said = async (command: 'export' | 'import', args: readonly string[]) => {
      const { code, out, err } = await run(command, args, { DATA_DIR: place.data });
      assert.equal(out, '');
      assert.equal(err.trim().split('\n').length, 1, err);
      return [code, err.split(/[:(]/, 1).join('').trim()];
    };
    assert.deepEqual(await said('import', []), [64, 'Zo gebruikt u dit']);
    assert.deepEqual(await said('export', [file]), [65, 'Het databasebestand is er niet.']);
    const nowhere = join(place.root, 'no', 'folder');
    assert.deepEqual(await said('export', [nowhere]), [1, 'De map bestaat niet.']);
    assert.deepEqual(await said('import', [join(place.root, 'no')]), [
      65,
      `Het bestand ${place.root}/no is er niet.`,
    ]);
    await writeFile(file, 'Beste mensen,\n');
    assert.deepEqual(await said('import', [file]), [65, 'Dit bestand is geen export van Eerder Erbij.']);
    assert.deepEqual(await said('export', [file]), [73, 'Dit bestand bestaat al']);
    const database = new Database(place.database);
    database.exec(
      `INSERT INTO documents (id, kind, open, version, body) VALUES ('case/1', 'case', 0, 1, '{"text":"ma')`,
    );
    database.close();
    assert.deepEqual(await said('export', [`${file}-2`]), [65, 'De database is beschadigd']);
    assert.deepEqual(await readdir(place.root), ['cases.jsonl', 'data']);
    const held = await holdDataDirectory(place.data);
    assert.deepEqual(await said('import', [file]), [75, 'Het programma draait nog']);
    held.release();
  });
});
