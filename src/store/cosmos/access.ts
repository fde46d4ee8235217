import type { Container, ItemDefinition, SqlQuerySpec } from '@azure/cosmos';
import { Unreadable, mayHaveHappened, statusOf, substatusOf } from './errors.ts';
import { type FoundItem, type Item, toFound } from './items.ts';
import type { Ask } from './patience.ts';

/** What the adapter asks of the container. Whatever is not said rejects with a `CosmosFailure`. */
export interface Access {
  /** A point read. Undefined when it does not exist. */
  readonly read: (id: string) => Promise<unknown>;
  /** As `read`, of a document. */
  readonly readItem: (id: string) => Promise<FoundItem | undefined>;
  readonly create: (item: Item) => Promise<Written>;
  readonly replace: (item: Item, etag: string) => Promise<Written>;
  /** Writes it, whatever was there. */
  readonly put: (item: ItemDefinition) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly query: (what: string, query: SqlQuerySpec) => Promise<readonly unknown[]>;
}

/**
 * What came of a write. `unsure` is set when an earlier try of it may have been carried out, though its answer got lost:
 * then a refusal may be about ourselves.
 */
export type Written = { etag: string } | { refused: true; unsure: boolean };

/** Items in one answer to a query, of which the client asks for the next by itself; Cosmos DB's own default. */
const AT_ONCE = 100;

/** 404 not there, 409 already there, 412 another version. */
const REFUSALS: ReadonlySet<number> = new Set([404, 409, 412]);

export const accessTo = (container: Container, ask: Ask): Access => {
  const read: Access['read'] = (id) =>
    ask(`the reading of ${id}`, async (abortSignal): Promise<unknown> => {
      const { statusCode, substatus, resource } = await container
        .item(id, id)
        .read<ItemDefinition>({ abortSignal });
      // Anything more than "not there" is about the container or this session: it must not look like a case that is not.
      if (statusCode === 404 && substatus) throw new Unreadable(substatus);
      return resource;
    });

  return {
    read,
    readItem: async (id) => {
      const found = await read(id);
      return found === undefined ? undefined : toFound(id, found);
    },
    create: (item) =>
      writing(ask, `the creation of ${item.id}`, (abortSignal) =>
        container.items.create<Item>(item, { abortSignal }),
      ),
    replace: (item, condition) =>
      writing(ask, `the replacement of ${item.id}`, (abortSignal) =>
        container
          .item(item.id, item.id)
          .replace<Item>(item, { abortSignal, accessCondition: { type: 'IfMatch', condition } }),
      ),
    put: async (item) => {
      await ask(`the writing of ${item.id ?? ''}`, (abortSignal) =>
        container.items.upsert(item, { abortSignal }),
      );
    },
    remove: async (id) => {
      await ask(`the removal of ${id}`, (abortSignal) => container.item(id, id).delete({ abortSignal }));
    },
    query: async (what, query) => {
      const { resources } = await ask(what, (abortSignal) =>
        container.items.query<unknown>(query, { abortSignal, maxItemCount: AT_ONCE }).fetchAll(),
      );
      return resources;
    },
  };
};

const writing = (
  ask: Ask,
  what: string,
  send: (signal: AbortSignal) => Promise<{ etag: string }>,
): Promise<Written> => {
  let unsure = false;
  return ask(what, async (signal) => {
    try {
      return { etag: (await send(signal)).etag };
    } catch (error) {
      const status = statusOf(error);
      if (status !== undefined && REFUSALS.has(status) && substatusOf(error) === 0) {
        return { refused: true, unsure };
      }
      unsure ||= mayHaveHappened(error);
      throw error;
    }
  });
};
