import { CASE, type CaseDocument } from '../../../src/case/document.ts';
import type { Instant } from '../../../src/core/time.ts';
import { ROSTER, type RosterDocument } from '../../../src/roster/document.ts';
import type { DocumentStore, Saved, StoredDocument } from '../../../src/store/port.ts';

/** One write that took effect. */
export interface Write {
  at: Instant;
  /** The life of a replica, or whoever else wrote. */
  by: string;
  before: StoredDocument | undefined;
  after: StoredDocument;
}

/** Sees every write of everybody: what is really stored, whatever anybody was told. */
export interface Ledger {
  /** The store, as one writer has it. */
  as(writer: string): DocumentStore;
  now(id: string): StoredDocument | undefined;
  /** As it stood that many writes ago, as far as that is remembered. */
  earlier(id: string, back: number): StoredDocument | undefined;
  all(): Iterable<StoredDocument>;
  /** The earliest moment at which the store says something must happen; Infinity is never. */
  earliestDue(): Instant;
  readonly writes: number;
}

export interface LedgerParts {
  /** Where it is really stored. */
  store: DocumentStore;
  clock: () => Instant;
  onWrite: (write: Write) => void;
}

/** What a person may still have on a screen. */
const REMEMBERED = 12;

export const isCase = (document: StoredDocument | undefined): document is CaseDocument =>
  document?.kind === CASE;

export const isRoster = (document: StoredDocument | undefined): document is RosterDocument =>
  document?.kind === ROSTER;

export const ledgerOver = ({ store, clock, onWrite }: LedgerParts): Ledger => {
  const histories = new Map<string, StoredDocument[]>();
  const dues = new Map<string, Instant>();
  let writes = 0;

  const noted = (by: string, after: StoredDocument, saved: Saved): Saved => {
    if (!saved.ok) return saved;
    writes += 1;
    const history = histories.get(after.id) ?? [];
    histories.set(after.id, history);
    const before = history.at(-1);
    history.push(after);
    if (history.length > REMEMBERED) history.shift();
    if (after.dueAt == null) dues.delete(after.id);
    else dues.set(after.id, after.dueAt);
    onWrite({ at: clock(), by, before, after });
    return saved;
  };

  return {
    as: (writer) => ({
      ...store,
      create: async (document) => noted(writer, document, await store.create(document)),
      replace: async (document, expected) => noted(writer, document, await store.replace(document, expected)),
    }),
    now: (id) => histories.get(id)?.at(-1),
    earlier: (id, back) => {
      const history = histories.get(id) ?? [];
      return history[Math.max(0, history.length - 1 - back)];
    },
    all: () => [...histories.values()].flatMap((history) => history.at(-1) ?? []),
    earliestDue: () => {
      let earliest = Infinity;
      for (const due of dues.values()) earliest = Math.min(earliest, due);
      return earliest;
    },
    get writes() {
      return writes;
    },
  };
};
