import type { SqlQuerySpec } from '@azure/cosmos';

/*
 * Each is answered from the index (container.ts). None names a partition: there is one per document, and the question goes to
 * all of them at once.
 */

const spec = (query: string, values: Readonly<Record<string, string | number>>): SqlQuerySpec => ({
  query,
  parameters: Object.entries(values).map(([name, value]) => ({ name: `@${name}`, value })),
});

/** Ids of items. */
export const dueQuery = (now: number, limit: number): SqlQuerySpec =>
  spec('SELECT TOP @limit VALUE c.id FROM c WHERE c.dueAt <= @now ORDER BY c.dueAt', { now, limit });

/** Ids of items. Both paths of the composite index are in ORDER BY, or Cosmos DB would not use it for the filter. */
export const openQuery = (openIn: string): SqlQuerySpec =>
  spec('SELECT VALUE c.id FROM c WHERE c.openIn = @openIn ORDER BY c.openIn, c.born', { openIn });

/** Whole items. Pages and the heartbeat were never born, so they are not among them. */
export const pageQuery = (after: string, limit: number): SqlQuerySpec =>
  spec('SELECT TOP @limit * FROM c WHERE c.born > @after ORDER BY c.born', { after, limit });
