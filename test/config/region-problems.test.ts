import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRegion } from '../../src/config/region.ts';
import { CORRECT, changed, problemsIn } from './region-text.ts';

describe('The problems of a region file', () => {
  it('are told all at once, in the order of the file', () => {
    const text = changed('code: ASN', 'code: asn')
      .replace('locale: nl', 'locale: de')
      .replace('ackWithin: PT30M', 'ackWithin: soon')
      .replace('roles: [amw]', 'roles: [awm]')
      .replace('name: Assen', 'name: Assen\n    name: Assen')
      .replace('  amw: welzijn', '  amw: welzin');
    assert.deepEqual(
      problemsIn(text).map((line) => line.split(': ')[0]),
      [
        '3:9 locale',
        '11:8 roles.amw',
        '21:16 policies.standaard.ackWithin',
        '35:11 municipalities[0].code',
        '37:5 municipalities[0].name',
        '49:36 people[1].roles[0]',
      ],
    );
  });

  for (const text of ['', '# only a comment\n', '---\n']) {
    it(`of a file without anything in it (${JSON.stringify(text)}) are one`, () => {
      assert.deepEqual(problemsIn(text), ['1:1 the file: empty; write a block of keys with their values']);
    });
  }

  it('are lines, never a fault, whatever piece of the file is lost', () => {
    fc.assert(
      fc.property(fc.nat({ max: CORRECT.length }), fc.nat({ max: 60 }), (from, length) => {
        const parsed = parseRegion(CORRECT.slice(0, from) + CORRECT.slice(from + length), 'region.yaml');
        if (parsed.ok) return;
        for (const line of parsed.refusal) assert.match(line, /^region\.yaml:[1-9]\d*:[1-9]\d* \S.*: .+$/);
      }),
      { numRuns: 300 },
    );
  });
});
