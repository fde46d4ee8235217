import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ReadSafely, readSafely } from '../../src/privacy/read-safely.ts';

const MUNICIPALITIES = ['Hoogeveen', 'Assen', 'De Wolden', 'Midden-Drenthe'];

const READ: Readonly<Record<string, ReadSafely>> = {
  '': {},
  'Ruzie in hoogeveen, 3 kinderen': { municipality: 'Hoogeveen', children: 3 },
  'twee kids in de wolden': { municipality: 'De Wolden', children: 2 },
  'MIDDEN DRENTHE geen kinderen': { municipality: 'Midden-Drenthe', children: 0 },
  'Hoogeveen of Assen': {},
  'één kind': { children: 1 },
  '2 kleine kinderen van 3 en 5': { children: 2 },
  'kinderen: 4': { children: 4 },
  '2 kinderen, nee 3 kinderen': {},
  '99 kinderen': {},
  'kind van 4': {},
  'man dreigt met mes': { danger: true, risk: 'weapon' },
  'geen wapen gezien': {},
  '112 is gebeld': { danger: true },
  'vechthond en pistool': { danger: true, risk: 'multiple' },
  'hij is agressief': { risk: 'aggression' },
  'grote hond in huis': { risk: 'dog' },
  'tolk nodig': { interpreter: true },
  'spreekt geen Nederlands': { interpreter: true },
  'geen tolk': {},
  'HGV-2026-0112': {},
};

describe('What may be taken over from a text about a person', () => {
  for (const [text, expected] of Object.entries(READ))
    it(`is read from "${text}"`, () => {
      assert.deepEqual(readSafely(text, MUNICIPALITIES), expected);
    });

  it('is never a word of the text itself', () => {
    const values = new Set<unknown>([...MUNICIPALITIES, true, 'weapon', 'dog', 'aggression', 'multiple']);
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const value of Object.values(readSafely(text, MUNICIPALITIES)))
          assert.ok(values.has(value) || (typeof value === 'number' && value >= 0 && value <= 20));
      }),
    );
  });
});
