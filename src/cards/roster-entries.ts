import type { Who } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import { DAY, localDate } from '../core/time.ts';
import { type Duty, dutiesIn } from '../roster/duty.ts';
import type { RosterState } from '../roster/state.ts';
import { outsideAll } from '../roster/stretches.ts';
import type { RosterFacts } from './roster-facts.ts';
import { patternText, periodText } from './roster-words.ts';
import { roleName } from './texts.nl.ts';

/** An entry of the roster in words. */
export interface Entry {
  id: string;
  isAbsence: boolean;
  person: Who;
  /** Without the name of the person. */
  words: string;
}

/** Everything that stands on a roster and is not over: what is for one time, the soonest first, then what comes back. */
export const entriesOf = (roster: RosterState, facts: RosterFacts): readonly Entry[] => {
  const { now, region } = facts;
  const today = localDate(now, region.timeZone);
  const duty = (one: Period & { role: string }): string =>
    `${periodText(one, facts)} · ${roleName(one.role)}`;
  const once = [
    ...roster.shifts.map((one) => ({ ...one, words: duty(one), isAbsence: false })),
    ...roster.overrides.map((one) => ({
      ...one,
      words: `${duty(one)} (in plaats van anderen)`,
      isAbsence: false,
    })),
    ...roster.absences.map((one) => ({
      ...one,
      words: `Afwezig ${periodText(one, facts)}`,
      isAbsence: true,
    })),
  ];
  const ahead = once.filter(({ to }) => to > now).toSorted((one, other) => one.from - other.from);
  const patterns = roster.patterns
    .filter(({ until }) => until === undefined || until >= today)
    .map((one) => ({ ...one, words: `${patternText(one)} · ${roleName(one.role)}`, isAbsence: false }));
  return [...ahead, ...patterns].map(({ id, isAbsence, person, words }) => ({
    id,
    isAbsence,
    person,
    words,
  }));
};

/** How far ahead duties can be swapped. */
const AHEAD = 8 * 7 * DAY;

/** No shift is longer, so that every duty is seen whole. */
const LONGEST = 14 * DAY;

/**
 * The duties of the coming weeks that can be swapped, the soonest first. What is theirs by an override cannot: that goes
 * before a swap.
 */
export const swappableDuties = (
  roster: RosterState,
  { municipality, region, now }: RosterFacts,
): readonly Duty[] =>
  [...new Set(municipality.onCall)]
    .flatMap((role) =>
      dutiesIn(roster, role, { from: now - LONGEST, to: now + AHEAD + LONGEST }, region.timeZone),
    )
    .filter(({ role, from, to }) => {
      const overrides = roster.overrides.filter((override) => override.role === role);
      return from < now + AHEAD && outsideAll({ from: Math.max(from, now), to }, overrides).length > 0;
    })
    .toSorted((one, other) => one.from - other.from);
