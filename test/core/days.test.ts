import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Calendar,
  type Days,
  dayKind,
  inService,
  nextFirstBell,
  oneWorkingDayAfter,
  serviceBetween,
} from '../../src/core/calendar.ts';
import { DAY, HOUR, type Instant, MINUTE, localDate, localTime } from '../../src/core/time.ts';
import { dutchDays } from '../roster/days.ts';

const ZONE = 'Europe/Amsterdam';
const part = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
const days = dutchDays();
const calendar: Calendar = {
  timeZone: ZONE,
  hours: { workdays: [part(8.5, 17)], weekend: [part(10, 18)], holidays: [part(10, 18)] },
  isHoliday: (date) => days.isHoliday(date, 'hoogeveen'),
};
/** `2026-11-23T10:00+01:00` */
const at = (moment: string): Instant => Date.parse(moment);

describe('One working day after a report', () => {
  const EXAMPLES = [
    ['on Monday: Tuesday at the same time', '2026-11-23T10:00+01:00', '2026-11-24T10:00+01:00'],
    [
      'in the evening: the next evening, so the morning after that',
      '2026-11-23T22:00+01:00',
      '2026-11-25T08:30+01:00',
    ],
    ['before service: the next day, when service begins', '2026-11-23T03:00+01:00', '2026-11-24T08:30+01:00'],
    ['on Friday: Monday', '2026-11-27T11:00+01:00', '2026-11-30T11:00+01:00'],
    ['on Saturday: Monday is that working day', '2026-11-28T11:00+01:00', '2026-12-01T08:30+01:00'],
    ['on the eve of Christmas: the Monday after', '2026-12-24T11:00+01:00', '2026-12-28T11:00+01:00'],
    [
      'on Good Friday 2027: Easter Monday is no working day',
      '2027-03-26T11:00+01:00',
      '2027-03-30T11:00+02:00',
    ],
    ["before King's Day that fell on a Sunday, 2031", '2031-04-25T11:00+02:00', '2031-04-28T11:00+02:00'],
    ['across the night the clock goes back', '2026-10-23T16:59+02:00', '2026-10-26T16:59+01:00'],
  ] as const;

  for (const [name, received, due] of EXAMPLES) {
    it(name, () => {
      assert.equal(
        new Date(oneWorkingDayAfter(at(received), calendar)).toISOString(),
        new Date(due).toISOString(),
      );
    });
  }

  it('is always in service, and never less than a night away', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2031-12-20T00:00Z') }), (received) => {
        const due = oneWorkingDayAfter(received, calendar);
        assert.ok(inService(due, calendar), 'nobody is there to read it');
        assert.ok(due - received > 15 * HOUR && due - received < 7 * DAY);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});

describe('The first bell after a report', () => {
  /** Open on weekdays, except in the autumn holiday of 2026. */
  const school: Days = {
    ...days,
    isSchoolDay: (date) =>
      dayKind(date, calendar) === 'workday' && !(date >= '2026-10-10' && date <= '2026-10-18'),
  };
  const EXAMPLES = [
    ['is of today, when it has not rung yet', '2026-11-23T08:29+01:00', '2026-11-23T08:30+01:00'],
    ['is of tomorrow, when it just rang', '2026-11-23T08:30+01:00', '2026-11-24T08:30+01:00'],
    ['is of Monday after a Friday night', '2026-11-27T22:15+01:00', '2026-11-30T08:30+01:00'],
    ['is after the holiday', '2026-10-09T12:00+02:00', '2026-10-19T08:30+02:00'],
    ['is after Christmas', '2026-12-24T23:00+01:00', '2026-12-28T08:30+01:00'],
    ['is by the clock on the wall when it goes back', '2026-10-24T12:00+02:00', '2026-10-26T08:30+01:00'],
  ] as const;

  for (const [name, received, bell] of EXAMPLES) {
    it(name, () => {
      assert.equal(
        new Date(nextFirstBell(at(received), ZONE, school)).toISOString(),
        new Date(bell).toISOString(),
      );
    });
  }

  it('is missed for ever only when there is no school for a year: that is said', () => {
    assert.throws(
      () => nextFirstBell(at('2026-11-23T08:00Z'), ZONE, { ...school, isSchoolDay: () => false }),
      /370/,
    );
  });
});

describe('The service between two moments', () => {
  it('is what is in service minute by minute, by the kind of its day', () => {
    const moment = fc.integer({
      min: at('2026-01-01T00:00Z') / MINUTE,
      max: at('2031-12-20T00:00Z') / MINUTE,
    });
    const around = fc.constantFrom('2026-10-25', '2027-03-28', '2026-12-25', '2030-04-27', '2031-04-26');
    const start = fc.oneof(
      moment,
      around.map((date) => at(`${date}T00:00Z`) / MINUTE - 700),
    );
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 3 * 24 * 60 }), (from, length) => {
        const period = { from: from * MINUTE, to: (from + length) * MINUTE };
        const found = serviceBetween(period, calendar);
        for (let now = period.from; now < period.to; now += 7 * MINUTE) {
          const [covering] = found.filter((one) => one.from <= now && now < one.to);
          assert.equal(covering !== undefined, inService(now, calendar), new Date(now).toISOString());
          if (covering) assert.equal(covering.kind, dayKind(localDate(now, ZONE), calendar));
        }
        assert.ok(found.every((one) => one.from < one.to && one.from >= period.from && one.to <= period.to));
      }),
      { seed: 20261122, numRuns: 40 },
    );
  });

  it('is nothing in an empty period, or at night', () => {
    const midnight = at('2026-11-23T00:00+01:00');
    assert.deepEqual(serviceBetween({ from: midnight, to: midnight }, calendar), []);
    assert.deepEqual(serviceBetween({ from: midnight, to: midnight + 6 * HOUR }, calendar), []);
    assert.equal(localTime(midnight, ZONE), '00:00');
  });
});
