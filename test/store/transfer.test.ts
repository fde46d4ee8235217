import assert from 'node:assert/strict';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { openCosmosStore } from '../../src/store/cosmos/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { CannotImport, canonical } from '../../src/store/export-file.ts';
import { WATCH_LEASE, exportLines, importLines, isWatched, totalsOf } from '../../src/store/transfer.ts';
import { type CosmosServer, startCosmos } from '../support/cosmos-server.ts';
import { cosmosOptions } from '../support/cosmos-store.ts';
import { everything, note, startPlace, written } from './directory.ts';

const HEADER = { at: '2026-11-22T15:30:00.000Z', source: 'test' };

const exported = async (store: DocumentStore): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of exportLines(store, HEADER)) lines.push(line);
  return lines;
};

const linesOf = (lines: readonly string[]) =>
  async function* (): AsyncGenerator<string> {
    await Promise.resolve();
    yield* lines;
  };

const cannot =
  (reason: CannotImport['reason']) =>
  (error: unknown): boolean =>
    error instanceof CannotImport && error.reason === reason;

describe('An export', function () {
  this.timeout(60_000);

  const disposals: (() => Promise<void>)[] = [];
  let cosmos: CosmosServer | undefined;
  afterEach(async () => {
    for (const dispose of disposals.splice(0).toReversed()) await dispose();
  });
  after(() => cosmos?.close());

  const sqlite = async (): Promise<DocumentStore> => {
    const place = await startPlace();
    const store = openSqliteStore({ directory: place.data });
    disposals.push(
      () => place.remove(),
      () => store.close(),
    );
    return store;
  };
  const cosmosDb = async (): Promise<DocumentStore> => {
    cosmos ??= await startCosmos();
    const store = await openCosmosStore(cosmosOptions(cosmos));
    disposals.push(() => store.close());
    return store;
  };

  it('has a header, a line for each document in order of creation, and a last line that sums them up', async () => {
    const store = await sqlite();
    const notes = await written(store, 250);
    const lines = await exported(store);
    assert.deepEqual(JSON.parse(lines[0] ?? ''), { format: 'eerder-erbij-export', version: 1, ...HEADER });
    assert.deepEqual(lines.slice(1, -1), notes.map(canonical));
    assert.deepEqual(JSON.parse(lines.at(-1) ?? ''), await totalsOf(store));
    assert.equal((await totalsOf(store)).documents, 250);
  });

  it('does not depend on the order of fields, or on how often a document was replaced', async () => {
    const [one, other] = [await sqlite(), await sqlite()];
    const saved = await one.create(note(1, 'before'));
    assert.ok(saved.ok);
    await one.replace(note(1, 'after'), saved.version);
    await other.create(
      Object.fromEntries(Object.entries(note(1, 'after')).toReversed()) as unknown as StoredDocument,
    );
    assert.deepEqual(await totalsOf(one), await totalsOf(other));
  });

  it('leaves out who watches now, which means nothing elsewhere', async () => {
    const store = await sqlite();
    await written(store, 2);
    const before = await totalsOf(store);
    await store.create({ id: WATCH_LEASE, kind: 'lease', schema: 1, until: 1000 } as StoredDocument);
    assert.deepEqual(await totalsOf(store), before);
  });

  it('goes from SQLite to Cosmos DB and back, and is the same everywhere', async () => {
    const [first, second, third] = [await sqlite(), await cosmosDb(), await sqlite()];
    const notes = await written(first, 120);
    const totals = await totalsOf(first);
    assert.deepEqual(await importLines(second, linesOf(await exported(first))), totals);
    const back = await exported(second);
    assert.deepEqual(await importLines(third, linesOf(back)), totals);
    assert.deepEqual(await everything(third), notes);
    assert.deepEqual(back.slice(1), (await exported(first)).slice(1));
    for (const store of [second, third]) {
      assert.deepEqual(await store.findDue(1000, 1000), await first.findDue(1000, 1000));
      const open = (of: DocumentStore) => of.findOpen('case', 'hoogeveen');
      assert.deepEqual(await open(store), await open(first));
    }
  });

  describe('that is imported', () => {
    let lines: string[];
    let target: DocumentStore;
    beforeEach(async () => {
      const source = await sqlite();
      await written(source, 30);
      lines = await exported(source);
      target = await sqlite();
    });

    const refused = async (reason: CannotImport['reason'], changed: readonly string[]): Promise<void> => {
      const before = await totalsOf(target);
      await assert.rejects(importLines(target, linesOf(changed)), cannot(reason));
      assert.deepEqual(await totalsOf(target), before);
    };

    it('goes on where it was cut off, wherever that was', async () => {
      for (const stopAt of [0, 1, 17, 29]) {
        const store = await sqlite();
        const breaking: DocumentStore = {
          ...store,
          create: (document) =>
            document.id === `case/${stopAt}` ? Promise.reject(new Error('power')) : store.create(document),
        };
        await assert.rejects(importLines(breaking, linesOf(lines)), /power/);
        assert.equal((await totalsOf(store)).documents, stopAt);
        assert.equal((await importLines(store, linesOf(lines))).documents, 30);
        assert.deepEqual(await exported(store), lines);
      }
    });

    it('may be done again when it was done already', async () => {
      const totals = await importLines(target, linesOf(lines));
      assert.deepEqual(await importLines(target, linesOf(lines)), totals);
    });

    it('is refused by a store that holds anything else', async () => {
      await target.create(note(1000));
      await refused('notEmpty', lines);
    });

    it('is refused by a store in which one of its documents went on', async () => {
      await target.create(note(3, 'went on'));
      await refused('notEmpty', lines);
    });

    it('is refused, before anything is written, when it was cut off', async () => {
      await refused('incomplete', lines.slice(0, -1));
      await refused('incomplete', lines.slice(0, 1));
      await refused('damaged', [...lines.slice(0, -2), (lines.at(-2) ?? '').slice(0, 100)]);
    });

    it('is refused, before anything is written, when a document is changed, missing, moved or there twice', async () => {
      const second = lines[2] ?? '';
      await refused('damaged', lines.with(2, second.replace('made up', 'made on')));
      await refused('damaged', lines.toSpliced(2, 1));
      await refused('damaged', lines.toSpliced(2, 1).toSpliced(5, 0, second));
      await refused('damaged', lines.toSpliced(5, 0, second));
      await refused('damaged', lines.with(2, 'null'));
      await refused('damaged', lines.with(2, '{"id":"case/1"}'));
    });

    it('is refused, before anything is written, when a document is newer than this program knows', async () => {
      const isNewer = ({ id }: StoredDocument): boolean => id === 'case/29';
      await assert.rejects(importLines(target, linesOf(lines), isNewer), cannot('newer'));
      assert.equal((await totalsOf(target)).documents, 0);
    });

    it('is refused when it is something else, or of a newer program', async () => {
      await refused('notAnExport', []);
      await refused('notAnExport', ['Beste mensen,']);
      await refused('notAnExport', lines.slice(1));
      await refused('newer', lines.with(0, (lines[0] ?? '').replace('"version":1', '"version":2')));
    });

    it('is called unfit for use when the store holds something else in the end', async () => {
      const forgetful: DocumentStore = {
        ...target,
        create: (document) =>
          document.id === 'case/5' ? Promise.resolve({ ok: true, version: '1' }) : target.create(document),
      };
      await assert.rejects(importLines(forgetful, linesOf(lines)), /does not hold what the export says/);
    });
  });

  it('knows whether replicas are alive by their lease', async () => {
    const store = await sqlite();
    assert.equal(await isWatched(store, 1000), false);
    await store.create({ id: WATCH_LEASE, kind: 'lease', schema: 1, until: 2000 } as StoredDocument);
    assert.equal(await isWatched(store, 1999), true);
    assert.equal(await isWatched(store, 2000), false);
  });
});
