import { openHeldStore } from '../../src/store/sqlite/held.ts';
import { documentStoreContract } from '../contract/document-store.contract.ts';
import { startPlace } from './directory.ts';

documentStoreContract('SQLite, held by a program', async () => {
  const place = await startPlace();
  let latest = await openHeldStore({ directory: place.data });
  return {
    store: latest,
    reopen: async () => {
      await latest.close();
      latest = await openHeldStore({ directory: place.data });
      return latest;
    },
    dispose: async () => {
      await latest.close();
      await place.remove();
    },
  };
});
