import { z } from 'zod';
import { DamagedDocument, type StoredDocument } from '../port.ts';
import { itemIdOf } from './ids.ts';

/** How many of the latest writes an item remembers: as many may come between a lost answer and the question who was first. */
const REMEMBERED_WRITES = 24;

/** What the adapter keeps of a document beside it. */
export interface Record {
  /** Orders the documents by creation. */
  readonly born: string;
  /** Marks of the latest writes, newest first. */
  readonly writes: readonly string[];
  /** Names of the pages with the oldest entries of its log, in order. */
  readonly pages: readonly string[];
}

/** A document as Cosmos DB keeps it. `dueAt`, `openIn` and `born` are what is searched, and all that is indexed. */
export interface Item extends Record {
  readonly id: string;
  readonly dueAt?: number;
  readonly openIn?: string;
  readonly document: StoredDocument;
}

export interface FoundItem extends Item {
  readonly etag: string;
}

/**
 * @param document with the part of its log that is not in pages
 * @throws RangeError when `dueAt` is not a whole number of milliseconds (a NaN would be stored as "never", and nobody
 * would be warned), or the id cannot be that of an item
 */
export const toItem = (document: StoredDocument, { born, writes, pages }: Record): Item => {
  const { id, kind, municipality, open, dueAt } = document;
  if (typeof dueAt === 'number' && !Number.isSafeInteger(dueAt)) {
    throw new RangeError(`Document ${id} is due at ${dueAt}, which is no moment`);
  }
  return {
    id: itemIdOf(id),
    born,
    writes: writes.slice(0, REMEMBERED_WRITES),
    pages,
    ...(typeof dueAt === 'number' && { dueAt }),
    ...(open === true && municipality !== undefined && { openIn: openIn(kind, municipality) }),
    document,
  };
};

/** One value to search an open document by. */
export const openIn = (kind: string, municipality: string): string => JSON.stringify([kind, municipality]);

/** Checked, and handed on as it is: a schema of zod would put the properties in another order. */
const isDocument = (value: unknown): value is StoredDocument => documentSchema.safeParse(value).success;

const documentSchema = z.looseObject({ id: z.string(), kind: z.string(), schema: z.number() });

const record = { born: z.string(), writes: z.array(z.string()), pages: z.array(z.string()) };

const itemSchema = z.object({
  id: z.string(),
  ...record,
  document: z.custom<StoredDocument>(isDocument),
  _etag: z.string(),
});

/** @throws DamagedDocument naming the item when it is not one that this adapter wrote */
export const toFound = (id: string, found: unknown): FoundItem => {
  const { data } = itemSchema.safeParse(found);
  if (data?.id !== id || itemIdOf(data.document.id) !== id)
    throw new DamagedDocument(`The item ${id} in Cosmos DB is not a document of this program`);
  const { _etag: etag, ...item } = data;
  return { ...item, etag };
};

/** What `replace` needs to know of the item, so that it need not be read again. */
export interface Version extends Record {
  readonly etag: string;
}

export const versionOf = ({ etag, born, writes, pages }: Version): string =>
  JSON.stringify([etag, born, writes, pages]);

/** An empty ETag, `*` or a list would let Cosmos DB replace whatever is there. */
const isOneEtag = (etag: string): boolean => /^[\x21-\x7e]+$/.test(etag) && !/[*,]/.test(etag);

const versionSchema = z.tuple([z.string().refine(isOneEtag), record.born, record.writes, record.pages]);

/** Undefined when it is not one that this adapter gave. */
export const toVersion = (version: string): Version | undefined => {
  const { data } = versionSchema.safeParse(parsed(version));
  return data && { etag: data[0], born: data[1], writes: data[2], pages: data[3] };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
