import type { DocumentStore, Versioned } from './port.ts';

/** Documents in use at one moment are far fewer; one of them takes some tens of kilobytes. */
const MOST = 500;

/**
 * The same store, that remembers the documents that were used last. Whether they are still the newest is asked each time,
 * so replicas and other programs are seen; but what did not change is not fetched and taken apart again, and is the same
 * object as before.
 */
export const remembering = (store: DocumentStore, most = MOST): DocumentStore => {
  /** The longest unused first. */
  const known = new Map<string, Versioned>();
  const remember = (id: string, found: Versioned | undefined): void => {
    known.delete(id);
    if (!found) return;
    known.set(id, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };
  return {
    ...store,
    read: async (id) => {
      const found = await store.read(id, known.get(id));
      remember(id, found);
      return found;
    },
    create: async (document) => {
      const saved = await store.create(document);
      if (saved.ok) remember(document.id, { document, version: saved.version });
      return saved;
    },
    replace: async (document, expected) => {
      const saved = await store.replace(document, expected);
      if (saved.ok) remember(document.id, { document, version: saved.version });
      return saved;
    },
  };
};
