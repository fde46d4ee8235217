import assert from 'node:assert/strict';
import type { Calendar } from '../../src/core/calendar.ts';
import { inService, nextServiceMoment, serviceDue } from '../../src/core/calendar.ts';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import {
  calendarOf,
  office,
  closedOnHolidays,
  workdaysOnly,
  always,
  evenings,
  nights,
  earlyBirds,
} from './calendars.ts';

interface Example {
  readonly name: string;
  readonly calendar: Calendar;
  /** With the offset of the clock, so that the example leaves no doubt in the repeated hour. */
  readonly from: string;
  readonly length: number;
  readonly due: string;
}

const example = (name: string, calendar: Calendar, from: string, length: number, due: string): Example => ({
  name,
  calendar,
  from,
  length,
  due,
});

const ordinary: readonly Example[] = [
  example('on a workday', office, '2026-11-23T09:00+01:00', HOUR, '2026-11-23T10:00+01:00'),
  example(
    'from Friday afternoon to Saturday morning',
    office,
    '2026-11-27T16:30+01:00',
    HOUR,
    '2026-11-28T10:30+01:00',
  ),
  example('received before opening', office, '2026-11-23T03:00+01:00', HOUR, '2026-11-23T09:30+01:00'),
  example('received after closing', office, '2026-11-23T20:00+01:00', HOUR, '2026-11-24T09:30+01:00'),
  example('received at opening', office, '2026-11-23T08:30+01:00', HOUR, '2026-11-23T09:30+01:00'),
  example('received at closing', office, '2026-11-23T17:00+01:00', HOUR, '2026-11-24T09:30+01:00'),
  example('ending exactly at closing', office, '2026-11-23T16:00+01:00', HOUR, '2026-11-23T17:00+01:00'),
  example('one ms past closing', office, '2026-11-23T16:00+01:00', HOUR + 1, '2026-11-24T08:30:00.001+01:00'),
  example('to the millisecond', office, '2026-11-23T16:59:59.999+01:00', 2, '2026-11-24T08:30:00.001+01:00'),
  example('over a lunch break', workdaysOnly, '2026-11-23T12:00+01:00', HOUR, '2026-11-23T13:30+01:00'),
  example(
    'over a weekend without service',
    workdaysOnly,
    '2026-11-27T16:45+01:00',
    HOUR,
    '2026-11-30T09:15+01:00',
  ),
  example('over more days', office, '2026-11-26T08:30+01:00', 20 * HOUR, '2026-11-28T13:00+01:00'),
  example(
    'of nothing, in service',
    office,
    '2026-11-23T09:00:00.123+01:00',
    0,
    '2026-11-23T09:00:00.123+01:00',
  ),
  example('of nothing, before opening', office, '2026-11-23T03:00+01:00', 0, '2026-11-23T08:30+01:00'),
  example('of nothing, at closing', office, '2026-11-23T17:00+01:00', 0, '2026-11-24T08:30+01:00'),
  example('in summer', office, '2027-07-05T16:30+02:00', HOUR, '2027-07-06T09:00+02:00'),
  example('around the new year', office, '2026-12-31T16:30+01:00', HOUR, '2027-01-01T09:00+01:00'),
  example('on the 29th of February', office, '2028-02-28T16:30+01:00', 9 * HOUR, '2028-02-29T17:00+01:00'),
  example(
    'across midnight, without a break',
    evenings,
    '2026-11-27T23:30+01:00',
    HOUR,
    '2026-11-28T00:30+01:00',
  ),
  example('all day and night', always, '2026-11-27T20:00+01:00', 24 * HOUR, '2026-11-28T20:00+01:00'),
];

const holidays: readonly Example[] = [
  example('holiday hours on a Friday', office, '2026-12-25T09:00+01:00', HOUR, '2026-12-25T13:00+01:00'),
  example(
    'holiday hours before weekend hours',
    office,
    '2026-12-26T09:00+01:00',
    HOUR,
    '2026-12-26T13:00+01:00',
  ),
  example('into a holiday', office, '2026-12-24T16:30+01:00', HOUR, '2026-12-25T12:30+01:00'),
  example('over closed holidays', closedOnHolidays, '2026-12-24T16:30+01:00', HOUR, '2026-12-27T10:30+01:00'),
  example(
    'received on a closed holiday',
    closedOnHolidays,
    '2026-12-25T09:00+01:00',
    0,
    '2026-12-27T10:00+01:00',
  ),
];

/** 25-10-2026: 03:00 becomes 02:00. 28-03-2027: 02:00 becomes 03:00. Both on a Sunday. */
const clockChanges: readonly Example[] = [
  example('24 h on a day of 25 h', always, '2026-10-25T00:00+02:00', 24 * HOUR, '2026-10-25T23:00+01:00'),
  example('25 h are that day', always, '2026-10-25T00:00+02:00', 25 * HOUR, '2026-10-26T00:00+01:00'),
  example('24 h into autumn', always, '2026-10-24T20:00+02:00', 24 * HOUR, '2026-10-25T19:00+01:00'),
  example('the repeated hour counts twice', always, '2026-10-25T02:00+02:00', HOUR, '2026-10-25T02:00+01:00'),
  example('from its second half', always, '2026-10-25T02:30+01:00', HOUR, '2026-10-25T03:30+01:00'),
  example('up to 02:30, twice', nights, '2026-10-25T02:15+02:00', 30 * MINUTE, '2026-10-25T02:15+01:00'),
  example('up to 02:30, then the evening', nights, '2026-10-25T02:15+01:00', HOUR, '2026-10-25T22:45+01:00'),
  example('from 02:30, twice', earlyBirds, '2026-10-25T00:00+02:00', HOUR, '2026-10-25T03:00+01:00'),
  example(
    'from 02:30, waiting in between',
    earlyBirds,
    '2026-10-25T02:00+01:00',
    0,
    '2026-10-25T02:30+01:00',
  ),
  example('autumn weekend hours', office, '2026-10-24T17:30+02:00', HOUR, '2026-10-25T10:30+01:00'),
  example('after the autumn weekend', office, '2026-10-25T17:30+01:00', HOUR, '2026-10-26T09:00+01:00'),
  example('23 h are a day of 23 h', always, '2027-03-28T00:00+01:00', 23 * HOUR, '2027-03-29T00:00+02:00'),
  example('24 h into spring', always, '2027-03-27T20:00+01:00', 24 * HOUR, '2027-03-28T21:00+02:00'),
  example('over the hour that is skipped', always, '2027-03-28T01:30+01:00', HOUR, '2027-03-28T03:30+02:00'),
  example(
    'up to 02:30, which does not come',
    nights,
    '2027-03-28T01:30+01:00',
    HOUR,
    '2027-03-28T22:30+02:00',
  ),
  example(
    'from 02:30, which does not come',
    earlyBirds,
    '2027-03-28T01:00+01:00',
    HOUR,
    '2027-03-28T04:00+02:00',
  ),
  example('spring weekend hours', office, '2027-03-27T17:30+01:00', HOUR, '2027-03-28T10:30+02:00'),
  example('after the spring weekend', office, '2027-03-28T17:30+02:00', HOUR, '2027-03-29T09:00+02:00'),
];

/** Where the clock changes at midnight, a day does not begin at 00:00 or begins there twice. */
const inZone = (timeZone: string): Calendar => calendarOf(['00:00-02:00'], ['00:00-02:00'], [], [], timeZone);
const elsewhere: readonly Example[] = [
  example(
    '00:00 is skipped',
    inZone('America/Havana'),
    '2027-03-13T12:00-05:00',
    0,
    '2027-03-14T01:00-04:00',
  ),
  example(
    '00:00 comes twice',
    inZone('America/Havana'),
    '2026-11-01T00:00-04:00',
    3 * HOUR,
    '2026-11-01T02:00-05:00',
  ),
  example(
    'half an hour',
    inZone('Australia/Lord_Howe'),
    '2026-10-04T00:00+10:30',
    HOUR,
    '2026-10-04T01:00+10:30',
  ),
  example(
    'no change at all',
    inZone('America/Curacao'),
    '2026-10-25T00:30-04:00',
    2 * HOUR,
    '2026-10-26T00:30-04:00',
  ),
];

const text = (at: number): string => new Date(at).toISOString();

const run = ({ name, calendar, from, length, due }: Example): void => {
  const words = length % MINUTE === 0 ? `${length / MINUTE} min` : `${length} ms`;
  it(`${name}: ${from} + ${words} = ${due}`, () => {
    assert.equal(text(serviceDue(Date.parse(from), length, calendar)), text(Date.parse(due)));
  });
};

describe('Service time', () => {
  describe('on ordinary days', () => {
    ordinary.forEach(run);
  });
  describe('on holidays', () => {
    holidays.forEach(run);
  });
  describe('when the clock changes', () => {
    clockChanges.forEach(run);
  });
  describe('in other places', () => {
    elsewhere.forEach(run);
  });

  describe('on a machine in another time zone', () => {
    const original = process.env.TZ;
    afterEach(() => {
      if (original === undefined) delete process.env.TZ;
      else process.env.TZ = original;
    });
    for (const machine of [
      'UTC',
      'Europe/Amsterdam',
      'America/New_York',
      'America/Havana',
      'Pacific/Auckland',
    ]) {
      it(`is the same in ${machine}`, () => {
        process.env.TZ = machine;
        for (const { name, calendar, from, length, due } of [...ordinary, ...clockChanges, ...elsewhere]) {
          assert.equal(text(serviceDue(Date.parse(from), length, calendar)), text(Date.parse(due)), name);
        }
      });
    }
  });

  describe('in or out', () => {
    const at = (moment: string, calendar = office): boolean => inService(Date.parse(moment), calendar);

    it('begins at opening time and ends at closing time', () => {
      assert.equal(at('2026-11-23T08:29:59.999+01:00'), false);
      assert.equal(at('2026-11-23T08:30+01:00'), true);
      assert.equal(at('2026-11-23T16:59:59.999+01:00'), true);
      assert.equal(at('2026-11-23T17:00+01:00'), false);
    });

    it('follows the wall clock through the repeated hour', () => {
      const moments = ['02:29:59+02:00', '02:30+02:00', '02:00+01:00', '02:29:59+01:00', '02:30+01:00'];
      const shown = moments.map((moment) => at(`2026-10-25T${moment}`, earlyBirds));
      assert.deepEqual(shown, [false, true, false, false, true]);
    });

    it('has no gap at midnight when one day adjoins the next', () => {
      for (const moment of ['2026-11-27T23:59:59.999+01:00', '2026-11-28T00:00+01:00'])
        assert.ok(at(moment, evenings));
    });

    it('is out when there is no service at all', () => {
      assert.equal(at('2026-11-23T12:00+01:00', calendarOf([], [])), false);
    });

    it('names the next moment in service, which is now when in service', () => {
      const now = Date.parse('2026-11-23T12:00:00.001+01:00');
      assert.equal(nextServiceMoment(now, office), now);
      const late = Date.parse('2026-12-24T17:00+01:00');
      assert.equal(nextServiceMoment(late, closedOnHolidays), Date.parse('2026-12-27T10:00+01:00'));
    });
  });

  describe('is a fault', () => {
    const from = Date.parse('2026-11-23T12:00+01:00');

    it('without any service, and says so instead of searching for ever', () => {
      const never = calendarOf([], []);
      const message = /leave 370 days without any service, looking from 2026-11-23T11:00:00.000Z/;
      assert.throws(() => serviceDue(from, HOUR, never), message);
      assert.throws(() => nextServiceMoment(from, never), message);
      const onlyOnHolidays = calendarOf([], [], ['09:00-10:00'], ['2026-11-24']);
      assert.equal(serviceDue(from, HOUR, onlyOnHolidays), Date.parse('2026-11-24T10:00+01:00'));
      assert.throws(() => serviceDue(from, HOUR + 1, onlyOnHolidays), /without any service/);
    });

    it('with a length that is none', () => {
      for (const length of [-1, Number.NaN, Infinity])
        assert.throws(() => serviceDue(from, length, office), RangeError);
    });

    it('with a moment or a time zone that is none', () => {
      assert.throws(() => serviceDue(Number.NaN, HOUR, office));
      assert.throws(() => serviceDue(from, HOUR, { ...office, timeZone: 'Europe/Maastricht' }));
    });
  });
});
