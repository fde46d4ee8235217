import assert from 'node:assert/strict';
import { nearest } from '../../src/config/nearest.ts';

describe('The nearest word', () => {
  const words = ['politie', 'veilig-thuis', 'jeugd-mw', 'amw'];
  const cases: readonly [string, string | undefined][] = [
    ['politei', 'politie'],
    ['Politie', 'politie'],
    ['veiligthuis', 'veilig-thuis'],
    ['jeugd', undefined],
    ['jeugd-mv', 'jeugd-mw'],
    ['mw', 'amw'],
    ['brandweer', undefined],
    ['', undefined],
  ];
  for (const [word, expected] of cases) {
    it(`to "${word}" is ${expected ?? 'nothing'}`, () => {
      assert.equal(nearest(word, words), expected);
    });
  }

  it('is the closest of several', () => {
    assert.equal(nearest('planer', ['planners', 'planner']), 'planner');
  });
});
