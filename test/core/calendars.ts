/** The calendars that the tests of service time look at. */
import type { Calendar } from '../../src/core/calendar.ts';
import type { DayPart } from '../../src/core/region.ts';

/** `08:30-12:00`, `13:00-24:00`: what the region file says. */
export const parts = (...texts: string[]): DayPart[] =>
  texts.map((text) => {
    const [from = 0, to = 0] = text.split('-').map((time) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return hours * 60 + minutes;
    });
    return { from, to };
  });

export const calendarOf = (
  workdays: string[],
  weekend: string[],
  holidays: string[] = [],
  dates: string[] = [],
  timeZone = 'Europe/Amsterdam',
): Calendar => ({
  timeZone,
  hours: { workdays: parts(...workdays), weekend: parts(...weekend), holidays: parts(...holidays) },
  isHoliday: (date) => dates.includes(date),
});

export const office = calendarOf(
  ['08:30-17:00'],
  ['10:00-18:00'],
  ['12:00-16:00'],
  ['2026-12-25', '2026-12-26'],
);
export const closedOnHolidays = calendarOf(
  ['08:30-17:00'],
  ['10:00-18:00'],
  [],
  ['2026-12-25', '2026-12-26'],
);
export const workdaysOnly = calendarOf(['08:30-12:30', '13:00-17:00'], []);
export const always = calendarOf(['00:00-24:00'], ['00:00-24:00'], ['00:00-24:00']);
export const evenings = calendarOf(['18:00-24:00'], ['00:00-24:00']);
export const nights = calendarOf(['00:00-02:30', '22:00-24:00'], ['00:00-02:30', '22:00-24:00']);
export const earlyBirds = calendarOf(['02:30-10:00'], ['02:30-10:00']);
