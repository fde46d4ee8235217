import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { type Container, CosmosClient, type OperationInput } from '@azure/cosmos';
import { type CosmosServer, spawnCosmos, startCosmos } from './cosmos-server.ts';
import { cosmosOptions } from './cosmos-store.ts';
import { openCosmosStore } from '../../src/store/cosmos/store.ts';

/**
 * What the protocol server does otherwise than Azure. The adapter builds on none of it; what Azure refuses and this server
 * does not is checked by the adapter itself. When one of these fails, the server has changed: docs/adr/0007-cosmos.md.
 */
describe('The protocol server of Cosmos DB', () => {
  let server: CosmosServer;
  let client: CosmosClient;
  let agent: Agent;
  let container: Container;
  before(async () => {
    server = await startCosmos();
    agent = new Agent({ ca: server.ca });
    client = new CosmosClient({ endpoint: server.endpoint, key: 'YW55IGtleQ==', agent });
    const { database } = await client.databases.create({ id: 'limits' });
    ({ container } = await database.containers.create({
      id: 'limits',
      partitionKey: { paths: ['/id'] },
      indexingPolicy: { includedPaths: [{ path: '/indexed/?' }], excludedPaths: [{ path: '/*' }] },
    }));
    for (const [index, id] of ['a', 'b', 'c'].entries())
      await container.items.create({ id, indexed: 1, other: -index });
  });
  after(async () => {
    client.dispose();
    agent.destroy();
    await server.close();
  });

  const found = async (query: string, partitionKey?: string): Promise<unknown[]> => {
    const options = partitionKey === undefined ? {} : { partitionKey };
    return (await container.items.query<unknown>(query, options).fetchAll()).resources;
  };

  it('takes any key', async () => {
    assert.equal((await client.getDatabaseAccount()).resource?.consistencyPolicy, 'Session');
  });

  it('searches and sorts by what is not indexed, which Azure reads every item for, or refuses', async () => {
    assert.deepEqual(await found('SELECT VALUE c.id FROM c WHERE c.other = -1'), ['b']);
    assert.deepEqual(await found('SELECT VALUE c.id FROM c ORDER BY c.other'), ['c', 'b', 'a']);
  });

  it('refuses two paths in ORDER BY without their composite index, as Azure does', async () => {
    await assert.rejects(found('SELECT VALUE c.id FROM c ORDER BY c.indexed, c.other'), /composite index/);
  });

  it('does not listen to the partition key of a query', async () => {
    assert.deepEqual(await found('SELECT VALUE c.id FROM c', 'a'), ['a', 'b', 'c']);
  });

  for (const query of [
    'SELECT DISTINCT VALUE c.indexed FROM c',
    'SELECT c.indexed, COUNT(1) AS n FROM c GROUP BY c.indexed',
    'SELECT VALUE c.id FROM c OFFSET 1 LIMIT 1',
  ]) {
    it(`does not know ${query}`, async () => {
      await assert.rejects(found(query), { code: 400 });
    });
  }

  it('takes an item of 3 MB; Azure takes 2', async () => {
    const { statusCode } = await container.items.create({ id: 'large', text: 'x'.repeat(3_000_000) });
    assert.equal(statusCode, 201);
  });

  it('carries out half a batch', async () => {
    const twice: OperationInput = { operationType: 'Create', resourceBody: { id: 'batch' } };
    await container.items.batch([twice, twice], 'batch');
    assert.equal((await container.item('batch', 'batch').read()).statusCode, 200);
  });

  it('runs in a process of its own for several replicas, and ends with it', async function () {
    this.timeout(30_000);
    const apart = await spawnCosmos();
    const store = await openCosmosStore(cosmosOptions(apart));
    await store.ping();
    await store.close();
    await apart.stop();
    await assert.rejects(
      openCosmosStore(cosmosOptions(apart, { patienceAtStart: { once: 200, total: 400, pause: 10 } })),
      /no answer/,
    );
  });
});
