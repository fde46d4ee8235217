import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Calendar } from '../../src/core/calendar.ts';
import { inService, serviceDue } from '../../src/core/calendar.ts';
import type { DayPart } from '../../src/core/region.ts';
import { DAY, HOUR, MINUTE, zoneOf } from '../../src/core/time.ts';

const ZONE = 'Europe/Amsterdam';

const text = (at: number): string => new Date(at).toISOString();

/**
 * Service time by looking at the clock on the wall every minute: slow, and with nothing in common with
 * src/core/calendar.ts but the question.
 */
const bruteForce = (calendar: Calendar) => {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

  const inService = (at: number): boolean => {
    const shown = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const { year = '', month = '', day = '', weekday = '' } = shown;
    const { hours } = calendar;
    let parts = hours.workdays;
    if (weekday === 'Sat' || weekday === 'Sun') parts = hours.weekend;
    if (calendar.isHoliday(`${year}-${month}-${day}`)) parts = hours.holidays;
    const minute = Number(shown.hour) * 60 + Number(shown.minute);
    return parts.some(({ from, to }) => from <= minute && minute < to);
  };

  const serviceDue = (from: number, length: number): number => {
    let at = from;
    let left = length;
    for (;;) {
      const endOfMinute = (Math.floor(at / MINUTE) + 1) * MINUTE;
      if (inService(at)) {
        if (left <= endOfMinute - at) return at + left;
        left -= endOfMinute - at;
      }
      at = endOfMinute;
    }
  };

  return { inService, serviceDue };
};

describe('Service time, for whatever hours and holidays', () => {
  const minuteOfDay = fc.oneof(fc.constantFrom(0, 120, 150, 180, 1440), fc.integer({ min: 0, max: 1440 }));
  const day = (least: number) =>
    fc.uniqueArray(minuteOfDay, { minLength: 2 * least, maxLength: 6 }).map((edges) => {
      const sorted = edges.sort((one, other) => one - other);
      return sorted.flatMap((from, index): DayPart[] => {
        const to = sorted[index + 1];
        return index % 2 === 0 && to !== undefined ? [{ from, to }] : [];
      });
    });
  const calendars = fc
    .record({
      workdays: day(1),
      weekend: day(0),
      holidays: day(0),
      every: fc.integer({ min: 2, max: 30 }),
      // One that is asked anew every time, and one that remembers what the other runs asked.
      timeZone: fc.constantFrom(ZONE, zoneOf(ZONE)),
    })
    .map(({ every, timeZone, ...hours }): Calendar => {
      const isHoliday = (date: string): boolean => Number(date.slice(8)) % every === 0;
      return { timeZone, hours, isHoliday };
    });

  /** 2026-2031, and half of the time within two days of a clock change. */
  const changes = [2026, 2027, 2028, 2029, 2030, 2031].flatMap((year) =>
    [2, 9].map((month) => {
      const last = new Date(Date.UTC(year, month, 31, 1));
      return last.getTime() - last.getUTCDay() * DAY;
    }),
  );
  const moments = fc.oneof(
    fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2031, 11, 20) }),
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * DAY, max: 2 * DAY }))
      .map(([change, distance]) => change + distance),
  );
  const lengths = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 * HOUR }));

  it('is what a count minute by minute gives', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(calendars, moments, lengths, (calendar, from, length) => {
        // A day part of a minute takes weeks to fill an hour; the count need not go there.
        const daily = calendar.hours.workdays.reduce((sum, part) => sum + part.to - part.from, 0) * MINUTE;
        const counted = Math.min(length, 2 * daily);
        assert.equal(
          text(serviceDue(from, counted, calendar)),
          text(bruteForce(calendar).serviceDue(from, counted)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is in service at the minutes the clock shows', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, at) => {
        assert.equal(inService(at, calendar), bruteForce(calendar).inService(at));
      }),
      { numRuns: 500 },
    );
  });

  it('never comes earlier for what is received later or takes longer', () => {
    fc.assert(
      fc.property(
        calendars,
        moments,
        lengths,
        fc.nat(3 * DAY),
        fc.nat(12 * HOUR),
        (calendar, from, length, ...more) => {
          const [later, longer] = more;
          const due = serviceDue(from, length, calendar);
          assert.ok(due >= from + length);
          assert.ok(serviceDue(from + later, length, calendar) >= due);
          assert.ok(serviceDue(from, length + longer, calendar) >= due + longer);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('may be counted in two goes', () => {
    // Not with a second go of 0: that asks for the next opening when the first ends at closing time.
    const second = fc.integer({ min: 1, max: 12 * HOUR });
    fc.assert(
      fc.property(calendars, moments, lengths, second, (calendar, from, a, b) => {
        const inTwo = serviceDue(serviceDue(from, a, calendar), b, calendar);
        assert.equal(text(inTwo), text(serviceDue(from, a + b, calendar)));
      }),
      { numRuns: 1000 },
    );
  });
});
