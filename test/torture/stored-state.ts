/** What the database holds while the program runs, as far as it is not a memory of what was answered. */
import { type Instant, MINUTE } from '../../src/core/time.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';

const PAGE = 200;

/** Every document. */
export const allIn = async (store: DocumentStore): Promise<readonly StoredDocument[]> => {
  const found: StoredDocument[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.page(PAGE, cursor);
    found.push(...page.documents);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
};

/** Every document by its id; without the activities it answered, who sends what is in it, and who was refused what. */
export type StoredState = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * @param besides kinds that are left out, such as `person`: where somebody can be written to is learned from all they send
 */
export const storedState = async (
  store: DocumentStore,
  besides: readonly string[] = [],
): Promise<StoredState> => {
  const documents = (await allIn(store)).filter(
    ({ kind }) => kind !== 'lease' && kind !== 'access' && !besides.includes(kind),
  );
  return Object.fromEntries(
    documents.map((document) => [document.id, withoutMemory(document)]).sort(byId),
  ) as StoredState;
};

const byId = ([one]: readonly unknown[], [other]: readonly unknown[]): number =>
  String(one).localeCompare(String(other));

const withoutMemory = (document: StoredDocument): Record<string, unknown> => {
  const rest: Record<string, unknown> = { ...document };
  delete rest.done;
  delete rest.lease;
  return rest;
};

/** Nothing waits to be sent, and nothing is due for a while. */
export const isQuiet = (state: StoredState, now: Instant): boolean =>
  Object.values(state).every(
    ({ outbox, dueAt }) =>
      (!Array.isArray(outbox) || outbox.length === 0) && (typeof dueAt !== 'number' || dueAt > now + MINUTE),
  );
