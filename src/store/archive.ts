import { type Linked, beginningOf } from '../core/chain.ts';
import type { DocumentStore, StoredDocument } from './port.ts';
import { type Chain, chainIn } from './seal.ts';
import { update } from './update.ts';

/*
 * A log without an end would make its document grow for ever. So its oldest lines move to documents of their own, that are
 * written once. First they are kept there, then they are taken out of the document: whatever happens in between, they are
 * somewhere, and the next time finds what is done already.
 */

/** More lines than this, and the oldest are moved until so many are left. */
const MOST_LINES = 1_000;
const LEFT_LINES = 500;

export const ARCHIVE = 'log';

/** A document with a log that may be moved in part. */
export interface Archivable extends StoredDocument {
  readonly log: readonly Linked[];
  readonly before?: string;
  readonly moved?: number;
}

interface Archive extends StoredDocument {
  readonly of: string;
  readonly before: string;
  readonly moved: number;
  readonly log: readonly Linked[];
}

/** @param first number of the first line in it, from 1 */
export const archiveIdOf = (id: string, first: number): string => `${ARCHIVE}/${id}/${first}`;

export const isLong = ({ log }: Pick<Archivable, 'log'>): boolean => log.length > MOST_LINES;

/**
 * Moves the oldest lines of a long log to a document of their own; does nothing to a log that is not long.
 *
 * @param parse checks and types the stored document; must keep `before` and `moved`
 * @throws Error when the lines were kept before in another form; then nothing is taken out
 */
export const archiveLog = (
  store: DocumentStore,
  id: string,
  parse: (stored: StoredDocument) => Archivable,
): Promise<void> =>
  update<Archivable, undefined>(store, id, parse, async (current) => {
    if (!current || !isLong(current)) return { result: undefined };
    const { last, count } = await keep(store, oldestOf(current));
    if (last === undefined || current.log[count - 1]?.hash !== last)
      throw new Error(`${archiveIdOf(id, firstOf(current))} holds other lines than ${id}`);
    const moved = (current.moved ?? 0) + count;
    return { save: { ...current, log: current.log.slice(count), before: last, moved }, result: undefined };
  });

const firstOf = ({ moved = 0 }: Archivable): number => moved + 1;

const oldestOf = (document: Archivable): Archive => {
  const { id, log, before = beginningOf(id), moved = 0 } = document;
  return {
    id: archiveIdOf(id, firstOf(document)),
    kind: ARCHIVE,
    schema: 1,
    of: id,
    before,
    moved,
    log: log.slice(0, log.length - LEFT_LINES),
  };
};

/** Keeps the lines, or finds them kept: by somebody who did not come to taking them out, so there may be fewer. */
const keep = async (store: DocumentStore, archive: Archive): Promise<{ last?: string; count: number }> => {
  const saved = await store.create(archive);
  const kept = saved.ok ? archive : await keptIn(store, archive.id);
  const last = kept?.log.at(-1)?.hash;
  return { count: kept?.log.length ?? 0, ...(last !== undefined && { last }) };
};

const keptIn = async (store: DocumentStore, id: string): Promise<Chain | undefined> => {
  const found = await store.read(id);
  return found && chainIn(found.document);
};
