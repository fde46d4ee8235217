import ICAL from 'ical.js';
import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { WallClock } from './clock.ts';

/** A recurrence rule; when it ends is for the caller to say, because that is a moment and not a wall clock. */
export interface Rule {
  readonly recur: ICAL.Recur;
  /** As it is written: `20261231`, `20261231T225959Z`. */
  readonly until?: string;
}

/** How many more steps may be taken. One budget may serve many events. */
export interface Budget {
  steps: number;
}

/**
 * The combinations of parts that ical.js 2.2.1 gets right and that calendars write, without the parts that may stand
 * everywhere. What is not here is refused, because it would be followed wrongly without a word: ical.js ignores BYSETPOS
 * in a week, and takes the last days of the months of a year from one of them.
 */
const COMBINATIONS: Readonly<Record<string, readonly string[]>> = {
  SECONDLY: [''],
  MINUTELY: [''],
  HOURLY: [''],
  DAILY: ['', 'BYDAY'],
  WEEKLY: ['', 'BYDAY'],
  MONTHLY: ['', 'BYMONTHDAY', 'BYDAY', 'BYDAY BYSETPOS'],
  YEARLY: ['', 'BYMONTH', 'BYMONTH BYMONTHDAY', 'BYDAY BYMONTH', 'BYDAY BYMONTH BYSETPOS'],
};
const EVERYWHERE = ['FREQ', 'INTERVAL', 'COUNT', 'WKST', 'UNTIL'];

/** Larger than any rota; ical.js counts an interval by single days. */
const LARGEST_INTERVAL = 1000;

/** Reads the value of an RRULE; undefined for what cannot be followed. */
export const readRule = (value: string): Rule | undefined => {
  const parts = new Map(
    value
      .toUpperCase()
      .split(';')
      .filter((part) => part !== '')
      .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const by = [...parts.keys()].filter((name) => !EVERYWHERE.includes(name)).sort();
  if (!COMBINATIONS[parts.get('FREQ') ?? '']?.includes(by.join(' '))) return undefined;
  if (!isCount(parts.get('INTERVAL'), LARGEST_INTERVAL) || !isCount(parts.get('COUNT'), Infinity))
    return undefined;
  if (parts.get('FREQ') === 'YEARLY' && !isPlainYear(parts)) return undefined;
  const until = parts.get('UNTIL');
  parts.delete('UNTIL');
  try {
    const recur = ICAL.Recur.fromString([...parts].map((part) => part.join('=')).join(';'));
    return { recur, ...(until !== undefined && { until }) };
  } catch {
    return undefined;
  }
};

/** One month, one date counted from its beginning, one weekday when it is the first or the last of the month. */
const isPlainYear = (parts: ReadonlyMap<string, string>): boolean =>
  /^\d+$/.test(parts.get('BYMONTH') ?? '1') &&
  /^\d+$/.test(parts.get('BYMONTHDAY') ?? '1') &&
  /^([A-Z,]+|[-+]?\d[A-Z]{2})$/.test(parts.get('BYDAY') ?? 'MO');

const isCount = (text: string | undefined, most: number): boolean =>
  text === undefined || (/^[1-9]\d{0,11}$/.test(text) && Number(text) <= most);

class OutOfSteps extends Error {}

/** What the clock on the wall shows at the occurrences of a rule. */
export interface Occurrences {
  readonly shown: readonly WallClock[];
  /** There are more, later than was asked for. */
  readonly more: boolean;
}

/**
 * The occurrences of a rule in order, up to `last`.
 *
 * @param start the first occurrence
 * @returns refused when the budget ran out first, or when the rule contradicts itself
 */
export const occurrences = (
  { recur }: Rule,
  start: WallClock,
  last: WallClock,
  budget: Budget,
): Result<Occurrences, 'tooMany' | 'unreadable'> => {
  const found: WallClock[] = [];
  const month = recur.parts.BYMONTH?.[0] ?? monthOf(start);
  try {
    const iterator = boundedIterator(recur, start, last, budget);
    for (;;) {
      const next = iterator.next() as ICAL.Time | null;
      const shown = next ? shownBy(next) : Infinity;
      if (shown > last) return accept({ shown: found, more: next !== null });
      // Of the 29th of February ical.js makes the 1st of March in other years.
      if (recur.freq === 'YEARLY' && monthOf(shown) !== month) return refuse('unreadable');
      found.push(shown);
    }
  } catch (error) {
    return refuse(error instanceof OutOfSteps ? 'tooMany' : 'unreadable');
  }
};

const monthOf = (shown: WallClock): number => new Date(shown).getUTCMonth() + 1;

/** ical.js looks for the next occurrence for as long as it takes, which may be forever; here every step is counted. */
const boundedIterator = (
  rule: ICAL.Recur,
  start: WallClock,
  last: WallClock,
  budget: Budget,
): ICAL.RecurIterator => {
  const lastYear = new Date(last).getUTCFullYear();
  const spend = (steps: number): void => {
    budget.steps -= steps;
    if (budget.steps < 0) throw new OutOfSteps();
  };
  class BoundedIterator extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      spend(1);
      return this.last.year > lastYear || super.check_contracting_rules();
    }
    override increment_month(): void {
      spend(10);
      super.increment_month();
    }
    override increment_year(years: number): void {
      spend(20);
      super.increment_year(years);
    }
  }
  return new BoundedIterator({ rule, dtstart: floating(start) });
};

const floating = (shown: WallClock): ICAL.Time => {
  const clock = new Date(shown);
  return ICAL.Time.fromData({
    year: clock.getUTCFullYear(),
    month: clock.getUTCMonth() + 1,
    day: clock.getUTCDate(),
    hour: clock.getUTCHours(),
    minute: clock.getUTCMinutes(),
    second: clock.getUTCSeconds(),
  });
};

const shownBy = ({ year, month, day, hour, minute, second }: ICAL.Time): WallClock =>
  Date.UTC(year, month - 1, day, hour, minute, second);
