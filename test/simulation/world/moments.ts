import { DAY, HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import { type Chance, chanceFor } from './chance.ts';

/** Nights on which the clock changes, Christmas, Easter, King's Day: where time is not what it seems. */
const SPECIAL = ['2026-10-25', '2027-03-28', '2026-12-25', '2027-01-01', '2027-04-27', '2027-05-06'].map(
  (day) => Date.parse(`${day}T00:00Z`),
);

const FIRST = Date.parse('2026-09-01T00:00Z');

/** A whole hour at which a simulation begins. */
export const startAt = (chance: Chance): Instant =>
  chance.is(0.3)
    ? chance.pick(SPECIAL) - chance.whole(1, 40) * HOUR
    : FIRST + chance.whole(0, 300 * 24) * HOUR;

/** By the hour of the day in UTC: most reports come in the evening and at night, and in the weekend. */
const weightAt = (at: Instant): number => {
  const hour = new Date(at).getUTCHours();
  const day = new Date(at).getUTCDay();
  const isNight = hour >= 17 || hour < 3;
  const isWeekend = day === 0 || day === 6 || (day === 5 && hour >= 16);
  return (isNight ? 3 : 1) * (isWeekend ? 2 : 1);
};

const HEAVIEST = 6;

export const whenReported = (seed: number, index: number, from: Instant, until: Instant): Instant => {
  const chance = chanceFor(seed, `reported ${index}`);
  const late = Math.min(until, from + 3 * DAY);
  for (;;) {
    const at = from + 5 * MINUTE + Math.floor(chance.next() * (late - from - 5 * MINUTE));
    if (chance.next() * HEAVIEST < weightAt(at)) return at;
  }
};
