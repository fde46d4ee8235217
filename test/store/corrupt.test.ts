import assert from 'node:assert/strict';
import { copyFile, mkdir, open, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordsIn } from '../support/answers.ts';
import { runToEnd } from '../support/program.ts';
import { PEOPLE } from '../support/region-file.ts';
import { startScenario } from '../e2e/scenario.ts';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { DamagedDatabase, checkCondition } from '../../src/store/sqlite/condition.ts';
import { openHeldStore } from '../../src/store/sqlite/held.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { isDamaged } from '../../src/store/sqlite/wal.ts';
import { type Place, kept, startPlace, written } from './directory.ts';

/** Other bytes in a file, as a disk that fails leaves them. */
const overwrite = async (file: string, at: number, length: number): Promise<void> => {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(length, 0x5a), 0, length, at);
  await handle.close();
};

const whole = async (file: string): Promise<number> => (await stat(file)).size;

describe('A database that is damaged', function () {
  this.timeout(60_000);

  let place: Place;
  beforeEach(async () => {
    place = await startPlace();
    const store = openSqliteStore({ directory: place.data });
    await written(store, 60);
    await store.close();
  });
  afterEach(() => place.remove());

  const says = (file: string) => (error: unknown) =>
    error instanceof DamagedDatabase &&
    error.message.startsWith(`The database ${file} is damaged (`) &&
    error.message.includes('put back a backup with "npm run restore"');

  /** How it was damaged, each on a database that was in one piece. */
  const DAMAGE: Readonly<Record<string, (file: string, size: number) => Promise<void>>> = {
    'other bytes in the middle': (file, size) => overwrite(file, Math.floor(size / 2 / 4096) * 4096, 4096),
    'cut off': (file, size) => truncate(file, size - 4096 * 5),
    'no database': (file) => writeFile(file, 'Dit is een brief en geen database. '.repeat(400)),
    'a first page that is gone': (file) => overwrite(file, 100, 3000),
  };

  it('in one piece is not called damaged, and one that is not there neither', async () => {
    checkCondition(place.data);
    checkCondition(join(place.root, 'elsewhere'));
    assert.equal((await kept(place.data)).length, 60);
  });

  for (const [how, damage] of Object.entries(DAMAGE)) {
    it(`is found at the start: ${how}`, async () => {
      await damage(place.database, await whole(place.database));
      assert.throws(() => {
        checkCondition(place.data);
      }, says(place.database));
    });
  }

  it('stops the program at its start, with the file, what to do, and exit code 1', async () => {
    await overwrite(place.database, 4096 * 8, 9000);
    const { code, output } = await runToEnd({ BOT_AUTH: 'none', PORT: '0', DATA_DIR: place.data });
    assert.equal(code, 1);
    assert.match(output, /could not start/);
    assert.ok(output.includes(`The database ${place.database} is damaged (`), output);
    assert.match(output, /npm run restore/);
  });
});

describe('A write-ahead log', function () {
  this.timeout(60_000);

  let place: Place;
  let killed: string;
  let log: string;

  /** A data directory as `kill -9` leaves it: everything acknowledged is in the log, nothing in the file yet. */
  beforeEach(async () => {
    place = await startPlace();
    const store = openSqliteStore({ directory: place.data });
    await written(store, 60);
    killed = join(place.root, 'killed');
    log = join(killed, `${FILE_NAME}-wal`);
    await mkdir(killed);
    for (const end of ['', '-wal']) await copyFile(place.database + end, join(killed, FILE_NAME + end));
    await store.close();
  });
  afterEach(() => place.remove());

  it('of a program that was killed is whole, and played back', async () => {
    checkCondition(killed);
    assert.equal((await kept(killed)).length, 60);
  });

  it('that is damaged before the last change stops the start, where SQLite would forget what comes after it', async () => {
    const before = await readFile(log);
    for (const at of [5, 32 + 10, 32 + 24 + 500, Math.floor(before.length / 2)]) {
      await writeFile(log, before);
      await overwrite(log, at, 3);
      assert.throws(() => {
        checkCondition(killed);
      }, /eerder-erbij\.sqlite-wal is damaged \(changes that were acknowledged stand behind the damage\)/);
    }
    // This is what is kept from happening.
    assert.ok((await kept(killed)).length < 60);
  });

  it('of which the end is missing is what a crash leaves: what was unfinished was never acknowledged', async () => {
    const { length } = await readFile(log);
    for (const size of [length - 1, length - 24, length - 4096 - 24, 40, 0]) {
      await truncate(log, size);
      assert.equal(isDamaged(log), false, String(size));
    }
    checkCondition(killed);
  });
});

describe('A database that is damaged under a running program', function () {
  this.timeout(60_000);

  it('makes the turns that need the damage say so, and the log name the document', async () => {
    const scenario = await startScenario();
    const posted = await scenario.announce();
    await scenario.program.stop('SIGTERM');
    const store = openSqliteStore({ directory: scenario.place.dataDir });
    const found = await store.read(posted.id);
    assert.ok(found);
    const damaged = { ...found.document, log: 'damaged' };
    assert.ok((await store.replace(damaged, found.version)).ok);
    await store.close();
    await scenario.restart('SIGTERM');
    const answer = await posted.try(PEOPLE.youth, 'Ik ga mee');
    assert.match(wordsIn(answer), /Er ging iets mis\. Typ "casussen"/);
    const { document } = await scenario.program.logged('a due document could not be handled');
    assert.equal(document, posted.id);
    await scenario.close();
  });

  it('answers no ping any more once the damage was met, whatever can still be written', async () => {
    const place = await startPlace();
    const before = openSqliteStore({ directory: place.data });
    const notes = await written(before, 200);
    await before.close();
    const store = await openHeldStore({ directory: place.data });
    await overwrite(place.database, 4096 * 100, 4096 * 3);
    await store.ping();
    const readings = await Promise.allSettled(notes.map(({ id }) => store.read(id)));
    assert.ok(readings.some(({ status }) => status === 'rejected'));
    assert.ok(readings.some(({ status }) => status === 'fulfilled'));
    await assert.rejects(store.ping(), /malformed/);
    await store.close();
    await assert.rejects(openHeldStore({ directory: place.data }), DamagedDatabase);
    await place.remove();
  });

  it('makes every turn say so, and /readyz red, when it is taken away', async () => {
    const scenario = await startScenario();
    const posted = await scenario.announce();
    const file = join(scenario.place.dataDir, FILE_NAME);
    await copyFile(file, `${file}.away`);
    await writeFile(`${file}.other`, '');
    await rename(`${file}.other`, file);
    assert.match(wordsIn(await posted.try(PEOPLE.youth, 'Ik ga mee')), /Er ging iets mis/);
    assert.equal((await fetch(`${scenario.program.url}/readyz`)).status, 503);
    const { error } = await scenario.program.logged('not ready');
    assert.match(JSON.stringify(error), /was moved, replaced or removed while it was open/);
    await scenario.program.stop('SIGKILL');
    await scenario.connector.close();
    scenario.place.remove();
  });
});
