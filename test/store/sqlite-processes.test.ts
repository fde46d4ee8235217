import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILE_NAME } from '../../src/store/sqlite/files.ts';
import { compiled } from '../support/compiled.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';

const PROGRAM = 'test/store/sqlite-process.ts';
const counter = (id: string, count: number) => ({ id, kind: 'counter', schema: 1, count });

describe('Several programs on one SQLite file', function () {
  this.timeout(60_000);

  let directory: string;
  const started: ChildProcess[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
  });
  afterEach(async () => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    await rm(directory, { recursive: true });
  });

  const start = (task: string, where = directory): ChildProcess => {
    const child = fork(compiled(PROGRAM), [task, where], { execArgv: [] });
    started.push(child);
    return child;
  };

  /** The next thing a program says; a program that stops without a word fails the test. */
  const word = async (child: ChildProcess): Promise<unknown> => {
    const stopped = once(child, 'exit').then(([code]) => {
      throw new Error(`The other program stopped with code ${String(code)}`);
    });
    const [message] = (await Promise.race([once(child, 'message'), stopped])) as [unknown];
    return message;
  };

  /** Starts programs, lets them go at the same moment when all are ready, and gives their answers. */
  const race = async (task: string, count: number): Promise<unknown[]> => {
    const children = Array.from({ length: count }, () => start(task));
    await Promise.all(children.map(word));
    const answers = children.map(word);
    for (const child of children) child.send('go');
    return (await Promise.all(answers)).map((message) => (message as { answer: unknown }).answer);
  };

  it('may create it at the same time', async () => {
    assert.deepEqual(await race('open at once', 4), ['opened', 'opened', 'opened', 'opened']);
  });

  it('lose no step when they count in the same document', async () => {
    const store = openSqliteStore({ directory });
    await store.create(counter('counter/1', 0));
    await race('count up', 3);
    assert.deepEqual((await store.read('counter/1'))?.document, counter('counter/1', 600));
    await store.close();
  });

  it('let one win who replaces the version that all have read', async () => {
    const store = openSqliteStore({ directory });
    await store.create(counter('counter/1', 0));
    const won = await race('replace once', 4);
    assert.deepEqual(won.sort(), [false, false, false, true]);
    await store.close();
  });

  it('see what the other has written, in two connections of one program too', async () => {
    const [one, other] = [openSqliteStore({ directory }), openSqliteStore({ directory })];
    const first = await one.create(counter('counter/1', 1));
    assert.ok(first.ok);
    assert.deepEqual(await other.read('counter/1'), {
      document: counter('counter/1', 1),
      version: first.version,
    });
    const second = await other.replace(counter('counter/1', 2), first.version);
    assert.ok(second.ok);
    assert.deepEqual(await one.replace(counter('counter/1', 3), first.version), { ok: false });
    assert.deepEqual(await one.read('counter/1'), {
      document: counter('counter/1', 2),
      version: second.version,
    });
    await other.close();
    await one.ping();
    await one.close();
  });

  it('leave everything that was acknowledged when one is killed while it writes', async () => {
    const child = start('create until killed');
    let acknowledged = -1;
    child.on('message', (count: number) => {
      acknowledged = count;
      if (count === 100) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    assert.ok(acknowledged >= 100);
    const store = openSqliteStore({ directory });
    for (let count = 0; count <= acknowledged; count += 1) {
      const id = `counter/${count}`;
      assert.deepEqual((await store.read(id))?.document, counter(id, count));
    }
    await store.ping();
    await store.close();
  });

  describe('of which one may not write', () => {
    const data = (): string => join(directory, 'data');
    const file = (): string => join(data(), FILE_NAME);
    afterEach(async () => {
      // Or nobody but root could clean up.
      for (const folder of [directory, data()]) if (existsSync(folder)) await chmod(folder, 0o700);
    });

    const refusal = async (): Promise<unknown> => {
      const answer = await word(start('open as nobody', data()));
      return (answer as { answer: unknown }).answer;
    };

    it('is told which file, when the directory is missing and cannot be made', async () => {
      await chmod(directory, 0o555);
      assert.match(String(await refusal()), /^Cannot open the database .*EACCES: permission denied, mkdir/);
    });

    it('is told which file, when the directory is not writable', async () => {
      await mkdir(data(), { mode: 0o555 });
      await chmod(directory, 0o555);
      assert.equal(
        await refusal(),
        `Cannot open the database ${file()}: EACCES: permission denied, open '${file()}'`,
      );
    });

    it('is told which file, when the file is read-only', async () => {
      const store = openSqliteStore({ directory: data() });
      await store.close();
      await chmod(file(), 0o444);
      await chmod(data(), 0o777);
      await chmod(directory, 0o555);
      assert.equal(
        await refusal(),
        `Cannot open the database ${file()}: EACCES: permission denied, access '${file()}'`,
      );
    });

    it('is told which directory, when the log cannot be made next to the file', async () => {
      const store = openSqliteStore({ directory: data() });
      await store.close();
      await chmod(file(), 0o666);
      await chmod(data(), 0o555);
      await chmod(directory, 0o555);
      assert.equal(
        await refusal(),
        `Cannot open the database ${file()}: EACCES: permission denied, access '${data()}'`,
      );
    });
  });
});
