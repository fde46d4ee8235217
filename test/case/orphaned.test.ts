import assert from 'node:assert/strict';
import { CASE_SCHEMA } from '../../src/case/document.ts';
import { orphaned } from '../../src/case/orphaned.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { temporaryStore } from '../outbox/world.ts';
import { START } from './history.ts';
import { hoogeveen, region, regionWith } from './region.ts';

const open = { kind: 'case', schema: CASE_SCHEMA, open: true, municipality: 'hoogeveen', dueAt: START };

describe('An open case at the start of the program', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
    await store.create({ ...open, id: 'case/1' });
  });
  afterEach(() => dispose());

  const problems = (asked = store, found = region) => orphaned(asked, found, 'region.yaml');

  it('is watched', async () => {
    assert.deepEqual(await problems(), []);
  });

  it('must have its municipality in the region file', async () => {
    await store.create({ ...open, id: 'case/2', municipality: 'assen' });
    assert.deepEqual(await problems(store, regionWith({ municipalities: [hoogeveen] })), [
      'region.yaml: municipalities: there are open cases of assen; keep it until they are closed and forgotten',
    ]);
  });

  it('must not be of a newer version: this one could not read it, and would look well all the same', async () => {
    await store.create({ ...open, id: 'case/2', schema: CASE_SCHEMA + 1 });
    const [line, ...others] = await problems();
    assert.match(line ?? '', /^STORE: 1 open cases were written by a newer version/);
    assert.deepEqual(others, []);
  });

  it('that is damaged keeps the others from nothing', async () => {
    const damaged = {
      ...store,
      read: (id: string) => (id === 'case/2' ? Promise.reject(new Error('damaged')) : store.read(id)),
    };
    await store.create({ ...open, id: 'case/2' });
    assert.deepEqual(await problems(damaged), []);
  });
});
