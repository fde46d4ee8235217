import assert from 'node:assert/strict';
import { feeds } from '../../src/address/feeds.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { anna, yara } from '../case/region.ts';
import { temporaryStore } from '../outbox/world.ts';

describe('The address of a personal calendar', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;

  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
  });
  afterEach(() => dispose());

  it('opens the calendar of its person, also after a restart', async () => {
    await feeds(store).renew(whoIs(anna), 'secret of anna');
    await feeds(store).renew(whoIs(yara), 'secret of yara');
    assert.deepEqual(await feeds(store).of('secret of anna'), whoIs(anna));
    assert.deepEqual(await feeds(store).of('secret of yara'), whoIs(yara));
  });

  it('that never was opens nothing', async () => {
    assert.equal(await feeds(store).of('guess'), undefined);
  });

  it('is dead once its person has another', async () => {
    await feeds(store).renew(whoIs(anna), 'first');
    await feeds(store).renew(whoIs(anna), 'second');
    assert.equal(await feeds(store).of('first'), undefined);
    assert.deepEqual(await feeds(store).of('second'), whoIs(anna));
  });

  it('is dead once it was taken away, and only theirs', async () => {
    await feeds(store).renew(whoIs(anna), 'of anna');
    await feeds(store).renew(whoIs(yara), 'of yara');
    await feeds(store).revoke(anna);
    assert.equal(await feeds(store).of('of anna'), undefined);
    assert.deepEqual(await feeds(store).of('of yara'), whoIs(yara));
  });

  it('is not in the store', async () => {
    await feeds(store).renew(whoIs(anna), 'a-secret-nobody-may-read');
    const owner = await store.read(`feed-owner/${anna.tenant}/${anna.id}`);
    assert.ok(owner, 'it is known whose address is in force');
    assert.ok(!JSON.stringify(owner.document).includes('a-secret-nobody-may-read'));
    const feed = await store.read(String(Reflect.get(owner.document, 'feed')));
    assert.ok(feed);
    assert.ok(!JSON.stringify(feed.document).includes('a-secret-nobody-may-read'));
  });

  it('gives one address for one activity, and does not take it away again for an old one', async () => {
    assert.equal(await feeds(store).renew(whoIs(anna), 'first', 'conversation|1'), true);
    assert.equal(await feeds(store).renew(whoIs(anna), 'second', 'conversation|1'), false);
    assert.equal((await feeds(store).of('first'))?.id, anna.id);
    assert.equal(await feeds(store).of('second'), undefined);
    await feeds(store).revoke(anna, 'conversation|2');
    await feeds(store).renew(whoIs(anna), 'third', 'conversation|3');
    await feeds(store).revoke(anna, 'conversation|2');
    assert.equal((await feeds(store).of('third'))?.id, anna.id);
  });

  it('leaves nothing behind for an activity that is sent again', async () => {
    await feeds(store).renew(whoIs(anna), 'first', 'conversation|1');
    const { documents } = await store.page(100);
    await feeds(store).renew(whoIs(anna), 'second', 'conversation|1');
    assert.deepEqual((await store.page(100)).documents, documents);
  });
});
