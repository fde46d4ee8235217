import assert from 'node:assert/strict';
import { CosmosFailure } from '../../src/store/cosmos/errors.ts';
import { type CosmosOptions, openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { NOW, created, note, replaced } from '../contract/notes.ts';
import { type CosmosProxy, type CosmosTrouble, startProxy, throttled } from '../support/cosmos-proxy.ts';
import { type CosmosServer, type Tls, certificate, startCosmos } from '../support/cosmos-server.ts';
import { PATIENCE, cosmosOptions } from '../support/cosmos-store.ts';

/** An answer that a gateway gives for Cosmos DB, and that is no JSON. */
const HTML = { headers: { 'content-type': 'text/html' }, body: '<html>Bad Gateway</html>' };

const LOST_ANSWERS: readonly [string, CosmosTrouble][] = [
  ['breaks off', { breaks: true, arrives: true }],
  ['never comes', { hangs: true, arrives: true }],
  ['is 503', { status: 503, arrives: true }],
  ['is 408', { status: 408, arrives: true }],
  ['is a page of a gateway', { status: 502, ...HTML, arrives: true }],
  ['is empty', { status: 500, body: '', arrives: true }],
];

const SHORT_TROUBLE: readonly [string, CosmosTrouble][] = [
  ...LOST_ANSWERS.map(([what, { arrives, ...trouble }]): [string, CosmosTrouble] => [what, trouble]),
  ['asks to wait', throttled(30)],
  ['says that a region takes over', { status: 403, headers: { 'x-ms-substatus': '3' } }],
  ['met another write', { status: 449 }],
];

describe('Cosmos DB in trouble', () => {
  let server: CosmosServer;
  let tls: Tls;
  let proxy: CosmosProxy;
  let options: CosmosOptions;
  /** Through the proxy. */
  let store: DocumentStore;
  /** Another replica, that nothing happens to. */
  let other: DocumentStore;
  before(async () => {
    [server, tls] = await Promise.all([startCosmos(), certificate()]);
  });
  after(async () => {
    await server.close();
  });
  beforeEach(async () => {
    proxy = await startProxy(server, tls);
    options = cosmosOptions(server);
    other = await openCosmosStore(options);
    const { endpoint, ca } = proxy;
    store = await openCosmosStore({ ...options, endpoint, ca, patience: PATIENCE });
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close()]);
    await proxy.close();
  });

  const sent = (kind: string): number => proxy.calls.filter((call) => call.kind === kind).length;
  const readByOther = async (id = 'case/1') => (await other.read(id))?.document;

  describe('when the answer of a write was lost', () => {
    for (const [what, trouble] of LOST_ANSWERS) {
      it(`knows its own creation again (the answer ${what})`, async () => {
        proxy.trouble('create', trouble);
        const version = await created(store, note('case/1', { text: 'once' }));
        assert.equal(sent('create'), 2);
        assert.deepEqual(await other.read('case/1'), { document: note('case/1', { text: 'once' }), version });
      });

      it(`knows its own replacement again (the answer ${what})`, async () => {
        const first = await created(store, note('case/1'));
        proxy.trouble('replace', trouble);
        const version = await replaced(store, note('case/1', { text: 'once' }), first);
        assert.equal(sent('replace'), 2);
        assert.deepEqual(await other.read('case/1'), { document: note('case/1', { text: 'once' }), version });
        await replaced(store, note('case/1', { text: 'on' }), version);
      });
    }

    it('says that it was saved, also when another writer came after it; at that version nothing can be replaced', async () => {
      const first = await created(store, note('case/1', { count: 0 }));
      const addOne = async (): Promise<void> => {
        const found = await other.read('case/1');
        assert.ok(found);
        assert.deepEqual(found.document, note('case/1', { count: 1 }));
        await replaced(other, note('case/1', { count: 2 }), found.version);
      };
      proxy.trouble('replace', { breaks: true, arrives: true }, addOne);
      const version = await replaced(store, note('case/1', { count: 1 }), first);
      assert.deepEqual(await store.replace(note('case/1', { count: 9 }), version), { ok: false });
      assert.deepEqual(await readByOther(), note('case/1', { count: 2 }));
    });

    it('says the same of a creation that another writer came after', async () => {
      proxy.trouble('create', { breaks: true, arrives: true }, async () => {
        const found = await other.read('case/1');
        assert.ok(found);
        await replaced(other, note('case/1', { count: 2 }), found.version);
      });
      const version = await created(store, note('case/1', { count: 1 }));
      assert.deepEqual(await store.replace(note('case/1', { count: 9 }), version), { ok: false });
      assert.deepEqual(await readByOther(), note('case/1', { count: 2 }));
    });

    it('refuses when it was the other one who wrote, and what was asked never arrived', async () => {
      const first = await created(store, note('case/1'));
      proxy.trouble('replace', { breaks: true }, () =>
        replaced(other, note('case/1', { text: 'other' }), first),
      );
      assert.deepEqual(await store.replace(note('case/1', { text: 'ours' }), first), { ok: false });
      proxy.trouble('create', { breaks: true }, () => created(other, note('case/2', { text: 'other' })));
      assert.deepEqual(await store.create(note('case/2', { text: 'ours' })), { ok: false });
      assert.deepEqual(await readByOther(), note('case/1', { text: 'other' }));
      assert.deepEqual(await readByOther('case/2'), note('case/2', { text: 'other' }));
    });

    it('does not take the same content of another writer for its own', async () => {
      const first = await created(store, note('case/1'));
      const same = note('case/1', { text: 'same' });
      proxy.trouble('replace', { breaks: true }, () => replaced(other, same, first));
      assert.deepEqual(await store.replace(same, first), { ok: false });
    });

    it('rejects when so many wrote since that nobody can tell', async () => {
      const first = await created(store, note('case/1'));
      proxy.trouble('replace', { breaks: true, arrives: true }, async () => {
        for (let count = 0; count < 30; count += 1) {
          const found = await other.read('case/1');
          assert.ok(found);
          await replaced(other, note('case/1', { count }), found.version);
        }
      });
      await assert.rejects(store.replace(note('case/1'), first), /lost its answer/);
    });
  });

  describe('when it passes', () => {
    for (const [what, trouble] of SHORT_TROUBLE) {
      it(`carries out what was asked (the answer ${what})`, async () => {
        for (const kind of ['create', 'replace', 'read', 'query', 'upsert'] as const)
          proxy.trouble(kind, trouble);
        const first = await created(store, note('case/1'));
        const document = note('case/1', { dueAt: NOW });
        const version = await replaced(store, document, first);
        assert.deepEqual(await store.read('case/1'), { document, version });
        assert.deepEqual(await store.findDue(NOW, 1), ['case/1']);
        await store.ping();
      });
    }

    it('reads again what this replica of Cosmos DB has not seen yet', async () => {
      const version = await created(store, note('case/1'));
      proxy.trouble('read', { status: 404, headers: { 'x-ms-substatus': '1002' } });
      assert.deepEqual(await store.read('case/1'), { document: note('case/1'), version });
    });
  });

  describe('when it lasts', () => {
    const always = { times: 1000 };
    const LITTLE = { once: 400, total: 1000, pause: 10 };
    beforeEach(async () => {
      await store.close();
      const { endpoint, ca } = proxy;
      store = await openCosmosStore({ ...options, endpoint, ca, patience: LITTLE });
    });
    it('rejects whatever is asked within its patience when nothing answers', async () => {
      for (const kind of ['read', 'create', 'query', 'upsert'] as const) {
        proxy.trouble(kind, { hangs: true, ...always });
      }
      const asked: readonly Promise<unknown>[] = [
        store.read('case/1'),
        store.create(note('case/2')),
        store.findDue(NOW, 1),
        store.findOpen('case', 'heerlen'),
        store.page(1),
        store.ping(),
      ];
      const began = performance.now();
      for (const answer of await Promise.allSettled(asked)) {
        assert.ok(answer.status === 'rejected');
        assert.match(String(answer.reason), /^CosmosFailure: Cosmos DB gave no answer to /);
      }
      assert.ok(performance.now() - began < PATIENCE.total);
    });

    it('rejects a replacement, that may come through later: the version decides', async () => {
      const first = await created(other, note('case/1'));
      proxy.trouble('replace', { hangs: true, arrives: true, ...always });
      await assert.rejects(
        store.replace(note('case/1', { text: 'late' }), first),
        /gave no answer to the replacement/,
      );
      assert.deepEqual((await store.read('case/1'))?.document, note('case/1', { text: 'late' }));
    });

    it('says that it is throttled, at once when it is asked to wait for longer than its patience', async () => {
      proxy.trouble('read', throttled(60_000));
      const began = performance.now();
      await assert.rejects(
        store.read('case/1'),
        /^CosmosFailure: Cosmos DB throttles the reading of case~2F1: it needs more RU\/s/,
      );
      assert.ok(performance.now() - began < LITTLE.total);
      assert.equal(sent('read'), 1);
    });

    it('waits as long as it is asked to before it asks again', async () => {
      proxy.trouble('read', throttled(200));
      const began = performance.now();
      await store.read('case/1');
      assert.ok(performance.now() - began >= 190);
      assert.equal(sent('read'), 2);
    });

    const final: readonly [number, RegExp][] = [
      [400, /failed at the reading of case~2F1: 400/],
      [401, /refused the reading of case~2F1: the key or the identity is not accepted/],
      [403, /refused the reading of case~2F1: not allowed/],
    ];
    for (const [status, message] of final) {
      it(`does not ask again after ${status}`, async () => {
        proxy.trouble('read', { status, ...always });
        await assert.rejects(
          store.read('case/1'),
          (error) => error instanceof CosmosFailure && message.test(error.message) && error.code === status,
        );
        assert.equal(sent('read'), 1);
      });
    }

    it('does not take a container that is gone for a case that is not there', async () => {
      proxy.trouble('read', { status: 404, headers: { 'x-ms-substatus': '1003' } });
      await assert.rejects(store.read('case/1'), /failed at the reading of case~2F1: 404/);
    });

    it('stops asking when it is closed', async () => {
      proxy.trouble('read', { hangs: true, ...always }, () => store.close());
      await assert.rejects(store.read('case/1'), /closed/);
      assert.equal(sent('read'), 1);
    });
  });

  it('asks once, and reads nothing, when nothing goes wrong', async () => {
    const first = await created(store, note('case/1'));
    const before = proxy.calls.length;
    await replaced(store, note('case/1', { text: 'second' }), first);
    assert.deepEqual(await store.replace(note('case/1'), first), { ok: false });
    assert.deepEqual(await store.create(note('case/1')), { ok: false });
    assert.deepEqual(
      proxy.calls.slice(before).map(({ kind }) => kind),
      ['replace', 'replace', 'create'],
    );
  });

  it('loses no step when two replicas race, and answers get lost', async () => {
    await created(store, note('case/1', { count: 0 }));
    const trouble: CosmosTrouble = { breaks: true, arrives: true };
    const addOne = async (replica: DocumentStore): Promise<void> => {
      for (;;) {
        const found = await replica.read('case/1');
        assert.ok(found);
        const count = Number(Reflect.get(found.document, 'count')) + 1;
        if ((await replica.replace(note('case/1', { count }), found.version)).ok) return;
      }
    };
    const writer = async (replica: DocumentStore): Promise<void> => {
      for (let step = 0; step < 10; step += 1) {
        if (replica === store) proxy.trouble('replace', trouble);
        await addOne(replica);
      }
    };
    await Promise.all([writer(store), writer(other), writer(store)]);
    assert.deepEqual(await readByOther(), note('case/1', { count: 30 }));
  });
});
