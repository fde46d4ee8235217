import assert from 'node:assert/strict';
import { parseSubmission } from '../../src/cards/parse.ts';
import { HOOGEVEEN } from './regions.ts';
import { changed } from './submissions.ts';

/** The reference as it is kept, or why it is refused: the first problem, which is the one the card shows. */
const read = (reference: string): string => {
  const { verb, data } = changed('a pre-announcement', { reference });
  const result = parseSubmission(verb, data, HOOGEVEEN);
  if (!result.ok)
    return result.refusal.code === 'invalid'
      ? result.refusal.problems.map(({ field, problem }) => `${field}: ${problem}`)[0]!
      : result.refusal.code;
  return result.value.type === 'Announce' ? result.value.announcement.policeReference : result.value.type;
};

const REFUSED: readonly string[] = ['reference: reference', 'reference: personalData'];

describe('The reference of the police', () => {
  const right = [
    'PL0100-2026123456',
    '2026123456',
    'PL0100-2026123456-1',
    'PL0100-2026123456-12',
    'pl0100-2026123456',
    'PL01002026123456',
    '2026123456-1',
  ];
  for (const reference of right) {
    it(`may be ${reference}`, () => {
      assert.equal(read(reference), reference);
    });
  }

  it('loses the spaces around it', () => {
    assert.equal(read('  PL0100-2026123456 '), 'PL0100-2026123456');
  });

  it('is asked for when it is empty', () => {
    assert.equal(read('  '), 'reference: missing');
  });

  const wrong: Readonly<Record<string, readonly string[]>> = {
    'a name': [
      'Jan Jansen',
      'Jansen',
      'J. de Vries',
      'Jansen 2026123456',
      '2026123456 Jansen',
      'PL0100-Jansen',
    ],
    'a citizen number': [
      '111222333',
      '111.222.333',
      '111-222-333',
      'PL111222333',
      'BSN111222333',
      '123456782',
    ],
    'a phone number': ['0612345678', '0528291234', '+31612345678', '06 12345678', '06 12 34 56 78'],
    'a postcode': ['7901 AB', '7901AB', '7901ab12', 'Dorpsstraat 12'],
    'an e-mail address': ['jan@example.invalid', 'PL0100@politie.invalid'],
    'free text': [
      'man sloeg vrouw',
      'PL0100-2026123456 man sloeg vrouw',
      'PL0100-2026123456\nJan',
      'zie mail',
      'onbekend',
      'ABCDE2026123456',
    ],
    'a number without its fixed form': [
      'PL2026123456',
      'PL100-2026123456',
      '0100-2026123456',
      '2026-123456',
      '2026/123456',
      '202612345',
      '20261234567',
      '1926123456',
      '2026123456-123',
      '2026123456-',
      '2026 123456',
      '111222334',
    ],
    'nothing but signs': ['-----', '////', '....', 'PL', '1', '123'],
    'longer than forty characters': ['2'.repeat(41)],
  };
  for (const [what, references] of Object.entries(wrong)) {
    it(`is not ${what}`, () => {
      const taken = references.filter((reference) => !REFUSED.includes(read(reference)));
      assert.deepEqual(taken, []);
    });
  }

  it('is not a phone number that is written with a hyphen, a prefix or a country code', () => {
    const numbers = [
      '06-12345678',
      '0528-291234',
      'tel0612345678',
      'T.0612345678',
      '0031612345678',
      '31612345678',
    ];
    assert.deepEqual(
      numbers.filter((reference) => !REFUSED.includes(read(reference))),
      [],
    );
  });

  it('is not a date of birth', () => {
    const dates = [
      '12-03-1985',
      '1985-03-12',
      '12.03.1985',
      '12/03/1985',
      '12-3-85',
      '12031985',
      '19850312',
      '20120312',
    ];
    assert.deepEqual(
      dates.filter((reference) => !REFUSED.includes(read(reference))),
      [],
    );
  });
});
