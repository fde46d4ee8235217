import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { CosmosClient } from '@azure/cosmos';
import { type CosmosOptions, openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { NOW, created, note } from '../contract/notes.ts';
import { startProxy } from '../support/cosmos-proxy.ts';
import { type CosmosServer, certificate, startCosmos } from '../support/cosmos-server.ts';
import { cosmosOptions } from '../support/cosmos-store.ts';

describe('The items in Cosmos DB', () => {
  let server: CosmosServer;
  let options: CosmosOptions;
  const opened: DocumentStore[] = [];
  before(async () => {
    server = await startCosmos();
  });
  after(async () => {
    await server.close();
  });
  beforeEach(() => {
    options = cosmosOptions(server);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  const open = async (by: CosmosOptions): Promise<DocumentStore> => {
    const store = await openCosmosStore(by);
    opened.push(store);
    return store;
  };

  it('writes at every ping, and says when that is not allowed', async () => {
    const proxy = await startProxy(server, await certificate());
    const store = await open({ ...options, endpoint: proxy.endpoint, ca: proxy.ca });
    await store.ping();
    await store.ping();
    assert.equal(proxy.calls.filter(({ kind }) => kind === 'upsert').length, 2);
    proxy.trouble('upsert', { status: 403 });
    await assert.rejects(store.ping(), /refused the writing of heartbeat:: not allowed/);
    await proxy.close();
  });

  it('never asks to replace at a version that would fit anything: Azure would do it', async () => {
    const proxy = await startProxy(server, await certificate());
    const store = await open({ ...options, endpoint: proxy.endpoint, ca: proxy.ca });
    const version = await created(store, note('case/1', { text: 'stays' }));
    const [, ...rest] = JSON.parse(version) as unknown[];
    for (const etag of ['', '*', ' ', 'a,b', '"a", "b"', 'é', 'a\nb']) {
      const forged = JSON.stringify([etag, ...rest]);
      assert.deepEqual(await store.replace(note('case/1'), forged), { ok: false }, etag);
    }
    assert.deepEqual(await store.read('case/1'), { document: note('case/1', { text: 'stays' }), version });
    assert.ok(proxy.calls.every(({ kind }) => kind !== 'replace'));
    await proxy.close();
  });

  it('refuses an id that no item can have', async () => {
    const store = await open(options);
    for (const id of ['', 'x'.repeat(1024), `case/${'/'.repeat(400)}`, 'case/\uD800']) {
      await assert.rejects(store.create(note(id)), RangeError);
      await assert.rejects(store.read(id), RangeError);
    }
  });

  it('says what is no document of this program', async () => {
    const store = await open(options);
    const agent = new Agent({ ca: server.ca });
    const admin = new CosmosClient({ endpoint: server.endpoint, key: server.key, agent });
    const { items } = admin.database(options.database).container(options.container);
    await items.create({ id: 'case~2F1', text: 'by hand' });
    await items.create({
      id: 'case~2F2',
      born: 'x',
      writes: [],
      pages: [],
      document: note('case/1'),
    });
    for (const id of ['case/1', 'case/2']) {
      await assert.rejects(
        store.read(id),
        /The item case~2F. in Cosmos DB is not a document of this program/,
      );
    }
  });

  it('keeps the order of creation when the clock is set back', async () => {
    let now = NOW;
    const store = await open({ ...options, clock: () => now });
    for (const [index, moment] of [NOW, NOW, NOW - 60_000, NOW + 1, NOW - 1].entries()) {
      now = moment;
      await created(store, note(`case/${index}`));
    }
    const { documents } = await store.page(10);
    assert.deepEqual(
      documents.map(({ id }) => id),
      ['case/0', 'case/1', 'case/2', 'case/3', 'case/4'],
    );
  });
});
