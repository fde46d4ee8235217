import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { wordsIn } from '../support/answers.ts';
import { type SmallDisk, mountSmallDisk } from '../support/small-disk.ts';
import { runToEnd } from '../support/program.ts';
import { PEOPLE } from '../support/region-file.ts';
import { CHANNEL, type Scenario, startScenario } from '../e2e/scenario.ts';
import { backUp } from '../../src/store/sqlite/backup.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { verify } from '../../src/store/sqlite/verify.ts';
import { type Place, everything, kept, note, startPlace, written } from './directory.ts';

const { youth, police } = PEOPLE;

describe('A disk that is full', function () {
  this.timeout(90_000);

  let place: Place;
  let disk: SmallDisk;
  const onDisk = async (kilobytes: number, test: Mocha.Context): Promise<void> => {
    place = await startPlace();
    const mounted = mountSmallDisk(place.data, kilobytes);
    // Only root may mount a disk: elsewhere these are reported as pending.
    if (mounted) disk = mounted;
    else {
      await place.remove();
      test.skip();
    }
  };
  const leave = async (): Promise<void> => {
    disk.unmount();
    await place.remove();
  };

  describe('under the store', () => {
    beforeEach(async function () {
      await onDisk(512, this);
    });
    afterEach(leave);

    it('refuses what cannot be kept, keeps what was acknowledged, and takes all again when there is room', async () => {
      const store = openSqliteStore({ directory: place.data });
      const notes = await written(store, 3);
      disk.fill();
      await assert.rejects(store.create(note(3)), /disk is full/);
      await assert.rejects(store.ping(), /disk is full/);
      assert.deepEqual((await store.read('case/2'))?.document, notes[2]);
      assert.deepEqual(await everything(store), notes);
      disk.free();
      await store.ping();
      assert.ok((await store.create(note(3))).ok);
      await store.close();
      const found = verify(place.database);
      assert.ok(found.ok && found.contents.documents === 4);
    });

    it('closes all the same, says that its log stays, and has everything at the next start', async () => {
      const said: unknown[] = [];
      const store = openSqliteStore({ directory: place.data, logStays: (error) => said.push(error) });
      const notes = await written(store, 10);
      disk.fill();
      await store.close();
      assert.match(String(said), /full|I\/O/);
      disk.free();
      assert.deepEqual(await kept(place.data), notes);
    });

    it('leaves no backup that is not whole', async () => {
      const store = openSqliteStore({ directory: place.data });
      await written(store, 3);
      disk.fill();
      await assert.rejects(backUp(place.data, join(place.data, 'backup.sqlite')), /full|no space/i);
      assert.ok((await readdir(place.data)).every((name) => !name.startsWith('backup')));
      disk.free();
      await store.close();
    });
  });

  it('stops a start with a message that names the file, and exit code 1', async function () {
    await onDisk(512, this);
    const store = openSqliteStore({ directory: place.data });
    await written(store, 3);
    await store.close();
    disk.fill();
    const { code, output } = await runToEnd({ BOT_AUTH: 'none', PORT: '0', DATA_DIR: place.data });
    await leave();
    assert.equal(code, 1, output);
    assert.match(output, /eerder-erbij\.(sqlite|lock).*(full|ENOSPC)/);
  });

  it('makes every turn say so, and /readyz red, until there is room again', async function () {
    await onDisk(4096, this);
    const scenario: Scenario = await startScenario({}, { DATA_DIR: place.data });
    const posted = await scenario.announce();
    /** Who asks soon after somebody else gets the same answer, so it is asked until it is another. */
    const ready = async (wanted: number) => {
      const patience = performance.now() + 5_000;
      let response = await fetch(`${scenario.program.url}/readyz`);
      while (response.status !== wanted && performance.now() < patience)
        response = await fetch(`${scenario.program.url}/readyz`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    assert.equal((await ready(200)).status, 200);

    disk.fill();
    for (let presses = 0; presses < 3; presses += 1)
      assert.match(wordsIn(await posted.try(youth, 'Ik ga mee')), /Er ging iets mis\. Typ "casussen"/);
    await scenario.teams.message(police, CHANNEL, 'nieuw');
    await scenario.connector.expectReply({ text: 'Er ging iets mis' });
    const red = await ready(503);
    assert.deepEqual([red.status, red.body.ready, red.body.store], [503, false, false]);
    const { error } = await scenario.program.logged('not ready');
    assert.match(JSON.stringify(error), /disk is full/);

    disk.free();
    assert.equal((await ready(200)).status, 200);
    await posted.press(youth, 'Ik ga mee');
    await scenario.close();
    scenario.connector.assertNothingElse();
    await leave();
  });
});
