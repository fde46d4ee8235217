import assert from 'node:assert/strict';
import { publicHolidays } from '../../src/config/holidays.ts';

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

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
};

describe('The public holidays of the Netherlands', () => {
  it('are these in 2026, and no other day', () => {
    assert.deepEqual(daysOf(2026).filter(publicHolidays()), HOLIDAYS_OF_2026);
  });

  const days: readonly [string, boolean, string][] = [
    ['2025-04-26', true, "King's Day, because the 27th is a Sunday"],
    ['2025-04-27', false, "a Sunday without King's Day"],
    ['2027-04-27', true, "King's Day on its own date"],
    ['2027-04-26', false, "the day before King's Day"],
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
        assert.deepEqual(daysOf(2026).filter(publicHolidays()), HOLIDAYS_OF_2026);
      });
    }
  });
});
