import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFile, cp, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { backUp } from '../../src/store/sqlite/backup.ts';
import { checkCondition } from '../../src/store/sqlite/condition.ts';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { type Note, type Place, kept, startPlace, written } from './directory.ts';
import { startOther } from './processes.ts';

/** More than it ever does. */
const MANY = 40;

describe('A restore that is killed', function () {
  this.timeout(120_000);

  let place: Place;
  let backup: string;
  /** What a killed program left: the last of it stands in the log only. */
  let before: string;
  let restored: readonly Note[];
  let old: readonly Note[];

  beforeEach(async () => {
    place = await startPlace();
    backup = join(place.root, 'backup.sqlite');
    before = join(place.root, 'before');
    await mkdir(before);
    const store = openSqliteStore({ directory: place.data });
    restored = await written(store, 3);
    await backUp(place.data, backup);
    old = [...restored, ...(await written(store, 20, 3))];
    for (const end of ['', '-wal']) await copyFile(place.database + end, join(before, FILE_NAME + end));
    await store.close();
  });
  afterEach(() => place.remove());

  /** Looks at what is left after a kill before each of its steps; answers how many those were. */
  const killedEverywhere = async (look: (directory: string) => Promise<void>): Promise<number> => {
    for (let step = 1; step < MANY; step += 1) {
      const directory = join(place.root, `killed-${step}`);
      await cp(before, directory, { recursive: true });
      const { child } = startOther('restore until killed', directory, backup, String(step));
      const [, signal] = (await once(child, 'exit')) as [unknown, unknown];
      await look(directory);
      if (signal === null) return step - 1;
    }
    throw new Error('It did not come to its end');
  };

  it('leaves what was there, or the backup, whole, at whatever moment', async () => {
    const seen = new Set<number>();
    const steps = await killedEverywhere(async (directory) => {
      checkCondition(directory);
      const found = await kept(directory);
      seen.add(found.length);
      assert.deepEqual(found, found.length === restored.length ? restored : old);
    });
    assert.ok(steps > 5, String(steps));
    assert.deepEqual(seen, new Set([old.length, restored.length]));
  });

  it('never leaves a database that passes for whole because its damaged log is gone', async () => {
    const log = await open(join(before, `${FILE_NAME}-wal`), 'r+');
    await log.write(Buffer.alloc(3, 0x5a), 0, 3, 32 + 24 + 500);
    await log.close();
    let refusals = 0;
    await killedEverywhere(async (directory) => {
      try {
        checkCondition(directory);
      } catch (error) {
        assert.match(String(error), /-wal is damaged/);
        refusals += 1;
        return;
      }
      assert.deepEqual(await kept(directory), restored);
    });
    assert.ok(refusals > 0);
  });
});
