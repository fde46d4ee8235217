import { type Who, isSame } from '../core/actor.ts';
import { DAY, type Duration, type Instant } from '../core/time.ts';
import type { LoggedRosterEvent, RosterEvent } from './events.ts';
import { inherit } from './gaps.ts';
import type { KnownGap, Reach, RosterState, Swap } from './state.ts';

type Event<T extends RosterEvent['type']> = Extract<RosterEvent, { type: T }>;

/** How long what is over is kept: to be shown, and to explain what was told of it. */
const KEPT: Duration = 30 * DAY;

/**
 * The roster after an event. Throws when an event cannot follow the state: that is a fault, not a refusal.
 */
export const evolve = (state: RosterState, { event, at }: LoggedRosterEvent): RosterState => {
  switch (event.type) {
    case 'ShiftAdded':
      return { ...state, shifts: added(state.shifts, event.shift, event) };
    case 'PatternAdded':
      return { ...state, patterns: added(state.patterns, event.pattern, event) };
    case 'OverrideAdded':
      return { ...state, overrides: added(state.overrides, event.override, event) };
    case 'AbsenceMarked':
      return { ...state, absences: added(state.absences, event.absence, event) };
    case 'EntryRemoved':
      return withoutEntry(state, event);
    case 'SwapAsked':
      return { ...state, swaps: added(state.swaps, event.swap, event) };
    case 'SwapAnswered':
      return { ...state, swaps: answered(state.swaps, event, at) };
    case 'ShiftsImported':
      return {
        ...state,
        shifts: [
          ...state.shifts.filter(({ uid }) => uid === undefined || !event.replaced.includes(uid)),
          ...event.shifts,
        ],
      };
    case 'ReachTested':
      return { ...state, reach: asked(state.reach, event.people, at) };
    case 'ReachProven':
      return { ...state, reach: proven(state.reach, event, at) };
    case 'NoticeUndeliverable':
      return {
        ...state,
        reach: unreachable(state.reach, event.to),
        gaps: unheard(state.gaps, event),
      };
    case 'GapsChecked':
      return { ...current(state, at), gaps: [...inherit(event.gaps, state.gaps, at)], checkedAt: at };
    case 'GapsReported':
      return { ...state, gaps: told(state.gaps, event) };
    case 'DutyHandedOver':
      if (event.until < state.handedOverUntil) throw impossible(event);
      return { ...state, handedOverUntil: event.until };
    default:
      return event satisfies never;
  }
};

const added = <T extends { id: string }>(entries: readonly T[], entry: T, event: RosterEvent): T[] => {
  if (entries.some(({ id }) => id === entry.id)) throw impossible(event);
  return [...entries, entry];
};

const withoutEntry = (state: RosterState, event: Event<'EntryRemoved'>): RosterState => {
  const left = <T extends { id: string }>(entries: readonly T[]): T[] =>
    entries.filter(({ id }) => id !== event.entry);
  const { shifts, patterns, overrides, absences } = state;
  const entries = [...shifts, ...patterns, ...overrides, ...absences];
  if (!entries.some(({ id }) => id === event.entry)) throw impossible(event);
  return {
    ...state,
    shifts: left(shifts),
    patterns: left(patterns),
    overrides: left(overrides),
    absences: left(absences),
  };
};

const answered = (swaps: readonly Swap[], event: Event<'SwapAnswered'>, at: Instant): Swap[] => {
  if (!swaps.some(({ id, answer }) => id === event.swap && !answer)) throw impossible(event);
  const answer = { accepted: event.accepted, at };
  return swaps.map((swap) => (swap.id === event.swap ? { ...swap, answer } : swap));
};

/** Asked again: whether it could be delivered is open again, and whoever proved it before still did. */
const asked = (reach: readonly Reach[], people: readonly Who[], at: Instant): Reach[] => {
  const isAsked = ({ person }: Reach): boolean => people.some((who) => isSame(who, person));
  const again = people.map((person): Reach => {
    const provenAt = reach.find((one) => isSame(one.person, person))?.provenAt;
    return { person, askedAt: at, ...(provenAt !== undefined && { provenAt }) };
  });
  return [...reach.filter((one) => !isAsked(one)), ...again];
};

const proven = (reach: readonly Reach[], event: Event<'ReachProven'>, at: Instant): Reach[] => {
  if (!reach.some(({ person, askedAt }) => isSame(person, event.person) && askedAt !== undefined))
    throw impossible(event);
  return reach.map((one) => {
    if (!isSame(one.person, event.person)) return one;
    const { undeliverable, ...rest } = one;
    return { ...rest, provenAt: at };
  });
};

/** Only of whoever was ever tested: everybody else is unproven already, and managers have no place in this list. */
const unreachable = (reach: readonly Reach[], to: Who): Reach[] =>
  reach.map((one) => (isSame(one.person, to) ? { ...one, undeliverable: true } : one));

const unheard = (gaps: readonly KnownGap[], event: Event<'NoticeUndeliverable'>): KnownGap[] =>
  gaps.map((gap) =>
    event.gaps?.includes(gap.id) && !gap.unheard.some((who) => isSame(who, event.to))
      ? { ...gap, unheard: [...gap.unheard, event.to] }
      : gap,
  );

const told = (gaps: readonly KnownGap[], event: Event<'GapsReported'>): KnownGap[] => {
  const isKnown = (id: string): boolean => gaps.some((gap) => gap.id === id);
  if (!event.gaps.every(isKnown)) throw impossible(event);
  return gaps.map((gap) =>
    event.gaps.includes(gap.id) && !gap.told.includes(event.level)
      ? { ...gap, told: [...gap.told, event.level] }
      : gap,
  );
};

/** Without what is long over, so that a roster does not grow for ever. */
const current = (state: RosterState, at: Instant): RosterState => {
  const since = at - KEPT;
  const isRecent = ({ to }: { to: Instant }): boolean => to >= since;
  // A day has no moment without a time zone, and its last duty may end two days later.
  const lastDay = new Date(since - 3 * DAY).toISOString().slice(0, 'yyyy-MM-dd'.length);
  return {
    ...state,
    shifts: state.shifts.filter(isRecent),
    patterns: state.patterns.filter(({ until }) => until === undefined || until >= lastDay),
    overrides: state.overrides.filter(isRecent),
    absences: state.absences.filter(isRecent),
    swaps: state.swaps.filter(
      (swap) => isRecent(swap) && (swap.answer?.accepted !== false || swap.answer.at >= since),
    ),
  };
};

const impossible = (event: RosterEvent): Error => new Error(`${event.type} cannot follow this roster`);
