import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { permissionsPage } from '../../scripts/permissions/page.ts';

describe('docs/rechten.md', () => {
  it('is what npm run permissions prints', async () => {
    const written = readFileSync(path.resolve(import.meta.dirname, '../../docs/rechten.md'), 'utf8');
    assert.equal(written, await permissionsPage(), 'npm run permissions -- --write');
  });
});
