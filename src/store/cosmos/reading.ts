import { z } from 'zod';
import { DamagedDocument, type DocumentStore, type Versioned } from '../port.ts';
import type { Access } from './access.ts';
import { documentIdOf, itemIdOf } from './ids.ts';
import { type FoundItem, openIn, toFound, versionOf } from './items.ts';
import { isBirthCertificate } from './moments.ts';
import { dueQuery, openQuery, pageQuery } from './queries.ts';
import type { Shelf } from './shelf.ts';

/** How often a document is read again because a page of it was removed or is not there yet. */
const ROUNDS = 6;

type Query = Parameters<Access['query']>[1];

const ids = z.array(z.string());
const identified = z.looseObject({ id: z.string() });

/** @param pause milliseconds before a document is read again, twice as long each time */
export const reading = (
  access: Access,
  shelf: Shelf,
  pause: number,
): Pick<DocumentStore, 'read' | 'findDue' | 'findOpen' | 'page'> => {
  /**
   * A page that is not there belonged to a version that was replaced since, or was written by another replica a moment
   * ago: across partitions nobody promises to show it before the item that names it.
   */
  const joined = async (first: FoundItem): Promise<Versioned> => {
    let item = first;
    for (let round = 0; round < ROUNDS; round += 1) {
      const document = await shelf.join(item);
      if (document) return { document, version: versionOf(item) };
      await new Promise((resolve) => setTimeout(resolve, pause * 2 ** round));
      item = (await access.readItem(item.id)) ?? item;
    }
    throw new DamagedDocument(`The item ${first.id} in Cosmos DB has lost a page of its log`);
  };

  const idsOf = async (what: string, query: Query): Promise<readonly string[]> =>
    ids.parse(await access.query(what, query)).map(documentIdOf);

  const itemsOf = async (what: string, query: Query): Promise<readonly FoundItem[]> =>
    (await access.query(what, query)).map((found) => toFound(identified.parse(found).id, found));

  return {
    read: async (id) => {
      const item = await access.readItem(itemIdOf(id));
      return item && joined(item);
    },

    findDue: async (now, limit) => {
      // In JSON it is null, and then nothing would ever be due.
      if (Number.isNaN(now)) throw new RangeError('Documents are due at a moment, not at NaN');
      if (limit < 1) return [];
      const until = Math.min(now, Number.MAX_SAFE_INTEGER);
      return idsOf('what is due', dueQuery(until, limit));
    },

    findOpen: (kind, municipality) => idsOf('what is open', openQuery(openIn(kind, municipality))),

    page: async (limit, cursor) => {
      if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`A page of ${limit} documents`);
      if (cursor !== undefined && !isBirthCertificate(cursor))
        throw new RangeError(`${JSON.stringify(cursor)} is no cursor of a page`);
      // One more than asked says whether there is a next page.
      const items = await itemsOf('a page', pageQuery(cursor ?? '', limit + 1));
      const found = items.slice(0, limit);
      const documents = (await Promise.all(found.map(joined))).map(({ document }) => document);
      const last = items.length > limit ? found.at(-1) : undefined;
      return last ? { documents, cursor: last.born } : { documents };
    },
  };
};
