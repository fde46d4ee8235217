import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compiled } from '../support/compiled.ts';
import { openFileKeys } from '../../src/keys/files/open.ts';
import { KeyDestroyed, type Keys } from '../../src/keys/port.ts';
import { AT } from './case-keys.contract.ts';
import { type KeysFolder, listening, startKeysFolder } from './places.ts';

const PROGRAM = 'test/keys/files-process.ts';

/** More than any of them touches the disk. */
const MOST = 60;

describe('Keys in a folder, when the program is killed', function () {
  this.timeout(120_000);
  let folder: KeysFolder;
  beforeEach(async () => {
    folder = await startKeysFolder();
  });
  afterEach(() => folder.remove());

  const open = (directory: string): Promise<Keys> =>
    openFileKeys(directory, { clock: () => AT, log: listening().log });

  /** What it said before it ended, and whether it was killed. */
  const ran = async (task: string, directory: string, count: number) => {
    const child = fork(compiled(PROGRAM), [task, directory, String(count)], { execArgv: [] });
    const said: unknown[] = [];
    child.on('message', (message) => said.push(message));
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return { said: said[0], killed: signal === 'SIGKILL' };
  };

  /** Kills it at its first touch of the disk, at its second, and so on until it comes to its end. */
  const killedEverywhere = async (
    task: string,
    prepare: (directory: string) => Promise<void>,
    look: (directory: string, said: unknown) => Promise<void>,
  ): Promise<void> => {
    const prepared = join(folder.root, 'prepared');
    await prepare(prepared);
    let [kills, over] = [0, false];
    const from = async (count: number): Promise<void> => {
      for (let at = count; !over && at <= MOST; at += 2) {
        const directory = join(folder.root, String(at));
        await cp(prepared, directory, { recursive: true }).catch(() => undefined);
        const { said, killed } = await ran(task, directory, at);
        if (killed) kills += 1;
        else over = true;
        await look(directory, said);
      }
    };
    // One for each processor.
    await Promise.all([from(1), from(2)]);
    assert.ok(over && kills >= 6, `killed ${kills} times`);
  };

  it('has a whole key or none, and the one that somebody may have sealed with stays', () =>
    killedEverywhere(
      'obtain',
      async (directory) => {
        await open(directory);
      },
      async (directory, said) => {
        const { cases } = await open(directory);
        const found = await cases.find('case/1');
        if (said !== undefined) assert.equal(found?.key.export().toString('hex'), said);
        const key = await cases.obtain('case/1');
        if (found) assert.ok(found.key.equals(key.key));
        assert.equal(await cases.isDestroyed('case/1'), false);
      },
    ));

  it('has destroyed a key or not; once it is marked so, the next start takes it away', () =>
    killedEverywhere(
      'destroy',
      async (directory) => {
        await (await open(directory)).cases.obtain('case/1');
      },
      async (directory, said) => {
        const { cases } = await open(directory);
        const destroyed = await cases.isDestroyed('case/1');
        if (said !== undefined) assert.ok(destroyed);
        const left = (await readdir(join(directory, 'cases'))).length;
        assert.equal(left, destroyed ? 0 : 1);
        assert.equal((await cases.find('case/1')) === undefined, destroyed);
        assert.equal(await cases.destroy('case/1', AT), 'gone');
        await assert.rejects(cases.obtain('case/1'), KeyDestroyed);
      },
    ));

  it('starts the next time, wherever the first start ended', () =>
    killedEverywhere(
      'start',
      () => Promise.resolve(),
      async (directory) => {
        const [first, second] = [await open(directory), await open(directory)];
        const key = await first.cases.obtain('case/1');
        assert.ok((await second.cases.find('case/1'))?.key.equals(key.key));
        assert.equal((await second.secrets.addressKeys()).length, 1);
      },
    ));
});
