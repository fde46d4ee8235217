import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { beginningOf, chained } from '../../src/core/chain.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { remembering } from '../../src/store/remembering.ts';
import { judgeSeal } from '../../src/store/seal.ts';
import { sealing } from '../../src/store/sealing.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';

const key = randomBytes(32);

interface Line {
  at: number;
  hash: string;
}
interface Kept extends StoredDocument {
  log: Line[];
  seal?: string;
}

const lines = (count: number, id = 'case/1'): Line[] =>
  chained(
    beginningOf(id),
    Array.from({ length: count }, (_, at) => ({ at })),
  );
const kept = (count: number): Kept => ({ id: 'case/1', kind: 'case', schema: 3, log: lines(count) });

describe('A store that seals', () => {
  let raw: DocumentStore;
  let dispose: () => Promise<void>;
  let log: ReturnType<typeof keptLog>;
  let store: DocumentStore;

  beforeEach(async () => {
    ({ store: raw, dispose } = await temporaryStore());
    log = keptLog();
    store = sealing(raw, key, log.log);
  });
  afterEach(() => dispose());

  const stored = async (id = 'case/1'): Promise<Kept> => {
    const found = await raw.read(id);
    assert.ok(found);
    return found.document as Kept;
  };
  const edit = async (change: (document: Kept) => StoredDocument): Promise<void> => {
    const found = await raw.read('case/1');
    assert.ok(found);
    assert.ok((await raw.replace(change(found.document as Kept), found.version)).ok);
  };
  /** As the program does: without the seal, which it does not know. */
  const saveAgain = async (through = store, count?: number): Promise<void> => {
    const found = await through.read('case/1');
    assert.ok(found);
    const { seal: _seal, ...document } = found.document as Kept;
    const save: Kept = { ...document, log: count === undefined ? document.log : lines(count) };
    assert.ok((await through.replace(save, found.version)).ok);
  };
  const isWhole = (document: StoredDocument): void => {
    assert.deepEqual(judgeSeal(key, document), { ok: true });
  };

  it('seals whatever keeps a chained log, and nothing else', async () => {
    await store.create(kept(3));
    isWhole(await stored());
    await saveAgain(store, 4);
    isWhole(await stored());
    const note = { id: 'note', kind: 'note', schema: 1 };
    await store.create(note);
    assert.deepEqual(await stored('note'), note);
    assert.deepEqual(log.lines, []);
  });

  it('gives the same seal for a key of either kind, another for another key, document, number or end', async () => {
    const seals = new Set<string>();
    const sealed = async (with_: Parameters<typeof sealing>[1], document: Kept): Promise<string> => {
      const { store: other, dispose: disposeOther } = await temporaryStore();
      await sealing(other, with_, log.log).create(document);
      const found = await other.read(document.id);
      await disposeOther();
      return (found?.document as Kept).seal!;
    };
    const documents = [kept(3), kept(2), { ...kept(3), id: 'case/2' }, { ...kept(3), moved: 1 }];
    for (const document of documents) seals.add(await sealed(key, document));
    seals.add(await sealed(randomBytes(32), kept(3)));
    assert.equal(seals.size, 5);
    assert.ok(seals.has(await sealed(createSecretKey(key), kept(3))));
  });

  for (const [what, change, fault] of [
    ['cut off', (one: Kept) => ({ ...one, log: one.log.slice(0, -1) }), 'wrong'],
    ['made anew', (one: Kept) => ({ ...one, log: chained('log case/1', [{ at: 9 }]) }), 'wrong'],
    ['without a seal', ({ seal: _seal, ...one }: Kept) => one, 'missing'],
    ['without its hashes', (one: Kept) => ({ ...one, log: one.log.map(({ at }) => ({ at })) }), 'unchained'],
  ] as const) {
    it(`reports a log that is ${what}, works on with it, and never seals it as if it were whole`, async () => {
      await store.create(kept(3));
      await edit(change);
      const { length } = (await stored()).log;
      await saveAgain(store, 4);
      assert.deepEqual(
        log.errors().map(({ fields }) => fields),
        [{ document: 'case/1', mark: `broken, ${fault} at ${length} lines` }],
      );
      const another = sealing(raw, key, keptLog().log);
      await saveAgain(another, 5);
      await saveAgain(remembering(another), 6);
      assert.deepEqual(judgeSeal(key, await stored()), {
        ok: true,
        mark: `broken, ${fault} at ${length} lines`,
      });
    });
  }

  it('finds it when the mark is taken off', async () => {
    await store.create(kept(3));
    await edit(({ seal: _seal, ...one }) => one);
    await saveAgain();
    await edit((one) => ({ ...one, seal: one.seal!.split('; ')[1]! }));
    assert.deepEqual(judgeSeal(key, await stored()), { ok: false, fault: 'wrong' });
  });

  it('says of a log of before chains for ever that it is, and reports nothing', async () => {
    await raw.create({ ...kept(0), schema: 2, log: [{ at: 1 }] } as StoredDocument);
    const found = await store.read('case/1');
    assert.ok(found);
    await store.replace(kept(2), found.version);
    await saveAgain(sealing(raw, key, log.log), 3);
    assert.deepEqual(judgeSeal(key, await stored()), { ok: true, mark: 'from before' });
    assert.deepEqual(log.errors(), []);
  });

  it('looks once at what is remembered, and does not lose the mark with it', async () => {
    await store.create(kept(3));
    await edit(({ seal: _seal, ...one }) => one);
    const memory = remembering(store);
    for (let time = 0; time < 3; time += 1) await memory.read('case/1');
    await saveAgain(memory, 4);
    await memory.read('case/1');
    assert.equal(log.errors().length, 1);
    assert.deepEqual(judgeSeal(key, await stored()), { ok: true, mark: 'broken, missing at 3 lines' });
  });
});
