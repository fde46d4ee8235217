import assert from 'node:assert/strict';
import { isEntraId } from '../../src/core/entra-id.ts';

describe('An id of Entra', () => {
  it('is one in any case, and one of the Playground', () => {
    assert.ok(isEntraId('11111111-1111-4111-8111-1111111111aB'));
    assert.ok(isEntraId('00000000-0000-0000-0000-0000000000020'));
  });

  for (const text of [
    '',
    'Jan de Vries',
    '11111111-1111-4111-8111-1111111111ab Jan',
    'x1111111-1111-4111-8111-111111111111',
  ])
    it(`is not "${text}"`, () => {
      assert.equal(isEntraId(text), false);
    });
});
