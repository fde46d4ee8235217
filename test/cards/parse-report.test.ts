import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSubmission } from '../../src/cards/parse.ts';
import { HOOGEVEEN } from './regions.ts';
import { changed } from './submissions.ts';

/** The number as it is kept, or why it is refused. */
const read = (reportReference: unknown): string => {
  const { verb, data } = changed('a formal report', { reportReference });
  const result = parseSubmission(verb, data, HOOGEVEEN);
  if (result.ok) return result.value.type === 'RegisterFormalReport' ? result.value.reference : '';
  const { refusal } = result;
  return refusal.code === 'invalid'
    ? refusal.problems.map(({ field, problem }) => `${field}: ${problem}`)[0]!
    : refusal.code;
};

const REFUSED: readonly string[] = ['reportReference: reportReference', 'reportReference: personalData'];

describe('The number of the formal report', () => {
  const right = [
    'CORV-2026-123456',
    'CORV 2026-123456',
    'CORV2026123456',
    'VT 12345678',
    'VT-12345678',
    'VT12345678',
    'VTD 2026123456',
    'ZM-2026-123',
    'VT 12345-6789',
    '2026123456',
    '2026-123456',
    '2031-1000123456',
  ];
  for (const reference of right) {
    it(`may be ${reference}`, () => {
      assert.equal(read(reference), reference);
    });
  }

  it('is kept in capitals, without the spaces around it', () => {
    assert.equal(read('corv-2026-123456'), 'CORV-2026-123456');
    assert.equal(read('  vt 12345678\n'), 'VT 12345678');
  });

  it('is asked for when it is empty', () => {
    for (const nothing of ['', '   ', undefined, null, 5, {}, []])
      assert.equal(read(nothing), 'reportReference: missing');
  });

  const wrong: Readonly<Record<string, readonly string[]>> = {
    'a name': [
      'Jan Jansen',
      'Jansen',
      'Jan',
      'Jan 1985',
      'JAN 12031985',
      'Eva-2019',
      'VT Jansen',
      'VT Jan 12345678',
    ],
    'a citizen number': [
      '111222333',
      '111.222.333',
      'BSN111222333',
      'BSN 111222333',
      'VT 111222333',
      'CORV-2026-111222333',
      '200012345',
    ],
    'a phone number': [
      '0612345678',
      '06 12345678',
      '06-12345678',
      '0528-291234',
      '0528291234',
      '+31612345678',
      '31612345678',
      '0031612345678',
      'tel0612345678',
      'T 0612345678',
      'VT 0612345678',
      'VT-2026-0612345678',
    ],
    'a date of birth': [
      '12031985',
      '12-03-1985',
      '1985-03-12',
      '1985-0312',
      '19850312',
      '20120312',
      '2012-03-12',
      '2012-0312',
    ],
    'a postcode or an address': ['7901 AB', '7901AB', 'Dorpsstraat 12', 'VT 7901AB'],
    'free text': [
      'zie mail',
      'onbekend',
      'CORV-2026-123456 man sloeg vrouw',
      'CORV-2026-123456\nJan',
      'VT',
      'CORV',
      '-',
      '....',
    ],
    'too short or too long': ['VT 123', '2026', '2026-12345', `VT ${'1'.repeat(15)}`, '2'.repeat(200)],
    'in other digits or signs': [
      'VT ١٢٣٤٥٦٧٨',
      'VT_12345678',
      'VT/12345678',
      'VT  12345678',
      'CORV--2026-123456',
    ],
  };
  for (const [what, references] of Object.entries(wrong)) {
    it(`is not ${what}`, () => {
      assert.deepEqual(
        references.filter((reference) => !REFUSED.includes(read(reference))),
        [],
      );
    });
  }

  it('has no letters but those of its kind, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[A-Za-z]{0,6}[ -]?\d{0,15}(-\d{0,11})?$/),
      fc.stringMatching(/^(CORV|VT)?[ -]?\d{4,14}$/),
    );
    let taken = 0;
    fc.assert(
      fc.property(typed, (text) => {
        const kept = read(text);
        if (REFUSED.includes(kept) || kept === 'reportReference: missing') return;
        taken += 1;
        assert.match(kept, /^(CORV|VTD?|ZM)?[ -]?[\d-]+$/);
        assert.doesNotMatch(kept, /(?<!\d)(\d{9}|0\d{9})(?!\d)/);
      }),
      { seed: 20261123, numRuns: 2000 },
    );
    assert.ok(taken > 100, `only ${taken} were taken`);
  });
});
