import assert from 'node:assert/strict';
import type { DocumentStore } from '../../src/store/port.ts';
import { findingWhatIsDue, findingWhatIsOpen } from './finding.contract.ts';
import { type Note, NOW, created, note, replaced } from './notes.ts';
import { paging } from './paging.contract.ts';
import { replacing } from './replacing.contract.ts';

/** A store of its own for one test. */
export interface OpenedStore {
  readonly store: DocumentStore;
  /** Closes the store and opens what it left behind, as a restart of the program does. */
  readonly reopen: () => Promise<DocumentStore>;
  /** Closes the store last opened and removes everything. */
  readonly dispose: () => Promise<void>;
}

/** What every adapter of the document store must do; run unchanged against each of them. */
export const documentStoreContract = (name: string, open: () => Promise<OpenedStore>): void => {
  describe(`${name} keeps the document store contract`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.dispose();
    });
    const storeOfTheTest = (): DocumentStore => opened.store;

    describe('create and read', () => {
      createAndRead(storeOfTheTest);
    });
    describe('replace', () => {
      replacing(storeOfTheTest);
    });
    describe('what is due', () => {
      findingWhatIsDue(storeOfTheTest);
    });
    describe('what is open', () => {
      findingWhatIsOpen(storeOfTheTest);
    });
    describe('page', () => {
      paging(() => opened);
    });
    describe('restart and close', () => {
      restart(() => opened);
    });
  });
};

const createAndRead = (store: () => DocumentStore): void => {
  it('reads back what was created, with the version that create gave', async () => {
    const document = note('case/1', {
      municipality: 'heerlen',
      open: true,
      dueAt: NOW,
      text: 'eerste',
      count: 3,
    });
    const version = await created(store(), document);
    assert.deepEqual(await store().read('case/1'), { document, version });
  });

  it('knows nothing of a document that was never created', async () => {
    assert.equal(await store().read('case/none'), undefined);
  });

  it('refuses to create a document twice, and leaves the first one as it was', async () => {
    const first = note('case/1', { text: 'first', dueAt: NOW });
    const version = await created(store(), first);
    assert.deepEqual(await store().create(note('case/1', { text: 'second' })), { ok: false });
    assert.deepEqual(await store().read('case/1'), { document: first, version });
    assert.deepEqual(await store().findDue(NOW, 10), ['case/1']);
  });

  it('lets one of 50 simultaneous creations win', async () => {
    const attempts = Array.from({ length: 50 }, (_, count) => store().create(note('case/1', { count })));
    const results = await Promise.all(attempts);
    const winners = results.flatMap((result, count) => (result.ok ? [count] : []));
    assert.equal(winners.length, 1);
    assert.deepEqual((await store().read('case/1'))?.document, note('case/1', { count: winners[0]! }));
  });

  it('keeps apart ids with slashes and other signs that an address or a file name would bend', async () => {
    const strange = [
      'case',
      'case/',
      'case/a',
      'case/A',
      'case/a/b',
      'case/a%2Fb',
      'case\\a',
      'case/..',
      'case/a b',
    ];
    strange.push('case/a?b#c', 'case/a_b', 'case/a+b', 'case/één', "case/'; DROP TABLE documents; --");
    for (const id of strange) await created(store(), note(id, { text: `this is ${id}`, dueAt: NOW }));
    for (const id of strange) {
      assert.deepEqual((await store().read(id))?.document, note(id, { text: `this is ${id}`, dueAt: NOW }));
    }
    assert.deepEqual([...(await store().findDue(NOW, 100))].sort(), strange.sort());
  });

  it('keeps every kind of JSON value and every kind of text', async () => {
    const document = note('case/1', {
      dueAt: null,
      text: 'é ß 漢字 🏠👩🏽‍⚕️ \u202Ertl " \\ \u0000 \u2028 \r\n einde',
      details: {
        nothing: null,
        yes: true,
        list: [1, -0.5, 1e21, [], {}, [null]],
        'a key/with "signs" é': { deep: { deeper: [{ deepest: '' }] } },
        large: Number.MAX_SAFE_INTEGER,
      },
    });
    await created(store(), document);
    const found = (await store().read('case/1'))?.document;
    assert.deepEqual(found, document);
    assert.equal(JSON.stringify(found), JSON.stringify(document), 'the properties are in another order');
  });

  it('keeps a document whose log grows beyond 2 MB, and then loses its oldest lines', async () => {
    const lines = Array.from({ length: 3000 }, (_, number) => ({
      number,
      what: 'Er is gebeld. 🏠 '.repeat(40),
    }));
    const logged = (from: number, to: number): Note & { log: readonly unknown[] } => ({
      ...note('case/1', { municipality: 'heerlen', open: true, dueAt: NOW }),
      log: lines.slice(from, to),
      text: 'na het logboek',
    });
    let version = await created(store(), logged(0, 100));
    for (const [from, to] of [
      [0, 1000],
      [0, 3000],
      [1, 3000],
      [2500, 3000],
      [0, 0],
    ] as const) {
      const document = logged(from, to);
      version = await replaced(store(), document, version);
      assert.deepEqual(await store().read('case/1'), { document, version });
      assert.deepEqual(await store().findOpen('case', 'heerlen'), ['case/1']);
      assert.deepEqual(await store().page(2), { documents: [document] });
      assert.deepEqual(await store().findDue(NOW, 10), ['case/1']);
    }
  });

  it('keeps a document of 300 kB', async () => {
    const line = 'Opstapmoment besproken met de wijkagent; 漢字 🏠. ';
    const document = note('case/1', { text: line.repeat(Math.ceil(300_000 / Buffer.byteLength(line))) });
    const version = await created(store(), document);
    assert.deepEqual(await store().read('case/1'), { document, version });
    const shorter = note('case/1', { text: 'gewist' });
    await replaced(store(), shorter, version);
    assert.deepEqual((await store().read('case/1'))?.document, shorter);
  });
};

const restart = (opened: () => OpenedStore): void => {
  it('finds everything again after a restart, and goes on from the same version', async () => {
    const { store, reopen } = opened();
    const document = note('case/1', { municipality: 'heerlen', open: true, dueAt: NOW, text: 'blijft' });
    const version = await created(store, document);
    const again = await reopen();
    assert.deepEqual(await again.read('case/1'), { document, version });
    assert.deepEqual(await again.findDue(NOW, 10), ['case/1']);
    assert.deepEqual(await again.findOpen('case', 'heerlen'), ['case/1']);
    assert.deepEqual(await again.create(note('case/1')), { ok: false });
    await replaced(again, note('case/1', { text: 'gaat verder' }), version);
  });

  it('answers a ping, and a ping changes nothing', async () => {
    const { store } = opened();
    const version = await created(store, note('case/1', { dueAt: NOW }));
    for (let count = 0; count < 3; count += 1) await store.ping();
    assert.deepEqual(await store.read('case/1'), { document: note('case/1', { dueAt: NOW }), version });
    assert.deepEqual(await store.findDue(Number.MAX_SAFE_INTEGER, 10), ['case/1']);
  });

  it('may be closed twice, and then rejects whatever is asked', async () => {
    const { store } = opened();
    const version = await created(store, note('case/1'));
    await store.close();
    await store.close();
    const asked: readonly (() => Promise<unknown>)[] = [
      () => store.read('case/1'),
      () => store.create(note('case/2')),
      () => store.replace(note('case/1'), version),
      () => store.findDue(NOW, 1),
      () => store.findOpen('case', 'heerlen'),
      () => store.page(1),
      () => store.ping(),
    ];
    for (const ask of asked) await assert.rejects(ask(), /closed/);
  });
};
