import assert from 'node:assert/strict';
import { fixture, inWords, leftOver, onDays, read } from './readings.ts';

const SERIES = '040000008200E00074C5B7101A82E00800000000B0C4A1F2D21BDD01000000000000000010000000A4C0F1';
const CANCELLED = '040000008200E00074C5B7101A82E0080000000030FE02A5D11BDD01000000000000000010000000C4D5E8';
const JAN = 'jeugd-mw Jan de Vries';

describe('A calendar as Outlook exports it', () => {
  it('has a byte order mark, CRLF, lines folded with a tab, and zones in quotes', () => {
    const text = fixture('outlook');
    assert.match(text, /^\uFEFFBEGIN:VCALENDAR\r\n/);
    assert.match(text, /\r\n\t/);
    assert.match(text, /DTSTART;TZID="W. Europe Standard Time":/);
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('gives every duty at the hour the wall shows, through both changes of the clock', async () => {
    assert.deepEqual(
      inWords(await read(fixture('outlook'))),
      [
        ...onDays(JAN, '06:00 +06:00', '2026-10-17'),
        ...onDays(JAN, '06:00 +07:00', '2026-10-24'),
        // 7 November is swapped, 14 November cancelled, 26 December excluded.
        ...onDays(JAN, '07:00 +07:00', '2026-10-31', '2026-11-21', '2026-11-28', '2026-12-05', '2026-12-12'),
        ...onDays(JAN, '07:00 +07:00', '2026-12-19', '2027-01-02', '2027-01-09', '2027-01-16', '2027-01-23'),
        ...onDays(JAN, '07:00 +07:00', '2027-01-30', '2027-02-06', '2027-02-13', '2027-02-20', '2027-02-27'),
        ...onDays(JAN, '07:00 +07:00', '2027-03-06', '2027-03-13', '2027-03-20'),
        ...onDays(JAN, '07:00 +06:00', '2027-03-27'),
        ...onDays('jeugd-mw Sanne Bakker', '11:00 +11:00', '2026-11-07'),
        // The first Saturday of the month, as BYDAY with BYSETPOS.
        ...onDays('amw Sanne Bakker', '17:00 21:00', '2026-11-07', '2026-12-05', '2027-01-02'),
        // All day, without its last.
        '2026-12-24T23:00Z 2026-12-26T23:00Z veilig-thuis Fatima El Amrani',
        // In a "Customized Time Zone", with "Achternaam, Voornaam".
        '2027-03-26T16:00Z 2027-03-28T06:00Z amw Piet Bakker',
      ].sort(),
    );
  });

  it('knows an occurrence by when it was due, also when it was moved', async () => {
    const { shifts } = await read(fixture('outlook'));
    const moved = shifts.find(({ from }) => from === Date.parse('2026-11-07T11:00Z'));
    assert.equal(moved?.uid, `${SERIES}/2026-11-07T07:00:00.000Z`);
  });

  it('says which occurrence and which event are cancelled', async () => {
    const { cancelled } = await read(fixture('outlook'));
    assert.deepEqual(cancelled, [`${SERIES}/2026-11-14T07:00:00.000Z`, CANCELLED]);
  });

  it('lists a holiday and a meeting, with when they are, and counts the rest', async () => {
    const reading = await read(fixture('outlook'));
    assert.deepEqual(leftOver(reading), ['uncertain: Vakantie Jan de Vries', 'person: Teamoverleg']);
    assert.deepEqual(reading.unmatched[1]?.when, {
      from: Date.parse('2026-10-12T07:00Z'),
      to: Date.parse('2026-10-12T08:00Z'),
    });
    const { events, rostered, withdrawn, past } = reading;
    assert.deepEqual(
      { events, rostered, withdrawn, past },
      { events: 10, rostered: 5, withdrawn: 2, past: 1 },
    );
  });
});
