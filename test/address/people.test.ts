import assert from 'node:assert/strict';
import { people } from '../../src/address/people.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { temporaryStore } from '../outbox/world.ts';

const yara = { tenant: 'tenant', id: 'yara' };
const seen = { user: '29:yara', serviceUrl: 'https://teams.example.invalid/' };

describe('How people are reached', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let writes: number;

  /** Counts what is written. */
  const counted = (): DocumentStore => ({
    ...store,
    create: (document) => {
      writes += 1;
      return store.create(document);
    },
    replace: (document, expected) => {
      writes += 1;
      return store.replace(document, expected);
    },
  });
  const known = () => people(counted());

  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
    writes = 0;
  });
  afterEach(() => dispose());

  const address = async (person = yara) => {
    const found = await known().of(person);
    return found && { user: found.user, serviceUrl: found.serviceUrl, conversation: found.conversation };
  };

  it('is learned anew when what was known is damaged: nobody is kept out by that', async () => {
    await store.create({ id: 'person/tenant/yara', kind: 'person', schema: 1 });
    assert.equal(await known().of(yara), undefined);
    await known().learn(yara, seen);
    assert.deepEqual(await address(), { ...seen, conversation: undefined });
  });

  it('is unknown until they did something', async () => {
    assert.equal(await known().of(yara), undefined);
    assert.equal(writes, 0);
  });

  it('is learned from what they do', async () => {
    await known().learn(yara, seen);
    assert.deepEqual(await address(), { ...seen, conversation: undefined });
  });

  it('is written only when something is new', async () => {
    await known().learn(yara, seen);
    assert.equal(writes, 1);
    for (let count = 0; count < 5; count += 1) await known().learn(yara, seen);
    assert.equal(writes, 1);
    await known().learn(yara, { ...seen, conversation: 'a:1' });
    assert.equal(writes, 2);
    await known().learn(yara, { ...seen, conversation: 'a:1' });
    assert.equal(writes, 2);
  });

  it('keeps the conversation when they do something in a channel', async () => {
    await known().learn(yara, { ...seen, conversation: 'a:1' });
    await known().learn(yara, seen);
    assert.equal(writes, 1);
    assert.equal((await address())?.conversation, 'a:1');
    await known().learn(yara, { ...seen, serviceUrl: 'https://elsewhere.example.invalid/' });
    assert.deepEqual(await address(), {
      user: '29:yara',
      serviceUrl: 'https://elsewhere.example.invalid/',
      conversation: 'a:1',
    });
  });

  it('follows what Teams says last', async () => {
    await known().learn(yara, { ...seen, conversation: 'a:1' });
    await known().learn(yara, {
      user: '29:new',
      serviceUrl: 'https://new.example.invalid/',
      conversation: 'a:2',
    });
    assert.deepEqual(await address(), {
      user: '29:new',
      serviceUrl: 'https://new.example.invalid/',
      conversation: 'a:2',
    });
  });

  it('is kept apart per tenant: an object id says nothing outside its own', async () => {
    await known().learn(yara, seen);
    await known().learn({ ...yara, tenant: 'other' }, { ...seen, user: '29:other' });
    assert.equal((await address())?.user, '29:yara');
    assert.equal((await address({ ...yara, tenant: 'other' }))?.user, '29:other');
  });

  describe('with more than one account', () => {
    const guest = { tenant: 'elsewhere', id: 'guest' };
    const asGuest = { user: '29:guest', serviceUrl: seen.serviceUrl, account: guest };

    it('is where the account is that was used last', async () => {
      await known().learn(yara, { ...seen, conversation: 'a:1' });
      await known().learn(yara, asGuest);
      assert.deepEqual(await known().of(yara), asGuest);
      await known().learn(yara, seen);
      assert.deepEqual(await known().of(yara), { ...seen, conversation: 'a:1' });
      await known().learn(yara, { ...asGuest, conversation: 'a:2' });
      assert.deepEqual(await known().of(yara), { ...asGuest, conversation: 'a:2' });
    });

    it('is written only when another account is used, or something is new', async () => {
      for (let count = 0; count < 3; count += 1) await known().learn(yara, asGuest);
      assert.equal(writes, 1);
      for (let count = 0; count < 3; count += 1) await known().learn(yara, { ...seen, account: yara });
      assert.equal(writes, 2);
      for (let count = 0; count < 3; count += 1) await known().learn(yara, seen);
      assert.equal(writes, 2, 'the own account is the one that is not named');
    });

    it('stays small, whatever accounts come by', async () => {
      for (let count = 0; count < 100; count += 1)
        await known().learn(yara, { ...asGuest, account: { ...guest, id: `guest-${count}` } });
      const stored = await store.read('person/tenant/yara');
      assert.ok(JSON.stringify(stored?.document).length < 2_000);
      assert.equal((await known().of(yara))?.account?.id, 'guest-99');
    });
  });

  it('is learned once by fifty activities at the same time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => known().learn(yara, seen)));
    assert.equal((await store.read('person/tenant/yara'))?.version, '1');
    assert.deepEqual(await address(), { ...seen, conversation: undefined });
  });
});
