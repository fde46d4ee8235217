import type { Duration } from '../core/time.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { type Property, readProperty } from './property.ts';
import { occurrences, readRule } from './recurrence.ts';
import { type WallClock, type Zone, shownBy } from './clock.ts';

/** A change of the clock: what it shows just before, and how far it is ahead of UTC before and after. */
interface Change {
  readonly at: WallClock;
  readonly before: Duration;
  readonly after: Duration;
}

/** A STANDARD or DAYLIGHT part of a definition. */
type Observance = readonly Property[];

/** Every zone there ever was has fewer; a definition with more is made to keep us busy. */
const MOST_CHANGES = 2_000;
const MOST_RULES = 12;

const FIRST_YEAR = 1970;
const LAST = Date.UTC(2100, 0, 1);

/**
 * A time zone by its definition in the file; undefined when that cannot be read. An hour that comes twice is the first
 * of the two, an hour that is skipped is the one after it, as in `atWallClock`.
 *
 * @param lines the content lines between BEGIN:VTIMEZONE and END:VTIMEZONE
 */
export const definedZone = (lines: readonly string[]): Zone | undefined => {
  const changes: Change[] = [];
  for (const observance of observancesOf(lines)) {
    const found = changesOf(observance);
    if (!found) return undefined;
    for (const change of found) changes.push(change);
    if (changes.length > MOST_CHANGES) return undefined;
  }
  changes.sort((one, other) => one.at - one.before - (other.at - other.before));
  const [first] = changes;
  if (!first) return undefined;
  return (shown) => {
    // In a skipped hour the old clock counts: the new one does until it shows the end of that hour.
    const last = changes.findLast(({ at, before, after }) => at + Math.max(0, after - before) <= shown);
    return shown - (last?.after ?? first.before);
  };
};

const observancesOf = (lines: readonly string[]): readonly Observance[] => {
  const found: Property[][] = [];
  for (const line of lines) {
    if (/^BEGIN:/i.test(line)) found.push([]);
    const property = /^(BEGIN|END):/i.test(line) ? undefined : readProperty(line);
    if (property) found.at(-1)?.push(property);
  }
  return found;
};

const changesOf = (observance: Observance): readonly Change[] | undefined => {
  const values = (name: string): readonly string[] =>
    observance.filter((property) => property.name === name).flatMap((property) => property.values);
  const [before, after] = [offsetOf(values('TZOFFSETFROM')[0]), offsetOf(values('TZOFFSETTO')[0])];
  const [begin, ...dates] = [...values('DTSTART'), ...values('RDATE')].map((value) => shownBy(value)?.shown);
  if (before === undefined || after === undefined || begin === undefined) return undefined;
  if (dates.includes(undefined)) return undefined;
  if (values('RRULE').length > MOST_RULES) return undefined;
  const yearly = values('RRULE').map((rule) => yearsOf(rule, begin, before));
  if (yearly.includes(undefined)) return undefined;
  return [begin, ...dates, ...yearly.flat()].flatMap((at) =>
    at === undefined ? [] : [{ at, before, after }],
  );
};

/** `+0100`, or `+001932` from before 1937. */
const offsetOf = (value = ''): Duration | undefined => {
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(value) ?? [];
  if (sign === undefined) return undefined;
  const length = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000;
  return sign === '-' ? -length : length;
};

/** When a clock changes every year; Outlook begins in 1601. */
const yearsOf = (text: string, begin: WallClock, before: Duration): readonly WallClock[] | undefined => {
  const rule = readRule(text);
  if (rule?.recur.freq !== 'YEARLY') return undefined;
  const start = new Date(begin);
  start.setUTCFullYear(Math.max(FIRST_YEAR, start.getUTCFullYear()));
  const until = rule.until === undefined ? undefined : shownBy(rule.until);
  if (rule.until !== undefined && !until) return undefined;
  const last = until ? until.shown + (until.isUtc ? before : 0) : LAST;
  const found = occurrences(rule, start.getTime(), Math.min(last, LAST), { steps: 10_000 });
  return found.ok ? found.value.shown : undefined;
};
