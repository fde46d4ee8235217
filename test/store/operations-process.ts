/** Another program at a data directory, told what to do in its arguments; it says what came of it in messages. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { restore } from '../../src/store/sqlite/backup.ts';
import { holdDataDirectory } from '../../src/store/sqlite/lock.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { note } from './directory.ts';

const tell = (message: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });

const word = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('message', resolve);
  });

/** `kill -9` just before this process changes something on the disk for the given time. */
const killedBefore = (count: number): void => {
  let calls = 0;
  for (const name of ['linkSync', 'renameSync', 'rmSync', 'copyFileSync', 'fsyncSync', 'openSync'] as const) {
    const original: unknown = fs[name];
    if (typeof original !== 'function') throw new Error(`${name} is no function`);
    Reflect.set(fs, name, (...given: readonly unknown[]): unknown => {
      calls += 1;
      if (calls === count) process.kill(process.pid, 'SIGKILL');
      const answer: unknown = Reflect.apply(original, fs, given);
      return answer;
    });
  }
  syncBuiltinESMExports();
};

const tasks: Readonly<Record<string, (directory: string) => Promise<void>>> = {
  'hold until told': async (directory) => {
    const held = await holdDataDirectory(directory);
    await tell('held');
    await word();
    held.release();
    await tell('released');
  },
  'hold at once': async (directory) => {
    await tell(
      await holdDataDirectory(directory).then(
        () => 'held',
        (error: unknown) => (error instanceof Error ? error.name : 'no error'),
      ),
    );
  },
  /** With the backup, and the call before which it is killed. */
  'restore until killed': async (directory) => {
    killedBefore(Number(process.argv[5]));
    await restore(directory, process.argv[4] ?? '', '2026-11-22T15-30-00Z');
    await tell('restored');
  },
  'write until killed': async (directory) => {
    const store = openSqliteStore({ directory });
    for (let number = 0; ; number += 1) {
      await store.create(note(number));
      await tell(number);
    }
  },
};

const [task = '', directory = ''] = process.argv.slice(2);
await tasks[task]?.(directory);
process.disconnect();
