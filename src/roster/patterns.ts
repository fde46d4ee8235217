import type { Period } from '../core/calendar.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import type { TimeZone } from '../core/time.ts';
import type { DayNumber } from './local-days.ts';
import { atMinuteOf, dayOf, shownAt, weekOf, weekdayOf } from './local-days.ts';
import type { Pattern, Shift } from './state.ts';

/** More than any clock is put forward or back, so that no duty near a clock change is overlooked. */
const SLACK = 3 * HOUR;

/**
 * The duties of patterns that touch a period or nearly do, whole, as if each were a shift of its own. They follow the
 * clock on the wall: a duty from 22:00 to 08:00 takes nine hours in the night in which the clock is put forward, eleven
 * when it is put back. Of an hour that comes twice the first counts; a time that is skipped comes an hour later, so that
 * a duty from 02:30 to 03:15 is empty in that one night.
 */
export const shiftsOf = (
  patterns: readonly Pattern[],
  period: Period,
  timeZone: TimeZone,
): readonly Shift[] => {
  if (patterns.length === 0) return [];
  const shown = {
    from: shownAt(period.from, timeZone) - SLACK,
    to: shownAt(period.to, timeZone) + SLACK,
  };
  return patterns.flatMap((pattern) =>
    daysOf(pattern, shown).map((day) => ({
      id: pattern.id,
      person: pattern.person,
      role: pattern.role,
      from: atMinuteOf(day, pattern.from, timeZone),
      to: atMinuteOf(day, pattern.to, timeZone),
    })),
  );
};

/** The days on which a duty of a pattern begins that lies between two times on the wall, wholly or partly. */
const daysOf = (pattern: Pattern, shown: Period): readonly DayNumber[] => {
  const since = dayOf(pattern.since);
  const until = pattern.until === undefined ? Infinity : dayOf(pattern.until);
  const first = Math.max(since, Math.ceil((shown.from - pattern.to * MINUTE) / DAY));
  const last = Math.min(until, Math.floor((shown.to - pattern.from * MINUTE) / DAY));
  const days: DayNumber[] = [];
  for (let day = first + ((pattern.weekday - weekdayOf(first) + 7) % 7); day <= last; day += 7) {
    if ((weekOf(day) - weekOf(since)) % pattern.every === 0) days.push(day);
  }
  return days;
};
