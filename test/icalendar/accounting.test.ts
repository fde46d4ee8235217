import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCalendar } from '../../src/icalendar/read.ts';
import { FACTS, calendarOf, eventOf, fixture, read } from './readings.ts';

/** How many of these components begin in a text, by unfolding it all at once. */
const begunIn = (text: string, name: string): number =>
  `\n${text.replace(/^\uFEFF/, '')}`
    .replace(/\r?\n[ \t]/g, '')
    .split('\n')
    .filter((line) => new RegExp(`^BEGIN:\\s*${name}\\s*$`, 'i').test(line)).length;

const isBrokenOff = (text: string): boolean => !/END:VCALENDAR\s*$/i.test(text);

const accountFor = async (text: string): Promise<void> => {
  const read = await readCalendar(text, FACTS);
  if (!read.ok) {
    assert.equal(read.refusal.code, 'notACalendar');
    assert.equal(begunIn(text, 'VCALENDAR'), 0);
    return;
  }
  const { events, rostered, withdrawn, past, unmatched, shifts } = read.value;
  assert.equal(events, begunIn(text, 'VEVENT'));
  const over = unmatched.length + rostered + withdrawn + past - events;
  assert.ok(over === 0 || (over === 1 && isBrokenOff(text)), `${over} too many`);
  assert.ok(shifts.length >= rostered);
  for (const { from, to } of shifts) assert.ok(from < to && to > FACTS.now && from < FACTS.horizon);
};

const FIXTURES = ['outlook', 'google', 'apple', 'broken'].map(fixture);

/** A text with a piece of it taken out, doubled or written over. */
const damaged = (text: string) => {
  const place = fc.nat({ max: text.length });
  const piece = fc.tuple(place, fc.nat({ max: 200 })).map(([at, length]) => [at, at + length] as const);
  return fc.oneof(
    piece.map(([from, to]) => text.slice(0, from) + text.slice(to)),
    place.map((to) => text.slice(0, to)),
    fc
      .tuple(piece, place)
      .map(([[from, to], at]) => text.slice(0, at) + text.slice(from, to) + text.slice(at)),
    fc
      .tuple(place, fc.string({ unit: 'binary', maxLength: 20 }))
      .map(([at, noise]) => text.slice(0, at) + noise + text.slice(at)),
  );
};

const twiceDamaged = fc
  .constantFrom(...FIXTURES)
  .chain(damaged)
  .chain(damaged);

const WORDS = [
  ...['BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VTIMEZONE', 'END:VTIMEZONE'],
  ...['BEGIN:VALARM', 'END:VALARM', 'BEGIN:STANDARD', 'END:STANDARD', 'TZID:X', 'TZOFFSETFROM:+0100'],
  ...[
    'UID:a',
    'UID:b',
    'DTSTART:20261017T080000',
    'DTSTART;TZID=X:20261017T080000',
    'DTSTART;VALUE=DATE:20261017',
  ],
  ...['DTEND:20261018T080000', 'DURATION:P1D', 'RRULE:FREQ=WEEKLY', 'RRULE:', 'EXDATE:20261024T080000'],
  ...[
    'RECURRENCE-ID:20261024T080000',
    'STATUS:CANCELLED',
    'SUMMARY:Jan de Vries',
    'METHOD:CANCEL',
    'RDATE:',
    'x',
    '',
  ],
];

describe('Every event of a file is accounted for', function () {
  this.timeout(60_000);
  it('whatever is wrong with a calendar', async () => {
    await fc.assert(fc.asyncProperty(twiceDamaged, accountFor), { numRuns: 400 });
  });

  it('whatever the lines of a calendar are', async () => {
    const lines = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 });
    const text = fc.tuple(lines, fc.constantFrom('\n', '\r\n')).map(([all, end]) => all.join(end));
    await fc.assert(fc.asyncProperty(text, accountFor), { numRuns: 1000 });
  });

  it('whatever the text is', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), accountFor));
  });

  it('by itself, in whatever order and with whatever ends of lines', async () => {
    const when = ['DTSTART:20261017T080000', 'DURATION:P1D'];
    const kinds: Record<string, string[]> = {
      shift: [...when, 'SUMMARY:Jan de Vries'],
      series: [...when, 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:Jan de Vries'],
      withdrawn: [...when, 'STATUS:CANCELLED', 'SUMMARY:Jan de Vries'],
      person: [...when],
      role: [...when, 'SUMMARY:Sanne Bakker'],
      unreadable: ['DTSTART:vandaag'],
      past: ['DTSTART:20260101T080000Z', 'DURATION:P1D'],
      beyond: ['DTSTART:20290101T080000Z', 'DURATION:P1D'],
    };
    const chosen = fc.array(fc.constantFrom(...Object.keys(kinds)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(chosen, fc.constantFrom('\n', '\r\n', '\r\n \r\n'), async (names, end) => {
        const events = names.flatMap((name, index) => eventOf(`UID:${index}.${name}`, ...kinds[name]!));
        const reading = await read(calendarOf(...events).replaceAll('\r\n', end));
        const of = (...wanted: string[]) =>
          names.flatMap((name, index) => (wanted.includes(name) ? [`${index}.${name}`] : []));
        const uids = new Set(reading.shifts.map(({ uid }) => uid.split('/')[0]));
        assert.deepEqual([...uids].sort(), of('shift', 'series').sort());
        assert.deepEqual([...reading.cancelled].sort(), of('withdrawn').sort());
        assert.equal(reading.past, of('past').length);
        assert.deepEqual(
          reading.unmatched.map(({ what }) => what).sort(),
          names.filter((name) => ['person', 'role', 'unreadable', 'beyond'].includes(name)).sort(),
        );
        assert.deepEqual(
          [...reading.series].sort(),
          names.flatMap((name, index) => (name === 'unreadable' ? [] : [`${index}.${name}`])).sort(),
        );
      }),
    );
  });
});
