import { type Who, isSame } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import type { RoleId } from '../core/region.ts';
import { DAY } from '../core/time.ts';
import type { Duration, Instant, TimeZone } from '../core/time.ts';
import { shiftsOf } from './patterns.ts';
import type { Absence, Override, RosterState, Swap } from './state.ts';
import { inside, outside, outsideAll } from './stretches.ts';

/** Somebody on the roster for a role. */
export interface Duty extends Period {
  person: Who;
  role: RoleId;
  /** Id of the shift, pattern or override it comes from. */
  entry: string;
}

/** Duties that begin and end at one moment, whole. */
export interface Boundary {
  readonly at: Instant;
  readonly comes: readonly Duty[];
  readonly goes: readonly Duty[];
}

/**
 * Everything on the roster for a role inside a period, clipped to it, sorted by beginning and then by person.
 *
 * Shifts and patterns add up. An accepted swap moves what `of` has there at that time to `with`; of more swaps the one
 * that was answered first goes first, so that a duty can be passed on. An override replaces everybody, also when its
 * own person is absent; of more overrides the last added stands. Whoever is absent is on duty for nothing. Stretches of
 * one person that touch or overlap are one duty, with the entry of the first.
 */
export const dutiesIn = (
  roster: RosterState,
  role: RoleId,
  period: Period,
  timeZone: TimeZone,
): readonly Duty[] => {
  const here = <T extends Period & { role: RoleId }>(entries: readonly T[]): readonly T[] =>
    entries.filter((entry) => entry.role === role).flatMap((entry) => inside(entry, period));
  const patterns = roster.patterns.filter((pattern) => pattern.role === role);
  const planned = here([...roster.shifts, ...shiftsOf(patterns, period, timeZone)]).map(dutyFrom);
  const swapped = here(inOrderOfAnswer(roster.swaps)).reduce(swap, planned);
  const standing = here(roster.overrides).reduce(override, swapped);
  const absences = roster.absences.flatMap((absence) => inside(absence, period));
  return joined(standing.flatMap((duty) => present(duty, absences)));
};

/** Who is on the roster for a role at a moment. */
export const rosteredAt = (
  roster: RosterState,
  role: RoleId,
  at: Instant,
  timeZone: TimeZone,
): readonly Who[] => dutiesIn(roster, role, { from: at, to: at + 1 }, timeZone).map(({ person }) => person);

/**
 * The moments after the beginning of a period, up to and including its end, at which duties of these roles begin or
 * end, in order. The duties are whole: their beginning and end may lie outside the period. One that goes on for
 * more than a year is given for as far as was looked.
 */
export const boundariesIn = (
  roster: RosterState,
  roles: readonly RoleId[],
  period: Period,
  timeZone: TimeZone,
): readonly Boundary[] => {
  const duties = [...new Set(roles)].flatMap((role) => wholeDuties(roster, role, period, timeZone));
  return edgesOf(duties, period).map((at) => ({
    at,
    comes: duties.filter(({ from }) => from === at),
    goes: duties.filter(({ to }) => to === at),
  }));
};

/** The first moment after `after`, at `horizon` at the latest, at which a duty of one of these roles begins or ends. */
export const nextBoundary = (
  roster: RosterState,
  roles: readonly RoleId[],
  after: Instant,
  horizon: Instant,
  timeZone: TimeZone,
): Instant | undefined => {
  // A little more than the period, so that a duty which is cut off at its border does not seem to begin or end there.
  const seen = { from: after - 1, to: horizon + 1 };
  const duties = roles.flatMap((role) => dutiesIn(roster, role, seen, timeZone));
  return edgesOf(duties, { from: after, to: horizon })[0];
};

const dutyFrom = ({ id, person, role, from, to }: Omit<Duty, 'entry'> & { id: string }): Duty => ({
  person,
  role,
  from,
  to,
  entry: id,
});

const inOrderOfAnswer = (swaps: readonly Swap[]): readonly Swap[] =>
  swaps
    .flatMap((asked) => (asked.answer?.accepted ? [{ asked, at: asked.answer.at }] : []))
    .toSorted((one, other) => one.at - other.at)
    .map(({ asked }) => asked);

const swap = (duties: readonly Duty[], agreed: Swap): readonly Duty[] =>
  duties.flatMap((duty) => {
    if (!isSame(duty.person, agreed.of)) return [duty];
    const taken = inside(duty, agreed).map((part) => ({ ...part, person: agreed.with }));
    return [...outside(duty, agreed), ...taken];
  });

const override = (duties: readonly Duty[], placed: Override): readonly Duty[] => [
  ...duties.flatMap((duty) => outside(duty, placed)),
  dutyFrom(placed),
];

const present = (duty: Duty, absences: readonly Absence[]): readonly Duty[] =>
  outsideAll(
    duty,
    absences.filter((absence) => isSame(absence.person, duty.person)),
  );

const joined = (duties: readonly Duty[]): readonly Duty[] => {
  const whole: Duty[] = [];
  for (const duty of duties.toSorted(byBeginning)) {
    const index = whole.findLastIndex((earlier) => isSame(earlier.person, duty.person));
    const last = whole[index];
    if (last && duty.from <= last.to) whole[index] = { ...last, to: Math.max(last.to, duty.to) };
    else whole.push(duty);
  }
  return whole;
};

const byBeginning = (one: Duty, other: Duty): number =>
  one.from - other.from ||
  compare(one.person.name, other.person.name) ||
  compare(one.person.id, other.person.id) ||
  compare(one.person.tenant, other.person.tenant);

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** A year and a bit: nobody hands over a duty of a year. */
const FURTHEST: Duration = 512 * DAY;

/**
 * The duties that begin or end in a period, looking further around it until none of them is cut off. Mostly nothing
 * begins or ends, which a look at the period itself tells.
 */
const wholeDuties = (
  roster: RosterState,
  role: RoleId,
  period: Period,
  timeZone: TimeZone,
  around: Duration = 1,
): readonly Duty[] => {
  const seen = { from: period.from - around, to: period.to + around };
  const duties = dutiesIn(roster, role, seen, timeZone).filter((duty) => edgesOf([duty], period).length > 0);
  const isCut = duties.some(({ from, to }) => from === seen.from || to === seen.to);
  return isCut && around < FURTHEST
    ? wholeDuties(roster, role, period, timeZone, Math.max(2 * DAY, 4 * around))
    : duties;
};

/** The moments at which duties begin or end: each once, in order, after the beginning of the period, up to its end. */
const edgesOf = (duties: readonly Duty[], period: Period): readonly Instant[] =>
  [...new Set(duties.flatMap(({ from, to }) => [from, to]))]
    .filter((at) => period.from < at && at <= period.to)
    .toSorted((one, other) => one - other);
