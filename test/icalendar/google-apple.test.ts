import assert from 'node:assert/strict';
import { fixture, inWords, leftOver, onDays, read } from './readings.ts';

describe('A calendar as Google exports it', () => {
  const SERIES = '4c9k1q7m2h8d3t6r5p0n9b2v1x@google.com';

  it('gives the duties of guests, moved and excluded occurrences counted in', async () => {
    assert.deepEqual(
      inWords(await read(fixture('google'))),
      [
        // In UTC.
        '2026-10-16T15:00Z 2026-10-18T16:00Z jeugd-mw Jan de Vries',
        // Every other weekend until 2 April, in Europe/Amsterdam; five weekends are taken out in four ways.
        '2026-10-23T15:00Z 2026-10-26T07:00Z amw Piet Bakker',
        '2026-11-07T08:00Z 2026-11-09T07:00Z amw Sanne Bakker',
        '2027-01-29T16:00Z 2027-02-01T07:00Z amw Piet Bakker',
        '2027-02-12T16:00Z 2027-02-15T07:00Z amw Piet Bakker',
        '2027-02-26T16:00Z 2027-03-01T07:00Z amw Piet Bakker',
        '2027-03-12T16:00Z 2027-03-15T07:00Z amw Piet Bakker',
        '2027-03-26T16:00Z 2027-03-29T06:00Z amw Piet Bakker',
        // A day, with the name in the first line of the description.
        '2027-04-26T22:00Z 2027-04-27T22:00Z veilig-thuis Fatima El Amrani',
      ].sort(),
    );
  });

  it('gives no duty to whoever declined, and none that is tentative or cancelled', async () => {
    const reading = await read(fixture('google'));
    assert.deepEqual(leftOver(reading), ['person: Piket Jan de Vries', 'uncertain: Piket Jan de Vries']);
    assert.deepEqual(reading.cancelled, [
      `${SERIES}/2026-11-20T16:00:00.000Z`,
      '2c4d6e8f0g3h5j7k9m1n2p4q6r@google.com',
    ]);
  });
});

describe('A calendar as Apple exports it', () => {
  const FATIMA = 'veilig-thuis Fatima El Amrani';

  it('gives the duties, whatever the alarms inside them say', async () => {
    assert.deepEqual(
      inWords(await read(fixture('apple'))),
      [
        ...onDays(FATIMA, '08:00 20:00', '2026-10-10', '2026-10-17'),
        // Moved to 14:00; the clock goes back in the night after it. Then two are excluded.
        ...onDays(FATIMA, '12:00 22:00', '2026-10-24'),
        ...onDays(
          FATIMA,
          '09:00 21:00',
          '2026-11-14',
          '2026-11-21',
          '2026-11-28',
          '2026-12-05',
          '2026-12-12',
        ),
        ...onDays(
          FATIMA,
          '09:00 21:00',
          '2026-12-19',
          '2026-12-26',
          '2027-01-02',
          '2027-01-09',
          '2027-01-16',
        ),
        ...onDays(
          FATIMA,
          '09:00 21:00',
          '2027-01-23',
          '2027-01-30',
          '2027-02-06',
          '2027-02-13',
          '2027-02-20',
        ),
        ...onDays(
          FATIMA,
          '09:00 21:00',
          '2027-02-27',
          '2027-03-06',
          '2027-03-13',
          '2027-03-20',
          '2027-03-27',
        ),
        // Two days of 24 and 25 hours; one of 23 hours, without an end.
        '2026-10-23T22:00Z 2026-10-25T23:00Z jeugd-mw Sanne Bakker',
        '2027-03-27T23:00Z 2027-03-28T22:00Z jeugd-mw Sanne Bakker',
        // In "GMT+0100", a day and an hour long, with addresses of Apple's own.
        '2026-10-24T07:00Z 2026-10-25T08:00Z jeugd-mw Jan de Vries',
        // Without a zone: on the clocks of the region.
        '2026-11-07T07:00Z 2026-11-08T07:00Z amw Piet Bakker',
      ].sort(),
    );
  });

  it('leaves nothing over', async () => {
    const reading = await read(fixture('apple'));
    assert.deepEqual(leftOver(reading), []);
    const { events, rostered, withdrawn, past } = reading;
    assert.deepEqual(
      { events, rostered, withdrawn, past },
      { events: 6, rostered: 6, withdrawn: 0, past: 0 },
    );
  });
});
