import Holidays from 'date-holidays';

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

  const daysOf = (year: string): ReadonlySet<string> => {
    const known = years.get(year);
    if (known) return known;
    const days = new Set(
      calendar.getHolidays(year).map((holiday) => holiday.date.slice(0, 'yyyy-MM-dd'.length)),
    );
    years.set(year, days);
    return days;
  };

  return (localDate) => daysOf(localDate.slice(0, 'yyyy'.length)).has(localDate);
};
