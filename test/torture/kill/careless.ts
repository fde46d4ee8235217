import type { DocumentStore, Versioned } from '../../../src/store/port.ts';

/** Milliseconds. */
const LATER = 20;

/** A store that answers before it wrote: broken on purpose, to show that the rounds find it. */
export const careless = (store: DocumentStore): DocumentStore => {
  const waiting = new Map<string, Versioned>();
  let versions = 0;
  const write = async (id: string): Promise<void> => {
    const [latest, stored] = [waiting.get(id), await store.read(id)];
    if (latest && stored) await store.replace(latest.document, stored.version);
  };
  return {
    ...store,
    read: async (id) => waiting.get(id) ?? (await store.read(id)),
    replace: (document, expected) => {
      const known = waiting.get(document.id)?.version;
      if (known !== undefined && known !== expected) return Promise.resolve({ ok: false });
      versions += 1;
      const version = `later ${versions}`;
      waiting.set(document.id, { document, version });
      setTimeout(() => void write(document.id), LATER);
      return Promise.resolve({ ok: true, version });
    },
  };
};
