import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MINUTE } from '../../src/core/time.ts';
import { writeFeed } from '../../src/icalendar/feed.ts';
import { FACTS, FATIMA, JAN, PIET, leftOver, read } from './readings.ts';

const NOW = FACTS.now;
const moment = (text: string): number => Date.parse(text);

describe('The calendar of somebody’s own duties', () => {
  it('is an RFC 5545 calendar in UTC', () => {
    const duty = {
      uid: 'hoogeveen-17@eerder-erbij',
      from: moment('2026-10-24T06:00Z'),
      to: moment('2026-10-25T07:00Z'),
      summary: 'Piket, jeugd-mw; Hoogeveen',
    };
    assert.deepEqual(writeFeed([duty], { name: 'Piket, Hoogeveen', now: NOW }).split('\r\n'), [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Eerder Erbij//Piketrooster//NL',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Piket\\, Hoogeveen',
      'X-PUBLISHED-TTL:PT1H',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'BEGIN:VEVENT',
      'UID:hoogeveen-17@eerder-erbij',
      'DTSTAMP:20261005T080000Z',
      'DTSTART:20261024T060000Z',
      'DTEND:20261025T070000Z',
      'SUMMARY:Piket\\, jeugd-mw\\; Hoogeveen',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is a calendar also without duties', async () => {
    const { events, shifts, unmatched } = await read(writeFeed([], { name: 'Piket', now: NOW }));
    assert.deepEqual({ events, shifts, unmatched }, { events: 0, shifts: [], unmatched: [] });
  });

  it('folds lines at 75 bytes, and never inside a letter', async () => {
    const summary = `Piket ${'é€👩'.repeat(40)}`;
    const feed = writeFeed([{ uid: 'x', from: NOW, to: NOW + MINUTE, summary }], { name: 'Piket', now: NOW });
    for (const line of feed.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(feed.replaceAll('\r\n ', '').includes(`SUMMARY:${summary}\r\n`));
    assert.equal((await read(feed)).unmatched.length, 1);
  });

  it('has no line that somebody else wrote', () => {
    const evil = 'x\r\nEND:VEVENT\rBEGIN:VEVENT\nSUMMARY:Piket\u2028ATTENDEE:mailto:jan@example.com\u0000';
    const feed = writeFeed([{ uid: evil, from: NOW, to: NOW + MINUTE, summary: evil }], {
      name: evil,
      now: NOW,
    });
    const names = feed
      .replaceAll('\r\n ', '')
      .split(/[\r\n\u2028]+/)
      .map((line) => line.split(/[:;]/)[0]);
    assert.equal(names.filter((name) => name === 'BEGIN').length, 2);
    assert.equal(names.filter((name) => name === 'ATTENDEE').length, 0);
    assert.equal(names.filter((name) => name === 'SUMMARY').length, 1);
  });

  it('gives back whatever duties it was made of', async () => {
    const minutes = Math.floor((FACTS.horizon - NOW) / MINUTE);
    const words = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', ',', ';', ':', '\\', '"', '(', 'é', '€', '👩', '\n'),
      maxLength: 60,
    });
    const duty = fc.record({
      person: fc.constantFrom(JAN, FATIMA, PIET),
      uid: fc.uuid(),
      start: fc.integer({ min: 0, max: minutes - 1 }),
      length: fc.integer({ min: 1, max: 14 * 24 * 60 }),
      words,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(duty, { selector: ({ uid }) => uid, maxLength: 40 }),
        words,
        async (duties, name) => {
          const written = duties.map(({ person, uid, start, length, words: more }) => {
            const from = NOW + start * MINUTE;
            return { uid, from, to: from + length * MINUTE, summary: `${person.name} | ${more}` };
          });
          const reading = await read(writeFeed(written, { name, now: NOW }));
          assert.deepEqual(leftOver(reading), []);
          const key = (one: { uid: string; from: number; to: number }) => `${one.uid} ${one.from} ${one.to}`;
          assert.deepEqual(
            reading.shifts.map((shift) => `${key(shift)} ${shift.person.name}`).sort(),
            written.map((one, index) => `${key(one)} ${duties[index]!.person.name}`).sort(),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});
