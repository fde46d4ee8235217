import assert from 'node:assert/strict';
import { z } from 'zod';
import { parsedOnce } from '../../src/core/parsed-once.ts';

describe('parsedOnce', () => {
  let parsed: number;
  const event = z.object({
    at: z.int().refine(() => {
      parsed += 1;
      return true;
    }),
    children: z.int().default(0),
  });
  const schema = z.object({ log: z.array(parsedOnce(event)) });

  beforeEach(() => {
    parsed = 0;
  });

  it('parses what it never gave, like the schema itself', () => {
    assert.deepEqual(schema.parse({ log: [{ at: 1, more: 'is left out' }] }), {
      log: [{ at: 1, children: 0 }],
    });
    assert.equal(parsed, 1);
  });

  it('gives the very object that it gave before, and parses only what is new', () => {
    const { log } = schema.parse({ log: [{ at: 1 }, { at: 2 }] });
    const again = schema.parse({ log: [...log, { at: 3 }] });
    assert.equal(parsed, 3);
    assert.ok(again.log[0] === log[0] && again.log[1] === log[1]);
  });

  it('parses a copy of what it gave', () => {
    const { log } = schema.parse({ log: [{ at: 1 }] });
    assert.throws(() => schema.parse({ log: [{ ...log[0], at: 'changed' }] }), z.ZodError);
  });

  it('refuses what the schema refuses, and says where', () => {
    const { error } = schema.safeParse({ log: [{ at: 1 }, { at: 'two' }] });
    assert.deepEqual(
      error?.issues.map(({ path }) => path),
      [['log', 1, 'at']],
    );
  });

  it('refuses again what it refused before', () => {
    const damaged = { at: 'two' };
    for (const time of ['first', 'second'])
      assert.equal(schema.safeParse({ log: [damaged] }).success, false, time);
  });
});
