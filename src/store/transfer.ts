import { createHash } from 'node:crypto';
import type { DocumentStore, StoredDocument } from './port.ts';

/*
 * Moves every document from one store to another by way of a file of JSON lines: a header, the documents in order of
 * creation, and a last line that says how many there are and what they sum up to. Knows the port and nothing behind it.
 * Versions are a store's own and do not travel.
 */

const FORMAT = 'eerder-erbij-export';
const FORMAT_VERSION = 1;

/** How many documents are asked for at once. */
const PAGE = 100;

/** Who watches now, for some seconds: means nothing in another store. */
const LEASE = 'lease';

export interface Header {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  /** `2026-11-22T15:30:00.000Z` */
  readonly at: string;
  /** Which kind of store, for whoever looks at the file. */
  readonly source: string;
}

export interface Totals {
  readonly documents: number;
  /** Of the document lines with their newlines, in order: the same for the same documents in any store. */
  readonly sha256: string;
}

/** The same text for the same document, whatever the order in which a store keeps its fields. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** Every document but the leases, in order of creation. */
export async function* documentsIn(store: DocumentStore): AsyncGenerator<StoredDocument> {
  let cursor: string | undefined;
  do {
    const page = await store.page(PAGE, cursor);
    yield* page.documents.filter(({ kind }) => kind !== LEASE);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

const totalling = () => {
  const hash = createHash('sha256');
  let documents = 0;
  return {
    add: (line: string): void => {
      hash.update(`${line}\n`);
      documents += 1;
    },
    totals: (): Totals => ({ documents, sha256: hash.digest('hex') }),
  };
};

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

/** An export that was not read as it was written, or a store that holds something else; nothing was written by then. */
export class CannotImport extends Error {
  readonly reason: 'notAnExport' | 'newer' | 'incomplete' | 'damaged' | 'notEmpty';

  constructor(reason: CannotImport['reason'], message: string) {
    super(message);
    this.name = 'CannotImport';
    this.reason = reason;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (line: string): Readonly<Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Without the cause: JSON.parse quotes the text it stumbled on.
    value = undefined;
  }
  if (!isObject(value)) throw new CannotImport('damaged', 'a line is no JSON object');
  return value;
};

const checkHeader = (line: string | undefined): void => {
  const header = line?.startsWith('{') ? parsed(line) : {};
  if (header.format !== FORMAT)
    throw new CannotImport('notAnExport', 'the first line is not that of an export');
  if (header.version !== FORMAT_VERSION)
    throw new CannotImport(
      'newer',
      `it has format ${String(header.version)}, this program knows ${FORMAT_VERSION}`,
    );
};

const isDocument = (value: object): value is StoredDocument =>
  'id' in value &&
  typeof value.id === 'string' &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  'schema' in value &&
  typeof value.schema === 'number';

const documentIn = (line: string): StoredDocument => {
  const value = parsed(line);
  if (!isDocument(value)) throw new CannotImport('damaged', 'a line is not a document');
  return value;
};

const digestOf = (line: string): string => createHash('sha256').update(line).digest('base64');

/** A file that was read through: its totals, and what each document looks like. */
export interface Checked {
  readonly totals: Totals;
  /** By id. */
  readonly digests: ReadonlyMap<string, string>;
}

/** The lines of a file, from the beginning, each time it is called. */
export type Lines = () => AsyncIterable<string>;

/**
 * Reads a whole export through before anything is done with it.
 *
 * @throws CannotImport
 */
export const checkExport = async (lines: Lines): Promise<Checked> => {
  const { add, totals } = totalling();
  const digests = new Map<string, string>();
  let isFirst = true;
  let held: string | undefined;
  for await (const line of lines()) {
    if (isFirst) checkHeader(line);
    else {
      // The last line is not a document; which one that is shows at the end.
      if (held !== undefined) take(held, digests, add);
      held = line;
    }
    isFirst = false;
  }
  if (isFirst) checkHeader(undefined);
  const found = totals();
  checkEnd(held, found);
  return { totals: found, digests };
};

const take = (line: string, digests: Map<string, string>, add: (line: string) => void): void => {
  const { id } = documentIn(line);
  if (digests.has(id)) throw new CannotImport('damaged', `${id} is in it twice`);
  digests.set(id, digestOf(line));
  add(line);
};

const checkEnd = (line: string | undefined, found: Totals): void => {
  const end = line === undefined ? {} : parsed(line);
  if (end.documents === undefined || end.sha256 === undefined)
    throw new CannotImport('incomplete', 'its last line is missing: it was cut off');
  if (end.documents !== found.documents || end.sha256 !== found.sha256)
    throw new CannotImport('damaged', 'its documents are not those that were exported');
};

/**
 * Puts every document of an export into a store that is empty, or holds a part of this very export: an import that was cut
 * off is simply done again. Nobody else may write in the store meanwhile.
 *
 * @returns what the store holds at the end, which was read back and is the same as what the file says
 * @throws CannotImport before the first write; Error when the store does not take it, or holds something else in the end
 */
export const importLines = async (store: DocumentStore, lines: Lines): Promise<Totals> => {
  const checked = await checkExport(lines);
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
