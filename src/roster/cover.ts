import { type Who, isSame } from '../core/actor.ts';
import {
  type Calendar,
  type Days,
  type Period,
  type ServicePeriod,
  calendarOf,
  serviceBetween,
} from '../core/calendar.ts';
import type { Cover } from '../core/cover.ts';
import { remembering } from '../core/remember.ts';
import { type Municipality, type Person, type Region, type RoleId, peopleWith } from '../core/region.ts';
import type { Instant, TimeZone } from '../core/time.ts';
import { type Duty, dutiesIn, rosteredAt } from './duty.ts';
import type { RosterState } from './state.ts';
import { outsideAll } from './stretches.ts';

/** Everything that cover follows from. */
interface Grounds {
  roster: RosterState;
  municipality: Municipality;
  region: Region;
  calendar: Calendar;
  /** Everybody who holds a role here, in the order of the region file. */
  holders: (role: RoleId) => readonly Person[];
}

/** One case asks about few moments and roles, but a roster that does not change is asked about many cases. */
const MOST_REMEMBERED = 1_000;

/** Who can be counted on in a municipality. Nothing is worked out before it is asked, and then once for a while. */
export const coverOf = (
  roster: RosterState,
  municipality: Municipality,
  region: Region,
  days: Days,
): Cover => {
  const grounds = {
    roster,
    municipality,
    region,
    calendar: calendarOf(region, municipality, days),
    holders: remembering((role: RoleId) => holders(region, municipality, role), MOST_REMEMBERED),
  };
  const onDutyAt = remembering(
    (at: Instant) => remembering((role: RoleId) => onDuty(grounds, role, at), MOST_REMEMBERED),
    MOST_REMEMBERED,
  );
  return {
    onDuty: (role, at) => onDutyAt(at)(role),
    isAbsent: (person, at) => isAbsent(roster, person, at),
    lastTogether: (roles, period, without = []) => lastTogether(grounds, roles, period, without),
  };
};

/** Whether somebody acknowledged a test message, and no message failed since. Whoever did not is no cover. */
export const isProven = ({ reach }: RosterState, person: Pick<Who, 'tenant' | 'id'>): boolean =>
  reach.some(
    ({ provenAt, undeliverable, person: known }) =>
      provenAt !== undefined && !undeliverable && isSame(known, person),
  );

/** The duties of whoever counts as cover by the roster: who still holds the role here, and proved to be in reach. */
export const countedDuties = (
  roster: RosterState,
  role: RoleId,
  period: Period,
  municipality: Municipality,
  region: Region,
  timeZone: TimeZone = region.timeZone,
): readonly Duty[] => {
  const counted = holders(region, municipality, role).filter((person) => isProven(roster, person));
  return dutiesIn(roster, role, period, timeZone).filter((duty) =>
    counted.some((person) => isSame(person, duty.person)),
  );
};

const onDuty = (grounds: Grounds, role: RoleId, at: Instant): readonly Person[] => {
  const { roster, municipality, calendar } = grounds;
  const everybody = grounds.holders(role);
  const named = rosteredAt(roster, role, at, calendar.timeZone).flatMap((who) =>
    everybody.filter((person) => isSame(person, who)),
  );
  const [service] = serviceBetween({ from: at, to: at + 1 }, calendar);
  if (municipality.onCall.includes(role) && service?.kind !== 'workday') return named;
  return [...new Set([...named, ...everybody])].filter((person) => !isAbsent(roster, person, at));
};

const isAbsent = ({ absences }: RosterState, person: Pick<Who, 'tenant' | 'id'>, at: Instant): boolean =>
  absences.some((absence) => isSame(absence.person, person) && absence.from <= at && at < absence.to);

/** Somebody who can be counted on for a role, for as long as that is so. */
type Identity = Pick<Who, 'tenant' | 'id'>;
type Counted = Period & { person: Identity };

const lastTogether = (
  grounds: Grounds,
  roles: readonly RoleId[],
  period: Period,
  without: readonly Identity[],
): Instant | undefined => {
  const isThere = ({ person }: Counted): boolean => !without.some((who) => isSame(who, person));
  for (const service of serviceBetween(period, grounds.calendar).toReversed()) {
    const counted = roles.map((role) => covered(grounds, role, service).filter(isThere));
    const last = stretchesOf(service, counted.flat()).findLast(({ from, to }) =>
      everyRoleFilled(counted.map((ones) => ones.filter((one) => one.from <= from && to <= one.to))),
    );
    if (last) return last.to;
  }
  return undefined;
};

/** A period, cut wherever somebody comes or goes. */
const stretchesOf = (whole: Period, counted: readonly Period[]): readonly Period[] => {
  const edges = new Set([whole.from, whole.to, ...counted.flatMap(({ from, to }) => [from, to])]);
  const inOrder = [...edges].toSorted((one, other) => one - other);
  return inOrder.slice(1).map((to, index) => ({ from: inOrder[index] ?? to, to }));
};

/** Whether every role can have a person of its own: whoever holds two roles takes one place in a pair. */
const everyRoleFilled = ([first, ...others]: readonly (readonly Counted[])[]): boolean => {
  if (!first) return true;
  return first.some(({ person }) =>
    everyRoleFilled(others.map((ones) => ones.filter((one) => !isSame(one.person, person)))),
  );
};

/** Who can be counted on for a role in a service period, and when. */
const covered = (grounds: Grounds, role: RoleId, service: ServicePeriod): readonly Counted[] => {
  const { roster, municipality, region, calendar } = grounds;
  if (municipality.onCall.includes(role) && service.kind !== 'workday') {
    return countedDuties(roster, role, service, municipality, region, calendar.timeZone);
  }
  return grounds.holders(role).flatMap((person) =>
    outsideAll<Counted>(
      { from: service.from, to: service.to, person },
      roster.absences.filter((absence) => isSame(absence.person, person)),
    ),
  );
};

const holders = (region: Region, municipality: Municipality, role: RoleId): readonly Person[] =>
  peopleWith(region, municipality.id, [role]);
