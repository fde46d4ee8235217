import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY, MINUTE, atWallClock } from '../../src/core/time.ts';
import { calendarOf, eventOf, inWords, leftOver, read } from './readings.ts';

const JAN = 'jeugd-mw Jan de Vries';

describe('A time zone', () => {
  it('is by that of the file, when only the file knows its name', async () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Rooster',
      'BEGIN:STANDARD',
      'DTSTART:20200101T000000',
      'TZOFFSETFROM:-0300',
      'TZOFFSETTO:-0330',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const duty = eventOf('DTSTART;TZID=Rooster:20261017T080000', 'DURATION:PT1H', 'SUMMARY:Jan de Vries');
    // Also when it stands behind the event; another calendar in the same file does not know it.
    const text =
      calendarOf(...duty, ...zone) + calendarOf(...duty.map((line) => line.replace('UID:e', 'UID:f')));
    const reading = await read(text);
    assert.deepEqual(inWords(reading), [`2026-10-17T11:30Z 2026-10-17T12:30Z ${JAN}`]);
    assert.deepEqual(leftOver(reading), ['timeZone: Jan de Vries']);
  });

  it('is the known one, whatever the file says of it', async () => {
    const wrong = [
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:-0500',
      'TZOFFSETTO:-0500',
      'END:STANDARD',
    ];
    const reading = await read(
      calendarOf(
        ...['BEGIN:VTIMEZONE', 'TZID:Europe/Amsterdam', ...wrong, 'END:VTIMEZONE'],
        ...eventOf('DTSTART;TZID=Europe/Amsterdam:20261017T080000', 'DURATION:P1D', 'SUMMARY:Jan de Vries'),
      ),
    );
    assert.deepEqual(inWords(reading), [`2026-10-17T06:00Z 2026-10-18T06:00Z ${JAN}`]);
  });
});

describe('A zone by its definition, for whatever moment', () => {
  const DEFINITION = [
    ['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone'],
    ['BEGIN:STANDARD', 'DTSTART:16011028T030000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'],
    ['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD'],
    ['BEGIN:DAYLIGHT', 'DTSTART:16010325T020000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'],
    ['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT', 'END:VTIMEZONE'],
  ].flat();
  const first = Date.parse('2026-10-06T00:00Z');
  const nearChanges = ['2026-10-25', '2027-03-28'].map((day) =>
    fc.integer({ min: 0, max: 300 }).map((minutes) => Date.parse(`${day}T00:00Z`) + minutes * MINUTE),
  );
  const shown = fc.oneof(
    ...nearChanges,
    fc.integer({ min: 0, max: 200 * 24 * 60 }).map((minutes) => first + minutes * MINUTE),
  );

  it('has the moments of Europe/Amsterdam when that is what it defines', async () => {
    await fc.assert(
      fc.asyncProperty(shown, async (at) => {
        const local = new Date(at).toISOString().slice(0, 16);
        const text = `${local.replace(/[-:]/g, '')}00`;
        const event = eventOf(
          `DTSTART;TZID=Customized Time Zone:${text}`,
          'DURATION:PT1H',
          'SUMMARY:Jan de Vries',
        );
        const [shift] = (await read(calendarOf(...DEFINITION, ...event))).shifts;
        assert.equal(shift?.from, atWallClock(local, 'Europe/Amsterdam'), local);
      }),
      { numRuns: 300 },
    );
  });

  it('has the moments that the known zone has, day by day', async () => {
    const days = Array.from({ length: 200 }, (_, index) => first + index * DAY);
    const events = days.flatMap((at, index) => {
      const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
      return ['Customized Time Zone', 'Europe/Amsterdam'].flatMap((zone) =>
        eventOf(
          `UID:${index} ${zone}`,
          `DTSTART;TZID=${zone}:${day}T000000`,
          'DURATION:P1D',
          'SUMMARY:Jan de Vries',
        ),
      );
    });
    const { shifts } = await read(calendarOf(...DEFINITION, ...events));
    const by = (zone: string) =>
      shifts.filter(({ uid }) => uid.endsWith(zone)).map(({ from, to }) => [from, to]);
    assert.equal(by('Zone').length, days.length);
    assert.deepEqual(by('Zone'), by('Amsterdam'));
  });
});
