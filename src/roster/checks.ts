import { type Who, isSame, personOf, rolesIn, whoIs } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import type { RoleId } from '../core/region.ts';
import { DAY, type Duration, HOUR, type Instant, atWallClock, localDate } from '../core/time.ts';
import type { RosterFacts } from './decider.ts';
import type { RosterFieldProblem, RosterRefusal } from './refusals.ts';
import type { Pattern, RosterState } from './state.ts';
import { outsideAll } from './stretches.ts';

/** Periods are entered by the clock on the wall, which may be put back an hour inside one. */
const CLOCK_CHANGE: Duration = HOUR;
export const LONGEST_SHIFT: Duration = 14 * DAY + CLOCK_CHANGE;
export const LONGEST_ABSENCE: Duration = 366 * DAY + CLOCK_CHANGE;
const FURTHEST_AHEAD: Duration = 731 * DAY + CLOCK_CHANGE;

/** What is wrong with a period that is entered now; nothing when it is all right. */
export const problemsOf = (
  { from, to }: Period,
  now: Instant,
  longest: Duration,
): readonly RosterFieldProblem[] => {
  if (to <= from) return [{ field: 'to', problem: 'endsTooEarly' }];
  if (to <= now) return [{ field: 'to', problem: 'inThePast' }];
  const problems: RosterFieldProblem[] = [];
  if (from > now + FURTHEST_AHEAD) problems.push({ field: 'from', problem: 'tooFarAhead' });
  if (to - from > longest) problems.push({ field: 'to', problem: 'tooLong' });
  return problems;
};

/** What is wrong with a weekly duty; its first day is the field `from`. */
export const problemsOfPattern = (
  pattern: Omit<Pattern, 'id'>,
  now: Instant,
  timeZone: string,
): readonly RosterFieldProblem[] => {
  const { since, until } = pattern;
  const begins = atWallClock(`${since}T12:00`, timeZone);
  const ends = until === undefined ? Infinity : atWallClock(`${until}T12:00`, timeZone);
  const problems: RosterFieldProblem[] = [];
  if (pattern.to <= pattern.from) problems.push({ field: 'to', problem: 'endsTooEarly' });
  if (Number.isNaN(begins)) problems.push({ field: 'from', problem: 'notADateOrTime' });
  if (begins > now + FURTHEST_AHEAD) problems.push({ field: 'from', problem: 'tooFarAhead' });
  if (Number.isNaN(ends)) problems.push({ field: 'until', problem: 'notADateOrTime' });
  else if (until !== undefined && until < since) problems.push({ field: 'until', problem: 'endsTooEarly' });
  else if (until !== undefined && until < localDate(now, timeZone))
    problems.push({ field: 'until', problem: 'inThePast' });
  return problems;
};

export const invalid = (problems: readonly RosterFieldProblem[]): RosterRefusal => ({
  code: 'invalid',
  problems,
});

/** The person as the region file knows them, when they hold the role in this municipality. */
export const holderOf = (who: Who, role: RoleId, { region, municipality }: RosterFacts): Who | undefined => {
  const person = personOf(region, who);
  return person && rolesIn(person, municipality.id).includes(role) ? whoIs(person) : undefined;
};

/** Whether these periods together leave nothing of a period. */
export const isCovered = (period: Period, by: readonly Period[]): boolean =>
  outsideAll(period, by).length === 0;

/** Whether somebody is away in the whole of a period. */
export const isAway = (person: Who, period: Period, { absences }: RosterState): boolean =>
  isCovered(
    period,
    absences.filter((absence) => isSame(absence.person, person)),
  );
