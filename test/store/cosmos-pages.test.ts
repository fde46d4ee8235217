import assert from 'node:assert/strict';
import { CosmosClient } from '@azure/cosmos';
import fc from 'fast-check';
import { Agent } from 'node:https';
import { type CosmosOptions, openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { DocumentStore, Versioned } from '../../src/store/port.ts';
import { created, replaced } from '../contract/notes.ts';
import { type Logged, SMALL, lines, logged } from '../support/cosmos-logs.ts';
import { type CosmosProxy, startProxy } from '../support/cosmos-proxy.ts';
import { type CosmosServer, type Tls, certificate, startCosmos } from '../support/cosmos-server.ts';
import { cosmosOptions } from '../support/cosmos-store.ts';

describe('A document with a log that grows', () => {
  let server: CosmosServer;
  let tls: Tls;
  let options: CosmosOptions;
  let store: DocumentStore;
  let other: DocumentStore;
  before(async () => {
    [server, tls] = await Promise.all([startCosmos(), certificate()]);
  });
  after(async () => {
    await server.close();
  });
  beforeEach(async () => {
    options = cosmosOptions(server, { sizes: SMALL });
    store = await openCosmosStore(options);
    other = await openCosmosStore(options);
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close()]);
  });

  /** Ids of what is in the container that is no document. */
  const pageIds = async (): Promise<string[]> => {
    const { endpoint, key, ca } = server;
    const agent = new Agent({ ca });
    const client = new CosmosClient({ endpoint, key, agent });
    const { resources } = await client
      .database(options.database)
      .container(options.container)
      .items.query<string>("SELECT VALUE c.id FROM c WHERE STARTSWITH(c.id, 'page:')")
      .fetchAll();
    client.dispose();
    agent.destroy();
    return resources;
  };

  const read = async (by: DocumentStore): Promise<Versioned> => {
    const found = await by.read('case/1');
    assert.ok(found);
    return found;
  };

  it('is the same for whoever asks, in every way of asking', async () => {
    const document = logged(lines(0, 200));
    const version = await created(store, document);
    assert.ok((await pageIds()).length > 10);
    for (const by of [store, other]) {
      assert.deepEqual(await by.read('case/1'), { document, version });
      assert.deepEqual(await by.findOpen('case', 'heerlen'), ['case/1']);
      assert.deepEqual(await by.page(10), { documents: [document] });
      assert.deepEqual(await by.findDue(Number.MAX_SAFE_INTEGER, 100), ['case/1']);
    }
  });

  it('is the same after a restart, and goes on', async () => {
    await created(store, logged(lines(0, 200)));
    const { version } = await read(store);
    await store.close();
    store = await openCosmosStore(options);
    await replaced(store, logged(lines(0, 230)), version);
    assert.deepEqual((await read(other)).document, logged(lines(0, 230)));
  });

  it('writes a page once', async () => {
    const proxy = await startProxy(server, tls);
    const { endpoint, ca } = proxy;
    const watched = await openCosmosStore({ ...options, endpoint, ca });
    let version = await created(watched, logged([]));
    for (let length = 1; length <= 150; length += 1) {
      version = await replaced(watched, logged(lines(0, length)), version);
    }
    const puts = proxy.calls.filter(({ kind }) => kind === 'upsert').length;
    await watched.close();
    await proxy.close();
    assert.equal(puts, (await pageIds()).length);
    assert.ok(puts > 10);
  });

  it('leaves no page behind that it does not name any more', async () => {
    let version = await created(store, logged(lines(0, 200)));
    const first = await pageIds();
    version = await replaced(store, logged(lines(150, 300)), version);
    const second = await pageIds();
    assert.ok(second.length > 0 && second.length < first.length);
    assert.deepEqual((await read(other)).document, logged(lines(150, 300)));
    await replaced(store, logged(lines(299, 300)), version);
    assert.deepEqual(await pageIds(), []);
  });

  it('removes nothing of the winner when it loses a race', async () => {
    const version = await created(store, logged(lines(0, 200)));
    await replaced(store, logged(lines(0, 260)), version);
    assert.deepEqual(await other.replace(logged(lines(190, 260)), version), { ok: false });
    assert.deepEqual((await read(other)).document, logged(lines(0, 260)));
  });

  it('gets a page of another name when one that was dropped is needed again', async () => {
    const long = lines(0, 100);
    let version = await created(store, logged(long));
    const first = await pageIds();
    version = await replaced(store, logged([]), version);
    await replaced(store, logged(long), version);
    const again = await pageIds();
    assert.equal(again.length, first.length);
    assert.ok(again.every((id) => !first.includes(id)));
  });

  it('is saved, also when a page that it does not name any more cannot be removed', async () => {
    const proxy = await startProxy(server, tls);
    const { endpoint, ca } = proxy;
    const watched = await openCosmosStore({ ...options, endpoint, ca });
    const version = await created(watched, logged(lines(0, 100)));
    proxy.trouble('delete', { status: 403, times: 100 });
    await replaced(watched, logged([]), version);
    assert.ok((await pageIds()).length > 0);
    assert.deepEqual((await read(other)).document, logged([]));
    await watched.close();
    await proxy.close();
  });

  describe('read through a connection that is in trouble', () => {
    let proxy: CosmosProxy;
    let watched: DocumentStore;
    beforeEach(async () => {
      proxy = await startProxy(server, tls);
      const { endpoint, ca } = proxy;
      watched = await openCosmosStore({ ...options, endpoint, ca });
    });
    afterEach(async () => {
      await watched.close();
      await proxy.close();
    });

    it('is whole when it was replaced, and lost its pages, between the reading of it and of them', async () => {
      const version = await created(store, logged(lines(0, 100)));
      proxy.trouble('read', { breaks: true }, () => replaced(store, logged(lines(90, 110)), version));
      assert.deepEqual((await read(watched)).document, logged(lines(90, 110)));
    });

    it('is whole when a page shows up later than the document', async () => {
      await created(store, logged(lines(0, 100)));
      const [first = ''] = await pageIds();
      proxy.hide(first, 3);
      assert.deepEqual((await read(watched)).document, logged(lines(0, 100)));
    });

    it('is never shown without a page', async () => {
      await created(store, logged(lines(0, 100)));
      const [first = ''] = await pageIds();
      proxy.hide(first, 1000);
      await assert.rejects(watched.read('case/1'), /has lost a page of its log/);
      assert.deepEqual(await watched.findOpen('case', 'heerlen'), ['case/1']);
    });

    it('is not written when a page could not be', async () => {
      const version = await created(watched, logged([]));
      proxy.trouble('upsert', { status: 403, times: 100 });
      await assert.rejects(watched.replace(logged(lines(0, 100)), version), /not allowed/);
      await assert.rejects(watched.create({ ...logged(lines(0, 100)), id: 'case/2' }), /not allowed/);
      assert.deepEqual((await read(other)).document, logged([]));
      assert.equal(await other.read('case/2'), undefined);
    });
  });

  it('is refused when it is too large even without its log, and nothing is written', async () => {
    const version = await created(store, logged([]));
    const large = logged(lines(0, 100), { text: 'x'.repeat(SMALL.item) });
    await assert.rejects(
      store.replace(large, version),
      /^RangeError: Document case\/1 has \d+ bytes .* takes 8000$/,
    );
    await assert.rejects(store.create({ ...large, id: 'case/2' }), RangeError);
    const entry = logged([...lines(0, 5), 'x'.repeat(SMALL.item), ...lines(5, 10)]);
    await assert.rejects(store.replace(entry, version), RangeError);
    assert.deepEqual(await pageIds(), []);
    assert.deepEqual(await read(store), { document: logged([]), version });
    assert.deepEqual(await store.findOpen('case', 'heerlen'), ['case/1']);
  });

  it('keeps every entry, whatever is written to it by two replicas', async () => {
    const step = fc.record({
      by: fc.constantFrom('store', 'other'),
      drop: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
      ),
      add: fc.integer({ min: 0, max: 30 }),
      size: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1500) }),
      stale: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const id = `case/property-${(run += 1)}`;
        const replicas = { store, other };
        let model: Logged = { ...logged([]), id };
        let next = 0;
        let version = await created(store, model);
        let old = version;
        for (const { by, drop, add, size, stale } of steps) {
          const log = [...model.log.slice(drop), ...lines(next, next + add)];
          const document = { ...model, log, text: 'x'.repeat(size) };
          const result = await replicas[by].replace(document, stale ? old : version);
          assert.equal(result.ok, !stale || old === version);
          if (result.ok) {
            [old, version, model, next] = [version, result.version, document, next + add];
          }
          for (const replica of [store, other]) {
            assert.deepEqual(await replica.read(id), { document: model, version });
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('loses no entry when two replicas add to it at the same moment', async () => {
    await created(store, logged([]));
    const add = async (by: DocumentStore, what: string): Promise<void> => {
      for (;;) {
        const { document, version } = await read(by);
        const log = [...(document as Logged).log, { what }];
        if ((await by.replace(logged(log), version)).ok) return;
      }
    };
    const writer = async (by: DocumentStore, name: string): Promise<void> => {
      for (let step = 0; step < 60; step += 1) await add(by, `${name} ${step} ${'.'.repeat(60)}`);
    };
    await Promise.all([writer(store, 'left'), writer(other, 'right')]);
    const { log } = (await read(store)).document as Logged;
    const written = ['left', 'right'].flatMap((name) =>
      Array.from({ length: 60 }, (_, step) => `${name} ${step} ${'.'.repeat(60)}`),
    );
    assert.deepEqual(log.map((one) => (one as { what: string }).what).sort(), written.sort());
    assert.ok((await pageIds()).length > 5);
  });
});
