import assert from 'node:assert/strict';
import { calendarEnds, daysOf } from '../../src/config/days.ts';
import { loadRegion } from '../../src/config/region.ts';
import type { LocalHoliday, SchoolHoliday } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';

const regionWith = (holidays: LocalHoliday[], schoolHolidays: SchoolHoliday[]) => ({
  timeZone: 'Europe/Amsterdam',
  calendar: { holidays, schools: { firstBell: 510, holidays: schoolHolidays } },
});

describe('A school day', () => {
  const days = daysOf(
    regionWith(
      [
        { date: '2026-11-05', name: 'Regiodag' },
        { date: '2026-11-06', name: 'Markt', municipalities: ['hoogeveen'] },
      ],
      [
        { from: '2026-10-10', to: '2026-10-18', name: 'Herfstvakantie' },
        { from: '2026-11-12', to: '2026-11-12', name: 'Studiedag' },
      ],
    ),
  );

  const table: readonly [string, boolean, string][] = [
    ['2026-10-09', true, 'the Friday before a school holiday'],
    ['2026-10-12', false, 'a Monday in a school holiday'],
    ['2026-10-16', false, 'the last Friday of a school holiday'],
    ['2026-10-19', true, 'the Monday after a school holiday'],
    ['2026-11-07', false, 'a Saturday'],
    ['2026-11-08', false, 'a Sunday'],
    ['2026-11-05', false, 'a day off of the region'],
    ['2026-11-06', true, 'a day off of one municipality'],
    ['2026-11-11', true, 'the day before a school holiday of one day'],
    ['2026-11-12', false, 'a school holiday of one day'],
    ['2026-11-13', true, 'the day after a school holiday of one day'],
    ['2027-05-17', false, 'Whit Monday'],
    ['2027-05-05', true, 'Liberation Day in between'],
  ];
  for (const [day, expected, what] of table) {
    it(`is ${expected ? '' : 'not '}${day}: ${what}`, () => {
      assert.equal(days.isSchoolDay(day), expected);
    });
  }

  it('begins with the bell of the region', () => {
    assert.equal(days.firstBell, 510);
  });
});

describe('The end of the calendar', () => {
  const region = regionWith(
    [],
    [
      { from: '2027-07-10', to: '2027-08-22', name: 'Zomervakantie' },
      { from: '2026-12-19', to: '2027-01-03', name: 'Kerstvakantie' },
    ],
  );

  const table: readonly [string, number, string | undefined][] = [
    ['sixty days before the last school day off', Date.UTC(2027, 5, 23, 12), undefined],
    ['a day later', Date.UTC(2027, 5, 24, 12), '2027-08-22'],
    ['as soon as that day begins in the region', Date.UTC(2027, 5, 24) - 2 * HOUR, '2027-08-22'],
    ['long after it', Date.UTC(2029, 0, 1), '2027-08-22'],
  ];
  for (const [when, now, expected] of table) {
    it(`is ${expected === undefined ? 'not told' : 'told'} ${when}`, () => {
      assert.equal(calendarEnds(region, now), expected);
    });
  }

  it('is never told without school holidays: every workday is a school day', () => {
    assert.equal(calendarEnds(regionWith([], []), Date.UTC(2040, 0, 1)), undefined);
  });
});

describe('The calendar of the sample region', () => {
  it('has school holidays from a Saturday to a Sunday, in order, for years ahead', async () => {
    const loaded = await loadRegion('config/region.voorbeeld.yaml');
    assert.ok(loaded.ok);
    const { holidays } = loaded.value.calendar.schools;
    const weekday = (day: string): number => new Date(day).getUTCDay();
    for (const { from, to, name } of holidays) {
      assert.deepEqual([weekday(from), weekday(to)], [6, 0], `${name} ${from}`);
    }
    assert.deepEqual(
      holidays.map(({ from }) => from),
      holidays.map(({ from }) => from).toSorted(),
    );
    assert.equal(calendarEnds(loaded.value, Date.UTC(2029, 5, 1)), undefined);
    assert.equal(calendarEnds(loaded.value, Date.UTC(2029, 7, 1)), '2029-09-02');
  });

  it('knows Liberation Day of 2030', async () => {
    const loaded = await loadRegion('config/region.voorbeeld.yaml');
    assert.ok(loaded.ok);
    const days = daysOf(loaded.value);
    assert.deepEqual(
      ['2029-05-05', '2030-05-05', '2035-05-05'].map((day) => days.isHoliday(day, 'hoogeveen')),
      [false, true, true],
    );
  });
});
