import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calendarOf } from '../../src/core/calendar.ts';
import { MANAGER, PLANNER, type Region, type RoleId } from '../../src/core/region.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import { rosterClock } from '../../src/roster/clock.ts';
import { boundariesIn } from '../../src/roster/duty.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { gapsIn, reportDue } from '../../src/roster/gaps.ts';
import { GAP_LEVELS, type GapLevel, type KnownGap, type RosterState } from '../../src/roster/state.ts';
import { BOARD, assen } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { rosterRegion } from './people.ts';
import { type Course, courses } from './random-rosters.ts';
import { type Looked, look } from './ticking.ts';

const days = dutchDays();
const ROLE_OF: Readonly<Record<GapLevel, RoleId>> = { planner: PLANNER, manager: MANAGER, director: BOARD };

/** The next moment that the clock asks for, or a while later: the program was down. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 * DAY }) },
);
const steps = fc.array(step, { minLength: 6, maxLength: 14, size: 'max' });
const vacant = fc.subarray<GapLevel>([...GAP_LEVELS]);

interface Stop extends Looked {
  readonly at: Instant;
  readonly before: RosterState;
  /** Whether the clock had asked for this moment. */
  readonly asked: boolean;
}

interface Walk {
  readonly region: Region;
  readonly course: Course;
  readonly stops: readonly Stop[];
}

const regionFor = ({ municipality }: Course, without: readonly GapLevel[]): Region => ({
  ...rosterRegion,
  municipalities: [municipality, assen],
  people: rosterRegion.people.filter(
    (one) => !without.some((level) => rolesOf(one).includes(ROLE_OF[level])),
  ),
});

const walk = (course: Course, waits: readonly (number | undefined)[], region: Region): Walk => {
  const start = course.period.from;
  const stops: Stop[] = [];
  let now = start;
  let roster: RosterState = { ...course.roster, handedOverUntil: start };
  for (const wait of [0, ...waits]) {
    const due = stops.at(-1)?.due ?? start;
    now = wait === undefined ? due : now + wait;
    const looked = look(roster, now, region);
    stops.push({ ...looked, at: now, before: roster, asked: wait === undefined });
    roster = looked.state;
  }
  return { region, course, stops };
};

/** Fixed, so that a failure comes back; the number of walks is what some seconds allow. */
const RUNS = { seed: 20261128, numRuns: 40 };
const walks = fc
  .tuple(courses(), steps, vacant)
  .map(([course, waits, without]) => walk(course, waits, regionFor(course, without)));

/** Checks a fact of every walk; where it does not hold, again with the shortest walk that shows it. */
const holdsFor = (walked: readonly Walk[], fact: (one: Walk) => void): void => {
  try {
    walked.forEach(fact);
  } catch (error) {
    fc.assert(fc.property(walks, fact), RUNS);
    throw error;
  }
};

const reportsIn = (events: readonly RosterEvent[]) => events.filter((event) => event.type === 'GapsReported');

describe('Whatever the roster, the clock', function () {
  this.timeout(120_000);
  let walked: readonly Walk[];
  before(() => {
    walked = fc.sample(walks, RUNS);
  });

  it('always has a next moment, at which there is something to do, and nothing before', () => {
    let asked = 0;
    holdsFor(walked, ({ region, stops }) => {
      for (const { due, at, events, ...stop } of stops) {
        assert.ok(Number.isFinite(due) && due > at, `due ${due} at ${at}`);
        if (!stop.asked) continue;
        asked += 1;
        assert.ok(events.length > 0, 'it asked for nothing');
        assert.deepEqual(rosterClock(region, days).raise(stop.before, at - 1), [], 'it asked too late');
      }
    });
    assert.ok(asked > 300, `only ${asked} moments`);
  });

  it('tells every level of every gap once, not before it is due and not later than it can be', () => {
    let told = 0;
    holdsFor(walked, ({ region, course, stops }) => {
      const calendar = calendarOf(region, course.municipality, days);
      const isHeld = (level: GapLevel): boolean =>
        region.people.some((one) => rolesOf(one).includes(ROLE_OF[level]));
      const dueFor = (gap: KnownGap) => reportDue(gap, gap.foundAt, calendar);
      const seen = new Set<string>();
      for (const { at, events, state } of stops) {
        for (const { level, gaps, told: people } of reportsIn(events)) {
          assert.equal(people.length > 0, isHeld(level), `${level} ${people.length}`);
          for (const id of gaps) {
            const key = `${id} ${level}`;
            assert.equal(seen.has(key), false, `${key} twice`);
            seen.add(key);
            told += 1;
            const below = GAP_LEVELS[GAP_LEVELS.indexOf(level) - 1];
            const gap = state.gaps.find((one) => one.id === id)!;
            if (!below || isHeld(below)) assert.ok(dueFor(gap)[level] <= at, `${key} too early`);
          }
        }
        for (const gap of state.gaps.filter(({ to }) => to > at)) {
          const due = dueFor(gap);
          for (const level of GAP_LEVELS)
            if (due[level] <= at) assert.ok(gap.told.includes(level), `${gap.id} ${level} too late`);
        }
      }
    });
    assert.ok(told > 300, `only ${told} reports`);
  });

  it('never leaves a level that nobody holds with a gap: the next one knows it too', () => {
    holdsFor(walked, ({ region, stops }) => {
      const isHeld = (level: GapLevel): boolean =>
        region.people.some((one) => rolesOf(one).includes(ROLE_OF[level]));
      for (const { state } of stops)
        for (const { told } of state.gaps)
          for (const [index, level] of GAP_LEVELS.slice(0, -1).entries())
            if (told.includes(level) && !isHeld(level)) assert.ok(told.includes(GAP_LEVELS[index + 1]!));
    });
  });

  it('knows every gap of the horizon', () => {
    holdsFor(walked, ({ region, course: { municipality }, stops }) => {
      for (const { at, state } of stops) {
        const known = new Map(state.gaps.map(({ id, to }) => [id, to]));
        // From midnight to the check of the morning, give or take a clock change, its last hours are not looked at yet.
        const horizon = at + municipality.policy.coverageHorizon - 8 * HOUR;
        for (const gap of gapsIn(state, municipality, region, days, { from: at, to: horizon }))
          assert.equal(known.get(gap.id), gap.to, gap.id);
      }
    });
  });

  it('hands every duty over at its moment when it runs, and at most once', () => {
    let given = 0;
    holdsFor(walked, ({ region, course, stops }) => {
      const { municipality, roster, period } = course;
      for (const { at, events, before, asked } of stops) {
        const [event, ...more] = events.filter(({ type }) => type === 'DutyHandedOver');
        assert.equal(more.length, 0);
        const time = { from: before.handedOverUntil, to: at };
        const boundaries = boundariesIn(roster, municipality.onCall, time, region.timeZone);
        assert.equal(event !== undefined, boundaries.length > 0);
        if (event?.type !== 'DutyHandedOver') continue;
        assert.equal(event.until, at);
        assert.ok(at > period.from);
        given += event.comes.length + event.goes.length;
        if (asked && boundaries.every((boundary) => boundary.at === at)) {
          assert.equal(event.comes.length, boundaries.flatMap(({ comes }) => comes).length);
          assert.equal(event.goes.length, boundaries.flatMap(({ goes }) => goes).length);
        }
      }
    });
    assert.ok(given > 100, `only ${given} hand-overs`);
  });
});
