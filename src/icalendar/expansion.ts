import type { Period } from '../core/calendar.ts';
import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { DAY, type Instant } from '../core/time.ts';
import { type Moment, instantOf } from './moment.ts';
import type { CalendarFacts } from './reading.ts';
import { type Budget, occurrences } from './recurrence.ts';
import type { Times } from './times.ts';
import type { WallClock } from './clock.ts';

/** One time that an event takes place. */
export interface Occurrence extends Period {
  /** When it begins by the recurrence. */
  readonly due: Instant;
}

/** What an event comes to between now and the horizon. */
export interface Expansion {
  /** In order, without those that are over. */
  readonly inside: readonly Occurrence[];
  /** Some of it is over. */
  readonly past: boolean;
  /** Some of it lies beyond the horizon. */
  readonly beyond: boolean;
}

type Overflow = 'tooMany' | 'unreadable';

/** Every day for almost three years. */
const MOST_OCCURRENCES = 1000;

/** Steps for one event: more than 13 years of days. */
const MOST_STEPS = 5000;

/** More than any two clocks on earth differ. */
const CLOCKS_APART = 2 * DAY;

export const isRecurring = ({ rules, dates }: Times): boolean => rules.length > 0 || dates.length > 0;

/**
 * When an event takes place: its beginning, the occurrences of its rules and the dates beside them, without those that
 * are excluded.
 *
 * @param replaced the occurrences that other events of the file stand in for
 * @param budget of the whole file; what is used is taken off
 */
export const expand = (
  event: Times,
  replaced: readonly Moment[],
  { now, horizon }: Pick<CalendarFacts, 'now' | 'horizon'>,
  budget: Budget,
): Result<Expansion, Overflow> => {
  const recurrence = momentsOf(event, horizon, budget);
  if (!recurrence.ok) return recurrence;
  const { length } = event;
  const isExcluded = exclusion([...event.excluded, ...replaced]);
  const inside = new Map<Instant, Occurrence>();
  let [past, beyond] = [false, recurrence.value.more];
  for (const { shown, zone } of recurrence.value.moments) {
    // Years of old occurrences are not worth asking what clock they had.
    const isLongPast = shown + length.shown + length.elapsed + CLOCKS_APART < now;
    const from = isLongPast ? shown : zone(shown);
    if (isExcluded(shown, from)) continue;
    const to = isLongPast ? now : zone(shown + length.shown) + length.elapsed;
    if (to <= now) past = true;
    else if (from >= horizon) beyond = true;
    else if (from < to) inside.set(from, { due: from, from, to });
    if (inside.size > MOST_OCCURRENCES) return refuse('tooMany');
  }
  const sorted = [...inside.values()].sort((one, other) => one.from - other.from);
  return accept({ inside: sorted, past, beyond });
};

/** A day excludes whatever begins on it. */
const exclusion = (excluded: readonly Moment[]): ((shown: WallClock, from: Instant) => boolean) => {
  const instants = new Set(excluded.filter(({ isDay }) => !isDay).map(instantOf));
  const days = new Set(excluded.filter(({ isDay }) => isDay).map(({ shown }) => shown));
  return (shown, from) => instants.has(from) || days.has(dayOf(shown));
};

const dayOf = (shown: WallClock): WallClock => Math.floor(shown / DAY) * DAY;

/** The occurrence that another event stands in for: a day means the one on that day. */
export const dueAt = (replaces: Moment, series: Times | undefined): Instant =>
  instantOf(series && replaces.isDay ? onDay(replaces, series) : replaces);

const onDay = ({ shown }: Moment, { start }: Times): Moment => ({
  ...start,
  shown: shown + start.shown - dayOf(start.shown),
});

interface Recurrence {
  readonly moments: readonly Moment[];
  readonly more: boolean;
}

const momentsOf = (event: Times, horizon: Instant, budget: Budget): Result<Recurrence, Overflow> => {
  const { start, dates, rules } = event;
  const moments = [start, ...dates.map((date) => (date.isDay ? onDay(date, event) : date))];
  let more = false;
  for (const rule of rules) {
    const last = Math.min(horizon + DAY, rule.end ? rule.end.shown + CLOCKS_APART : Infinity);
    const found = withinBudget(budget, (left) => occurrences(rule, start.shown, last, left));
    if (!found.ok) return found;
    const isLater = isAfter(rule.end, start);
    moments.push(
      ...found.value.shown.filter((shown) => !isLater(shown)).map((shown) => ({ ...start, shown })),
    );
    more ||= found.value.more && !isLater(last);
  }
  return accept({ moments, more });
};

/** Whether an occurrence is later than the UNTIL of its rule. */
const isAfter =
  (end: Moment | undefined, { zone }: Moment) =>
  (shown: WallClock): boolean => {
    if (!end) return false;
    if (end.isDay) return dayOf(shown) > end.shown;
    // Only near the end the clock matters.
    if (Math.abs(shown - end.shown) > CLOCKS_APART) return shown > end.shown;
    return zone(shown) > instantOf(end);
  };

const withinBudget = <T>(budget: Budget, use: (left: Budget) => T): T => {
  const most = Math.min(MOST_STEPS, budget.steps);
  const left = { steps: most };
  const result = use(left);
  budget.steps -= most - Math.max(0, left.steps);
  return result;
};
