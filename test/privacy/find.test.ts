import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findPersonalData } from '../../src/privacy/find.ts';
import { passesElevenTest } from '../../src/privacy/numbers.ts';

/** What is found, as `kind: words`. */
const found = (text: string, others?: readonly string[]): readonly string[] =>
  findPersonalData(text, others).map(({ kind, from, to }) => `${kind}: ${text.slice(from, to)}`);

const FOUND: Readonly<Record<string, readonly string[]>> = {
  'bsn 123456782': ['bsn: 123456782'],
  'zij is 123.456.782': ['bsn: 123.456.782'],
  '1234.56.782': ['bsn: 1234.56.782'],
  'BSN: 123456789 (klopt niet)': ['bsn: 123456789'],
  'sofinr 12345672': ['bsn: 12345672'],
  'bel 06-12345678': ['phone: 06-12345678'],
  'tel 06 12 34 56 78 123456782': ['phone: 06 12 34 56 78', 'bsn: 123456782'],
  '+31 (0)6 1234 5678': ['phone: 31 (0)6 1234 5678'],
  '(0528) 26 12 34': ['phone: 0528) 26 12 34'],
  'jan@voorbeeld.example': ['email: jan@voorbeeld.example'],
  'mail naar x.y apenstaartje voorbeeld punt nl': ['email: x.y apenstaartje voorbeeld punt nl'],
  '7901 AB 12': ['address: 7901 AB 12'],
  '7901ab, nr. 12': ['address: 7901ab, nr. 12'],
  'Dorpsstraat 12': ['address: Dorpsstraat 12'],
  'geb. 12-03-1984': ['birthDate: 12-03-1984'],
  'geboren op 3 mei 2021': ['birthDate: 3 mei 2021'],
  'vrouw (1-2-1990)': ['birthDate: 1-2-1990'],
  'Vrouw heet Fatima': ['name: Fatima'],
  'J. de Vries slaat': ['name: J. de Vries'],
  'j. de vries slaat': ['name: j. de vries'],
  'dhr. van der Meer': ['name: van der Meer'],
  'mohammed el amrani': ['name: mohammed el amrani'],
  'gezien door Łukasz Wiśniewski': ['name: Łukasz Wiśniewski'],
  'moeder ŞEYDA belt': ['name: ŞEYDA'],
  'met Ayşe en Çağla': ['name: Ayşe', 'name: Çağla'],
};

const NOT_FOUND = [
  '',
  'nieuw',
  'casus HGV-2026-0001',
  'PL0100-2026123456',
  '2026123456-1',
  'CORV-2026-123456',
  'VT 12345678',
  'incident 22-11-2026 om 14:30 uur',
  '06-11-26 14.30',
  'nummer 123456789',
  'bel 112 of 0800-2000',
  'binnen 24 uur, 45 minuten',
  'Veilig Thuis Drenthe en Politie Hoogeveen',
  'maandag 3 januari',
  'ik ben op tijd, wil jij mee?',
  'Eerder Erbij werkt niet',
  'koppel Midden-Drenthe',
];

describe('What a text holds of a person', () => {
  for (const [text, expected] of Object.entries(FOUND))
    it(`is found in "${text}"`, () => {
      assert.deepEqual(found(text), expected);
    });

  for (const text of NOT_FOUND)
    it(`is not found in "${text}"`, () => {
      assert.deepEqual(found(text), []);
    });

  it('is found behind the tricks of characters, at its place in the text as it was given', () => {
    for (const [text, expected] of [
      ['tel ０６１２３４５６７８', 'phone: ０６１２３４５６７８'],
      ['tel 06\u200b12\u200d345678', 'phone: 06\u200b12\u200d345678'],
      ['tel 06\u201112345678', 'phone: 06\u201112345678'],
      ['tel 06&nbsp;12345678', 'phone: 06&nbsp;12345678'],
      ['tel ٠٦١٢٣٤٥٦٧٨', 'phone: ٠٦١٢٣٤٥٦٧٨'],
      ['heet Rene\u0301e', 'name: Rene\u0301e'],
    ] as const)
      assert.deepEqual(found(text), [expected]);
  });

  it('is no name that the region has', () => {
    assert.deepEqual(found('gaat Zorgkompas mee?'), ['name: Zorgkompas']);
    assert.deepEqual(found('gaat Zorgkompas mee?', ['Zorgkompas']), []);
  });

  it('knows a BSN by its eleven test: one in eleven numbers passes', () => {
    const passing = Array.from({ length: 1_100 }, (_, index) => String(100_000_000 + index)).filter(
      passesElevenTest,
    );
    assert.equal(passing.length, 100);
    assert.ok(!passesElevenTest('000000000'));
  });

  it('stands inside the text, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { from, to } of findPersonalData(text))
          assert.ok(0 <= from && from < to && to <= text.length);
      }),
    );
  });
});

describe('A text of 100 KB', function () {
  // Seconds of the processor for all of it, on any machine; whatever grows faster than the text takes minutes for one piece.
  this.timeout(180_000);

  const PIECES =
    'a|A |1 |1-|12-|06 |a@|a.|Jan |7901 ab |J. |van de |é|.|-| |geb |1234|straat|mevrouw |Aa-|a at |&nbsp;|\u0301|die |12 34 |'.split(
      '|',
    );

  for (const piece of PIECES.filter((one) => one !== '')) {
    it(`is looked through before anybody notices: ${JSON.stringify(piece)}`, () => {
      const before = process.cpuUsage();
      findPersonalData(piece.repeat(100_000 / piece.length));
      const { user } = process.cpuUsage(before);
      assert.ok(user < 20_000_000, `${user} µs of the processor`);
    });
  }
});
