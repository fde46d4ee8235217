import Holidays from 'date-holidays';
import { type Days, dayKind } from '../core/calendar.ts';
import type { LocalHoliday, MunicipalityId, Region } from '../core/region.ts';
import { DAY, type Instant, localDate, zonesByName } from '../core/time.ts';

/** Is this local calendar day (`yyyy-MM-dd`) a public holiday? */
export type IsHoliday = (localDate: string) => boolean;

/**
 * The public holidays of the Netherlands, King's Day shifted to 26 April when the 27th is a Sunday.
 * Good Friday and 5 May are working days here, as date-holidays types them: no general day off.
 *
 * The years asked for are worked out once each. Only the library's own date text is compared, never its
 * `Date`s: those are moments, and which day a moment falls on depends on the machine's time zone.
 */
export const publicHolidays = (): IsHoliday => {
  const calendar = new Holidays('NL', { types: ['public'] });
  const years = new Map<string, ReadonlySet<string>>();

  const holidaysOf = (year: string): ReadonlySet<string> => {
    const known = years.get(year);
    if (known) return known;
    const days = new Set(
      calendar.getHolidays(year).map((holiday) => holiday.date.slice(0, 'yyyy-MM-dd'.length)),
    );
    years.set(year, days);
    return days;
  };

  return (date) => holidaysOf(date.slice(0, 'yyyy'.length)).has(date);
};

/**
 * Which days are special in a region: the national public holidays and those of its region file. A day off in some
 * municipalities only is a school day: children of a household may go to school across the border, and telling a
 * school a day too early does no harm.
 */
export const daysOf = ({ calendar: { holidays, schools } }: Pick<Region, 'calendar'>): Days => {
  const isPublicHoliday = publicHolidays();
  const isOff = (date: string, municipality?: MunicipalityId): boolean =>
    isPublicHoliday(date) || holidays.some((one) => isOffIn(one, municipality) && fallsOn(one, date));
  return {
    isHoliday: isOff,
    isSchoolDay: (date) =>
      dayKind(date, { isHoliday: isOff }) === 'workday' &&
      !schools.holidays.some(({ from, to }) => from <= date && date <= to),
    firstBell: schools.firstBell,
    zone: zonesByName(),
  };
};

const isOffIn = ({ municipalities }: LocalHoliday, municipality?: MunicipalityId): boolean =>
  municipalities === undefined || (municipality !== undefined && municipalities.includes(municipality));

const fallsOn = (holiday: LocalHoliday, date: string): boolean => {
  if ('date' in holiday) return holiday.date === date;
  const [year, day] = [date.slice(0, 'yyyy'.length), date.slice('yyyy-'.length)];
  return holiday.day === day && Number(year) % holiday.every === 0;
};

/** Time to look up the next school holidays and to write them down. */
const AHEAD = 60 * DAY;

/**
 * The last day of the last school holiday in the region file, once less than 60 days of it remain; after it school
 * would seem to be on in every holiday. Undefined while it is later, and in a file without school holidays.
 */
export const calendarEnds = (
  { timeZone, calendar }: Pick<Region, 'timeZone' | 'calendar'>,
  now: Instant,
): string | undefined => {
  const last = calendar.schools.holidays.reduce((latest, { to }) => (to > latest ? to : latest), '');
  return last !== '' && last < localDate(now + AHEAD, timeZone) ? last : undefined;
};
