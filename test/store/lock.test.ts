import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { openHeldStore } from '../../src/store/sqlite/held.ts';
import { DirectoryInUse, holdDataDirectory } from '../../src/store/sqlite/lock.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { compiled } from '../support/compiled.ts';
import { keysOf, runToEnd, startProgram, workplace } from '../support/program.ts';
import { regionFile } from '../support/region-file.ts';
import { type Place, note, startPlace } from './directory.ts';
import { type Other, startOther } from './processes.ts';

describe('A data directory', function () {
  this.timeout(60_000);

  let place: Place;
  const others: Other[] = [];
  const other = (task: string): Other => {
    const started = startOther(task, place.data);
    others.push(started);
    return started;
  };

  beforeEach(async () => {
    place = await startPlace();
  });
  afterEach(async () => {
    for (const { child } of others.splice(0)) child.kill('SIGKILL');
    await place.remove();
  });

  const inUse = (error: unknown): boolean =>
    error instanceof DirectoryInUse && error.message.startsWith(`${place.data} is in use by another program`);

  it('is held by one program at a time, and by the next when it is released', async () => {
    const held = await holdDataDirectory(place.data);
    await assert.rejects(holdDataDirectory(place.data), inUse);
    assert.equal(await other('hold at once').word(), 'DirectoryInUse');
    held.release();
    held.release();
    assert.equal(await other('hold at once').word(), 'held');
  });

  it('is held in another program too, and free again after kill -9', async () => {
    const first = other('hold until told');
    assert.equal(await first.word(), 'held');
    await assert.rejects(holdDataDirectory(place.data), inUse);
    await first.kill();
    (await holdDataDirectory(place.data)).release();
  });

  it('is waited for while the program before is stopping, which is said once', async () => {
    const first = other('hold until told');
    assert.equal(await first.word(), 'held');
    let said = 0;
    const held = await holdDataDirectory(place.data, {
      patience: 20_000,
      waiting: () => {
        said += 1;
        first.child.send('let go');
      },
    });
    assert.equal(said, 1);
    held.release();
  });

  it('is not waited for any longer than asked', async () => {
    const held = await holdDataDirectory(place.data);
    await assert.rejects(holdDataDirectory(place.data, { patience: 300 }), inUse);
    held.release();
  });

  it('can be read and written by others who do not hold it, and its lock is for this account only', async () => {
    const held = await holdDataDirectory(place.data);
    const store = openSqliteStore({ directory: place.data });
    assert.ok((await store.create({ id: 'case/1', kind: 'case', schema: 1 })).ok);
    await store.close();
    assert.equal((await stat(place.data)).mode & 0o777, 0o700);
    for (const name of await readdir(place.data))
      assert.equal((await stat(join(place.data, name))).mode & 0o777, 0o600, name);
    held.release();
  });

  it('shares its lock with every directory that leads to the same database', async () => {
    await openSqliteStore({ directory: place.data }).close();
    const [linked, around] = [join(place.root, 'linked'), join(place.root, 'around')];
    await mkdir(linked);
    await symlink(place.database, join(linked, FILE_NAME));
    await symlink(place.data, around);
    const held = await holdDataDirectory(place.data);
    for (const directory of [linked, around])
      await assert.rejects(holdDataDirectory(directory), DirectoryInUse);
    held.release();
    (await holdDataDirectory(linked)).release();
  });

  it('that links to a database that is not there is refused: its disk may not be mounted', async () => {
    await mkdir(place.data);
    await symlink(join(place.data, 'elsewhere', FILE_NAME), join(place.data, FILE_NAME));
    await assert.rejects(openHeldStore({ directory: place.data }), /is a link to a file that is not there/);
    assert.deepEqual(await readdir(place.data), [FILE_NAME]);
  });

  it('answers no ping any more when its lock is taken away, and goes on writing', async () => {
    const store = await openHeldStore({ directory: place.data });
    await store.ping();
    await rm(join(place.data, 'eerder-erbij.lock'));
    const takenAway = /The lock .*eerder-erbij\.lock was moved, replaced or removed .* restart this one/;
    await assert.rejects(store.ping(), takenAway);
    (await holdDataDirectory(place.data)).release();
    await assert.rejects(store.ping(), takenAway);
    assert.ok((await store.create(note(1))).ok);
    await store.close();
  });

  it('that cannot be locked is named, with the reason', async () => {
    await writeFile(place.data, '');
    await assert.rejects(
      holdDataDirectory(place.data),
      /^Error: Cannot lock .*data\/eerder-erbij\.lock: .*EEXIST/,
    );
  });

  it('with a lock that is something else is named, with the reason', async () => {
    await mkdir(join(place.data, 'eerder-erbij.lock'), { recursive: true });
    await assert.rejects(holdDataDirectory(place.data), /^Error: Cannot lock .*eerder-erbij\.lock: /);
  });
});

const WAITING = 'another program holds the data directory: waiting until it has stopped';

describe('A second program on one data directory', function () {
  this.timeout(90_000);

  it('waits for the first to stop, and then starts', async () => {
    const place = workplace(regionFile());
    const first = await startProgram(place);
    const { dataDir: DATA_DIR, regionFile: REGION_FILE } = place;
    const second = spawn(process.execPath, [compiled('src/main.ts')], {
      env: { ...process.env, BOT_AUTH: 'none', PORT: '0', DATA_DIR, REGION_FILE, KEYS_DIR: keysOf(place) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(second, 'exit');
    const said: unknown[] = [];
    for await (const line of createInterface({ input: second.stdout })) {
      const { msg } = JSON.parse(line) as { msg: string };
      said.push(msg);
      if (msg === WAITING) assert.deepEqual(await first.stop('SIGTERM'), { code: 0, signal: null });
      if (msg === 'ready') second.kill('SIGTERM');
    }
    assert.deepEqual(await exit, [0, null]);
    assert.deepEqual(said.slice(0, 2), [WAITING, 'ready']);
    place.remove();
  });

  it('is refused with exit code 1 and the directory when the first goes on, which notices nothing', async () => {
    const place = workplace(regionFile());
    const first = await startProgram(place);
    const { code, output } = await runToEnd({
      BOT_AUTH: 'none',
      PORT: '0',
      DATA_DIR: place.dataDir,
      KEYS_DIR: keysOf(place),
      REGION_FILE: place.regionFile,
    });
    assert.equal(code, 1);
    assert.ok(output.includes(WAITING));
    assert.match(output, new RegExp(`${place.dataDir} is in use by another program`));
    assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
    await first.stop('SIGTERM');
    place.remove();
  });
});
