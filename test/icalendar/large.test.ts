import assert from 'node:assert/strict';
import { DAY, HOUR } from '../../src/core/time.ts';
import { readCalendar } from '../../src/icalendar/read.ts';
import { MAX_CALENDAR_BYTES } from '../../src/icalendar/reading.ts';
import { FACTS, calendarOf, eventOf, read } from './readings.ts';

const ATTACHMENT = `X-ALT-DESC;FMTTYPE=text/html:${'<p>Overdracht om acht uur, ook in het weekend.</p>'.repeat(8)}`;

const text = (at: number): string => new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '');

/** One of the duties of an hour that follow each other, of which the first hundred days are over. */
const duty = (index: number): string[] => {
  const from = FACTS.now - 100 * DAY + index * HOUR;
  return eventOf(
    `UID:${index}@example.com`,
    `DTSTART:${text(from)}Z`,
    `DTEND:${text(from + HOUR)}Z`,
    'SUMMARY:Piket – Jan de Vries',
    ATTACHMENT,
  );
};

/** A calendar of exactly this many bytes. */
const calendarOfSize = (bytes: number): { calendar: string; events: number } => {
  const size = (calendar: string): number => Buffer.byteLength(calendar);
  const one = size(calendarOf(...duty(10_000))) - size(calendarOf());
  const events = Math.floor((bytes - size(calendarOf()) - 100) / one);
  const duties = Array.from({ length: events }, (_, index) => duty(index).join('\r\n'));
  const calendar = calendarOf(duties.join('\r\n'), 'X-FILLER:');
  return {
    calendar: calendar.replace('X-FILLER:', `X-FILLER:${'x'.repeat(bytes - size(calendar))}`),
    events,
  };
};

/** How often the program could do something else meanwhile. */
const turnsDuring = async (work: () => Promise<unknown>): Promise<{ immediates: number; timers: number }> => {
  const turns = { immediates: 0, timers: 0 };
  let next = setImmediate(function again() {
    turns.immediates += 1;
    next = setImmediate(again);
  });
  const timer = setInterval(() => (turns.timers += 1), 1);
  await work();
  clearImmediate(next);
  clearInterval(timer);
  return turns;
};

describe('A calendar of 10 MB', function () {
  this.timeout(60_000);
  let [calendar, events] = ['', 0];
  before(() => ({ calendar, events } = calendarOfSize(MAX_CALENDAR_BYTES)));

  it('is read whole, while the program goes on with other things', async () => {
    assert.equal(Buffer.byteLength(calendar), MAX_CALENDAR_BYTES);
    const turns = await turnsDuring(async () => {
      const reading = await read(calendar, { ...FACTS, horizon: FACTS.now + 1000 * DAY });
      assert.deepEqual(reading.unmatched, []);
      assert.equal(reading.events, events);
      assert.equal(reading.past, 100 * 24);
      assert.equal(reading.shifts.length, events - 100 * 24);
    });
    // In one go the program would get no turn at all.
    assert.ok(turns.immediates >= 50, `${turns.immediates} turns`);
    assert.ok(turns.timers >= 5, `${turns.timers} timers`);
  });

  it('is refused when it has one byte more', async () => {
    const more = calendar.replace('X-FILLER:', 'X-FILLER:x');
    assert.deepEqual(await readCalendar(more, FACTS), { ok: false, refusal: { code: 'tooLarge' } });
  });

  it('is refused by its bytes, not by its letters', async () => {
    const letters = 'é'.repeat(MAX_CALENDAR_BYTES / 2);
    assert.deepEqual(await readCalendar(`${letters}x`, FACTS), { ok: false, refusal: { code: 'tooLarge' } });
    assert.deepEqual(await readCalendar(letters, FACTS), { ok: false, refusal: { code: 'notACalendar' } });
  });
});

describe('A large calendar that is made to keep the program busy', function () {
  this.timeout(60_000);
  const many = (count: number, ...lines: string[]): string =>
    Array.from({ length: count }, () => lines.join('\r\n')).join('\r\n');
  const when = ['DTSTART:20261017T080000', 'DTEND:20261017T180000'];
  const around = (...lines: string[]) => calendarOf(...eventOf(...when, ...lines));

  const files: readonly [string, () => string, Record<string, number>][] = [
    ['empty events', () => calendarOf(many(50_000, 'BEGIN:VEVENT', 'END:VEVENT')), { unreadable: 50_000 }],
    [
      'versions of one event',
      () => calendarOf(many(20_000, ...eventOf(...when))),
      { double: 19_999, person: 1 },
    ],
    ['excluded dates', () => around(many(100_000, 'EXDATE:20261017T060000Z')), { tooMany: 1 }],
    ['participants', () => around(many(100_000, 'ATTENDEE:mailto:jan@example.com')), { tooMany: 1 }],
    ['a line folded into letters', () => around('SUMMARY:', many(500_000, ' x')), { person: 1 }],
    ['lines that say nothing', () => around(many(200_000, '', 'x')), { person: 1 }],
  ];
  for (const [what, calendar, expected] of files) {
    it(`is listed, and read in slices: ${what}`, async () => {
      const text = calendar();
      const counts: Record<string, number> = {};
      const turns = await turnsDuring(async () => {
        for (const { what: why } of (await read(text)).unmatched) counts[why] = (counts[why] ?? 0) + 1;
      });
      assert.deepEqual(counts, expected);
      assert.ok(turns.immediates >= 5, `${turns.immediates} turns`);
    });
  }

  it('gives no more shifts than a roster can hold', async () => {
    const events = Array.from({ length: 25_000 }, (_, index) =>
      eventOf(`UID:${index}`, ...when, 'SUMMARY:Jan de Vries').join('\r\n'),
    );
    const { shifts, unmatched } = await read(calendarOf(...events));
    assert.deepEqual([shifts.length, unmatched.length], [20_000, 5000]);
    assert.ok(unmatched.every(({ what }) => what === 'tooMany'));
  });
});
