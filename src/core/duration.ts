import { parse } from 'tinyduration';
import { accept, refuse } from './result.ts';
import type { Result } from './result.ts';
import { DAY, HOUR, MINUTE, SECOND } from './time.ts';
import type { Duration } from './time.ts';

/** Longer than any period in the way of working, and short enough to add to any moment without overflow. */
const LONGEST: Duration = 100 * 365 * DAY;

// tinyduration's own pattern is not anchored: it reads "P1D1H" as one day and "about PT5M" as five minutes.
const SHAPE = /^-?P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/**
 * Reads an ISO 8601 duration of whole weeks, days, hours, minutes and seconds into milliseconds.
 * A day is 24 elapsed hours, also when the clocks change. Months and years have no fixed length and
 * are refused, and so is anything that is not longer than zero.
 *
 * @returns the duration, or what is wrong with the text and what to write instead, in English.
 */
export const parseDuration = (text: string): Result<Duration, string> => {
  if (!SHAPE.test(text)) {
    return refuse('is not an ISO 8601 duration in whole numbers; write for example PT30M, PT24H or P7D');
  }
  const { negative, years, months, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(text);
  if (years !== undefined || months !== undefined) {
    return refuse('uses months or years, which have no fixed length; write weeks or days, for example P30D');
  }
  const duration = (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
  if (negative || duration === 0) {
    return refuse('is not longer than zero; write for example PT30M');
  }
  if (duration > LONGEST) {
    return refuse('is longer than a hundred years; write a shorter duration, for example P30D');
  }
  return accept(duration);
};

const UNITS = [
  { length: DAY, one: 'dag', many: 'dagen' },
  { length: HOUR, one: 'uur', many: 'uur' },
  { length: MINUTE, one: 'minuut', many: 'minuten' },
  { length: SECOND, one: 'seconde', many: 'seconden' },
] as const;

/**
 * Says a duration in plain Dutch: `24 uur`, `1 uur en 30 minuten`, `7 dagen`. Days are used from two
 * days up: the way of working speaks of "24 uur", not of a day. Parts of a second are left off.
 *
 * @param duration milliseconds, not negative.
 */
export const durationInWords = (duration: Duration): string => {
  const units = duration < 2 * DAY ? UNITS.slice(1) : UNITS;
  const words: string[] = [];
  let rest = duration;
  for (const { length, one, many } of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) words.push(`${count} ${count === 1 ? one : many}`);
  }
  const last = words.pop() ?? '0 seconden';
  return words.length === 0 ? last : `${words.join(', ')} en ${last}`;
};
