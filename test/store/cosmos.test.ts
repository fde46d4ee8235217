import { openCosmosStore } from '../../src/store/cosmos/store.ts';
import { documentStoreContract } from '../contract/document-store.contract.ts';
import { type CosmosServer, startCosmos } from '../support/cosmos-server.ts';
import { cosmosOptions } from '../support/cosmos-store.ts';

let server: CosmosServer;
before(async () => {
  server = await startCosmos();
});
after(async () => {
  await server.close();
});

documentStoreContract('Cosmos DB', async () => {
  const options = cosmosOptions(server);
  let latest = await openCosmosStore(options);
  return {
    store: latest,
    reopen: async () => {
      await latest.close();
      latest = await openCosmosStore(options);
      return latest;
    },
    dispose: () => latest.close(),
  };
});
