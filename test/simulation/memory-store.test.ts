import { documentStoreContract } from '../contract/document-store.contract.ts';
import { memoryDatabase, openMemoryStore } from './world/memory-store.ts';

documentStoreContract('The memory store of the simulation', () => {
  const database = memoryDatabase();
  const opened = [openMemoryStore(database)];
  return Promise.resolve({
    store: opened[0]!,
    reopen: async () => {
      await opened.at(-1)?.close();
      const again = openMemoryStore(database);
      opened.push(again);
      return again;
    },
    dispose: async () => {
      await opened.at(-1)?.close();
    },
  });
});
