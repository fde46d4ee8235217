/**
 * A second program on the same database, for sqlite.test.ts: started with `fork`, told what to do in its
 * arguments, and in step with the test by messages, so that nothing has to wait for a clock.
 */
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';

interface Counter extends StoredDocument {
  readonly count: number;
}

const counter = (id: string, count: number): Counter => ({ id, kind: 'counter', schema: 1, count });

/** Adds one as often as asked, reading again after each conflict; answers how often it had to. */
const countUp = async (store: DocumentStore, id: string, times: number): Promise<number> => {
  let conflicts = 0;
  for (let done = 0; done < times;) {
    const found = await store.read(id);
    if (!found) throw new Error(`${id} is gone`);
    const { count } = found.document as Counter;
    const { ok } = await store.replace(counter(id, count + 1), found.version);
    if (ok) done += 1;
    else conflicts += 1;
  }
  return conflicts;
};

const tell = (message: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** Tells the test that this program is ready, and waits for its word. */
const onYourMarks = async (): Promise<void> => {
  const go = new Promise((resolve) => {
    process.once('message', resolve);
  });
  await tell('ready');
  await go;
};

/** Root may write anywhere; a service account may not. */
const becomeNobody = (): void => {
  if (process.getuid?.() === 0) process.setuid?.(65534);
};

const tasks: Readonly<Record<string, (directory: string) => Promise<unknown>>> = {
  'open at once': async (directory) => {
    await onYourMarks();
    const store = openSqliteStore({ directory });
    await store.ping();
    await store.close();
    return 'opened';
  },
  'count up': async (directory) => {
    const store = openSqliteStore({ directory });
    await onYourMarks();
    const conflicts = await countUp(store, 'counter/1', 200);
    await store.close();
    return conflicts;
  },
  'replace once': async (directory) => {
    const store = openSqliteStore({ directory });
    const found = await store.read('counter/1');
    await onYourMarks();
    const { ok } = await store.replace(counter('counter/1', process.pid), found?.version ?? '');
    await store.close();
    return ok;
  },
  'create until killed': async (directory) => {
    const store = openSqliteStore({ directory });
    for (let count = 0; ; count += 1) {
      const { ok } = await store.create(counter(`counter/${count}`, count));
      if (ok) await tell(count);
    }
  },
  'open as nobody': (directory) => {
    becomeNobody();
    try {
      openSqliteStore({ directory });
      return Promise.resolve('opened');
    } catch (error) {
      return Promise.resolve(error instanceof Error ? error.message : 'no error');
    }
  },
};

const [task = '', directory = ''] = process.argv.slice(2);
await tell({ answer: await tasks[task]?.(directory) });
process.disconnect();
