/** Who is on duty without a roster, and plain days, for tests that are about something else. */
import { isSame } from '../../src/core/actor.ts';
import type { Days } from '../../src/core/calendar.ts';
import type { Cover } from '../../src/core/cover.ts';
import { zonesByName } from '../../src/core/time.ts';
import { type Person, type Region, peopleWith } from '../../src/core/region.ts';

/** Everybody who holds a role in Hoogeveen is on duty, always; nobody is absent unless named. */
export const everybodyOnDuty = (region: Region, absent: readonly Person[] = []): Cover => {
  const isAbsent = (person: Person): boolean => absent.some((one) => isSame(one, person));
  return {
    onDuty: (role) => peopleWith(region, 'hoogeveen', [role]).filter((person) => !isAbsent(person)),
    isAbsent,
    lastTogether: (_roles, { to }) => to,
  };
};

/** Every weekday is a school day that begins at half past eight; these days are holidays. */
export const plainDays = (holidays: readonly string[] = []): Days => ({
  isHoliday: (date) => holidays.includes(date),
  isSchoolDay: (date) =>
    ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) && !holidays.includes(date),
  firstBell: 8.5 * 60,
  zone: zonesByName(),
});
