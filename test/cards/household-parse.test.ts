import assert from 'node:assert/strict';
import { parseHousehold } from '../../src/cards/household-parse.ts';

const FORM = {
  postcode: '7901 ab',
  houseNumber: '12',
  street: 'Voorbeeldstraat, Hoogeveen',
  phone: '06 12 34 56 78',
  names: 'Moeder en twee kinderen',
  notes: 'Bel niet aan.',
};

describe('What Veilig Thuis fills in of a household', () => {
  it('is kept as it was filled in, without what was left empty', () => {
    const parsed = parseHousehold({ ...FORM, names: ' ', notes: '' });
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value.household, {
      address: 'Voorbeeldstraat, Hoogeveen, 7901 AB 12',
      phone: '06 12 34 56 78',
    });
  });

  for (const field of ['street', 'phone', 'names', 'notes'])
    it(`has no BSN in ${field}, however it is written`, () => {
      for (const bsn of ['123456782', 'BSN 1234.56.782', 'haar bsn is 123 456 782']) {
        const parsed = parseHousehold({ ...FORM, [field]: bsn });
        assert.ok(!parsed.ok, bsn);
        assert.deepEqual(parsed.refusal, { code: 'invalid', problems: [{ field, problem: 'bsn' }] });
      }
    });
});
