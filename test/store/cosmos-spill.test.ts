import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chunksOf, spill } from '../../src/store/cosmos/pages.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { type Logged, SMALL, lines, logged } from '../support/cosmos-logs.ts';

describe('The pages of a document', () => {
  const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
  const entry = fc.oneof(
    fc.record({ at: fc.nat(), what: fc.string({ unit: 'binary', maxLength: 200 }) }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const log = fc.array(entry, { maxLength: 60 });
  const logOf = (document: StoredDocument): readonly unknown[] => (document as Logged).log;
  const spilled = (entries: readonly unknown[]) => spill(logged(entries), { ...SMALL, item: 1_000_000 });

  it('hold the oldest entries, and with what is left everything, in order', () => {
    fc.assert(
      fc.property(log, (entries) => {
        const { pages, document } = spilled(entries);
        const all = [...pages.flatMap((page) => page.entries), ...logOf(document)];
        assert.equal(JSON.stringify(all), JSON.stringify(entries));
        if (bytes(logged(entries)) <= SMALL.spill) assert.equal(pages.length, 0);
      }),
    );
  });

  it('are as many as it takes and no more', () => {
    fc.assert(
      fc.property(log, (entries) => {
        const { pages, document } = spilled(entries);
        const last = pages.at(-1);
        if (!last) return;
        assert.ok(bytes(logged([...last.entries, ...logOf(document)])) > SMALL.spill);
        // What is left over is the rest of the document, and less than one page more than that may be.
        const open = [
          ...chunksOf(
            logOf(document).map((one) => JSON.stringify(one)),
            SMALL.page,
          ),
        ];
        if (open.length > 0) assert.ok(bytes(document) <= SMALL.spill);
      }),
    );
  });

  it('stay the same while the log goes on', () => {
    fc.assert(
      fc.property(log, log, (entries, more) => {
        const digests = (all: readonly unknown[]): string[] => spilled(all).pages.map(({ digest }) => digest);
        const [before, after] = [digests(entries), digests([...entries, ...more])];
        assert.deepEqual(after.slice(0, before.length), before);
      }),
    );
  });

  it('stay the same but for the first ones when the log loses its oldest entries', () => {
    const before = spill(logged(lines(0, 500)), SMALL).pages.map(({ digest }) => digest);
    const after = spill(logged(lines(7, 500)), SMALL).pages.map(({ digest }) => digest);
    const kept = after.filter((digest) => before.includes(digest));
    assert.ok(before.length > 100);
    assert.ok(kept.length >= before.length - 10, `${kept.length} of ${before.length} are kept`);
  });

  it('are of another document when the id is another', () => {
    const digests = (id: string): string[] =>
      spill({ ...logged(lines(0, 100)), id }, SMALL).pages.map(({ digest }) => digest);
    const other = new Set(digests('case/2'));
    assert.ok(digests('case/1').every((digest) => !other.has(digest)));
  });
});
