import type { IndexingPolicy } from '@azure/cosmos';

/** How the container must be made; infra/modules/database.bicep makes it so, which is checked. */

export const PARTITION_KEY = '/id';

/** Every path that a query asks for, and nothing else: each indexed path costs at every write. */
export const INDEXED = ['/dueAt/?', '/openIn/?', '/born/?'] as const;

export const OPEN_IN_ORDER = ['/openIn', '/born'] as const;

export const POLICY: IndexingPolicy = {
  automatic: true,
  indexingMode: 'consistent',
  includedPaths: INDEXED.map((path) => ({ path })),
  excludedPaths: [{ path: '/*' }],
  compositeIndexes: [OPEN_IN_ORDER.map((path) => ({ path, order: 'ascending' }))],
};
