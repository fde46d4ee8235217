import type { DayPart, Municipality, MunicipalityId, Region, ServiceHours } from './region.ts';
import type { Duration, Instant, TimeZone, Zone } from './time.ts';
import { DAY, HOUR, MINUTE, atShown, atWallClock, localDate, localTime, offsetAt } from './time.ts';

/**
 * When people are in service. "Service time" is the time during which the clock on the wall shows a moment
 * inside the service hours; it is measured in elapsed milliseconds, also on the days the clock changes.
 */
export interface Calendar {
  readonly timeZone: TimeZone;
  readonly hours: ServiceHours;
  /** Takes `2026-12-25`. Holiday hours go before weekend hours, weekend hours before those of a workday. */
  readonly isHoliday: (localDate: string) => boolean;
}

/** `from` belongs to the period, `to` does not. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** A weekend or holiday is covered by whoever is on call; on a workday everybody works. */
export type DayKind = 'workday' | 'weekend' | 'holiday';

/** A stretch of service on one kind of day. */
export interface ServicePeriod extends Period {
  readonly kind: DayKind;
}

/** Which days are special, nationally and locally. Dates are local calendar days, `2026-12-25`. */
export interface Days {
  readonly isHoliday: (localDate: string, municipality: MunicipalityId) => boolean;
  readonly isSchoolDay: (localDate: string) => boolean;
  /** When school begins, in minutes since local midnight. */
  readonly firstBell: number;
  /** A time zone by its IANA name: the same one every time, so that it remembers the days that were looked at. */
  readonly zone: (name: string) => Zone;
}

/** While the clock runs evenly: between `from` and `to` it shows the time elapsed since `midnight`. */
interface Stretch extends Period {
  readonly midnight: Instant;
}

/** Calendar days counted from 1 January 1970, a Thursday. */
type DayNumber = number;

/** A year and a few days: whatever recurs every year has then had its turn. */
const DAYS_TO_LOOK_AHEAD = 370;

/** The calendar of a municipality. */
export const calendarOf = (
  { timeZone }: Region,
  { id, serviceHours }: Municipality,
  days: Days,
): Calendar => ({
  timeZone: days.zone(timeZone),
  hours: serviceHours,
  isHoliday: (date) => days.isHoliday(date, id),
});

/**
 * The moment at which `length` of service time has passed since `from`; counting starts at once when `from`
 * is inside the service hours. A length that ends exactly at closing time is due at closing time. Length 0
 * gives the first service moment at or after `from`.
 *
 * @param length milliseconds of service time, 0 or more
 * @throws RangeError when `length` is negative or not finite
 * @throws Error when there is no service at all for 370 days, or the time zone does not exist
 */
export const serviceDue = (from: Instant, length: Duration, calendar: Calendar): Instant => {
  if (!Number.isFinite(length) || length < 0) {
    throw new RangeError(`A length of service time is 0 ms or more, not ${length}`);
  }
  let left = length;
  for (const period of servicePeriods(from, calendar)) {
    const available = period.to - period.from;
    if (left <= available) return period.from + left;
    left -= available;
  }
  throw new Error(
    `The service hours leave ${DAYS_TO_LOOK_AHEAD} days without any service, ` +
      `looking from ${new Date(from).toISOString()}`,
  );
};

/** Whether somebody is in service: opening time counts as in service, closing time does not. */
export const inService = (at: Instant, calendar: Calendar): boolean => {
  const [first] = servicePeriods(at, calendar);
  return first?.from === at;
};

/**
 * The first moment in service at or after `at`.
 *
 * @throws Error when there is no service at all for 370 days, or the time zone does not exist
 */
export const nextServiceMoment = (at: Instant, calendar: Calendar): Instant => serviceDue(at, 0, calendar);

/**
 * One working day later: the same time on the next workday, or the first service moment after that. What comes in on
 * another day counts from the beginning of the next workday.
 */
export const oneWorkingDayAfter = (at: Instant, calendar: Calendar): Instant => {
  const { timeZone } = calendar;
  const today = localDate(at, timeZone);
  const isWorkday = (day: string): boolean => dayKind(day, calendar) === 'workday';
  const first = isWorkday(today) ? today : firstDay(today, isWorkday);
  const time = isWorkday(today) ? localTime(at, timeZone) : '00:00';
  const later = atWallClock(`${firstDay(first, isWorkday)}T${time}`, timeZone);
  return nextServiceMoment(later, calendar);
};

/** The first bell of a school day after a moment. */
export const nextFirstBell = (
  after: Instant,
  timeZone: TimeZone,
  { isSchoolDay, firstBell }: Days,
): Instant => {
  const bellOn = (day: string): Instant => atWallClock(`${day}T${clockTime(firstBell)}`, timeZone);
  const today = localDate(after, timeZone);
  if (isSchoolDay(today) && bellOn(today) > after) return bellOn(today);
  return bellOn(firstDay(today, isSchoolDay));
};

/** `510` is `08:30`. */
const clockTime = (minutes: number): string => new Date(minutes * MINUTE).toISOString().slice(11, 16);

/** The first day after another one that fits. */
const firstDay = (after: string, fits: (localDay: string) => boolean): string => {
  const start = Date.parse(`${after}T00:00:00Z`);
  for (let days = 1; days <= DAYS_TO_LOOK_AHEAD; days += 1) {
    const day = new Date(start + days * DAY).toISOString().slice(0, 10);
    if (fits(day)) return day;
  }
  throw new Error(`There is no such day for ${DAYS_TO_LOOK_AHEAD} days after ${after}`);
};

/** The service between two moments, in order and without overlap. */
export const serviceBetween = ({ from, to }: Period, calendar: Calendar): readonly ServicePeriod[] => {
  const found: ServicePeriod[] = [];
  for (const period of servicePeriods(from, calendar, to)) {
    if (period.from >= to) break;
    found.push({ ...period, to: Math.min(period.to, to) });
  }
  return found;
};

/** What kind of day a local calendar day is. */
export const dayKind = (localDay: string, { isHoliday }: Pick<Calendar, 'isHoliday'>): DayKind => {
  if (isHoliday(localDay)) return 'holiday';
  const weekday = new Date(`${localDay}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'weekend' : 'workday';
};

/**
 * The periods of service after `from`, in order and without overlap; ends after 370 days without any, and on the first
 * day that begins after `until`.
 */
function* servicePeriods(
  from: Instant,
  calendar: Calendar,
  until = Infinity,
): Generator<ServicePeriod, void, undefined> {
  const { timeZone } = calendar;
  let counted = from;
  let daysWithout = 0;
  let day = Math.floor((from + offsetAt(from, timeZone)) / DAY);
  let yesterday = noonOf(day - 1, timeZone);
  let today = noonOf(day, timeZone);
  // Half a day from noon is midnight, give or take the hour by which a clock may change.
  for (; daysWithout < DAYS_TO_LOOK_AHEAD && today - DAY / 2 - HOUR <= until; day += 1) {
    daysWithout += 1;
    const kind = dayKind(dateOf(day), calendar);
    const tomorrow = noonOf(day + 1, timeZone);
    const stretches = stretchesOf(yesterday, today, tomorrow, timeZone);
    for (const period of periodsOf(calendar.hours[HOURS_OF[kind]], stretches)) {
      const start = Math.max(counted, period.from);
      if (start >= period.to) continue;
      yield { from: start, to: period.to, kind };
      counted = period.to;
      daysWithout = 0;
    }
    [yesterday, today] = [today, tomorrow];
  }
}

const periodsOf = (parts: readonly DayPart[], stretches: readonly Stretch[]): readonly Period[] =>
  stretches
    .flatMap(({ from, to, midnight }) =>
      parts.map((part) => ({
        from: Math.max(from, midnight + part.from * MINUTE),
        to: Math.min(to, midnight + part.to * MINUTE),
      })),
    )
    .filter((period) => period.from < period.to)
    .sort((one, other) => one.from - other.from);

const HOURS_OF = { workday: 'workdays', weekend: 'weekend', holiday: 'holidays' } as const;

const dateOf = (day: DayNumber): string => new Date(day * DAY).toISOString().slice(0, 10);

/** No clock ever changes at noon, so that it comes once on every day. */
const noonOf = (day: DayNumber, timeZone: TimeZone): Instant => atShown(day * DAY + DAY / 2, timeZone);

/**
 * The clocks a day may meet: until a change since yesterday's noon the clock of yesterday, after a change
 * before tomorrow's noon the clock of tomorrow. Without a change those two stretches are empty.
 */
const stretchesOf = (
  yesterday: Instant,
  today: Instant,
  tomorrow: Instant,
  timeZone: TimeZone,
): readonly Stretch[] => {
  const morning = clockChange(yesterday, today, timeZone) ?? -Infinity;
  const evening = clockChange(today, tomorrow, timeZone) ?? Infinity;
  return [
    { from: -Infinity, to: morning, midnight: yesterday + DAY / 2 },
    { from: morning, to: evening, midnight: today - DAY / 2 },
    { from: evening, to: Infinity, midnight: tomorrow - DAY - DAY / 2 },
  ];
};

/** The moment between two noons at which the clock is put forward or back; changes fall on whole minutes. */
const clockChange = (noon: Instant, nextNoon: Instant, timeZone: TimeZone): Instant | undefined => {
  if (nextNoon - noon === DAY) return undefined;
  const before = offsetAt(noon, timeZone);
  let [last, first] = [0, (nextNoon - noon) / MINUTE];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetAt(noon + middle * MINUTE, timeZone) === before) last = middle;
    else first = middle;
  }
  return noon + first * MINUTE;
};
