import type { Period } from '../core/calendar.ts';
import { type Instant, MINUTE, inWords, localTime, localYear } from '../core/time.ts';
import type { Pattern } from '../roster/state.ts';
import type { RosterFacts } from './roster-facts.ts';
import { WEEKDAYS } from './roster-texts.nl.ts';

type Moment = Pick<RosterFacts, 'now'> & { region: Pick<RosterFacts['region'], 'timeZone'> };

const TIME = ' 00:00'.length;

/** `za 28 nov.`, with the year where it is not this one. */
export const dayText = (at: Instant, { region: { timeZone }, now }: Moment): string => {
  const day = inWords(at, timeZone).slice(0, -TIME);
  const year = localYear(at, timeZone);
  return year === localYear(now, timeZone) ? day : `${day} ${year}`;
};

/** `10:00-18:00`, of a period within one day. */
export const hoursText = ({ from, to }: Period, timeZone: string): string =>
  `${localTime(from, timeZone)}-${endTime(to, timeZone)}`;

/** `za 28 nov. 10:00-18:00`, or both days where it ends on another. */
export const periodText = (period: Period, moment: Moment): string => {
  const { timeZone } = moment.region;
  // What ends at midnight ends on the day before.
  const [first, last] = [dayText(period.from, moment), dayText(period.to - 1, moment)];
  return first === last
    ? `${first} ${hoursText(period, timeZone)}`
    : `${first} ${localTime(period.from, timeZone)} tot ${momentText(period.to, moment)}`;
};

/** `zo 29 nov. 18:00`; midnight is 24:00 of the day that ends. */
export const momentText = (to: Instant, moment: Moment): string =>
  `${dayText(to - 1, moment)} ${endTime(to, moment.region.timeZone)}`;

const endTime = (to: Instant, timeZone: string): string => {
  const time = localTime(to, timeZone);
  return time === '00:00' ? '24:00' : time;
};

const DAY_LONG = 24 * 60;

/** 1440 is 24:00; what is later is of the next day. */
const clockText = (minutes: number): string => {
  const shown = minutes > DAY_LONG ? minutes - DAY_LONG : minutes;
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${two(Math.floor(shown / 60))}:${two(shown % 60)}`;
};

/** `elke 2 weken za 22:00 tot zo 08:00`. */
export const patternText = ({ every, weekday, from, to }: Pattern): string => {
  const often = every === 1 ? 'elke week' : `elke ${every} weken`;
  const day = WEEKDAYS[weekday] ?? '';
  const next = WEEKDAYS[(weekday + 1) % WEEKDAYS.length] ?? '';
  return to > DAY_LONG
    ? `${often} ${day} ${clockText(from)} tot ${next} ${clockText(to)}`
    : `${often} ${day} ${clockText(from)}-${clockText(to)}`;
};

/** What an input shows as an end, because it knows no 24:00. */
export const lastMinute = (to: Instant, timeZone: string): Instant =>
  localTime(to, timeZone) === '00:00' ? to - MINUTE : to;
