import { DamagedDocument, type StoredDocument } from '../port.ts';

/** The columns that are searched, taken from the document, and the document itself as JSON. */
export interface DocumentRecord {
  readonly kind: string;
  readonly municipality: string | null;
  readonly open: 0 | 1;
  readonly dueAt: number | null;
  readonly body: string;
}

/**
 * @throws RangeError when `dueAt` is not a whole number of milliseconds (a NaN would be stored as "never", and
 * nobody would be warned), or when the id holds a NUL character or half a character (libsql gives back something else, and
 * the sweep would look for a document that does not exist)
 */
export const toRecord = (document: StoredDocument): DocumentRecord => {
  const dueAt = document.dueAt ?? null;
  if (dueAt !== null && !Number.isSafeInteger(dueAt)) {
    throw new RangeError(`Document ${document.id} is due at ${dueAt}, which is no moment`);
  }
  if (/\0|\p{Surrogate}/u.test(document.id))
    throw new RangeError('The id of a document cannot hold a NUL character, or half a character');
  return {
    kind: document.kind,
    municipality: document.municipality ?? null,
    open: document.open === true ? 1 : 0,
    dueAt,
    body: JSON.stringify(document),
  };
};

/** @throws DamagedDocument naming the id when the body is not the JSON of this document */
export const toDocument = (id: string, body: string): StoredDocument => {
  const found = parse(id, body);
  if (!isDocument(found) || found.id !== id) {
    throw new DamagedDocument(`The body of document ${id} in the database is not that document`);
  }
  return found;
};

/**
 * Where a page begins: after this place in the order of creation.
 *
 * @throws RangeError when it is no cursor of `page`
 */
export const toPosition = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  const position = /^[1-9]\d*$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(position))
    throw new RangeError(`${JSON.stringify(cursor)} is no cursor of a page`);
  return position;
};

const parse = (id: string, body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // Without the cause: JSON.parse quotes the text it stumbled on, and this message goes to a log.
    throw new DamagedDocument(`The body of document ${id} in the database is not valid JSON`);
  }
};

const isDocument = (value: unknown): value is StoredDocument =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'kind' in value &&
  'schema' in value &&
  typeof value.kind === 'string' &&
  typeof value.schema === 'number';
