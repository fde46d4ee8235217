import { z } from 'zod';
import type { StoredDocument } from '../port.ts';
import type { Access } from './access.ts';
import { pageIdOf } from './ids.ts';
import type { FoundItem } from './items.ts';
import { type Page, type Sizes, digestOf, logOf, spill, withLog } from './pages.ts';

/** How many pages are remembered: they never change, so what is remembered is right as long as somebody names it. */
const REMEMBERED_PAGES = 200;

/** Keeps the pages that logs were spilled into. */
export interface Shelf {
  /**
   * Puts away what the document spills, before the document itself is written.
   *
   * @param before the version that will be replaced: its ETag, and the pages it names; undefined for a new document
   * @returns the document without that, and the names of all its pages
   * @throws RangeError when it is too large even so: nothing was written
   */
  putAway: (
    document: StoredDocument,
    before?: Named & { readonly etag: string },
  ) => Promise<Named & { readonly document: StoredDocument }>;
  /** The document with its whole log; undefined when a page is not there. */
  join: (item: FoundItem) => Promise<StoredDocument | undefined>;
  /** Removes pages that no version names any more. */
  clear: (pages: readonly string[]) => Promise<void>;
}

interface Named {
  readonly pages: readonly string[];
}

const pageSchema = z.object({ entries: z.array(z.unknown()) });

/**
 * The name of a page says what is in it and which version was to be replaced when it was first put away. So a write that is
 * tried again and two writers in a race put away the same page, while a page that was named, dropped and is needed again
 * gets another name: whoever is still removing the old one cannot remove the new one.
 */
const nameOf = ({ digest }: Page, etag: string): string => `${digest}.${digestOf([etag]).slice(0, 11)}`;

export const shelfIn = ({ read, put, remove }: Access, sizes: Sizes): Shelf => {
  const remembered = remembering(REMEMBERED_PAGES);

  const entriesOf = async (page: string): Promise<readonly unknown[] | undefined> => {
    const known = remembered.get(page);
    if (known) return known;
    const found = await read(pageIdOf(page));
    if (found === undefined) return undefined;
    const { entries } = pageSchema.parse(found);
    remembered.set(page, entries);
    return entries;
  };

  return {
    putAway: async (document, before = { etag: '', pages: [] }) => {
      const spilled = spill(document, sizes);
      const kept = new Map(before.pages.map((name) => [name.split('.')[0], name]));
      const pages: string[] = [];
      for (const page of spilled.pages) {
        const known = kept.get(page.digest);
        const name = known ?? nameOf(page, before.etag);
        if (known === undefined) await put({ id: pageIdOf(name), entries: page.entries });
        pages.push(name);
      }
      return { document: spilled.document, pages };
    },
    join: async ({ document, pages }) => {
      if (pages.length === 0) return document;
      const oldest = await Promise.all(pages.map(entriesOf));
      const log = logOf(document) ?? [];
      return oldest.some((entries) => entries === undefined)
        ? undefined
        : withLog(document, [...oldest.flatMap((entries) => entries ?? []), ...log]);
    },
    clear: async (pages) => {
      await Promise.all(pages.map((page) => remove(pageIdOf(page))));
    },
  };
};

/** The least recently used go first. */
const remembering = (most: number) => {
  const pages = new Map<string, readonly unknown[]>();
  const set = (name: string, entries: readonly unknown[]): void => {
    pages.delete(name);
    pages.set(name, entries);
    const [oldest] = pages.keys();
    if (pages.size > most && oldest !== undefined) pages.delete(oldest);
  };
  return {
    set,
    get: (name: string): readonly unknown[] | undefined => {
      const entries = pages.get(name);
      if (entries) set(name, entries);
      return entries;
    },
  };
};
