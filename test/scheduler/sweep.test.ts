import assert from 'node:assert/strict';
import { setImmediate as turnOver } from 'node:timers/promises';
import { sweep } from '../../src/scheduler/sweep.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { START, hour } from '../case/history.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';

const NOW = hour(1);

describe('A sweep', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let ticked: string[];
  let log: ReturnType<typeof keptLog>;

  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
    ticked = [];
    log = keptLog();
  });
  afterEach(() => dispose());

  const document = (id: string, dueAt: number | null) => ({ id, kind: 'case', schema: 1, dueAt });
  const saved = async (id: string, dueAt: number | null): Promise<void> => {
    assert.ok((await store.create(document(id, dueAt))).ok);
  };
  const many = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `case/${String(index).padStart(3, '0')}`);

  /** Does what is due, so that it is no longer due. */
  const settled = async (id: string): Promise<void> => {
    ticked.push(id);
    const found = await store.read(id);
    assert.ok(found);
    await store.replace(document(id, null), found.version);
  };
  const left = (id: string): Promise<void> => {
    ticked.push(id);
    return Promise.resolve();
  };
  const run = (tick: (id: string) => Promise<void>): Promise<number> =>
    sweep({ store, tick, clock: () => NOW, log: log.log });

  it('lets the clock act on what is due, and on nothing else', async () => {
    await saved('late', START);
    await saved('now', NOW);
    await saved('soon', NOW + 1);
    await saved('never', null);
    assert.equal(await run(settled), 2);
    assert.deepEqual(ticked, ['late', 'now']);
    assert.deepEqual(log.lines, []);
  });

  it('has nothing to do when nothing is due', async () => {
    await saved('soon', NOW + 1);
    assert.equal(await run(settled), 0);
    assert.deepEqual(ticked, []);
  });

  it('lets whatever else came in go first, between any two documents', async () => {
    const ids = many(3);
    for (const id of ids) await saved(id, START);
    const course: string[] = [];
    const other = (): void => {
      course.push('something else');
      if (course.length < 2 * ids.length) setImmediate(other);
    };
    setImmediate(other);
    const tick = async (id: string): Promise<void> => {
      course.push(id);
      await settled(id);
    };
    await sweep({ store, tick, clock: () => NOW, log: log.log, pause: turnOver });
    assert.deepEqual(
      course.slice(0, 6),
      ids.flatMap((id) => ['something else', id]),
    );
  });

  it('takes the longest waiting first', async () => {
    await saved('b', START + 2);
    await saved('c', START + 3);
    await saved('a', START + 1);
    await run(settled);
    assert.deepEqual(ticked, ['a', 'b', 'c']);
  });

  it('comes to everything that is due, also when that is more than a page', async () => {
    for (const id of many(250)) await saved(id, START);
    assert.equal(await run(settled), 250);
    assert.deepEqual(ticked, many(250));
    assert.deepEqual(await store.findDue(NOW, 10), []);
  });

  it('comes to each once, and to an end, also when they stay due', async () => {
    for (const id of many(250)) await saved(id, START);
    assert.equal(await run(left), 250);
    assert.deepEqual(ticked, many(250));
    assert.equal(await run(left), 250);
  });

  it('is not held up by documents that fail, and reports each of them', async () => {
    for (const id of many(150)) await saved(id, START);
    await saved('case/last', START + 1);
    const broken = new Error('damaged');
    const count = await run((id) => (id === 'case/last' ? settled(id) : Promise.reject(broken)));
    assert.equal(count, 151);
    assert.deepEqual(ticked, ['case/last']);
    assert.deepEqual(
      log.lines.map(({ level, fields }) => ({ level, fields })),
      many(150).map((id) => ({ level: 'error', fields: { document: id, error: broken } })),
    );
    assert.equal((await store.findDue(NOW, 1000)).length, 150);
  });

  it('survives a document that throws instead of rejecting', async () => {
    await saved('case/1', START);
    await saved('case/2', START);
    const count = await run((id) => {
      if (id === 'case/1') throw new Error('at once');
      return settled(id);
    });
    assert.equal(count, 2);
    assert.deepEqual(ticked, ['case/2']);
  });

  it('takes along what another document makes due', async () => {
    await saved('case/1', START);
    await saved('case/2', null);
    await run(async (id) => {
      await settled(id);
      if (id !== 'case/1') return;
      const other = await store.read('case/2');
      assert.ok(other && (await store.replace(document('case/2', NOW), other.version)).ok);
    });
    assert.deepEqual(ticked, ['case/1', 'case/2']);
  });

  it('fails as a whole when the store cannot say what is due', async () => {
    const failing: DocumentStore = { ...store, findDue: () => Promise.reject(new Error('disk I/O error')) };
    await assert.rejects(
      sweep({ store: failing, tick: settled, clock: () => NOW, log: log.log }),
      /disk I\/O error/,
    );
  });
});
