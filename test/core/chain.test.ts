import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Linked, beginningOf, chained, endOf, firstBreak, hashOf } from '../../src/core/chain.ts';
import { upcast } from '../../src/core/upcast.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { ofKind } from '../fixtures/schema/earlier.ts';

/** The same logs on every run. */
const RUNS = { seed: 20261122, numRuns: 300 };

const OURS = beginningOf('case/1');

/** Whatever is stored as JSON, and so comes back as it was; no property is called as the hash is. */
const line = fc.record({
  at: fc.nat(),
  event: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
});
const lines = fc.array(line, { minLength: 1, maxLength: 12 });
const log = lines.map((made): readonly Linked[] => chained(OURS, made));

/** A log and the index of one of its lines. */
const withLine = log.chain((made) => fc.tuple(fc.constant(made), fc.nat(made.length - 1)));

const holds = <T>(arbitrary: fc.Arbitrary<T>, fact: (value: T) => void): void => {
  fc.assert(fc.property(arbitrary, fact), RUNS);
};

/** The same, with the properties of every object in another order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, turned(part)]),
  );
};

const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const isLog = (value: unknown): value is readonly Linked[] => Array.isArray(value);

const altered = (one: Linked, change: object): Linked => ({ ...one, ...change });

describe('A chained log', () => {
  it('is whole as it was written, also when it grew line by line', () => {
    holds(lines, (made) => {
      const once = chained(OURS, made);
      assert.equal(firstBreak(OURS, once), undefined);
      const grown = made.reduce<readonly Linked[]>(
        (before, one) => [...before, ...chained(endOf(before, OURS), [one])],
        [],
      );
      assert.deepEqual(grown, once);
    });
  });

  it('is whole from any line on, given the hash of the line before it: older lines may be kept elsewhere', () => {
    holds(withLine, ([made, index]) => {
      const before = endOf(made.slice(0, index), OURS);
      assert.equal(firstBreak(before, made.slice(index)), undefined);
    });
  });

  it('is whole when nothing was written yet', () => {
    assert.equal(firstBreak(OURS, []), undefined);
    assert.equal(endOf([], OURS), OURS);
  });

  it('does not mind in which order a store gives the properties back', () => {
    holds(log, (made) => {
      const stored: unknown = turned(asStored(made));
      assert.ok(isLog(stored));
      assert.equal(firstBreak(OURS, stored), undefined);
    });
  });

  it('is broken where a line was taken out, unless it was the last: that is held by the seal', () => {
    holds(withLine, ([made, index]) => {
      const left = made.toSpliced(index, 1);
      assert.equal(firstBreak(OURS, left), index < made.length - 1 ? index : undefined);
      if (index === made.length - 1) assert.notEqual(endOf(left, OURS), endOf(made, OURS));
    });
  });

  it('is broken where a line was changed, whatever was changed in it', () => {
    holds(fc.tuple(withLine, fc.string(), fc.jsonValue()), ([[made, index], name, value]) => {
      const old = made[index];
      assert.ok(old);
      fc.pre(name !== 'hash' && name !== '__proto__');
      const changed = { ...old, [name]: value };
      fc.pre(!isDeepStrictEqual(asStored(changed), asStored(old)));
      assert.equal(firstBreak(OURS, made.with(index, changed)), index);
    });
  });

  it('is broken where only a moment, or one letter, is another', () => {
    const made = chained(OURS, [
      { at: 1, event: { type: 'SchoolTold' } },
      { at: 2, event: { type: 'CaseClosed' } },
    ]);
    const [first, second] = made;
    assert.ok(first && second);
    assert.equal(firstBreak(OURS, [altered(first, { at: 2 }), second]), 0);
    assert.equal(firstBreak(OURS, [first, altered(second, { event: { type: 'CaseClosee' } })]), 1);
    assert.equal(firstBreak(OURS, [first, altered(second, { by: 'somebody' })]), 1);
    assert.equal(firstBreak(OURS, [first, { hash: second.hash }]), 1);
  });

  it('is broken after a line that was changed and got the hash that goes with it', () => {
    holds(withLine, ([made, index]) => {
      const [old, before] = [made[index], endOf(made.slice(0, index), OURS)];
      assert.ok(old);
      const forged = chained(before, [{ ...old, at: -1 }]);
      const found = firstBreak(OURS, made.toSpliced(index, 1, ...forged));
      assert.equal(found, index < made.length - 1 ? index + 1 : undefined);
    });
  });

  it('is broken at the first of two lines that changed places', () => {
    const two = log
      .filter(({ length }) => length > 1)
      .chain((made) =>
        fc.tuple(fc.constant(made), fc.uniqueArray(fc.nat(made.length - 1), { minLength: 2, maxLength: 2 })),
      );
    holds(two, ([made, places]) => {
      const [one, other] = places.toSorted((a, b) => a - b);
      assert.ok(one !== undefined && other !== undefined);
      const [first, second] = [made[one], made[other]];
      assert.ok(first && second);
      assert.equal(firstBreak(OURS, made.with(one, second).with(other, first)), one);
    });
  });

  it('is broken where a line was put in between, with the hash of where it stood or with the right one', () => {
    holds(fc.tuple(withLine, log), ([[made, index], [strange]]) => {
      assert.ok(strange);
      const before = endOf(made.slice(0, index), OURS);
      const right = chained(before, [{ ...strange, at: -1 }]);
      assert.equal(firstBreak(OURS, made.toSpliced(index, 0, ...right)), index + 1);
      fc.pre(strange.hash !== hashOf(before, strange));
      assert.equal(firstBreak(OURS, made.toSpliced(index, 0, strange)), index);
    });
  });

  it('is broken at once where it was moved to another document, or its first lines are gone', () => {
    holds(log, (made) => {
      assert.equal(firstBreak(beginningOf('case/2'), made), 0);
      assert.equal(firstBreak(endOf(made, OURS), made), 0);
    });
  });

  it('is broken at a line whose hash was taken from it', () => {
    holds(withLine, ([made, index]) => {
      assert.equal(firstBreak(OURS, made.with(index, { ...made[index], hash: '' })), index);
    });
  });
});

describe('A log of before lines were chained', () => {
  const older = [...ofKind('case'), ...ofKind('roster')].filter(({ document }) => document.schema < 3);
  const logOf = (document: object): readonly Linked[] => {
    assert.ok('log' in document && isLog(document.log));
    return document.log;
  };

  it('is chained when it is read, as it is, and twice the same', () => {
    assert.ok(older.length > 20);
    for (const { situation, document } of older) {
      const read = logOf(upcast(document));
      assert.equal(firstBreak(beginningOf(document.id), read), undefined, situation);
      assert.deepEqual(
        read.map(({ hash: _hash, ...rest }) => rest),
        logOf(document),
        situation,
      );
      const again = JSON.parse(JSON.stringify(document)) as StoredDocument;
      assert.deepEqual(upcast(again), upcast(document), situation);
    }
  });

  it('stays as it is once it is of this version, also where its chain is broken: that must be seen', () => {
    for (const { document } of older) {
      const read = upcast(document);
      assert.ok('schema' in read && read.schema === 3);
      const broken = { ...read, schema: 3, log: logOf(read).slice(1) };
      assert.equal(upcast(broken), broken);
    }
  });
});
