import assert from 'node:assert/strict';
import { calendarOf, eventOf, inWords, leftOver, read } from './readings.ts';

const JAN = 'jeugd-mw Jan de Vries';

/** When the single event with these lines is, without whose it is. */
const whenIs = async (...lines: string[]): Promise<string[]> => {
  const reading = await read(calendarOf(...eventOf(...lines, 'SUMMARY:Jan de Vries')));
  assert.deepEqual(leftOver(reading), []);
  return inWords(reading).map((words) => words.replace(` ${JAN}`, ''));
};

describe('When an event is', () => {
  const SATURDAY = '2026-10-17T06:00Z 2026-10-18T06:00Z';
  const cases: readonly [string, string, ...string[]][] = [
    [
      'in a zone by its name',
      SATURDAY,
      'DTSTART;TZID=Europe/Amsterdam:20261017T080000',
      'DTEND;TZID=Europe/Amsterdam:20261018T080000',
    ],
    ['in UTC', SATURDAY, 'DTSTART:20261017T060000Z', 'DTEND:20261018T060000Z'],
    [
      'without a zone: on the clocks of the region',
      SATURDAY,
      'DTSTART:20261017T080000',
      'DTEND:20261018T080000',
    ],
    [
      'in a Windows zone that nothing defines',
      SATURDAY,
      'DTSTART;TZID=W. Europe Standard Time:20261017T080000',
      'DTEND;TZID=W. Europe Standard Time:20261018T080000',
    ],
    [
      'in a zone under a path',
      SATURDAY,
      'DTSTART;TZID=/citadel.org/20210210_1/Europe/Amsterdam:20261017T080000',
      'DURATION:P1D',
    ],
    [
      'in the UTC of Exchange',
      SATURDAY,
      'DTSTART;TZID="tzone://Microsoft/Utc":20261017T060000',
      'DURATION:PT24H',
    ],
    [
      'in two zones',
      SATURDAY,
      'DTSTART;TZID=Europe/London:20261017T070000',
      'DTEND;TZID=Europe/Amsterdam:20261018T080000',
    ],
    [
      'with its end in the zone of its beginning',
      SATURDAY,
      'DTSTART;TZID=Europe/London:20261017T070000',
      'DTEND:20261018T070000',
    ],
    ['without seconds', SATURDAY, 'DTSTART:20261017T0800', 'DTEND:20261018T0800'],
    ['in small letters', SATURDAY, 'dtstart;tzid=Europe/Amsterdam:20261017T080000', 'duration:P1D'],
    [
      'a day in the night the clock goes back, by the calendar',
      '2026-10-24T06:00Z 2026-10-25T07:00Z',
      'DTSTART:20261024T080000',
      'DURATION:P1D',
    ],
    [
      '24 hours in that night, by the stopwatch',
      '2026-10-24T06:00Z 2026-10-25T06:00Z',
      'DTSTART:20261024T080000',
      'DURATION:PT24H',
    ],
    [
      'the hour that comes twice: the first',
      '2026-10-25T00:30Z 2026-10-25T07:00Z',
      'DTSTART:20261025T023000',
      'DTEND:20261025T080000',
    ],
    [
      'the hour that is skipped: the one after it',
      '2027-03-28T01:30Z 2027-03-28T06:00Z',
      'DTSTART:20270328T023000',
      'DTEND:20270328T080000',
    ],
    [
      'a whole day',
      '2026-10-24T22:00Z 2026-10-25T23:00Z',
      'DTSTART;VALUE=DATE:20261025',
      'DTEND;VALUE=DATE:20261026',
    ],
    ['a whole day without an end', '2026-10-24T22:00Z 2026-10-25T23:00Z', 'DTSTART;VALUE=DATE:20261025'],
    [
      'a whole day that ends on itself',
      '2026-10-24T22:00Z 2026-10-25T23:00Z',
      'DTSTART;VALUE=DATE:20261025',
      'DTEND;VALUE=DATE:20261025',
    ],
    [
      'a whole day that is not said to be one',
      '2026-10-24T22:00Z 2026-10-25T23:00Z',
      'DTSTART:20261025',
      'DTEND:20261026',
    ],
    [
      'two whole days by their length',
      '2026-10-23T22:00Z 2026-10-25T23:00Z',
      'DTSTART;VALUE=DATE:20261024',
      'DURATION:P2D',
    ],
    [
      'a week from Monday to Monday',
      '2026-10-18T22:00Z 2026-10-25T23:00Z',
      'DTSTART;VALUE=DATE:20261019',
      'DURATION:P1W',
    ],
    [
      '14 days, of which one has 25 hours',
      '2026-10-18T22:00Z 2026-11-01T23:00Z',
      'DTSTART;VALUE=DATE:20261019',
      'DTEND;VALUE=DATE:20261102',
    ],
    [
      'begun, and not over yet',
      '2026-10-04T06:00Z 2026-10-06T06:00Z',
      'DTSTART:20261004T080000',
      'DTEND:20261006T080000',
    ],
  ];
  for (const [what, expected, ...lines] of cases) {
    it(`is ${what}`, async () => {
      assert.deepEqual(await whenIs(...lines), [expected]);
    });
  }

  const leftOut: readonly [string, string, ...string[]][] = [
    ['tooLong', 'more than 14 days', 'DTSTART;VALUE=DATE:20261019', 'DTEND;VALUE=DATE:20261103'],
    ['beyond', 'beyond the horizon', 'DTSTART:20270501T020000', 'DURATION:P1D'],
    [
      'timeZone',
      'a zone that nothing explains',
      'DTSTART;TZID=Customized Time Zone:20261017T080000',
      'DURATION:P1D',
    ],
  ];
  for (const [what, why, ...lines] of leftOut) {
    it(`is listed as ${what} when it is ${why}`, async () => {
      const reading = await read(calendarOf(...eventOf(...lines, 'SUMMARY:Jan de Vries')));
      assert.deepEqual(leftOver(reading), [`${what}: Jan de Vries`]);
    });
  }

  it('is counted when it is over', async () => {
    const reading = await read(calendarOf(...eventOf('DTSTART:20261004T080000', 'DTEND:20261005T100000')));
    assert.deepEqual([reading.past, reading.shifts, reading.unmatched], [1, [], []]);
  });
});
