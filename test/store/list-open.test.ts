import assert from 'node:assert/strict';
import Database from 'libsql';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { listOpen } from '../../src/store/list-open.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { type Place, note, startPlace, written } from './directory.ts';

describe('A list of what is open', () => {
  let place: Place;
  let store: DocumentStore;
  let told: { id: string; error: unknown }[];
  beforeEach(async () => {
    place = await startPlace();
    store = openSqliteStore({ directory: place.data });
    told = [];
    await written(store, 100);
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const listed = (of: DocumentStore, parse = ({ id }: StoredDocument): string => id) =>
    listOpen(of, {
      kind: 'case',
      municipality: 'hoogeveen',
      parse,
      leftOut: (id, error) => told.push({ id, error }),
    });
  /** Every other note is open. */
  const open = Array.from({ length: 50 }, (_, index) => `case/${index * 2}`);

  it('is whole, oldest first', async () => {
    assert.deepEqual(await listed(store), open);
    assert.deepEqual(told, []);
  });

  it('leaves out a document that is no JSON any more, or another one, and tells of it once', async () => {
    const database = new Database(place.database);
    database.exec(`UPDATE documents SET body = '{"text":"made' WHERE id = 'case/2'`);
    database.exec(
      `UPDATE documents SET body = '{"id":"case/0","kind":"case","schema":1}' WHERE id = 'case/6'`,
    );
    database.close();
    assert.deepEqual(
      await listed(store),
      open.filter((id) => id !== 'case/2' && id !== 'case/6'),
    );
    assert.deepEqual(
      told.map(({ error }) => String(error)),
      [
        'DamagedDocument: The body of document case/2 in the database is not valid JSON',
        'DamagedDocument: The body of document case/6 in the database is not that document',
      ],
    );
  });

  it('leaves out a document that is not understood', async () => {
    const fault = new Error('not a case');
    const parse = ({ id }: StoredDocument): string => {
      if (id === 'case/4') throw fault;
      return id;
    };
    assert.equal((await listed(store, parse)).length, 49);
    assert.deepEqual(told, [{ id: 'case/4', error: fault }]);
  });

  it('leaves out what was closed between the finding and the reading, which is no fault', async () => {
    const closing: DocumentStore = {
      ...store,
      findOpen: async (...asked) => {
        const found = await store.findOpen(...asked);
        await store.replace({ ...note(8), open: false }, '1');
        return found;
      },
    };
    assert.equal((await listed(closing)).length, 49);
    assert.deepEqual(told, []);
  });

  it('is none at all when the store cannot be reached: nobody could say what is missing', async () => {
    const away = (id: string): Promise<never> => Promise.reject(new Error(`${id}: away`));
    await assert.rejects(listed({ ...store, read: away }), /away/);
    assert.deepEqual(told, []);
  });
});
