/** Rosters as the tests write them: everything for adult workers in Hoogeveen, unless said otherwise. */
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import {
  type Absence,
  type Override,
  type Pattern,
  type RosterState,
  type Shift,
  type Swap,
  emptyRoster,
} from '../../src/roster/state.ts';
import { ADULT } from '../case/region.ts';

/** @param moment with the offset of the clock, so that it leaves no doubt: `2026-11-28T10:00+01:00` */
export const at = (moment: string): number => {
  const instant = Date.parse(moment);
  if (Number.isNaN(instant)) throw new Error(`${moment} is no moment`);
  return instant;
};

export const period = (from: string, to: string): Period => ({ from: at(from), to: at(to) });

export const rosterOf = (...parts: readonly Partial<RosterState>[]): RosterState =>
  parts.reduce<RosterState>(
    (roster, part) => ({
      ...roster,
      ...part,
      shifts: [...roster.shifts, ...(part.shifts ?? [])],
      patterns: [...roster.patterns, ...(part.patterns ?? [])],
      overrides: [...roster.overrides, ...(part.overrides ?? [])],
      swaps: [...roster.swaps, ...(part.swaps ?? [])],
      absences: [...roster.absences, ...(part.absences ?? [])],
      reach: [...roster.reach, ...(part.reach ?? [])],
    }),
    emptyRoster('hoogeveen', 0),
  );

type Part = Partial<RosterState>;

export const shift = (person: Person, time: Period, other: Partial<Shift> = {}): Part => ({
  shifts: [{ id: `shift-${person.name}`, person: whoIs(person), role: ADULT, ...time, ...other }],
});

/** Every Saturday from 10:00 to 18:00, unless said otherwise. */
export const pattern = (person: Person, since: string, other: Partial<Pattern> = {}): Part => ({
  patterns: [
    {
      id: `pattern-${person.name}`,
      person: whoIs(person),
      role: ADULT,
      weekday: 6,
      from: 10 * 60,
      to: 18 * 60,
      every: 1,
      since,
      ...other,
    },
  ],
});

export const override = (person: Person, time: Period, other: Partial<Override> = {}): Part => ({
  overrides: [{ id: `override-${person.name}`, person: whoIs(person), role: ADULT, ...time, ...other }],
});

const swapped = (of: Person, by: Person, time: Period, other: Partial<Swap> = {}): Part => ({
  swaps: [
    {
      id: `swap-${of.name}-${by.name}`,
      role: ADULT,
      ...time,
      of: whoIs(of),
      with: whoIs(by),
      askedAt: 0,
      ...other,
    },
  ],
});

/** An accepted swap. */
export const swap = (of: Person, by: Person, time: Period, answeredAt = 0, other: Partial<Swap> = {}): Part =>
  swapped(of, by, time, { answer: { accepted: true, at: answeredAt }, ...other });

export const declinedSwap = (of: Person, by: Person, time: Period): Part =>
  swapped(of, by, time, { answer: { accepted: false, at: 0 } });

export const unansweredSwap = (of: Person, by: Person, time: Period): Part => swapped(of, by, time);

export const absence = (person: Person, time: Period, other: Partial<Absence> = {}): Part => ({
  absences: [{ id: `absence-${person.name}`, person: whoIs(person), ...time, ...other }],
});

export const proven = (...people: readonly Person[]): Part => ({
  reach: people.map((person) => ({ person: whoIs(person), askedAt: 0, provenAt: 1 })),
});

/** Were asked, and never answered. */
export const unproven = (...people: readonly Person[]): Part => ({
  reach: people.map((person) => ({ person: whoIs(person), askedAt: 0 })),
});
