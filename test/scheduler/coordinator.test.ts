import assert from 'node:assert/strict';
import { sweepCoordinator } from '../../src/scheduler/coordinator.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { temporaryStore } from '../outbox/world.ts';

const NOW = Date.parse('2026-11-27T22:00:00Z');
const slot = (minute: number): string => `sweep:2026-11-27T22:0${minute}:00.000Z`;

describe('Which replica sweeps', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let progress: string[];

  const replica = (us: string, wasCompleted = () => true) =>
    sweepCoordinator({ store, us, clock: () => NOW, progressed: () => progress.push(us), wasCompleted });

  beforeEach(async () => {
    progress = [];
    ({ store, dispose } = await temporaryStore());
  });
  afterEach(() => dispose());

  it('is one of those that want to, also when all come at once', async () => {
    const wanting = Array.from({ length: 5 }, (_, index) => replica(`replica ${index}`));
    for (const minute of [0, 1, 2]) {
      const answers = await Promise.all(wanting.map(async (one) => one.shouldRun(slot(minute), 30_000)));
      assert.equal(answers.filter(Boolean).length, 1, slot(minute));
    }
  });

  it('is another in the next minute when the one before was killed', async () => {
    assert.equal(await replica('killed').shouldRun(slot(0), 30_000), true);
    assert.equal(await replica('left').shouldRun(slot(0), 30_000), false);
    assert.equal(await replica('left').shouldRun(slot(1), 30_000), true);
  });

  it('is whoever comes first when what is written about it is damaged', async () => {
    await store.create({ id: 'lease/sweep', kind: 'lease', schema: 1, dueAt: null });
    assert.equal(await replica('one').shouldRun(slot(0), 30_000), true);
    assert.equal(await replica('other').shouldRun(slot(0), 30_000), false);
  });

  it('does not keep those with another clock from their sweeps', async () => {
    assert.equal(await replica('ahead').shouldRun(slot(5), 30_000), true);
    assert.equal(await replica('right').shouldRun(slot(1), 30_000), true);
  });

  it('tells the others when it completed a sweep, and not when it failed', async () => {
    const [one, other] = [replica('one'), replica('other')];
    await other.shouldRun(slot(0), 30_000);
    await one.shouldRun(slot(1), 30_000);
    await other.shouldRun(slot(1), 30_000);
    assert.deepEqual(progress, []);
    await one.onComplete?.(slot(1));
    await other.shouldRun(slot(1), 30_000);
    assert.deepEqual(progress, ['other']);
    const failing = replica('failing', () => false);
    await failing.shouldRun(slot(2), 30_000);
    await failing.onComplete?.(slot(2));
    progress.length = 0;
    await other.shouldRun(slot(2), 30_000);
    assert.deepEqual(progress, []);
  });

  it('rejects when the store cannot be asked: then nobody sweeps, and the watch does', async () => {
    const silent: DocumentStore = { ...store, read: () => Promise.reject(new Error('gone')) };
    const alone = sweepCoordinator({
      store: silent,
      us: 'alone',
      clock: () => NOW,
      progressed: () => undefined,
      wasCompleted: () => true,
    });
    await assert.rejects(Promise.resolve(alone.shouldRun(slot(0), 30_000)), /gone/);
  });
});
