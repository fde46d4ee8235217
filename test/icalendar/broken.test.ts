import assert from 'node:assert/strict';
import { readCalendar } from '../../src/icalendar/read.ts';
import { FACTS, calendarOf, eventOf, fixture, inWords, leftOver, read } from './readings.ts';

const DUTY = ['DTSTART:20261017T080000', 'DTEND:20261018T080000', 'SUMMARY:Piket Jan de Vries'];

describe('A calendar that is damaged', () => {
  it('gives what is whole, and lists what is not', async () => {
    const reading = await read(fixture('broken'));
    assert.deepEqual(inWords(reading), [
      '2026-10-17T06:00Z 2026-10-18T06:00Z jeugd-mw Jan de Vries',
      '2026-12-12T07:00Z 2026-12-13T07:00Z jeugd-mw Jan de Vries',
      '2027-01-02T07:00Z 2027-01-03T07:00Z jeugd-mw Jan de Vries',
    ]);
    assert.deepEqual(leftOver(reading), [
      'unreadable: Piket op 31 november Jan de Vries',
      'timeZone: Piket in een onbekende zone Jan de Vries',
      'unreadable: Piket met een kapot einde Jan de Vries',
      'unreadable: Piket zonder UID Jan de Vries',
      'unreadable: Piket met een vreemde regel Jan de Vries',
      'unreadable: Piket zonder slot Jan de Vries',
      // Its alarm has no end, so nobody knows what belongs to it.
      'unreadable: ',
      'double: Piket Jan de Vries (oude versie)',
      // The file breaks off in the middle of it.
      'unreadable: Piket Jan de Vries',
    ]);
  });

  it('says on which line each of them begins', async () => {
    const lines = fixture('broken').split('\n');
    const { unmatched } = await read(fixture('broken'));
    assert.deepEqual(
      unmatched.map(({ line }) => lines[line - 1]),
      unmatched.map(() => 'BEGIN:VEVENT'),
    );
  });

  it('leaves what was imported before of an event that cannot be read now', async () => {
    const { series, cancelled } = await read(fixture('broken'));
    assert.deepEqual(series, ['goed-1@example.com', 'goed-2@example.com', 'dubbel@example.com']);
    assert.deepEqual(cancelled, []);
  });

  it('says that there may be more when it breaks off between two events', async () => {
    const whole = calendarOf(...eventOf(...DUTY));
    const reading = await read(whole.slice(0, whole.indexOf('END:VCALENDAR')));
    assert.equal(reading.shifts.length, 1);
    assert.deepEqual(reading.unmatched, [{ what: 'unreadable', words: '', line: 8 }]);
  });

  it('does not give an occurrence of which the change cannot be read', async () => {
    const reading = await read(
      calendarOf(
        ...eventOf(...DUTY, 'RRULE:FREQ=WEEKLY;COUNT=2'),
        ...eventOf('RECURRENCE-ID:20261024T080000', 'DTSTART:20261099T080000', 'SUMMARY:Ruil'),
      ),
    );
    assert.deepEqual(inWords(reading), ['2026-10-17T06:00Z 2026-10-18T06:00Z jeugd-mw Jan de Vries']);
    assert.deepEqual(leftOver(reading), ['unreadable: Ruil']);
  });

  it('does not trust what stands in an alarm without an end', async () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'STATUS:CANCELLED'];
    const reading = await read(calendarOf(...eventOf(...DUTY, ...alarm)));
    assert.deepEqual(leftOver(reading), ['unreadable: Piket Jan de Vries']);
  });

  const unclear: readonly [string, ...string[]][] = [
    ['two beginnings', ...DUTY, 'DTSTART:20261018T080000'],
    ['no beginning', 'DTEND:20261018T080000'],
    ['no length', 'DTSTART:20261017T080000', 'SUMMARY:Piket Jan de Vries'],
    ['an end before its beginning', 'DTSTART:20261017T080000', 'DTEND:20261017T070000'],
    ['an end and a length', ...DUTY, 'DURATION:PT8H'],
    ['a length without digits', 'DTSTART:20261017T080000', 'DURATION:PT'],
    ['a length in years', 'DTSTART:20261017T080000', 'DURATION:P1Y2D'],
    ['a day that ends at an hour', 'DTSTART;VALUE=DATE:20261017', 'DTEND:20261018T080000'],
    ['an hour that does not exist', 'DTSTART:20261017T250000', 'DTEND:20261018T080000'],
    ['an offset, which has no place there', 'DTSTART:20261017T080000+0100', 'DTEND:20261018T080000+0100'],
    ['dates to leave out by a rule', ...DUTY, 'RRULE:FREQ=WEEKLY', 'EXRULE:FREQ=MONTHLY'],
    ['a change of all that follows', ...DUTY, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261024T080000'],
    ['a date beside its rule that is none', ...DUTY, 'RDATE:2026'],
    ['a period beside its rule', ...DUTY, 'RDATE;VALUE=PERIOD:20261024T080000/PT8H'],
    ['a date left out that is none', ...DUTY, 'RRULE:FREQ=WEEKLY', 'EXDATE:morgen'],
    ['a rule that ends on no date', ...DUTY, 'RRULE:FREQ=WEEKLY;UNTIL=20261301'],
    ['a participant without a closing quote', ...DUTY, 'ATTENDEE;CN="Jan:mailto:jan@example.com'],
  ];
  for (const [what, ...lines] of unclear) {
    it(`lists an event with ${what}`, async () => {
      const reading = await read(calendarOf(...eventOf(...lines)));
      assert.deepEqual(
        reading.unmatched.map(({ what: why }) => why),
        ['unreadable'],
      );
      assert.deepEqual([reading.shifts, reading.series], [[], []]);
    });
  }
});

describe('A file that is no calendar', () => {
  const files: readonly [string, string][] = [
    ['an empty file', ''],
    ['a text', 'Piketrooster\nza 17 okt. Jan de Vries\n'],
    ['a spreadsheet', 'PK\u0003\u0004\u0014\u0000\b\b\b\u0000\uFFFD\uFFFD[Content_Types].xml'],
    ['a visiting card', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jan de Vries\r\nEND:VCARD\r\n'],
    ['an event alone', eventOf(...DUTY).join('\r\n')],
    [
      'a calendar of two bytes a letter',
      Buffer.from(calendarOf(...eventOf(...DUTY)), 'utf16le').toString('utf8'),
    ],
  ];
  for (const [what, text] of files) {
    it(`is refused: ${what}`, async () => {
      assert.deepEqual(await readCalendar(text, FACTS), { ok: false, refusal: { code: 'notACalendar' } });
    });
  }

  it('is another matter than a calendar without events', async () => {
    const { shifts, unmatched, events } = await read(calendarOf());
    assert.deepEqual({ shifts, unmatched, events }, { shifts: [], unmatched: [], events: 0 });
  });
});
