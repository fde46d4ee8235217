import { type Who, isSame } from '../core/actor.ts';
import { type Period, type ServicePeriod, calendarOf, serviceBetween } from '../core/calendar.ts';
import type { RoleId } from '../core/region.ts';
import { DAY, type Duration, localDate } from '../core/time.ts';
import { countedDuties, isProven } from '../roster/cover.ts';
import { dutiesIn } from '../roster/duty.ts';
import { dayOf, weekdayOf } from '../roster/local-days.ts';
import type { RosterState } from '../roster/state.ts';
import { outsideAll } from '../roster/stretches.ts';
import { type RosterFacts, eachOnce, holdersOf } from './roster-facts.ts';
import { UNPROVEN } from './roster-texts.nl.ts';
import { hoursText } from './roster-words.ts';
import { listed, roleName } from './texts.nl.ts';

/** A day on which only whoever is on call works, with its service hours. */
export interface OnCallDay {
  /** `2026-11-28` */
  date: string;
  parts: readonly ServicePeriod[];
}

/** After this long without service, there is no coming weekend to speak of. */
const LOOK_AHEAD = 10 * DAY;

/** The coming weekend, the holidays before it, and those that follow it at once, such as Easter Monday. */
export const comingDays = ({ region, municipality, days, now }: RosterFacts): readonly OnCallDay[] => {
  const service = serviceBetween(
    { from: now, to: now + LOOK_AHEAD },
    calendarOf(region, municipality, days),
  ).filter(({ kind }) => kind !== 'workday');
  const dates = [...new Set(service.map(({ from }) => localDate(from, region.timeZone)))];
  const all = dates.map((date) => ({
    date,
    parts: service.filter(({ from }) => localDate(from, region.timeZone) === date),
  }));
  const weekend = dates.findIndex(isInWeekend);
  const last = dates.findIndex(
    (date, index) => index >= weekend && dayOf(dates[index + 1] ?? '') !== dayOf(date) + 1,
  );
  return weekend === -1 ? all : all.slice(0, last + 1);
};

const isInWeekend = (date: string): boolean => [0, 6].includes(weekdayOf(dayOf(date)));

/** How one role is covered. */
export interface RoleLine {
  words: string;
  /** There are hours in which nobody who counts is on duty. */
  isOpen: boolean;
}

/** More names than this are not read. */
const MOST_NAMES = 4;

/** Who is on duty for a role in these parts of a day, with the hours where those are not all of them. */
export const roleLine = (
  roster: RosterState,
  role: RoleId,
  parts: readonly Period[],
  facts: RosterFacts,
): RoleLine => {
  const { region, municipality } = facts;
  const duties = parts.flatMap((part) => dutiesIn(roster, role, part, region.timeZone));
  const counted = parts.flatMap((part) => countedDuties(roster, role, part, municipality, region));
  const empty = leftOf(parts, duties);
  const hours = (some: readonly Period[]): string =>
    lengthOf(some) === lengthOf(parts)
      ? ''
      : ` ${listed(some.map((period) => hoursText(period, region.timeZone)))}`;
  const people = eachOnce(duties.map(({ person }) => person));
  const all = [
    ...people.slice(0, MOST_NAMES).map((who) => {
      const own = duties.filter(({ person }) => isSame(person, who));
      return `${namedFor(role, who, roster, facts)}${hours(own)}`;
    }),
    ...(people.length > MOST_NAMES ? [`nog ${people.length - MOST_NAMES}`] : []),
    ...(empty.length > 0 ? [`niemand${hours(empty)}`] : []),
  ];
  const isOpen = leftOf(parts, counted).length > 0;
  return { words: `${isOpen ? '⚠' : '✔'} ${roleName(role)}: ${all.join(', ')}`, isOpen };
};

const leftOf = (parts: readonly Period[], busy: readonly Period[]): readonly Period[] =>
  parts.flatMap(({ from, to }) => outsideAll({ from, to }, busy));

const lengthOf = (periods: readonly Period[]): Duration =>
  periods.reduce((sum, { from, to }) => sum + to - from, 0);

/** The name, and why somebody on duty for a role is no cover. */
export const namedFor = (role: RoleId, who: Who, roster: RosterState, facts: RosterFacts): string => {
  if (!holdersOf([role], facts).some((person) => isSame(person, who)))
    return `${who.name} (heeft deze rol niet meer)`;
  return isProven(roster, who) ? who.name : `${who.name} (${UNPROVEN})`;
};
