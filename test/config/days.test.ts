import assert from 'node:assert/strict';
import fc from 'fast-check';
import { daysOf, publicHolidays } from '../../src/config/days.ts';
import type { LocalHoliday } from '../../src/core/region.ts';
import { DAY } from '../../src/core/time.ts';

const HOLIDAYS_OF_2026 = [
  '2026-01-01',
  '2026-04-05',
  '2026-04-06',
  '2026-04-27',
  '2026-05-14',
  '2026-05-24',
  '2026-05-25',
  '2026-12-25',
  '2026-12-26',
];

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const daysBetween = (from: number, to: number): string[] =>
  Array.from({ length: (to - from) / DAY }, (_, index) => dateOf(from + index * DAY));

const daysIn = (year: number): string[] => daysBetween(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));

/** Easter Sunday by the rule of Meeus, Jones and Butcher: nothing in common with date-holidays but the question. */
const easter = (year: number): number => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const day = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(day / 31) - 1, (day % 31) + 1);
};

/** The law: New Year, Easter and Easter Monday, King's Day, Ascension, Whit Sunday and Monday, Christmas. */
const byTheLaw = (year: number): string[] => {
  const kingsDay = Date.UTC(year, 3, 27);
  const shifted = new Date(kingsDay).getUTCDay() === 0 ? kingsDay - DAY : kingsDay;
  const moving = [0, 1, 39, 49, 50].map((days) => dateOf(easter(year) + days * DAY));
  return [`${year}-01-01`, ...moving, dateOf(shifted), `${year}-12-25`, `${year}-12-26`].sort();
};

const daysWith = (holidays: LocalHoliday[]) =>
  daysOf({ calendar: { holidays, schools: { firstBell: 510, holidays: [] } } });

const LUSTRUM: LocalHoliday = { day: '05-05', every: 5, name: 'Bevrijdingsdag' };

describe('The public holidays of the Netherlands', () => {
  it('are these in 2026, and no other day', () => {
    assert.deepEqual(daysIn(2026).filter(publicHolidays()), HOLIDAYS_OF_2026);
  });

  for (const year of [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032]) {
    it(`are those of the law in ${year}`, () => {
      assert.deepEqual(daysIn(year).filter(publicHolidays()), byTheLaw(year));
    });
  }

  const days: readonly [string, boolean, string][] = [
    ['2025-04-26', true, "King's Day, because the 27th is a Sunday"],
    ['2025-04-27', false, "a Sunday without King's Day"],
    ['2027-04-27', true, "King's Day on its own date"],
    ['2027-04-26', false, "the day before King's Day"],
    ['2031-04-26', true, "King's Day, because the 27th is a Sunday"],
    ['2025-05-05', false, 'Liberation Day, no general day off'],
    ['2026-04-03', false, 'Good Friday, no general day off'],
    ['2026-12-24', false, 'Christmas Eve'],
    ['2026-12-31', false, "New Year's Eve"],
    ['2027-01-01', true, "New Year's Day"],
    ['2027-03-28', true, 'Easter on the day the clocks change'],
  ];
  for (const [day, expected, what] of days) {
    it(`${expected ? 'include' : 'leave out'} ${day}: ${what}`, () => {
      assert.equal(publicHolidays()(day), expected);
    });
  }

  it('are asked for in any order of years', () => {
    const isHoliday = publicHolidays();
    const asked = ['2027-01-01', '2025-04-26', '2027-01-02', '2026-12-25', '2025-04-27'];
    assert.deepEqual(asked.map(isHoliday), [true, true, false, true, false]);
  });

  describe('do not depend on the time zone of the machine', () => {
    const before = process.env.TZ;
    afterEach(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });

    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Los_Angeles', 'UTC']) {
      it(`${zone} gives the same days`, () => {
        process.env.TZ = zone;
        assert.deepEqual(daysIn(2026).filter(publicHolidays()), HOLIDAYS_OF_2026);
      });
    }
  });
});

describe('The holidays of a region', () => {
  const lustrum: readonly [string, boolean, string][] = [
    ['2030-05-05', true, 'Liberation Day, every five years'],
    ['2029-05-05', false, 'Liberation Day in between'],
    ['2030-05-06', false, 'the day after'],
    ['2030-12-25', true, 'a national holiday'],
  ];
  for (const [day, expected, what] of lustrum) {
    it(`${expected ? 'include' : 'leave out'} ${day}: ${what}`, () => {
      assert.equal(daysWith([LUSTRUM]).isHoliday(day, 'hoogeveen'), expected);
    });
  }

  it('that some municipalities have, the others do not have', () => {
    const days = daysWith([{ date: '2026-10-06', name: 'Markt', municipalities: ['hoogeveen'] }]);
    assert.deepEqual(
      ['hoogeveen', 'assen'].map((municipality) => days.isHoliday('2026-10-06', municipality)),
      [true, false],
    );
    assert.equal(days.isHoliday('2027-10-06', 'hoogeveen'), false, 'it comes once');
  });

  const year = fc.integer({ min: 2026, max: 2031 });
  const date = fc
    .integer({ min: Date.UTC(2026, 0, 1) / DAY, max: Date.UTC(2031, 11, 31) / DAY })
    .map((day) => dateOf(day * DAY));
  const municipality = fc.constantFrom('hoogeveen', 'assen', 'emmen');
  const where = fc.option(fc.uniqueArray(municipality, { minLength: 1 }), { nil: undefined });
  const holiday = fc
    .record({ date, every: fc.integer({ min: 1, max: 5 }), yearly: fc.boolean(), where })
    .map(({ date: on, every, yearly, where: municipalities }): LocalHoliday => ({
      name: 'Vrij',
      ...(municipalities && { municipalities }),
      ...(yearly ? { day: on.slice(5), every } : { date: on }),
    }));

  it('have one time zone for each name, so that what was looked at is remembered', () => {
    const days = daysWith([]);
    assert.equal(days.zone('Europe/Amsterdam'), days.zone('Europe/Amsterdam'));
  });

  it('are the national ones and its own, whatever those are', () => {
    fc.assert(
      fc.property(fc.array(holiday, { maxLength: 8 }), municipality, year, (holidays, here, inYear) => {
        const days = daysWith(holidays);
        const own = holidays
          .filter(({ municipalities }) => !municipalities || municipalities.includes(here))
          .flatMap((one) => {
            if ('date' in one) return [one.date];
            return inYear % one.every === 0 ? [`${inYear}-${one.day}`] : [];
          });
        const expected = new Set([...byTheLaw(inYear), ...own]);
        const all = daysIn(inYear);
        assert.deepEqual(
          all.filter((day) => days.isHoliday(day, here)),
          all.filter((day) => expected.has(day)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
