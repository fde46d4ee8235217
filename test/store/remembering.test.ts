import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { remembering } from '../../src/store/remembering.ts';
import { temporaryStore } from '../outbox/world.ts';

interface Note extends StoredDocument {
  readonly text: string;
}

const note = (id: string, text: string): Note => ({ id, kind: 'note', schema: 1, text });

describe('A store that remembers', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;

  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
  });
  afterEach(() => dispose());

  it('answers the same object while nobody changed it', async () => {
    const memory = remembering(store);
    await store.create(note('note/1', 'one'));
    const [first, second] = [await memory.read('note/1'), await memory.read('note/1')];
    assert.ok(first && first.document === second?.document);
  });

  it('answers what it saved itself, with the version it has now', async () => {
    const memory = remembering(store);
    const [one, two] = [note('note/1', 'one'), note('note/1', 'two')];
    const created = await memory.create(one);
    assert.ok(created.ok);
    assert.equal((await memory.read('note/1'))?.document, one);
    assert.ok((await memory.replace(two, created.version)).ok);
    assert.equal((await memory.read('note/1'))?.document, two);
    assert.deepEqual(await memory.read('note/1'), await store.read('note/1'));
  });

  it('sees what another program saved', async () => {
    const memory = remembering(store);
    await memory.create(note('note/1', 'one'));
    const elsewhere = await store.read('note/1');
    assert.ok(elsewhere);
    await store.replace(note('note/1', 'theirs'), elsewhere.version);
    assert.deepEqual(await memory.read('note/1'), await store.read('note/1'));
    assert.deepEqual(await memory.replace(note('note/1', 'ours'), elsewhere.version), { ok: false });
  });

  it('knows nothing of what is not there, also after it was refused', async () => {
    const memory = remembering(store);
    assert.equal(await memory.read('note/1'), undefined);
    assert.deepEqual(await memory.replace(note('note/1', 'one'), '1'), { ok: false });
    assert.equal(await memory.read('note/1'), undefined);
  });

  it('answers as the store itself would, whoever reads and writes in whatever order', async () => {
    const act = fc.record({
      by: fc.constantFrom('memory', 'other', 'store'),
      id: fc.integer({ min: 1, max: 4 }).map((number) => `note/${number}`),
      what: fc.constantFrom('read', 'create', 'replace', 'replace late'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), fc.uuid(), async (acts, run) => {
        const stores = { memory: remembering(store, 2), other: remembering(store, 2), store };
        for (const [index, { by, id: short, what }] of acts.entries()) {
          const id = `${run}/${short}`;
          const present = await store.read(id);
          const version = what === 'replace late' ? '0' : (present?.version ?? '1');
          const used = stores[by];
          if (what === 'read') assert.deepEqual(await used.read(id), present);
          else if (what === 'create')
            assert.equal((await used.create(note(id, `${index}`))).ok, present === undefined);
          else
            assert.equal(
              (await used.replace(note(id, `${index}`), version)).ok,
              present !== undefined && what === 'replace',
            );
        }
      }),
      { numRuns: 60 },
    );
  });
});
