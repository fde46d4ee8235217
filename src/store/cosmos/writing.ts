import { randomBytes } from 'node:crypto';
import type { DocumentStore, Saved } from '../port.ts';
import type { Access } from './access.ts';
import { CosmosFailure } from './errors.ts';
import { toItem, toVersion, versionOf } from './items.ts';
import type { Shelf } from './shelf.ts';

/** The ETag of a write of ours that another one came after: no replace succeeds at it. */
const SUPERSEDED = 'superseded';

/**
 * Create and replace.
 *
 * The answer to a write may be lost though the write was carried out. It is sent again, and then refused because of
 * itself. So each write leaves a mark in the item, and what was refused after a lost answer is looked up: our mark is there
 * (written), or the mark of the version that we replaced is still there without ours (refused: at that ETag it never
 * will be written), or neither, because many writes came since (not known, so it rejects).
 */
export const writing = (
  access: Access,
  shelf: Shelf,
  born: () => string,
): Pick<DocumentStore, 'create' | 'replace'> => ({
  create: async (document) => {
    const record = { born: born(), writes: [newMark()], pages: [] };
    // Refuses what cannot be an item before anything is written.
    toItem(document, record);
    const { pages, document: kept } = await shelf.putAway(document);
    const item = toItem(kept, { ...record, pages });
    const written = await access.create(item);
    if ('etag' in written) return saved({ ...item, etag: written.etag });
    if (!written.unsure) return { ok: false };
    const found = await access.readItem(item.id);
    // Nobody else's item was born so, whatever was written to it since.
    if (found?.born !== item.born) return { ok: false };
    return saved({ ...found, etag: found.writes[0] === item.writes[0] ? found.etag : SUPERSEDED });
  },

  replace: async (document, expected) => {
    const before = toVersion(expected);
    if (!before) return { ok: false };
    const record = { ...before, writes: [newMark(), ...before.writes] };
    toItem(document, record);
    const { pages, document: kept } = await shelf.putAway(document, before);
    const item = toItem(kept, { ...record, pages });
    const written = await access.replace(item, before.etag);
    const etag = 'etag' in written ? written.etag : await fate(access, item, before.writes, written.unsure);
    if (etag === undefined) return { ok: false };
    await clearAway(
      shelf,
      before.pages.filter((page) => !pages.includes(page)),
    );
    return saved({ ...item, etag });
  },
});

const newMark = (): string => randomBytes(9).toString('base64url');

const saved = (version: Parameters<typeof versionOf>[0]): Saved => ({
  ok: true,
  version: versionOf(version),
});

/** The ETag under which a write that was refused has been carried out all the same; undefined when it was not. */
const fate = async (
  access: Access,
  { id, writes: [mark = ''] }: { readonly id: string; readonly writes: readonly string[] },
  [replaced = '']: readonly string[],
  unsure: boolean,
): Promise<string | undefined> => {
  if (!unsure) return undefined;
  const found = await access.readItem(id);
  if (found?.writes[0] === mark) return found.etag;
  if (found?.writes.includes(mark)) return SUPERSEDED;
  if (found === undefined || found.writes.includes(replaced)) return undefined;
  throw new CosmosFailure(`Cosmos DB lost its answer to the replacement of ${id}`, undefined);
};

/** Pages that are left over cost storage and nothing else; the document is saved, and that is what must be said. */
const clearAway = async (shelf: Shelf, pages: readonly string[]): Promise<void> => {
  try {
    await shelf.clear(pages);
  } catch (error) {
    if (!(error instanceof CosmosFailure)) throw error;
  }
};
