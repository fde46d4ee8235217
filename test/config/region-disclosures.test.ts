import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CORRECT, accepted, changed, refuses } from './region-text.ts';
import type { Case } from './region-text.ts';

const CALENDAR = 'serviceHours:\n';

/** A file with these disclosures; their first line becomes line 28. */
const withDisclosures = (written: string): string => changed(CALENDAR, `${written}\n${CALENDAR}`);

const disclosures = (what: string, written: string, ...lines: string[]): Case => [
  what,
  CALENDAR,
  `${written}\n${CALENDAR}`,
  ...lines,
];

const ofWelzijn = (fields: string): string => `disclosures:\n  welzijn: { ${fields} }`;

/** `2027-12-31`: the day on the wall at a moment. */
const dayIn = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);

describe('What the people of an organisation may be told of a household', () => {
  it('is nothing where nothing is written', () => {
    assert.deepEqual(accepted(CORRECT).disclosures, {});
  });

  it('rests on the law, without an end, or with one', () => {
    const fields = ['address', 'phone', 'names', 'notes'];
    const law = `basis: law, reference: Wpg 16, fields: [${fields.join(', ')}]`;
    assert.deepEqual(accepted(withDisclosures(ofWelzijn(law))).disclosures, {
      welzijn: { basis: 'law', reference: 'Wpg 16', fields },
    });
    assert.deepEqual(accepted(withDisclosures(ofWelzijn(`${law}, until: 2027-01-31`))).disclosures, {
      welzijn: { basis: 'law', reference: 'Wpg 16', fields, until: Date.parse('2027-02-01T00:00+01:00') },
    });
  });

  const ends: readonly [string, string, string][] = [
    ['in winter', '2026-12-31', '2027-01-01T00:00+01:00'],
    ['in summer', '2027-07-31', '2027-08-01T00:00+02:00'],
    ['on the day the clock goes forward, which has 23 hours', '2027-03-28', '2027-03-29T00:00+02:00'],
    ['on the eve of it', '2027-03-27', '2027-03-28T00:00+01:00'],
    ['on the day the clock goes back, which has 25 hours', '2027-10-31', '2027-11-01T00:00+01:00'],
    ['on the eve of it', '2027-10-30', '2027-10-31T00:00+02:00'],
    ['on a leap day', '2028-02-29', '2028-03-01T00:00+01:00'],
  ];
  const untilOf = (day: string, text = withDisclosures(ofWelzijn(agreementUntil(day)))): number | undefined =>
    accepted(text).disclosures.welzijn?.until;
  const agreementUntil = (day: string): string =>
    `basis: agreement, reference: Afspraak 1, fields: [address], until: ${day}`;

  for (const [what, day, end] of ends)
    it(`is in force until its last day is over: ${what} (${day})`, () => {
      assert.equal(new Date(untilOf(day) ?? NaN).toISOString(), new Date(end).toISOString());
    });

  it('ends with its last day whatever day that is, also where midnight does not exist', () => {
    const days = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const zones = fc.constantFrom('Europe/Amsterdam', 'America/Havana', 'Africa/Cairo', 'Pacific/Auckland');
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const text = withDisclosures(ofWelzijn(agreementUntil(day))).replace('Europe/Amsterdam', zone);
        const until = untilOf(day, text);
        assert.ok(until !== undefined);
        const [last, next] = [until - 1, until].map((at) => dayIn(zone, at));
        assert.equal(last, day, zone);
        assert.ok(next !== undefined && next > day, zone);
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });
});

refuses('Disclosures are refused', [
  disclosures(
    'that rest on an agreement without an end',
    ofWelzijn('basis: agreement, reference: Afspraak 1, fields: [address]'),
    '29:12 disclosures.welzijn: an agreement ends; write until: 2027-12-31, the last day on which it is in force',
  ),
  disclosures(
    'to an organisation that does not exist',
    'disclosures:\n  welzin: { basis: law, reference: Wpg 16, fields: [address] }',
    '29:3 disclosures.welzin: there is no organisation "welzin"; did you mean welzijn? Known: politie, welzijn',
  ),
  disclosures(
    'of a field there is not',
    ofWelzijn('basis: law, reference: Wpg 16, fields: [adress]'),
    '29:54 disclosures.welzijn.fields[0]: "adress" is not possible here; write address or phone or names or notes',
  ),
  disclosures(
    'of one field twice',
    ofWelzijn('basis: law, reference: Wpg 16, fields: [address, names, address]'),
    '29:70 disclosures.welzijn.fields[2]: same as [0] of this list; write each field once',
  ),
  disclosures(
    'of nothing',
    ofWelzijn('basis: law, reference: Wpg 16, fields: []'),
    '29:53 disclosures.welzijn.fields: an empty list; name at least one',
  ),
  disclosures(
    'until a day that does not exist',
    ofWelzijn('basis: agreement, reference: Afspraak 1, fields: [address], until: 2027-02-30'),
    '29:81 disclosures.welzijn.until: "2027-02-30" is not a date on the calendar; write year-month-day, such as 2026-10-06',
  ),
  disclosures(
    'until a day that is written otherwise',
    ofWelzijn('basis: agreement, reference: Afspraak 1, fields: [address], until: 31-12-2027'),
    '29:81 disclosures.welzijn.until: "31-12-2027" is not a date on the calendar; write year-month-day, such as 2026-10-06',
  ),
  disclosures(
    'without saying on what they rest',
    ofWelzijn('fields: [address]'),
    '29:3 disclosures.welzijn.basis: missing; write law or agreement',
    '29:3 disclosures.welzijn.reference: missing; write text',
  ),
  disclosures(
    'on another basis',
    ofWelzijn('basis: consent, reference: A, fields: [address]'),
    '29:21 disclosures.welzijn.basis: "consent" is not possible here; write law or agreement',
  ),
  disclosures(
    'with something else in them',
    ofWelzijn('basis: law, reference: Wpg 16, fields: [address], expires: 2027-12-31'),
    '29:64 disclosures.welzijn.expires: unknown key; write one of basis, reference, fields, until',
  ),
]);
