import { publicHolidays } from '../../src/config/days.ts';
import type { Days } from '../../src/core/calendar.ts';
import { zonesByName } from '../../src/core/time.ts';

/** The public holidays of the Netherlands, and no school holidays. */
export const dutchDays = (): Days => {
  const isHoliday = publicHolidays();
  return {
    isHoliday: (date) => isHoliday(date),
    isSchoolDay: () => true,
    firstBell: 8.5 * 60,
    zone: zonesByName(),
  };
};
