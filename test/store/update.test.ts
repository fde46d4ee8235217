import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { update } from '../../src/store/update.ts';

const schema = z.object({ id: z.string(), kind: z.string(), schema: z.literal(1), count: z.int() });

describe('A change of a document', () => {
  it('that could not be read back is a fault, and changes nothing', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'update-'));
    const store = openSqliteStore({ directory });
    const parse = (stored: unknown) => schema.parse(stored);
    const first = { id: 'a', kind: 'a', schema: 1 as const, count: 1 };
    await update(store, 'a', parse, () => ({ save: first, result: undefined }));
    await assert.rejects(
      update(store, 'a', parse, () => ({ save: { ...first, count: 1.5 }, result: undefined })),
    );
    assert.deepEqual((await store.read('a'))?.document, first);
    await store.close();
    rmSync(directory, { recursive: true });
  });
});
