import {
  CannotImport,
  type Checked,
  FORMAT,
  FORMAT_VERSION,
  type Header,
  type Lines,
  type Totals,
  canonical,
  checkExport,
  digestOf,
  documentIn,
  totalling,
} from './export-file.ts';
import type { DocumentStore, IsNewer, StoredDocument } from './port.ts';

/*
 * Moves every document from one store to another by way of a file. Knows the port and nothing behind it. Versions are a
 * store's own and do not travel.
 */

/** How many documents are asked for at once. */
const PAGE = 100;

/** Who watches now, for some seconds: means nothing in another store. */
const LEASE = 'lease';

/** Every document but the leases, in order of creation. */
export async function* documentsIn(store: DocumentStore): AsyncGenerator<StoredDocument> {
  let cursor: string | undefined;
  do {
    const page = await store.page(PAGE, cursor);
    yield* page.documents.filter(({ kind }) => kind !== LEASE);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** The totals of what a store holds, as an export of it would say. */
export const totalsOf = async (store: DocumentStore): Promise<Totals> => {
  const { add, totals } = totalling();
  for await (const document of documentsIn(store)) add(canonical(document));
  return totals();
};

/**
 * The lines of an export, without their newlines. The store must not change meanwhile: a document that does is exported as
 * it was or as it became, and two of them may be of different moments.
 *
 * @returns at its end what the last line says
 */
export async function* exportLines(
  store: DocumentStore,
  { at, source }: Pick<Header, 'at' | 'source'>,
): AsyncGenerator<string, Totals> {
  const header: Header = { format: FORMAT, version: FORMAT_VERSION, at, source };
  yield canonical(header);
  const { add, totals } = totalling();
  for await (const document of documentsIn(store)) {
    const line = canonical(document);
    add(line);
    yield line;
  }
  const end = totals();
  yield canonical(end);
  return end;
}

/**
 * Puts every document of an export into a store that is empty, or holds a part of this very export: an import that was cut
 * off is simply done again. Nobody else may write in the store meanwhile.
 *
 * @returns what the store holds at the end, which was read back and is the same as what the file says
 * @throws CannotImport before the first write; Error when the store does not take it, or holds something else in the end
 */
export const importLines = async (
  store: DocumentStore,
  lines: Lines,
  isNewer: IsNewer = () => false,
): Promise<Totals> => {
  const checked = await checkExport(lines, isNewer);
  const present = await presentIn(store, checked);
  const { documents } = checked.totals;
  let place = -1;
  for await (const line of lines()) {
    place += 1;
    if (place === 0 || place > documents) continue;
    const document = documentIn(line);
    if (present.has(document.id)) continue;
    const saved = await store.create(document);
    if (!saved.ok) throw new Error(`${document.id} came into the store from elsewhere during the import`);
  }
  const found = await totalsOf(store);
  if (found.documents !== documents || found.sha256 !== checked.totals.sha256)
    throw new Error('The store does not hold what the export says: do not use it');
  return found;
};

const presentIn = async (store: DocumentStore, { digests }: Checked): Promise<ReadonlySet<string>> => {
  const present = new Set<string>();
  for await (const document of documentsIn(store)) {
    if (digests.get(document.id) !== digestOf(canonical(document)))
      throw new CannotImport(
        'notEmpty',
        `the store holds ${document.id}, which is not in the export as it is there`,
      );
    present.add(document.id);
  }
  return present;
};

/** Documents that say who watches now have `until`: the end of the lease, in epoch milliseconds. */
export const WATCH_LEASE = `${LEASE}/sweep`;

/**
 * Whether replicas are alive: one of them holds the lease on the sweeps. Only a store that several share has one.
 *
 * @param now epoch milliseconds
 */
export const isWatched = async (store: DocumentStore, now: number): Promise<boolean> => {
  const lease = (await store.read(WATCH_LEASE))?.document;
  return lease !== undefined && 'until' in lease && typeof lease.until === 'number' && lease.until > now;
};
