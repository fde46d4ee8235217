import { randomUUID } from 'node:crypto';
import type { CosmosOptions } from '../../src/store/cosmos/store.ts';

/** Enough to be right about a slow machine, and little enough for a test that waits for its end. */
export const PATIENCE = { once: 500, total: 5000, pause: 10 };

/** A container of its own for one test, at a server in this process. */
export const cosmosOptions = (
  { endpoint, key, ca }: { endpoint: string; key: string; ca: string },
  rest: Partial<CosmosOptions> = {},
): CosmosOptions => ({
  endpoint,
  auth: { key },
  ca,
  database: 'eerder-erbij',
  container: `test-${randomUUID()}`,
  clock: () => Date.now(),
  ...rest,
});
