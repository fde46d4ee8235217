import assert from 'node:assert/strict';
import type { DocumentStore } from '../../src/store/port.ts';
import type { Note } from './notes.ts';
import { NOW, created, note, replaced } from './notes.ts';

/** One of those who read the same version may replace it. */
export const replacing = (store: () => DocumentStore): void => {
  it('replaces at the version that was read, and gives a new version', async () => {
    const first = await created(store(), note('case/1', { text: 'first', count: 1 }));
    const second = await replaced(store(), note('case/1', { text: 'second' }), first);
    assert.notEqual(second, first);
    assert.deepEqual(await store().read('case/1'), {
      document: note('case/1', { text: 'second' }),
      version: second,
    });
  });

  it('gives a version that serves the next replace, many times over', async () => {
    let version = await created(store(), note('case/1', { count: 0 }));
    const versions = new Set([version]);
    for (let count = 1; count <= 20; count += 1) {
      version = await replaced(store(), note('case/1', { count }), version);
      versions.add(version);
    }
    assert.equal(versions.size, 21);
    assert.deepEqual(await store().read('case/1'), { document: note('case/1', { count: 20 }), version });
  });

  it('refuses a version that has been replaced, and leaves the newer document as it was', async () => {
    const first = await created(store(), note('case/1', { text: 'first' }));
    const second = await replaced(store(), note('case/1', { text: 'second', dueAt: NOW }), first);
    assert.deepEqual(await store().replace(note('case/1', { text: 'too late' }), first), { ok: false });
    const kept = note('case/1', { text: 'second', dueAt: NOW });
    assert.deepEqual(await store().read('case/1'), { document: kept, version: second });
    assert.deepEqual(await store().findDue(NOW, 10), ['case/1']);
  });

  it('refuses a version that it never gave', async () => {
    const version = await created(store(), note('case/1', { text: 'first' }));
    for (const strange of ['', 'no version', '0', `${version} `.repeat(2), '-1']) {
      assert.deepEqual(await store().replace(note('case/1'), strange), { ok: false }, strange);
    }
    assert.deepEqual(await store().read('case/1'), { document: note('case/1', { text: 'first' }), version });
  });

  it('refuses to replace a document that does not exist, and does not create it', async () => {
    const version = await created(store(), note('case/1'));
    assert.deepEqual(await store().replace(note('case/2', { dueAt: NOW }), version), { ok: false });
    assert.equal(await store().read('case/2'), undefined);
    assert.deepEqual(await store().findDue(NOW, 10), []);
  });

  it('lets one of two simultaneous replaces win', async () => {
    const version = await created(store(), note('case/1'));
    const both = ['left', 'right'].map((text) => store().replace(note('case/1', { text }), version));
    const results = await Promise.all(both);
    assert.equal(results.filter(({ ok }) => ok).length, 1);
  });

  it('lets one of 50 simultaneous replaces win, and keeps that one', async () => {
    const version = await created(store(), note('case/1'));
    const attempts = Array.from({ length: 50 }, (_, count) =>
      store().replace(note('case/1', { count, dueAt: NOW + count }), version),
    );
    const results = await Promise.all(attempts);
    const winners = results.flatMap((result, count) =>
      result.ok ? [{ count, version: result.version }] : [],
    );
    assert.equal(winners.length, 1);
    const { count, version: newest } = winners[0]!;
    const document = note('case/1', { count, dueAt: NOW + count });
    assert.deepEqual(await store().read('case/1'), { document, version: newest });
  });

  it('loses no step when 10 writers count to 50 by reading and replacing until it succeeds', async () => {
    await created(store(), note('case/1', { count: 0 }));
    const addOne = async (): Promise<void> => {
      for (;;) {
        const found = await store().read('case/1');
        assert.ok(found);
        const { count = 0 } = found.document as Note;
        if ((await store().replace(note('case/1', { count: count + 1 }), found.version)).ok) return;
      }
    };
    const writer = async (): Promise<void> => {
      for (let step = 0; step < 5; step += 1) await addOne();
    };
    await Promise.all(Array.from({ length: 10 }, writer));
    assert.deepEqual((await store().read('case/1'))?.document, note('case/1', { count: 50 }));
  });

  it('leaves other documents alone', async () => {
    const version = await created(store(), note('case/1', { text: 'one' }));
    const other = await created(store(), note('case/2', { text: 'two' }));
    await replaced(store(), note('case/1', { text: 'new' }), version);
    assert.deepEqual(await store().read('case/2'), {
      document: note('case/2', { text: 'two' }),
      version: other,
    });
  });
};
