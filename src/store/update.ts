import type { DocumentStore, StoredDocument } from './port.ts';

/**
 * How often a lost race is run again. Each lost round means that another writer won one, so this is how many may write
 * one document in the same moment.
 */
const ROUNDS = 100;

/** What a change makes of a document: `save` absent leaves it as it is. */
export interface Change<D extends StoredDocument, R> {
  save?: D;
  result: R;
}

/**
 * Load, decide, save at the version that was loaded; again when another writer was first.
 *
 * @param parse checks and types the stored document; throws on a damaged one
 * @param decide gets the current document, or undefined when there is none; may be called more than once
 * @throws Error when it keeps losing, and then nothing was saved; or when the store cannot be reached: a write that was on its
 * way may have been carried out
 */
export const update = async <D extends StoredDocument, R>(
  store: DocumentStore,
  id: string,
  parse: (stored: StoredDocument) => D,
  decide: (current: D | undefined) => Change<D, R> | Promise<Change<D, R>>,
): Promise<R> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const loaded = await store.read(id);
    const { save, result } = await decide(loaded && parse(loaded.document));
    if (!save) return result;
    // What could not be read back must not become durable: a fault now, instead of a case that is gone.
    parse(save);
    const saved = loaded ? await store.replace(save, loaded.version) : await store.create(save);
    if (saved.ok) return result;
  }
  throw new Error(`${id} changed ${ROUNDS} times while it was being saved`);
};
