import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { beginningOf, chained } from '../../src/core/chain.ts';
import { keyFits } from '../../src/store/keys-fit.ts';
import { DamagedDocument, type DocumentStore, type StoredDocument } from '../../src/store/port.ts';
import { sealing } from '../../src/store/sealing.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';

const key = randomBytes(32);
const IDS = ['roster/assen', 'roster/hoogeveen'] as const;

const logged = (id: string, at = 1): StoredDocument =>
  Object.assign({ id, kind: 'roster', schema: 3 }, { log: chained(beginningOf(id), [{ at }]) });

describe('Whether a key is that of the logs in a store', () => {
  let raw: DocumentStore;
  let dispose: () => Promise<void>;

  beforeEach(async () => {
    ({ store: raw, dispose } = await temporaryStore());
  });
  afterEach(() => dispose());

  const seal = async (...ids: readonly string[]): Promise<void> => {
    const sealed = sealing(raw, key, keptLog().log);
    for (const id of ids) await sealed.create(logged(id));
  };

  it('is true of any key while nothing was sealed', async () => {
    assert.equal(await keyFits(raw, IDS, randomBytes(32)), true);
  });

  it('is true of the key they were sealed with, and of no other', async () => {
    await seal(...IDS);
    assert.equal(await keyFits(raw, IDS, key), true);
    assert.equal(await keyFits(raw, IDS, randomBytes(32)), false);
  });

  it('stays true of it when somebody changed one of the logs', async () => {
    await seal(...IDS);
    const found = await raw.read(IDS[0]);
    assert.ok(found);
    const changed = Object.assign({}, found.document, { log: chained(beginningOf(IDS[0]), [{ at: 2 }]) });
    assert.ok((await raw.replace(changed, found.version)).ok);
    assert.equal(await keyFits(raw, IDS, key), true);
  });

  it('is said of what can be read', async () => {
    await seal(...IDS);
    const damaged: DocumentStore = {
      ...raw,
      read: (id, known) =>
        id === IDS[0] ? Promise.reject(new DamagedDocument('damaged')) : raw.read(id, known),
    };
    assert.equal(await keyFits(damaged, IDS, key), true);
    assert.equal(await keyFits(damaged, IDS, randomBytes(32)), false);
  });
});
