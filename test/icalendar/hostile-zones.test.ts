import assert from 'node:assert/strict';
import { calendarOf, eventOf, read } from './readings.ts';

/** A definition with as many rules as somebody likes to write. */
const zone = (rules: number): readonly string[] => [
  ...['BEGIN:VTIMEZONE', 'TZID:Mine', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
  ...Array.from({ length: rules }, () => 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'),
  ...['END:STANDARD', 'END:VTIMEZONE'],
];

describe('A time zone that is made to keep the program busy', () => {
  for (const rules of [13, 1_400]) {
    it(`is not known: ${rules} rules`, async () => {
      const event = eventOf('DTSTART;TZID=Mine:20261128T100000', 'DTEND;TZID=Mine:20261128T180000');
      const { unmatched, shifts } = await read(calendarOf(...zone(rules), ...event));
      assert.deepEqual(shifts, []);
      assert.deepEqual(
        unmatched.map(({ what }) => what),
        ['timeZone'],
      );
    });
  }
});
