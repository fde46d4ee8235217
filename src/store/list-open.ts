import pLimit from 'p-limit';
import { DamagedDocument, type DocumentStore, type StoredDocument } from './port.ts';

/** How many documents are read side by side. */
const AT_ONCE = 20;

export interface Listing<D> {
  readonly kind: string;
  readonly municipality: string;
  /** Checks and types a stored document; throws on one that it does not understand. */
  readonly parse: (stored: StoredDocument) => D;
  /** Told of each document that is left out, once. */
  readonly leftOut: (id: string, error: unknown) => void;
}

/**
 * Open documents of a kind in a municipality as they are now, oldest first. One that is damaged, or that is not understood,
 * keeps no other away: it is left out.
 *
 * @throws when the store cannot be reached: nobody could say what is missing
 */
export const listOpen = async <D>(
  store: Pick<DocumentStore, 'findOpen' | 'read'>,
  { kind, municipality, parse, leftOut }: Listing<D>,
): Promise<readonly D[]> => {
  const understood = async (id: string): Promise<readonly D[]> => {
    let isRead = false;
    try {
      const found = await store.read(id);
      isRead = true;
      // Closed meanwhile.
      return found?.document.open === true ? [parse(found.document)] : [];
    } catch (error) {
      if (!isRead && !(error instanceof DamagedDocument)) throw error;
      leftOut(id, error);
      return [];
    }
  };
  const lists = await pLimit(AT_ONCE).map(await store.findOpen(kind, municipality), understood);
  return lists.flat();
};
