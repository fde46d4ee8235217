import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { DayPart } from '../core/region.ts';

const SHAPE = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;
const MINUTES_PER_DAY = 24 * 60;

/**
 * Reads `08:30-17:00` into minutes since local midnight; only the end may be 24:00.
 *
 * @returns the part, or what is wrong with it and what to write instead, in English.
 */
export const parseDayPart = (text: string): Result<DayPart, string> => {
  const match = SHAPE.exec(text);
  if (!match) return refuse(`is not a part of a day; write for example "08:30-17:00"`);
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (fromHour > 23 || fromMinute > 59 || toMinute > 59 || to > MINUTES_PER_DAY) {
    return refuse(`is not on the clock; write times from 00:00 to 24:00`);
  }
  if (from >= to) {
    return refuse(`ends before it starts; split a part that passes midnight over both days`);
  }
  return accept({ from, to });
};

/** Parts that only touch, such as 09:00-12:00 and 12:00-17:00, do not overlap. */
export const overlap = (one: DayPart, other: DayPart): boolean => one.from < other.to && other.from < one.to;
