/** Another program at a data directory, told what to do in its arguments; it says what came of it in messages. */
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
