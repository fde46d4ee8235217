import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { CosmosClient } from '@azure/cosmos';
import { Agent } from 'node:https';
import { type CosmosServer, startCosmos } from '../support/cosmos-server.ts';
import { type VaultBeside, startVaultBeside } from '../support/cosmos-and-vault.ts';
import { type Workplace, runToEnd, startProgram, workplace } from '../support/program.ts';
import { regionFile } from '../support/region-file.ts';

describe('The program with STORE=cosmos', function () {
  this.timeout(60_000);
  let server: CosmosServer;
  let vault: VaultBeside;
  let place: Workplace;
  before(async () => {
    server = await startCosmos();
    vault = await startVaultBeside(server);
    place = workplace(regionFile());
  });
  after(async () => {
    place.remove();
    await server.close();
    await vault.close();
  });

  const statusOf = async (url: string): Promise<number> => (await fetch(`${url}/readyz`)).status;

  it('starts, is ready, and makes no file; a second one beside it too', async () => {
    const first = await startProgram(place, vault.environment);
    const second = await startProgram(place, vault.environment);
    assert.deepEqual(await Promise.all([first, second].map(({ url }) => statusOf(url))), [200, 200]);
    const exits = await Promise.all([first, second].map((program) => program.stop('SIGTERM')));
    assert.deepEqual(
      exits.map(({ code }) => code),
      [0, 0],
    );
    assert.throws(() => readdirSync(place.dataDir), { code: 'ENOENT' });
  });

  it('refuses a container that is not for it, in one line, with exit code 78', async () => {
    const { endpoint, key, ca, environment } = server;
    const agent = new Agent({ ca });
    const client = new CosmosClient({ endpoint, key, agent });
    const { database } = await client.databases.createIfNotExists({ id: 'eerder-erbij' });
    await database.containers.create({ id: 'other', partitionKey: { paths: ['/municipality'] } });
    client.dispose();
    agent.destroy();
    const { code, output } = await runToEnd({
      BOT_AUTH: 'none',
      REGION_FILE: place.regionFile,
      ...environment,
      COSMOS_CONTAINER: 'other',
    });
    assert.equal(
      output.trim(),
      `COSMOS_ENDPOINT ${endpoint}: the container other of database eerder-erbij has partition key /municipality; use one with /id`,
    );
    assert.equal(code, 78);
  });
});
