import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Watch } from '../../src/case/due.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed, riskOf } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, type Instant } from '../../src/core/time.ts';
import { RULES } from '../../src/escalation/rules.ts';
import { type Course, courses } from './courses.ts';
import { withRaised } from './watching.ts';

/** More looks than any ladder, with its repeats at the top, asks for in the time that is looked at. */
const MANY = 1_000;

/** Told to which rung at which moment, over the whole course. */
type Told = Map<string, { rung: number; at: Instant }>;

/** One look of the clock; no risk is told twice on a rung without a wait, and a second look finds nothing. */
const look = (watch: Watch, state: FollowedCase, now: Instant, told: Told): FollowedCase => {
  const events = watch.raise(state, now);
  for (const event of events) {
    if (event.type !== 'RiskRaised') continue;
    const { risk, rung } = event;
    const before = told.get(risk);
    const known = riskOf(state, risk);
    const waited = before ? now - before.at : Infinity;
    // The same rung again, or lower ones when nobody is left there: only after a while.
    if (before && before.rung >= rung)
      assert.ok(waited >= state.policy.ackReminder, `${risk} was told again too soon`);
    const nobody = known?.unreachedAt !== undefined;
    assert.ok(waited >= state.policy.ackWithin || nobody, `${risk} climbed too soon`);
    told.set(risk, { rung, at: now });
  }
  const after = withRaised(state, events, now);
  assert.deepEqual(watch.raise(after, now), [], 'a second look found something');
  return after;
};

/**
 * Looks at the moments `nextDue` names, and nowhere else, until `end`. There always is such a moment, and nothing is to
 * be said between two of them: so nothing is ever said later than its rule and its ladder have it.
 */
const step = (watch: Watch, from: FollowedCase, start: Instant, end: Instant, told: Told): FollowedCase => {
  let state = from;
  let now = start;
  for (let looks = 0; looks < MANY; looks += 1) {
    const due = watch.nextDue(state, now);
    assert.ok(due !== null && Number.isSafeInteger(due), 'an open case without a next moment');
    assert.ok(due > now, 'it is due for what it has just looked at');
    const quietUntil = Math.min(due, end) - 1;
    for (const part of [0.3, 0.7, 1]) {
      const moment = now + Math.floor((quietUntil - now) * part);
      assert.deepEqual(watch.raise(state, moment), [], `something at ${moment}, before it is due`);
    }
    if (due >= end) return state;
    assert.notEqual(watch.raise(state, due).length, 0, 'due, and nothing to raise');
    state = look(watch, state, due, told);
    now = due;
  }
  throw new Error('the clock never comes to rest');
};

const follow = ({
  watch,
  state: first,
  start,
  turns,
}: Course): { state: FollowedCase; told: Told; now: Instant } => {
  const told: Told = new Map();
  let state = look(watch, first, start, told);
  let now = start;
  for (const { after, outage, happening } of turns) {
    const then = now + after;
    if (!outage) state = step(watch, state, now, then, told);
    now = then;
    const happened = happening(state, now);
    if (happened) {
      const next = evolve(state, { at: now, event: happened.event, by: whoIs(happened.by) });
      assert.ok(isFollowed(next));
      state = next;
    }
    state = look(watch, state, now, told);
  }
  return { state, told, now };
};

describe('The moment the clock looks again', () => {
  it('is always there, and exactly when there is something new, through whatever course a case takes', () => {
    const raised = new Set<string>();
    fc.assert(
      fc.property(courses, (course) => {
        const { state, told, now } = follow(course);
        step(course.watch, state, now, now + 2 * DAY, told);
        for (const risk of told.keys()) raised.add(risk.split(':')[0] ?? '');
      }),
      { seed: 20261122, numRuns: 80, endOnFailure: true },
    );
    const ids = RULES.map(({ id }) => id).filter((id) => id !== 'unclosed');
    assert.deepEqual([...raised].toSorted(), ids.toSorted(), 'every rule was met: this proves something');
  });
});
