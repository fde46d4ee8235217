import type { DocumentStore } from './port.ts';
import { type SealKey, judgeSeal } from './seal.ts';

/**
 * Whether a key is that of the logs in a store: with another one every log would be marked as broken, for ever. One log that
 * somebody changed does not make it another key.
 *
 * @param ids of documents with a log that are always there
 * @returns true as well while nothing was sealed yet
 */
export const keyFits = async (
  store: DocumentStore,
  ids: readonly string[],
  key: SealKey,
): Promise<boolean> => {
  const found = await Promise.allSettled(ids.map((id) => store.read(id)));
  const judged = found.flatMap((one) =>
    one.status === 'fulfilled' && one.value ? (judgeSeal(key, one.value.document) ?? []) : [],
  );
  return judged.length === 0 || judged.some(({ ok }) => ok);
};
