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
  /** For `listOpen`; absent where it has no meaning. */
  readonly municipality?: string;
  /** Still needs somebody; for `listOpen`. */
  readonly open?: boolean;
  /** Earliest moment (whole epoch ms) at which something must happen to it; absent or null is never. */
  readonly dueAt?: number | null;
}

export interface Versioned {
  document: StoredDocument;
  /** Opaque; only good for `replace`. */
  version: string;
}

export type Saved = { ok: true; version: string } | { ok: false };

/**
 * Every method rejects when the database cannot be reached, and after `close`. `create`, `replace` and `findDue`
 * reject a moment that is not a whole number of milliseconds (RangeError): stored as null, it would never be due.
 */
export interface DocumentStore {
  read(id: string): Promise<Versioned | undefined>;
  /** Refused (`ok: false`) when a document with this id exists. Durable when it answers. */
  create(document: StoredDocument): Promise<Saved>;
  /** Refused (`ok: false`) when the stored version is another, or the document does not exist. */
  replace(document: StoredDocument, expected: string): Promise<Saved>;
  /** Ids of documents with `dueAt <= now`, earliest first, at most `limit`. */
  findDue(now: number, limit: number): Promise<readonly string[]>;
  /** Open documents of a kind in a municipality, oldest first, by creation. */
  listOpen(kind: string, municipality: string): Promise<readonly Versioned[]>;
  /** Rejects when the database cannot be reached or written. */
  ping(): Promise<void>;
  /** May be called twice. */
  close(): Promise<void>;
}
