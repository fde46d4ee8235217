import assert from 'node:assert/strict';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import type { OpenedStore } from './document-store.contract.ts';
import { NOW, created, note, replaced } from './notes.ts';

/** Pages until there is no more, each as its documents. */
const pages = async (store: DocumentStore, limit: number): Promise<(readonly StoredDocument[])[]> => {
  const found: (readonly StoredDocument[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.page(limit, cursor);
    found.push(page.documents);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return found;
};

const idsOf = (documents: readonly StoredDocument[]): string[] => documents.map(({ id }) => id);

/** What export and the check of every document at the start ask. */
export const paging = (opened: () => OpenedStore): void => {
  const store = (): DocumentStore => opened().store;

  it('gives every document whole, in order of creation, whatever its kind and whether it is due or open', async () => {
    const first = note('roster/z', { kind: 'roster', municipality: 'heerlen', dueAt: NOW, text: 'eerste' });
    const all = [first, note('case/b', { open: true }), note('case/c', { open: false, dueAt: null })];
    for (const document of [...all, note('case/a')]) await created(store(), document);
    assert.deepEqual(await store().page(10), { documents: [...all, note('case/a')] });
  });

  it('keeps that order when documents are replaced', async () => {
    const version = await created(store(), note('case/1'));
    await created(store(), note('case/2'));
    await replaced(store(), note('case/1', { text: 'changed last' }), version);
    assert.deepEqual((await store().page(10)).documents, [
      note('case/1', { text: 'changed last' }),
      note('case/2'),
    ]);
  });

  it('is empty, without a cursor, when there is nothing', async () => {
    assert.deepEqual(await store().page(1), { documents: [] });
  });

  it('cuts at the limit, with a cursor as long as there is more', async () => {
    for (const id of ['case/1', 'case/2', 'case/3', 'case/4']) await created(store(), note(id));
    const cut = async (limit: number): Promise<string[][]> => (await pages(store(), limit)).map(idsOf);
    assert.deepEqual(await cut(1), [['case/1'], ['case/2'], ['case/3'], ['case/4']]);
    assert.deepEqual(await cut(2), [
      ['case/1', 'case/2'],
      ['case/3', 'case/4'],
    ]);
    assert.deepEqual(await cut(3), [['case/1', 'case/2', 'case/3'], ['case/4']]);
    assert.deepEqual(await cut(4), [['case/1', 'case/2', 'case/3', 'case/4']]);
  });

  it('is complete beyond any page size of the database', async () => {
    const all = Array.from({ length: 200 }, (_, index) => `case/${index}`);
    for (const id of all) await created(store(), note(id));
    assert.deepEqual(idsOf((await store().page(1000)).documents), all);
    assert.deepEqual((await pages(store(), 7)).flatMap(idsOf), all);
  });

  it('gives what is created between two pages at the end, and what is replaced once', async () => {
    const version = await created(store(), note('case/1'));
    await created(store(), note('case/2'));
    await created(store(), note('case/3'));
    const { cursor } = await store().page(2);
    await replaced(store(), note('case/1', { text: 'changed meanwhile' }), version);
    await created(store(), note('case/4'));
    assert.deepEqual(idsOf((await store().page(10, cursor)).documents), ['case/3', 'case/4']);
  });

  it('goes on from a cursor of before a restart', async () => {
    for (const id of ['case/1', 'case/2', 'case/3']) await created(store(), note(id));
    const { cursor } = await store().page(1);
    const again = await opened().reopen();
    assert.deepEqual(idsOf((await again.page(10, cursor)).documents), ['case/2', 'case/3']);
  });

  it('refuses a limit that is no number of documents, and a cursor that it never gave', async () => {
    await created(store(), note('case/1'));
    for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await assert.rejects(store().page(limit), RangeError);
    }
    for (const cursor of ['', 'no cursor', '-1', '1; DROP TABLE documents']) {
      await assert.rejects(store().page(1, cursor), RangeError, cursor);
    }
  });
};
