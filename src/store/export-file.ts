import { createHash } from 'node:crypto';
import type { IsNewer, StoredDocument } from './port.ts';

/*
 * What stands in an export: JSON lines, a header, the documents in order of creation, and a last line that says how many there
 * are and what they sum up to.
 */

export const FORMAT = 'eerder-erbij-export';
export const FORMAT_VERSION = 1;

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

/** Adds up document lines as they come. */
export const totalling = () => {
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

/** @throws CannotImport */
export const documentIn = (line: string): StoredDocument => {
  const value = parsed(line);
  if (!isDocument(value)) throw new CannotImport('damaged', 'a line is not a document');
  return value;
};

export const digestOf = (line: string): string => createHash('sha256').update(line).digest('base64');

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
export const checkExport = async (lines: Lines, isNewer: IsNewer): Promise<Checked> => {
  const { add, totals } = totalling();
  const digests = new Map<string, string>();
  let isFirst = true;
  let held: string | undefined;
  for await (const line of lines()) {
    if (isFirst) checkHeader(line);
    else {
      // The last line is not a document; which one that is shows at the end.
      if (held !== undefined) {
        const document = documentIn(held);
        checkVersion(document, isNewer);
        take(document, held, digests, add);
      }
      held = line;
    }
    isFirst = false;
  }
  if (isFirst) checkHeader(undefined);
  const found = totals();
  checkEnd(held, found);
  return { totals: found, digests };
};

const checkVersion = (document: StoredDocument, isNewer: IsNewer): void => {
  if (isNewer(document))
    throw new CannotImport('newer', `this program does not know the version of document ${document.id}`);
};

const take = (
  { id }: StoredDocument,
  line: string,
  digests: Map<string, string>,
  add: (line: string) => void,
): void => {
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
