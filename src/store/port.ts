/**
 * The one thing the program asks of a database: documents that are created once, read by id and replaced
 * whole at the version that was read. State, log and outgoing messages live in one document, so one write is
 * the transaction (docs/adr/0001-the-document-is-the-transaction.md).
 */
export interface StoredDocument {
  /** Unique over all kinds, for example `case/5f0c…`. */
  readonly id: string;
  readonly kind: string;
  /** Version of the shape of this document, for upcasting on read. */
  readonly schema: number;
  /** For `findOpen`; absent where it has no meaning. */
  readonly municipality?: string;
  /** Still needs somebody; for `findOpen`. */
  readonly open?: boolean;
  /** Earliest moment (whole epoch ms) at which something must happen to it; absent or null is never. */
  readonly dueAt?: number | null;
}

/** Whether this program does not know the shape of a document yet. */
export type IsNewer = (document: StoredDocument) => boolean;

/** What is stored under an id is not a document of this program. It says nothing about the others. */
export class DamagedDocument extends Error {
  override readonly name = 'DamagedDocument';
}

export interface Versioned {
  document: StoredDocument;
  /** Opaque; only good for `replace`. */
  version: string;
}

/** A part of all documents. */
export interface Page {
  readonly documents: readonly StoredDocument[];
  /** Asks for what comes after these; absent when there is no more. */
  readonly cursor?: string;
}

export type Saved = { ok: true; version: string } | { ok: false };

/**
 * Every method rejects when the database cannot be reached, and after `close`. A `create` or `replace` that rejects may have
 * been carried out, or may be later: whoever goes on reads again, and the version decides. `create`, `replace` and `findDue`
 * reject a moment that is not a whole number of milliseconds (RangeError): stored as null, it would never be due.
 */
export interface DocumentStore {
  /**
   * Rejects with `DamagedDocument` when what is stored cannot be one; so does `page`, for nothing may be left out of a copy.
   *
   * @param known what was read of this document, or saved of it, before: answered itself while that is still the stored
   *   version, where this saves the store work
   */
  read(id: string, known?: Versioned): Promise<Versioned | undefined>;
  /** Refused (`ok: false`) when a document with this id exists. Durable when it answers. */
  create(document: StoredDocument): Promise<Saved>;
  /** Refused (`ok: false`) when the stored version is another, or the document does not exist. */
  replace(document: StoredDocument, expected: string): Promise<Saved>;
  /** Ids of documents with `dueAt <= now`, earliest first, at most `limit`. */
  findDue(now: number, limit: number): Promise<readonly string[]>;
  /** Ids of open documents of a kind in a municipality, oldest first, by creation. */
  findOpen(kind: string, municipality: string): Promise<readonly string[]>;
  /**
   * Every document, in order of creation, at most `limit` at a time. A document that is created meanwhile comes last, or not
   * at all when another replica created it; one that is replaced meanwhile comes once, as it was or as it became.
   *
   * @param limit whole, at least 1 (RangeError)
   * @param cursor as the page before gave it, also of before a restart; rejects one that this store did not give
   *   (RangeError)
   */
  page(limit: number, cursor?: string): Promise<Page>;
  /**
   * Leaves nothing in the files of the database of what was replaced, as far as those are ours. Rejects when that cannot be
   * done now, for example because somebody is making a copy; it may be asked again.
   */
  wipe(): Promise<void>;
  /** Rejects when the database cannot be reached or written. */
  ping(): Promise<void>;
  /** May be called twice. */
  close(): Promise<void>;
}
