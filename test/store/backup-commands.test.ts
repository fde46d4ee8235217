import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CASE_SCHEMA } from '../../src/case/document.ts';
import { holdDataDirectory } from '../../src/store/sqlite/lock.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { run } from './commands.ts';
import { type Place, kept, startPlace, written } from './directory.ts';

describe('npm run backup and npm run restore', function () {
  this.timeout(60_000);

  let place: Place;
  let backup: string;
  let environment: Readonly<Record<string, string>>;
  beforeEach(async () => {
    place = await startPlace();
    backup = join(place.root, 'backup.sqlite');
    environment = { DATA_DIR: place.data };
  });
  afterEach(() => place.remove());

  it('make a backup while the program runs, and put it back when it is stopped', async () => {
    const held = await holdDataDirectory(place.data);
    const store = openSqliteStore({ directory: place.data });
    const notes = await written(store, 6);
    const made = await run('backup', [backup], environment);
    assert.deepEqual([made.code, made.err], [0, '']);
    assert.match(made.out, /^De back-up staat in .*backup\.sqlite: 6 documenten, waarvan 3 open casussen\./);
    assert.match(made.out, /integrity_check: ok/);
    assert.equal((await stat(backup)).mode & 0o777, 0o600);

    const running = await run('restore', [backup], environment);
    assert.deepEqual([running.code, running.out], [75, '']);
    assert.match(running.err, /^Het programma draait nog: stop het eerst\./);

    await written(store, 2, 6);
    await store.close();
    held.release();
    const restored = await run('restore', [backup], environment);
    assert.deepEqual([restored.code, restored.err], [0, '']);
    assert.match(restored.out, /^De back-up is teruggezet: 6 documenten, waarvan 3 open casussen\./);
    assert.match(restored.out, /bewaard als .*eerder-erbij\.sqlite\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\./);
    assert.match(restored.out, /Start nu het programma\. Berichten die in de back-up nog klaarstonden/);
    assert.deepEqual(await kept(place.data), notes);
  });

  it('put back no document that is newer than this program knows, and change nothing', async () => {
    const store = openSqliteStore({ directory: place.data });
    await store.create({ id: 'case/1', kind: 'case', schema: CASE_SCHEMA + 1 });
    await store.close();
    assert.equal((await run('backup', [backup], environment)).code, 0);
    const before = await kept(place.data);
    const { code, out, err } = await run('restore', [backup], environment);
    assert.deepEqual([code, out], [65, '']);
    assert.match(err, /^De back-up is gemaakt met een nieuwere versie van het programma: .*case\/1/);
    assert.deepEqual(await kept(place.data), before);
  });

  it('count one case as one', async () => {
    const store = openSqliteStore({ directory: place.data });
    await written(store, 1);
    assert.match((await run('backup', [backup], environment)).out, /: 1 document, waarvan 1 open casus\.\n/);
    await written(store, 1, 1);
    await store.close();
    const { out } = await run('backup', [`${backup}-2`], environment);
    assert.match(out, /: 2 documenten, waarvan 1 open casus\.\n/);
  });

  it('say how they are used when asked, which is no fault', async () => {
    for (const command of ['backup', 'restore'] as const) {
      const { code, out, err } = await run(command, ['--help'], environment);
      assert.deepEqual([code, err], [0, '']);
      assert.equal(out, `Zo gebruikt u dit: npm run ${command} -- <bestand>\n`);
    }
  });

  it('say that the disk is full, and leave no backup', async function () {
    await openSqliteStore({ directory: place.data }).close();
    const folder = join(place.root, 'small');
    const disk = mountSmallDisk(folder, 256);
    // Only root may mount a disk: elsewhere this is reported as pending.
    if (!disk) this.skip();
    try {
      disk.fill();
      const { code, out, err } = await run('backup', [join(folder, 'backup.sqlite')], environment);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, /^De schijf is vol\. Maak ruimte en probeer het opnieuw\. \(.*(full|ENOSPC).*\)\n$/);
      assert.deepEqual(await readdir(folder), ['ballast']);
    } finally {
      disk.unmount();
    }
  });

  it('say in one sentence what is wrong, with an exit code of its own', async () => {
    const said = async (command: 'backup' | 'restore', args: readonly string[], other = {}) => {
      const { code, out, err } = await run(command, args, { ...environment, ...other });
      assert.equal(out, '');
      assert.equal(err.trim().split('\n').length, 1, err);
      return [code, err.split(/[:(]/, 1).join('').trim()];
    };
    assert.deepEqual(await said('backup', []), [64, 'Zo gebruikt u dit']);
    assert.deepEqual(await said('backup', [backup, 'more']), [64, 'Zo gebruikt u dit']);
    assert.deepEqual(await said('backup', [backup, '--while-running']), [64, 'Zo gebruikt u dit']);
    assert.deepEqual(await said('backup', [backup]), [65, 'Het databasebestand is er niet.']);
    assert.deepEqual(await said('restore', [backup]), [65, 'De back-up is er niet.']);
    await openSqliteStore({ directory: place.data }).close();
    await writeFile(backup, 'Dit is geen database. '.repeat(500));
    assert.deepEqual(await said('backup', [backup]), [73, 'Dit bestand bestaat al']);
    assert.deepEqual(await said('restore', [backup]), [65, 'Dit bestand is geen goede back-up.']);
    const nowhere = join(place.root, 'no', 'folder');
    assert.deepEqual(await said('backup', [nowhere]), [1, 'De map bestaat niet.']);
    assert.deepEqual(await said('backup', [backup], { STORE: 'mongo' }), [78, 'STORE klopt niet']);
  });
});
