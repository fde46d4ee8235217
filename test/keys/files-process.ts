/** Another program at a folder of keys, that is killed at a given call; it says what came of it in messages. */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { openFileKeys } from '../../src/keys/files/open.ts';
import type { CaseKeys } from '../../src/keys/port.ts';
import { AT } from './case-keys.contract.ts';
import { listening } from './places.ts';

const tell = (message: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** `kill -9` just before this process touches the disk for the given time, whatever it does there. */
const killedBefore = async (count: number): Promise<void> => {
  const handle = await fs.open(process.execPath);
  const handles: object = Object.getPrototypeOf(handle) as object;
  await handle.close();
  let calls = 0;
  const watch = (from: object, names: readonly string[]): void => {
    for (const name of names) {
      const original: unknown = Reflect.get(from, name);
      if (typeof original !== 'function') throw new Error(`${name} is no function`);
      Reflect.set(from, name, function (this: unknown, ...given: readonly unknown[]): unknown {
        calls += 1;
        if (calls === count) process.kill(process.pid, 'SIGKILL');
        const answer: unknown = Reflect.apply(original, this, given);
        return answer;
      });
    }
  };
  watch(fs, ['open', 'link', 'rm', 'rename', 'mkdir']);
  watch(handles, ['writeFile', 'sync']);
  syncBuiltinESMExports();
};

const tasks: Readonly<Record<string, (keys: CaseKeys) => Promise<unknown>>> = {
  obtain: async (keys) => (await keys.obtain('case/1')).key.export().toString('hex'),
  destroy: (keys) => keys.destroy('case/1', AT),
  start: () => Promise.resolve('started'),
};

const [task = '', directory = '', count = ''] = process.argv.slice(2);
const open = async () => (await openFileKeys(directory, { clock: () => AT, log: listening().log })).cases;
const opened = task === 'start' ? undefined : await open();
await killedBefore(Number(count));
await tell(await tasks[task]?.(opened ?? (await open())));
process.disconnect();
