import { createHash } from 'node:crypto';
import type { StoredDocument } from '../port.ts';

/** In bytes of JSON. */
export interface Sizes {
  /** A larger document spills the oldest entries of its log. */
  readonly spill: number;
  /** Of a page, about; at most four times as much, and a single entry may be larger. */
  readonly page: number;
  /** What Cosmos DB takes as one item, with room for what it adds. */
  readonly item: number;
}

/**
 * Cosmos DB takes items of 2 MB. A write of 512 KB costs 185 RU and one of 1 MB 625 RU, of the 400 RU/s of the smallest
 * container (docs/adr/0007-cosmos.md), so spilling begins at the half.
 */
export const SIZES: Sizes = { spill: 512 * 1024, page: 64 * 1024, item: 2_000_000 };

/** The document without the oldest entries of its log, and those, in order. */
export interface Spilled {
  readonly document: StoredDocument;
  readonly pages: readonly Page[];
}

export interface Page {
  /** Says what is in it. */
  readonly digest: string;
  readonly entries: readonly unknown[];
}

/**
 * As many whole pages as it takes. The same log always gives the same pages, and one that goes on at its end, or loses
 * its oldest entries, gives mostly the same ones: none is written twice without need.
 *
 * @throws RangeError when it is too large even so
 */
export const spill = (document: StoredDocument, sizes: Sizes): Spilled => {
  const log = logOf(document);
  const whole = bytesOf(JSON.stringify(document));
  if (log === undefined || whole <= sizes.spill) return fitting({ document, pages: [] }, whole, sizes);
  const texts = log.map(textOf);
  const taken: (readonly string[])[] = [];
  let left = whole;
  for (const chunk of chunksOf(texts, sizes.page)) {
    if (left <= sizes.spill) break;
    taken.push(chunk);
    // Each entry has its comma.
    left -= chunk.reduce((sum, text) => sum + bytesOf(text) + 1, 0);
  }
  const pages = taken.map((chunk) => pageOf(document.id, chunk));
  const kept = log.slice(taken.flat().length);
  return fitting({ document: withLog(document, kept), pages }, left, sizes);
};

const fitting = (spilled: Spilled, bytes: number, sizes: Sizes): Spilled => {
  const { document, pages } = spilled;
  const largest = Math.max(bytes, ...pages.map(({ entries }) => bytesOf(JSON.stringify(entries))));
  if (largest > sizes.item) {
    throw new RangeError(
      `Document ${document.id} has ${largest} bytes in one piece after its log was moved out; Cosmos DB takes ${sizes.item}`,
    );
  }
  return spilled;
};

const pageOf = (documentId: string, texts: readonly string[]): Page => ({
  digest: digestOf([documentId, ...texts]),
  entries: texts.map((text): unknown => JSON.parse(text)),
});

/** Of a list of texts, so that no two lists are the same when strung together. */
export const digestOf = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22);

/**
 * Whole pages from the beginning; the last, open one is not among them. A page ends at an entry whose own content says so
 * (more often the larger it is, so that pages are about as large whatever is in them), never at a number that counts from
 * the beginning: a log that loses its oldest entries finds the old ends again.
 */
export function* chunksOf(texts: readonly string[], size: number): Generator<readonly string[]> {
  let chunk: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    chunk.push(text);
    bytes += bytesOf(text) + 1;
    if (!endsPage(text, size) && bytes < 4 * size) continue;
    yield chunk;
    chunk = [];
    bytes = 0;
  }
}

const endsPage = (text: string, size: number): boolean =>
  createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32 < (bytesOf(text) + 1) / size;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** As it stands in the JSON of a list: what has no JSON is null there. */
const textOf = (entry: unknown): string => JSON.stringify([entry]).slice(1, -1);

/** The documents of this program that grow keep their history in `log`; the store has no other business with it. */
export const logOf = (document: StoredDocument): readonly unknown[] | undefined => {
  const log: unknown = Reflect.get(document, 'log');
  return Array.isArray(log) ? log : undefined;
};

export const withLog = (document: StoredDocument, log: readonly unknown[]): StoredDocument =>
  Object.assign({}, document, { log });
