import { type Who, isSame, whoIs } from '../core/actor.ts';
import { type Calendar, type Days, calendarOf } from '../core/calendar.ts';
import {
  BOARD,
  MANAGER,
  type Municipality,
  PLANNER,
  type Region,
  municipalityOf,
  peopleWith,
} from '../core/region.ts';
import { type Duration, HOUR, type Instant, type TimeZone, localDate } from '../core/time.ts';
import { type Duty, boundariesIn, nextBoundary } from './duty.ts';
import type { HandOver, RosterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { gapsIn, reportDue } from './gaps.ts';
import { atMinuteOf, dayOf } from './local-days.ts';
import { GAP_LEVELS, type Gap, type GapLevel, type KnownGap, type RosterState } from './state.ts';

/** What the clock does to a roster: looks for gaps, reports them, and hands duties over. */
export interface RosterClock {
  /** What is due now. After these events nothing is, at the same moment. */
  raise(state: RosterState, now: Instant): readonly RosterEvent[];
  /** The earliest moment at which `raise` will have something new, of a roster for which nothing is due now. */
  nextDue(state: RosterState, now: Instant): Instant;
}

/** Minutes since midnight: before anybody is in service, so that a new day begins with what it lacks. */
const MORNING = 7 * 60;

/** After an outage, whoever went off duty longer ago than this is not told who took over. */
const STALE_AFTER: Duration = 2 * HOUR;

const ROLE_OF: Readonly<Record<GapLevel, string>> = { planner: PLANNER, manager: MANAGER, director: BOARD };

/** What a roster is looked at with. */
interface Ground {
  region: Region;
  municipality: Municipality;
  days: Days;
  calendar: Calendar;
}

/** The clock of every roster of a region; throws for a municipality that is not in it. */
export const rosterClock = (region: Region, days: Days): RosterClock => {
  const groundOf = (state: RosterState): Ground => {
    const municipality = municipalityOf(region, state.municipality);
    return { region, municipality, days, calendar: calendarOf(region, municipality, days) };
  };
  return {
    raise: (state, now) => {
      const ground = groundOf(state);
      const checked = check(state, ground, now);
      const found = checked.reduce((before, event) => evolve(before, { at: now, event }), state);
      return [...checked, ...reports(found, ground, now), ...handOver(state, ground, now)];
    },
    nextDue: (state, now) => {
      const ground = groundOf(state);
      const { timeZone } = ground.calendar;
      const morning = nextMorning(state.checkedAt, timeZone);
      const untold = state.gaps
        .filter(({ to }) => to > now)
        .flatMap((gap) => untoldLevels(gap, ground).map(({ due }) => due));
      const after = Math.max(now, state.handedOverUntil);
      const duty = nextBoundary(state, ground.municipality.onCall, after, morning, timeZone);
      return Math.min(morning, ...untold, duty ?? Infinity);
    },
  };
};

/**
 * Every morning, and at once when the roster no longer has the gaps that are known: so no change of it, of whatever kind,
 * has to say that it may open or close one. Between two mornings the horizon stands still, at the end of a day.
 */
const check = (state: RosterState, ground: Ground, now: Instant): readonly RosterEvent[] => {
  const { region, municipality, days, calendar } = ground;
  const { timeZone } = calendar;
  const morning = lastMorning(now, timeZone);
  const lastDay = dayOf(localDate(morning + municipality.policy.coverageHorizon, timeZone));
  const horizon = atMinuteOf(lastDay + 1, 0, timeZone);
  const gaps = gapsIn(state, municipality, region, days, { from: now, to: horizon });
  const known = state.gaps.filter(({ to }) => to > now);
  if (state.checkedAt >= morning && isSameGaps(gaps, known)) return [];
  return [{ type: 'GapsChecked', gaps: [...gaps] }];
};

const isSameGaps = (found: readonly Gap[], known: readonly Gap[]): boolean => {
  const ends = new Map(known.map(({ id, to }) => [id, to]));
  return found.length === ends.size && found.every(({ id, to }) => ends.get(id) === to);
};

const lastMorning = (at: Instant, timeZone: TimeZone): Instant => {
  const today = dayOf(localDate(at, timeZone));
  const morning = atMinuteOf(today, MORNING, timeZone);
  return morning <= at ? morning : atMinuteOf(today - 1, MORNING, timeZone);
};

const nextMorning = (after: Instant, timeZone: TimeZone): Instant => {
  const today = dayOf(localDate(after, timeZone));
  const morning = atMinuteOf(today, MORNING, timeZone);
  return morning > after ? morning : atMinuteOf(today + 1, MORNING, timeZone);
};

const reports = (state: RosterState, ground: Ground, now: Instant): readonly RosterEvent[] => {
  const due = state.gaps
    .filter(({ to }) => to > now)
    .flatMap((gap) => untoldLevels(gap, ground))
    .filter((untold) => untold.due <= now);
  return GAP_LEVELS.flatMap((level): RosterEvent[] => {
    const gaps = due.filter((untold) => untold.level === level).map(({ gap }) => gap);
    return gaps.length === 0
      ? []
      : [{ type: 'GapsReported', level, gaps, told: [...peopleOf(level, ground)] }];
  });
};

const peopleOf = (level: GapLevel, { region, municipality }: Ground): readonly Who[] =>
  peopleWith(region, municipality.id, [ROLE_OF[level]]).map(whoIs);

/** Who must still hear of a gap. */
interface Untold {
  /** Its id. */
  gap: string;
  level: GapLevel;
  due: Instant;
}

/** Nobody holds the level, or no message about the gap reached anybody of it. */
const nobodyHears = (level: GapLevel, { unheard }: KnownGap, ground: Ground): boolean =>
  peopleOf(level, ground).every((who) => unheard.some((one) => isSame(one, who)));

/** A level at which nobody hears does not keep a gap to itself: the next one hears when it would have. */
const untoldLevels = (gap: KnownGap, ground: Ground): readonly Untold[] => {
  if (GAP_LEVELS.every((level) => gap.told.includes(level))) return [];
  const due = reportDue(gap, gap.foundAt, ground.calendar);
  let instead = Infinity;
  return GAP_LEVELS.flatMap((level) => {
    const at = Math.min(due[level], instead);
    instead = nobodyHears(level, gap, ground) ? at : Infinity;
    return gap.told.includes(level) ? [] : [{ gap: gap.id, level, due: at }];
  });
};

/** What began or ended since the last hand-over. Nobody is told of a duty that came and went while nobody looked. */
const handOver = (
  state: RosterState,
  { municipality, calendar }: Ground,
  now: Instant,
): readonly RosterEvent[] => {
  const period = { from: state.handedOverUntil, to: now };
  if (period.to <= period.from) return [];
  const boundaries = boundariesIn(state, municipality.onCall, period, calendar.timeZone);
  if (boundaries.length === 0) return [];
  const comes = boundaries.flatMap((boundary) => boundary.comes).filter(({ to }) => to > now);
  const goes = boundaries.filter(({ at }) => at >= now - STALE_AFTER).flatMap((boundary) => boundary.goes);
  return [{ type: 'DutyHandedOver', until: now, comes: comes.map(handedOver), goes: goes.map(handedOver) }];
};

const handedOver = ({ person, role, from, to }: Duty): HandOver => ({ person, role, from, to });
