import {
  type Calendar,
  type Days,
  type Period,
  calendarOf,
  nextServiceMoment,
  serviceBetween,
} from '../core/calendar.ts';
import type { Municipality, Region } from '../core/region.ts';
import { DAY, HOUR, localDate } from '../core/time.ts';
import type { Duration, Instant, TimeZone } from '../core/time.ts';
import { countedDuties } from './cover.ts';
import { type DayNumber, atMinuteOf, dayOf, weekdayOf } from './local-days.ts';
import type { Gap, GapLevel, KnownGap, RosterState } from './state.ts';
import { outsideAll } from './stretches.ts';

/** Less than this ahead, a gap does not wait for Thursday. */
const SHORT_NOTICE: Duration = 48 * HOUR;

const NOON = 12 * 60;

/**
 * The stretches of weekend and holiday service in which nobody who counts as cover is on duty for an on-call role, by
 * beginning. Service that began before the period is looked at whole, and so is service that goes on after it: a gap
 * keeps its beginning while time passes, and does not grow when the period moves on. What is over when the period
 * begins is no gap.
 */
export const gapsIn = (
  roster: RosterState,
  municipality: Municipality,
  region: Region,
  days: Days,
  period: Period,
): readonly Gap[] => {
  const calendar = calendarOf(region, municipality, days);
  const services = servicesOnCall(period, calendar);
  const [first, last] = [services[0], services.at(-1)];
  if (!first || !last) return [];
  const whole = { from: first.from, to: last.to };
  return [...new Set(municipality.onCall)]
    .flatMap((role) => {
      const duties = countedDuties(roster, role, whole, municipality, region, calendar.timeZone);
      return services.flatMap((service) =>
        outsideAll(service, touching(duties, service)).map(({ from, to }): Gap => ({
          id: `${role}@${from}`,
          role,
          from,
          to,
        })),
      );
    })
    .filter(({ to }) => to > period.from)
    .toSorted((one, other) => one.from - other.from);
};

/**
 * When each level hears of a gap, never before it was found: the planner at once, the manager from the first service
 * moment of Thursday and the director at noon on Friday, the last one before the gap begins. On short notice the
 * manager hears at once too.
 *
 * @throws Error when there is no service at all for 370 days, or the time zone does not exist
 */
export const reportDue = (
  gap: Gap,
  foundAt: Instant,
  calendar: Calendar,
): Readonly<Record<GapLevel, Instant>> => {
  const { timeZone } = calendar;
  const friday = lastFridayNoon(gap.from, timeZone);
  const fridayNoon = atMinuteOf(friday, NOON, timeZone);
  // Where nobody works on that Thursday, the manager still hears before the director.
  const thursday = Math.min(nextServiceMoment(atMinuteOf(friday - 1, 0, timeZone), calendar), fridayNoon);
  const isShort = gap.from - foundAt < SHORT_NOTICE;
  return {
    planner: foundAt,
    manager: isShort ? foundAt : Math.max(foundAt, thursday),
    director: Math.max(foundAt, fridayNoon),
  };
};

/** Whether a gap is what is left of another, or that other itself. */
export const isPartOf = (gap: Gap, whole: Gap): boolean =>
  gap.role === whole.role && whole.from <= gap.from && gap.to <= whole.to;

/** The gaps that were found now, with what is known of them: a gap inside a known one is what is left of it. */
export const inherit = (
  found: readonly Gap[],
  known: readonly KnownGap[],
  now: Instant,
): readonly KnownGap[] =>
  found.map((gap) => {
    const whole = known.find((one) => isPartOf(gap, one));
    const { foundAt = now, told = [], unheard = [] } = whole ?? {};
    return { ...gap, foundAt, told: [...told], unheard: [...unheard] };
  });

const touching = <T extends Period>(stretches: readonly T[], { from, to }: Period): readonly T[] =>
  stretches.filter((stretch) => stretch.from < to && stretch.to > from);

/** The service of weekends and holidays that touches a period: whole, and per day, so that a gap is one day's work. */
const servicesOnCall = (period: Period, calendar: Calendar): readonly Period[] => {
  const date = (at: Instant): string => localDate(at, calendar.timeZone);
  const services: Period[] = [];
  // Service lasts a day at most, so that what touches the period is whole.
  const around = { from: period.from - 2 * DAY, to: period.to + 2 * DAY };
  for (const { from, to, kind } of serviceBetween(around, calendar)) {
    if (kind === 'workday') continue;
    const last = services.at(-1);
    // Parts of a day that touch, as they do when the clock changes during service.
    if (last?.to === from && date(last.from) === date(from)) services.splice(-1, 1, { from: last.from, to });
    else services.push({ from, to });
  }
  return touching(services, period);
};

/** The day of the last Friday noon at or before a moment. */
const lastFridayNoon = (at: Instant, timeZone: TimeZone): DayNumber => {
  const day = dayOf(localDate(at, timeZone));
  const friday = day - ((weekdayOf(day) + 2) % 7);
  return atMinuteOf(friday, NOON, timeZone) <= at ? friday : friday - 7;
};
