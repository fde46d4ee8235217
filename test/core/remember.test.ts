import assert from 'node:assert/strict';
import { remembering, rememberingLast } from '../../src/core/remember.ts';

/** A function that notes what it was asked. */
const noting = <K, R>(work: (key: K) => R) => {
  const asked: K[] = [];
  return {
    asked,
    work: (key: K): R => {
      asked.push(key);
      return work(key);
    },
  };
};

describe('What is remembered', () => {
  it('is worked out once, also when the answer is nothing', () => {
    const { asked, work } = noting((number: number) => (number > 0 ? number * 2 : undefined));
    const double = remembering(work, 10);
    assert.deepEqual([1, 2, 1, -1, -1, 2].map(double), [2, 4, 2, undefined, undefined, 4]);
    assert.deepEqual(asked, [1, 2, -1]);
  });

  it('is all forgotten when it becomes too much, and then worked out again', () => {
    const { asked, work } = noting((number: number) => -number);
    const negative = remembering(work, 3);
    assert.deepEqual([1, 2, 3, 1, 4, 1, 4].map(negative), [-1, -2, -3, -1, -4, -1, -4]);
    assert.deepEqual(asked, [1, 2, 3, 4, 1]);
  });

  it('is not what failed', () => {
    let tries = 0;
    const once = remembering((key: string) => {
      tries += 1;
      if (tries === 1) throw new Error(key);
      return tries;
    }, 10);
    assert.throws(() => once('one'), /one/);
    assert.equal(once('one'), 2);
  });
});

describe('What was asked last', () => {
  it('is not worked out again', () => {
    const asked: string[] = [];
    const both = rememberingLast((one: object, other: number) => {
      asked.push(`${JSON.stringify(one)} ${other}`);
      return { one, other };
    });
    const [a, b] = [{ a: 1 }, { b: 1 }];
    assert.equal(both(a, 1), both(a, 1));
    assert.deepEqual(both(a, 2), { one: a, other: 2 });
    assert.deepEqual(both(b, 2), { one: b, other: 2 });
    assert.deepEqual(both(a, 2), { one: a, other: 2 });
    assert.deepEqual(asked, ['{"a":1} 1', '{"a":1} 2', '{"b":1} 2', '{"a":1} 2']);
  });

  it('is told apart by identity, not by what it holds', () => {
    const pair = rememberingLast((one: object, other: number) => ({ one, other }));
    const [first, second] = [{ a: 1 }, { a: 1 }];
    assert.equal(pair(first, 1).one, first);
    assert.equal(pair(second, 1).one, second);
  });
});
