import assert from 'node:assert/strict';
import { CosmosClient, type ContainerRequest } from '@azure/cosmos';
import { Agent, createServer } from 'node:https';
import { type CosmosOptions, WrongSetUp, openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { NOW, created, note } from '../contract/notes.ts';
import { type CosmosProxy, startProxy } from '../support/cosmos-proxy.ts';
import {
  type CosmosServer,
  type Tls,
  certificate,
  listening,
  startCosmos,
} from '../support/cosmos-server.ts';
import { cosmosOptions } from '../support/cosmos-store.ts';

const POLICY: NonNullable<ContainerRequest['indexingPolicy']> = {
  automatic: true,
  indexingMode: 'consistent',
  includedPaths: [{ path: '/dueAt/?' }, { path: '/openIn/?' }, { path: '/born/?' }],
  excludedPaths: [{ path: '/*' }],
  compositeIndexes: [
    [
      { path: '/openIn', order: 'ascending' },
      { path: '/born', order: 'ascending' },
    ],
  ],
};

/** Little, for what is refused only after it. */
const SHORT = { once: 150, total: 400, pause: 10 };

describe('Opening Cosmos DB', () => {
  let server: CosmosServer;
  let tls: Tls;
  let proxy: CosmosProxy;
  let admin: CosmosClient;
  let agent: Agent;
  let options: CosmosOptions;
  let through: CosmosOptions;
  const opened: DocumentStore[] = [];
  before(async () => {
    [server, tls] = await Promise.all([startCosmos(), certificate()]);
    agent = new Agent({ ca: server.ca });
    admin = new CosmosClient({ endpoint: server.endpoint, key: server.key, agent });
  });
  after(async () => {
    admin.dispose();
    agent.destroy();
    await server.close();
  });
  beforeEach(async () => {
    proxy = await startProxy(server, tls);
    options = cosmosOptions(server);
    through = { ...options, endpoint: proxy.endpoint, ca: proxy.ca, patienceAtStart: SHORT };
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await proxy.close();
  });

  const open = async (by: CosmosOptions): Promise<DocumentStore> => {
    const store = await openCosmosStore(by);
    opened.push(store);
    return store;
  };

  const made = async (definition: ContainerRequest): Promise<void> => {
    const { database } = await admin.databases.createIfNotExists({ id: options.database });
    await database.containers.create({ id: options.container, ...definition });
  };

  const refusedWith = async (by: CosmosOptions): Promise<string> => {
    const error: unknown = await openCosmosStore(by).then(
      () => assert.fail('it was opened'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof WrongSetUp, String(error));
    return error.message;
  };

  it('makes database and container, with the partition key and an index of what is asked and nothing else', async () => {
    const database = `new-${options.container}`;
    await open({ ...options, database });
    const { resource } = await admin.database(database).container(options.container).read();
    assert.deepEqual(resource?.partitionKey?.paths, ['/id']);
    assert.deepEqual(resource.indexingPolicy, POLICY);
  });

  it('by three replicas at once is one container', async () => {
    const three = { ...options, database: `new-${options.container}` };
    const stores = await Promise.all([open(three), open(three), open(three)]);
    await created(stores[0], note('case/1', { dueAt: NOW }));
    for (const store of stores) assert.deepEqual(await store.findDue(NOW, 10), ['case/1']);
  });

  it('takes a container that is there, also with more indexed', async () => {
    await made({
      partitionKey: { paths: ['/id'] },
      indexingPolicy: { ...POLICY, includedPaths: [{ path: '/*' }], excludedPaths: [] },
    });
    await created(await open(options), note('case/1'));
  });

  const containers: readonly [string, ContainerRequest, string][] = [
    [
      'another partition key',
      { partitionKey: { paths: ['/municipality'] }, indexingPolicy: POLICY },
      'has partition key /municipality; use one with /id',
    ],
    [
      'a partition key of two parts',
      { partitionKey: { paths: ['/id', '/kind'] }, indexingPolicy: POLICY },
      'has partition key /id, /kind; use one with /id',
    ],
    [
      'a time to live',
      { partitionKey: { paths: ['/id'] }, indexingPolicy: POLICY, defaultTtl: 3600 },
      'throws away what is older than 3600 s; switch time to live off',
    ],
    ...(['/dueAt/?', '/openIn/?', '/born/?'] as const).map((gone): [string, ContainerRequest, string] => [
      `no index of ${gone}`,
      {
        partitionKey: { paths: ['/id'] },
        indexingPolicy: {
          ...POLICY,
          includedPaths: POLICY.includedPaths!.filter(({ path }) => path !== gone),
        },
      },
      'does not index what is searched; give it the indexing policy of docs/adr/0007-cosmos.md',
    ]),
    [
      'no composite index',
      { partitionKey: { paths: ['/id'] }, indexingPolicy: { ...POLICY, compositeIndexes: [] } },
      'does not index what is searched; give it the indexing policy of docs/adr/0007-cosmos.md',
    ],
  ];
  for (const [what, definition, message] of containers) {
    it(`refuses a container with ${what}`, async () => {
      await made(definition);
      assert.equal(
        await refusedWith(options),
        `the container ${options.container} of database eerder-erbij ${message}`,
      );
    });
  }

  const ACCOUNT = {
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
    enableMultipleWriteLocations: false,
    writableLocations: [],
    readableLocations: [],
  };

  for (const level of ['Eventual', 'ConsistentPrefix']) {
    it(`refuses an account with consistency ${level}`, async () => {
      const body = { ...ACCOUNT, userConsistencyPolicy: { defaultConsistencyLevel: level } };
      proxy.trouble('account', { status: 200, body });
      assert.equal(
        await refusedWith(through),
        `the account has consistency ${level}; set it to Session or stronger`,
      );
    });
  }

  for (const level of ['Strong', 'BoundedStaleness']) {
    it(`takes an account with consistency ${level}`, async () => {
      const body = { ...ACCOUNT, userConsistencyPolicy: { defaultConsistencyLevel: level } };
      proxy.trouble('account', { status: 200, body });
      await open(through);
    });
  }

  it('refuses an account that is written in several regions', async () => {
    proxy.trouble('account', { status: 200, body: { ...ACCOUNT, enableMultipleWriteLocations: true } });
    assert.match(await refusedWith(through), /^the account is written in several regions/);
  });

  it('refuses a wrong key, and does not repeat it', async () => {
    proxy.trouble('account', { status: 401, body: { code: 'Unauthorized', message: 'The MAC signature…' } });
    const message = await refusedWith(through);
    assert.equal(message, 'the account: Cosmos DB does not accept the key or the identity');
    assert.ok(!message.includes(server.key));
  });

  it('refuses a key or an identity that may not read the container', async () => {
    proxy.trouble('container', { status: 403 });
    assert.match(await refusedWith(through), /: the key or the identity is not allowed this$/);
  });

  it('asks again when Cosmos DB is in trouble for a moment', async () => {
    proxy.trouble('account', { status: 503 });
    proxy.trouble('container', { breaks: true });
    await created(await open(through), note('case/1'));
  });

  it('rejects when nothing answers, which is no fault of the set-up', async () => {
    proxy.trouble('account', { hangs: true, times: 100 });
    await assert.rejects(
      openCosmosStore(through),
      /^CosmosFailure: Cosmos DB gave no answer to the reading of the account$/,
    );
  });

  it('talks to nobody whose certificate it does not trust', async () => {
    const impostor = createServer(await certificate(), (_, answer) => answer.end('{}'));
    const endpoint = await listening(impostor);
    await assert.rejects(openCosmosStore({ ...through, endpoint, ca: server.ca }), /gave no answer/);
    impostor.close();
    impostor.closeAllConnections();
  });

  describe('with an identity', () => {
    const identity = (getToken: () => Promise<{ token: string; expiresOnTimestamp: number }>) => ({
      ...through,
      auth: { credential: { getToken } },
    });
    const token = () =>
      Promise.resolve({ token: 'of-the-identity', expiresOnTimestamp: Date.now() + 3_600_000 });

    it('shows its token', async () => {
      await made({ partitionKey: { paths: ['/id'] }, indexingPolicy: POLICY });
      await created(await open(identity(token)), note('case/1'));
      const shown = proxy.calls.map(({ headers }) => headers.authorization);
      assert.ok(shown.length >= 3);
      assert.deepEqual([...new Set(shown)], ['type=aad&ver=1.0&sig=of-the-identity']);
    });

    it('is refused when there is no container, which it may not make', async () => {
      assert.equal(
        await refusedWith(identity(token)),
        `there is no container ${options.container} in a database eerder-erbij, and an identity may not make it; make it with partition key /id and the indexing policy of docs/adr/0007-cosmos.md`,
      );
    });

    it('says that it has no token', async () => {
      const none = identity(() => Promise.reject(new Error('secret details')));
      await assert.rejects(
        openCosmosStore(none),
        /^CosmosFailure: There is no token of the identity for the reading of the account$/,
      );
      assert.deepEqual(proxy.calls, []);
    });
  });
});
