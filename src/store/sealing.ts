import type { Log } from '../core/log.ts';
import type { DocumentStore, StoredDocument } from './port.ts';
import { FROM_BEFORE, type SealKey, brokenMark, chainIn, isLogged, judgeSeal, sealOf } from './seal.ts';

/**
 * The same store, that seals the log of every document it saves and looks at the seal of what it fetches. A log that is not
 * as it was sealed is reported and used all the same, for a household may be waiting; it is never sealed as if nothing had
 * happened: what was found stays with it, also in later saves, for whoever runs `npm run verify-log`.
 *
 * Goes inside `remembering`, so that what is remembered is not looked at again.
 *
 * @param key not from the database, nor kept beside it
 */
export const sealing = (store: DocumentStore, key: SealKey, log: Log): DocumentStore => {
  /** What has to be said of the logs that were read; of nearly all of them nothing. */
  const marks = new Map<string, string>();

  const look = (document: StoredDocument): void => {
    const { id } = document;
    const judged = judgeSeal(key, document);
    const mark = judged?.ok === false ? brokenMark(judged.fault, linesIn(document)) : judged?.mark;
    if (mark === undefined) {
      marks.delete(id);
      return;
    }
    if (mark !== FROM_BEFORE) log.error({ document: id, mark }, 'a log is not as it was sealed');
    marks.set(id, mark);
  };

  const sealed = (document: StoredDocument): StoredDocument => {
    const chain = chainIn(document);
    return chain
      ? Object.assign({}, document, { seal: sealOf(key, chain, marks.get(document.id)) })
      : document;
  };

  return {
    ...store,
    read: async (id, known) => {
      const found = await store.read(id, known);
      if (found && found !== known) look(found.document);
      return found;
    },
    create: (document) => store.create(sealed(document)),
    replace: (document, expected) => store.replace(sealed(document), expected),
  };
};

const linesIn = (document: StoredDocument): number => (isLogged(document) ? document.log.length : 0);
