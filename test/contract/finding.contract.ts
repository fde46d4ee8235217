import assert from 'node:assert/strict';
import type { DocumentStore } from '../../src/store/port.ts';
import { NOW, created, note, replaced } from './notes.ts';

/** The question of the sweep. */
export const findingWhatIsDue = (store: () => DocumentStore): void => {
  it('is what must happen now or should have happened: not what comes a millisecond later', async () => {
    await created(store(), note('case/now', { dueAt: NOW }));
    await created(store(), note('case/before', { dueAt: NOW - 1 }));
    await created(store(), note('case/after', { dueAt: NOW + 1 }));
    assert.deepEqual(await store().findDue(NOW, 10), ['case/before', 'case/now']);
    assert.deepEqual(await store().findDue(NOW + 1, 10), ['case/before', 'case/now', 'case/after']);
    assert.deepEqual(await store().findDue(NOW - 2, 10), []);
  });

  it('is never a document without a moment, or with null for it', async () => {
    await created(store(), note('case/absent'));
    await created(store(), note('case/null', { dueAt: null }));
    assert.deepEqual(await store().findDue(Number.MAX_SAFE_INTEGER, 10), []);
  });

  it('comes earliest first, whatever the order of creation and the kind', async () => {
    for (const [index, minutes] of [5, 1, 4, 2, 3].entries()) {
      const kind = index % 2 === 0 ? 'case' : 'roster';
      await created(store(), note(`${kind}/${minutes}`, { kind, dueAt: NOW - minutes * 60_000 }));
    }
    assert.deepEqual(await store().findDue(NOW, 10), ['case/5', 'case/4', 'case/3', 'roster/2', 'roster/1']);
  });

  it('is cut off at the limit, and the earliest are kept', async () => {
    for (const back of [3, 1, 2]) await created(store(), note(`case/${back}`, { dueAt: NOW - back }));
    assert.deepEqual(await store().findDue(NOW, 2), ['case/3', 'case/2']);
    assert.deepEqual(await store().findDue(NOW, 0), []);
  });

  it('is complete beyond any page size of the database', async () => {
    const all = Array.from({ length: 200 }, (_, index) => `case/${index}`);
    for (const [index, id] of all.entries()) await created(store(), note(id, { dueAt: NOW - 1000 + index }));
    assert.deepEqual(await store().findDue(NOW, 1000), all);
    assert.deepEqual(await store().findDue(NOW, 101), all.slice(0, 101));
  });

  it('moves with the document', async () => {
    let version = await created(store(), note('case/1', { dueAt: NOW }));
    version = await replaced(store(), note('case/1', { dueAt: NOW + 60_000 }), version);
    assert.deepEqual(await store().findDue(NOW, 10), []);
    assert.deepEqual(await store().findDue(NOW + 60_000, 10), ['case/1']);
    version = await replaced(store(), note('case/1', { dueAt: null }), version);
    assert.deepEqual(await store().findDue(NOW + 60_000, 10), []);
    version = await replaced(store(), note('case/1', { dueAt: NOW - 60_000 }), version);
    assert.deepEqual(await store().findDue(NOW, 10), ['case/1']);
    await replaced(store(), note('case/1'), version);
    assert.deepEqual(await store().findDue(NOW, 10), []);
  });

  it('is never forgotten in silence: a moment that is no moment is a fault', async () => {
    const version = await created(store(), note('case/1', { dueAt: NOW }));
    for (const dueAt of [Number.NaN, Number.POSITIVE_INFINITY, NOW + 0.5]) {
      await assert.rejects(store().create(note('case/2', { dueAt })), RangeError);
      await assert.rejects(store().replace(note('case/1', { dueAt }), version), RangeError);
    }
    await assert.rejects(store().findDue(Number.NaN, 10), RangeError);
    assert.equal(await store().read('case/2'), undefined);
    assert.deepEqual(await store().findDue(NOW, 10), ['case/1']);
  });
};

/** The question of the overview. */
export const findingWhatIsOpen = (store: () => DocumentStore): void => {
  it('is found by kind and municipality, oldest first', async () => {
    const version = await created(store(), note('case/z', { municipality: 'heerlen', open: true }));
    await created(store(), note('case/a', { municipality: 'heerlen', open: true }));
    await created(store(), note('case/other', { municipality: 'landgraaf', open: true }));
    await created(store(), note('roster/1', { kind: 'roster', municipality: 'heerlen', open: true }));
    await created(store(), note('case/closed', { municipality: 'heerlen', open: false }));
    await created(store(), note('case/unsaid', { municipality: 'heerlen' }));
    await created(store(), note('case/nowhere', { open: true }));
    const document = note('case/z', { municipality: 'heerlen', open: true, text: 'changed last' });
    await replaced(store(), document, version);

    assert.deepEqual(await store().findOpen('case', 'heerlen'), ['case/z', 'case/a']);
    assert.deepEqual(await store().findOpen('case', 'landgraaf'), ['case/other']);
    assert.deepEqual(await store().findOpen('roster', 'heerlen'), ['roster/1']);
    assert.deepEqual(await store().findOpen('case', 'kerkrade'), []);
  });

  it('changes when a document is closed, opened again or moved', async () => {
    const list = (): Promise<readonly string[]> => store().findOpen('case', 'heerlen');
    let version = await created(store(), note('case/1', { municipality: 'heerlen', open: true }));
    version = await replaced(store(), note('case/1', { municipality: 'heerlen', open: false }), version);
    assert.deepEqual(await list(), []);
    version = await replaced(store(), note('case/1', { municipality: 'heerlen', open: true }), version);
    assert.deepEqual(await list(), ['case/1']);
    await replaced(store(), note('case/1', { municipality: 'landgraaf', open: true }), version);
    assert.deepEqual(await list(), []);
  });

  it('is complete beyond any page size of the database', async () => {
    const all = Array.from({ length: 200 }, (_, index) => `case/${index}`);
    for (const id of all) await created(store(), note(id, { municipality: 'heerlen', open: true }));
    assert.deepEqual(await store().findOpen('case', 'heerlen'), all);
  });
};
