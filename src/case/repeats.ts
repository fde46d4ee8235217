import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DAY, type Duration, type Instant } from '../core/time.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { type Change, update } from '../store/update.ts';

/*
 * Which households were reported before. An address is never kept: only a keyed hash of it (a mark), apart from the case, for
 * twelve months. Without the key, which is not in the database, nobody can try addresses against it.
 */

/** A keyed hash of an address, and under which key: a key is replaced now and then. */
export interface Mark {
  keyId: string;
  mark: string;
}

const REPEATS = 'repeats';

/** How long a report counts: "in twaalf maanden". */
export const REPEATS_WITHIN: Duration = 365 * DAY;

/** Marks are spread over this many documents, one per digit. */
const SHELVES = Array.from({ length: 16 }, (_, digit) => digit.toString(16));

const entrySchema = z.object({
  mark: z.string(),
  /** The case in short, so that one case counts once; a word that leads nowhere once the case is forgotten. */
  case: z.string(),
  at: z.int(),
});

const shelfSchema = z.object({
  id: z.string(),
  kind: z.literal(REPEATS),
  schema: z.literal(1),
  dueAt: z.int().nullable(),
  entries: z.array(entrySchema),
});
type Shelf = z.infer<typeof shelfSchema>;

const parseShelf = (stored: StoredDocument): Shelf => shelfSchema.parse(stored);

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const shelfOf = (mark: string): string => `${REPEATS}/${digest(mark).slice(0, 1)}`;
const short = (caseId: string): string => digest(caseId).slice(0, 16);

export const isRepeatsId = (id: string): boolean => id.startsWith(`${REPEATS}/`);

/** What is older than twelve months goes; the oldest that is left says when to look again. */
const kept = (shelf: Shelf, now: Instant): Shelf => {
  const entries = shelf.entries.filter(({ at }) => now - at < REPEATS_WITHIN);
  const oldest = Math.min(...entries.map(({ at }) => at));
  return { ...shelf, entries, dueAt: entries.length === 0 ? null : oldest + REPEATS_WITHIN };
};

export interface Repeats {
  /**
   * Counts a case as a report of a household.
   *
   * @param marks the address under every key there is; all are kept, so that it is found whichever key is current then
   * @returns how many other reports of the same household there were in the twelve months before
   */
  count(marks: readonly Mark[], caseId: string, at: Instant): Promise<number>;
  /** The marks of a case say no more of which case they were. */
  forget(caseId: string): Promise<void>;
  /** Drops what is over. */
  tick(id: string): Promise<void>;
}

export const repeats = (store: DocumentStore, clock: () => Instant): Repeats => {
  const change = <R>(id: string, decide: (shelf: Shelf) => Change<Shelf, R>): Promise<R> =>
    update<Shelf, R>(store, id, parseShelf, (stored) => {
      const shelf = stored ?? { id, kind: REPEATS, schema: 1, dueAt: null, entries: [] };
      return decide(kept(shelf, clock()));
    });

  /** The same case under another address: that was a mistake, and it is no report of that household. */
  const withdraw = async (caseId: string, except: readonly string[]): Promise<void> => {
    const own = short(caseId);
    await Promise.all(
      SHELVES.map((digit) =>
        change(`${REPEATS}/${digit}`, (shelf) => {
          const entries = shelf.entries.filter((one) => one.case !== own || except.includes(one.mark));
          return entries.length === shelf.entries.length
            ? { result: undefined }
            : { save: kept({ ...shelf, entries }, clock()), result: undefined };
        }),
      ),
    );
  };

  return {
    count: async (marks, caseId, at) => {
      const own = short(caseId);
      await withdraw(
        caseId,
        marks.map(({ mark }) => mark),
      );
      const earlier = new Set<string>();
      for (const { mark } of marks) {
        const others = await change(shelfOf(mark), (shelf) => {
          const same = shelf.entries.filter((one) => one.mark === mark);
          const result = same.filter((one) => one.case !== own && one.at <= at);
          if (same.some((one) => one.case === own)) return { result };
          const entries = [...shelf.entries, { mark, case: own, at }];
          return { save: kept({ ...shelf, entries }, clock()), result };
        });
        for (const { case: other } of others) earlier.add(other);
      }
      return earlier.size;
    },

    forget: async (caseId) => {
      const own = short(caseId);
      const nowhere = randomUUID();
      await Promise.all(
        SHELVES.map((digit) =>
          change(`${REPEATS}/${digit}`, (shelf) =>
            shelf.entries.some((one) => one.case === own)
              ? {
                  save: {
                    ...shelf,
                    entries: shelf.entries.map((one) => (one.case === own ? { ...one, case: nowhere } : one)),
                  },
                  result: undefined,
                }
              : { result: undefined },
          ),
        ),
      );
    },

    tick: (id) => change(id, (shelf) => ({ save: shelf, result: undefined })),
  };
};
