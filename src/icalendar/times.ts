import ICAL from 'ical.js';
import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Duration } from '../core/time.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import { shownBy } from './clock.ts';
import { type Clocks, LAST, type Moment, instantOf, readMoment } from './moment.ts';
import type { Property } from './property.ts';
import { type Rule, readRule } from './recurrence.ts';

/**
 * How long an event lasts: first by the clock on the wall, then in elapsed time. A weekly duty from 08:00 to 08:00 the
 * next day ends at 08:00 also in the night in which the clock changes, as Outlook, Google and Apple show it.
 */
export interface Length {
  readonly shown: Duration;
  readonly elapsed: Duration;
}

/** When an event is, and how it recurs. */
export interface Times {
  readonly start: Moment;
  readonly length: Length;
  readonly rules: readonly (Rule & { readonly end?: Moment })[];
  /** Occurrences beside those of the rules. */
  readonly dates: readonly Moment[];
  /** Occurrences that are taken out. */
  readonly excluded: readonly Moment[];
  /** The occurrence of a recurring event that this event stands in for. */
  readonly replaces?: Moment;
}

type Unclear = 'unreadable' | 'timeZone';
type Properties = (name: string) => readonly Property[];

/** Reads when an event is. A time without a zone of its own is in that of the beginning. */
export const timesOf = (all: Properties, clocks: Clocks): Result<Times, Unclear> => {
  const [beginning] = all('DTSTART');
  if (!beginning || isForeign(all)) return refuse('unreadable');
  const start = readMoment(beginning.values[0] ?? '', beginning, clocks);
  if (!start.ok) return start;
  const moments = (name: string) =>
    together(
      all(name).flatMap((property) =>
        property.values.map((value) => readMoment(value, property, clocks, start.value.zone)),
      ),
    );
  const length = lengthOf(start.value, moments('DTEND'), all('DURATION')[0]);
  const rules = together(all('RRULE').map(({ values }) => ruleOf(values[0] ?? '', start.value, clocks)));
  const [dates, excluded, replaced] = [moments('RDATE'), moments('EXDATE'), moments('RECURRENCE-ID')];
  if (!length.ok) return length;
  if (!rules.ok) return rules;
  if (!dates.ok) return dates;
  if (!excluded.ok) return excluded;
  if (!replaced.ok) return replaced;
  return accept({
    start: start.value,
    length: length.value,
    rules: rules.value,
    dates: dates.value,
    excluded: excluded.value,
    ...(replaced.value[0] && { replaces: replaced.value[0] }),
  });
};

/** Says something about recurrence that we do not follow, and that would give another roster when passed over. */
const isForeign = (all: Properties): boolean => {
  const instead = all('RECURRENCE-ID');
  if (instead.some(({ parameter }) => parameter('RANGE') !== undefined)) return true;
  return all('EXRULE').length > 0 || (instead.length > 0 && all('RRULE').length + all('RDATE').length > 0);
};

/** All values, or the first refusal. */
const together = <T, R>(results: readonly Result<T, R>[]): Result<readonly T[], R> => {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return accept(values);
};

const ruleOf = (text: string, start: Moment, clocks: Clocks): Result<Times['rules'][number], Unclear> => {
  const rule = readRule(text);
  if (!rule) return refuse('unreadable');
  if (rule.until === undefined || isForGood(rule.until)) return accept(rule);
  const end = readMoment(rule.until, { parameter: () => undefined }, clocks, start.zone);
  return end.ok ? accept({ ...rule, end: end.value }) : end;
};

/** `99991231` is how some programs write that there is no end. */
const isForGood = (until: string): boolean => (shownBy(until)?.shown ?? 0) >= LAST;

const lengthOf = (
  start: Moment,
  ends: Result<readonly Moment[], Unclear>,
  duration: Property | undefined,
): Result<Length, Unclear> => {
  if (!ends.ok) return ends;
  const [end] = ends.value;
  if (end && duration) return refuse('unreadable');
  const length = end
    ? until(start, end)
    : duration
      ? lasting(duration.values[0] ?? '', start)
      : oneDay(start);
  return length && length.shown + length.elapsed > 0 ? accept(length) : refuse('unreadable');
};

/** Without an end a day lasts a day; anything else has no length at all. */
const oneDay = ({ isDay }: Moment): Length | undefined => (isDay ? { shown: DAY, elapsed: 0 } : undefined);

const until = (start: Moment, end: Moment): Length | undefined => {
  if (start.isDay !== end.isDay) return undefined;
  // The day of the end is not part of it; who writes the same day twice means one day.
  if (start.isDay) return { shown: end.shown - start.shown || DAY, elapsed: 0 };
  if (start.zone === end.zone) return { shown: end.shown - start.shown, elapsed: 0 };
  return { shown: 0, elapsed: instantOf(end) - instantOf(start) };
};

const DURATION = /^\+?P(?!$)(\d{1,6}W)?(\d{1,6}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}S)?)?$/;

/** Weeks and days are counted on the calendar, hours and less on a stopwatch. */
const lasting = (text: string, { isDay }: Moment): Length | undefined => {
  if (!DURATION.test(text)) return undefined;
  const { weeks, days, hours, minutes, seconds } = ICAL.Duration.fromString(text);
  const length = {
    shown: (weeks * 7 + days) * DAY,
    elapsed: hours * HOUR + minutes * MINUTE + seconds * 1000,
  };
  if (!isDay) return length;
  return length.elapsed % DAY === 0 ? { shown: length.shown + length.elapsed, elapsed: 0 } : undefined;
};
