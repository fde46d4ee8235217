import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  DAY,
  type Instant,
  MINUTE,
  atShown,
  atWallClock,
  localDate,
  localTime,
  localYear,
  offsetAt,
  zoneOf,
  zonesByName,
} from '../../src/core/time.ts';

/**
 * Whole hours and parts of them; clocks that change by half an hour (Lord Howe), at midnight (Havana), south of the
 * equator, around Ramadan (Casablanca), and never (Kathmandu).
 */
const ZONES = [
  'Europe/Amsterdam',
  'Australia/Lord_Howe',
  'America/Havana',
  'America/St_Johns',
  'Pacific/Auckland',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'UTC',
];

/** The hours in which the clock of a zone changes, in 2026 and 2027. */
const changesIn = (name: string): readonly Instant[] =>
  Array.from({ length: 2 * 365 * 24 }, (_, hour) => Date.UTC(2026, 0, 1, hour)).filter(
    (at, index, hours) => index > 0 && offsetAt(at, name) !== offsetAt(hours[index - 1] ?? at, name),
  );

const anyMoment = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) });

/** Half of the time within two days of a change, and then mostly within hours of it. */
const momentsNear = (changes: readonly Instant[]): fc.Arbitrary<Instant> =>
  changes.length === 0
    ? anyMoment
    : fc.oneof(
        anyMoment,
        fc
          .tuple(
            fc.constantFrom(...changes),
            fc.oneof(
              fc.integer({ min: -2 * DAY, max: 2 * DAY }),
              fc.integer({ min: -180, max: 180 }).map((minutes) => minutes * MINUTE),
            ),
          )
          .map(([change, distance]) => change + distance),
      );

const answers = (at: Instant, timeZone: Parameters<typeof offsetAt>[1]) => ({
  offset: offsetAt(at, timeZone),
  date: localDate(at, timeZone),
  time: localTime(at, timeZone),
  year: localYear(at, timeZone),
  // What is shown somewhere as if it were UTC: also an hour that is skipped, or comes twice.
  shown: atShown(at, timeZone),
  wallClock: atWallClock(new Date(at).toISOString().slice(0, 16), timeZone),
});

describe('A time zone that remembers', function () {
  this.timeout(60_000);

  for (const name of ZONES) {
    it(`says of ${name} what one says that is asked anew, and what Intl shows`, () => {
      const zone = zoneOf(name);
      const moments = momentsNear(changesIn(name));
      const intl = new Intl.DateTimeFormat('sv', { timeZone: name, dateStyle: 'short', timeStyle: 'short' });
      fc.assert(
        fc.property(moments, (at) => {
          assert.deepEqual(answers(at, zone), answers(at, name), new Date(at).toISOString());
          assert.equal(`${localDate(at, zone)} ${localTime(at, zone)}`, intl.format(at));
        }),
        { numRuns: 500 },
      );
    });
  }

  it('says the same after it forgot what it remembered', () => {
    const [name = ''] = ZONES;
    const zone = zoneOf(name);
    const changes = changesIn(name);
    assert.equal(changes.length, 4);
    const around = changes.flatMap((at) => [at - DAY, at - MINUTE, at, at + MINUTE, at + DAY]);
    const expected = around.map((at) => answers(at, name));
    assert.deepEqual(
      around.map((at) => answers(at, zone)),
      expected,
    );
    // Longer than it remembers.
    for (let day = 0; day < 9_000; day += 1) offsetAt(Date.UTC(2030, 0, day), zone);
    assert.deepEqual(
      around.map((at) => answers(at, zone)),
      expected,
    );
  });

  it('is the same one every time it is asked for by name', () => {
    const zones = zonesByName();
    assert.equal(zones('Europe/Amsterdam'), zones('Europe/Amsterdam'));
    assert.notEqual(zones('Europe/Amsterdam'), zones('Europe/London'));
    const noon = Date.UTC(2026, 6, 1, 12);
    assert.deepEqual(
      ['Europe/Amsterdam', 'Europe/London', 'UTC'].map((name) => localTime(noon, zones(name))),
      ['14:00', '13:00', '12:00'],
    );
  });

  it('refuses a moment or a time zone that is none', () => {
    assert.throws(() => offsetAt(Number.NaN, zoneOf('Europe/Amsterdam')), RangeError);
    assert.throws(() => offsetAt(0, zoneOf('Europe/Maastricht')), RangeError);
    assert.throws(() => localDate(Number.NaN, 'Europe/Amsterdam'), RangeError);
    assert.throws(() => localDate(0, 'Europe/Maastricht'), RangeError);
  });
});
