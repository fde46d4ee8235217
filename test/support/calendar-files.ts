/** Calendar files as people send them to the bot. */

/** An event by the clock on the wall in Amsterdam. */
export const eventOf = (
  uid: string,
  summary: string,
  from: string,
  to: string,
  ...more: readonly string[]
): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}@example.com`,
  'DTSTAMP:20261120T090000Z',
  `DTSTART;TZID=Europe/Amsterdam:${from}`,
  `DTEND;TZID=Europe/Amsterdam:${to}`,
  `SUMMARY:${summary}`,
  ...more,
  'END:VEVENT',
];

export const calendarOf = (...events: readonly string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Rooster//NL',
    ...events.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
