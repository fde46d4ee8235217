import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Watch } from '../../src/case/due.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, type Instant } from '../../src/core/time.ts';
import { type Course, courses } from './courses.ts';
import { raisedBy, withRaised } from './watching.ts';

/** More looks than any ladder and any number of warnings ask for. */
const MANY = 200;

/** Told to which rung at which moment, over the whole course. */
type Told = Map<string, { rung: number; at: Instant }>;

/** One look of the clock; no risk may come to a rung it had, and a second look finds nothing. */
const look = (watch: Watch, state: FollowedCase, now: Instant, told: Told): FollowedCase => {
  const events = raisedBy(watch, state, now);
  for (const { risk, rung, told: people } of events) {
    const before = told.get(risk);
    assert.ok(before === undefined || before.rung < rung, `${risk} came to rung ${rung} twice`);
    assert.ok(before === undefined || now - before.at >= state.policy.ackWithin, `${risk} climbed too soon`);
    assert.ok(before === undefined || people.length > 0, `${risk} climbed to nobody`);
    told.set(risk, { rung, at: now });
  }
  const after = withRaised(state, events, now);
  assert.deepEqual(watch.raise(after, now), [], 'a second look found something');
  return after;
};

/** Looks at the moments `nextDue` names, and nowhere else, until `end`. Checks that nothing is in between. */
const step = (watch: Watch, from: FollowedCase, start: Instant, end: Instant, told: Told): FollowedCase => {
  let state = from;
  let now = start;
  for (let looks = 0; looks < MANY; looks += 1) {
    const due = watch.nextDue(state, now);
    assert.ok(due === null || due > now, 'it is due for what it has just looked at');
    const quietUntil = Math.min(due ?? end, end) - 1;
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const moment = now + Math.floor((quietUntil - now) * part);
      assert.deepEqual(watch.raise(state, moment), [], `something at ${moment}, before it is due`);
      if (due !== null) assert.equal(watch.nextDue(state, moment), due, 'the same answer on the way there');
    }
    if (due === null || due >= end) return state;
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
  it('is exactly when there is something new, through whatever course a case takes', () => {
    let raised = 0;
    fc.assert(
      fc.property(courses, (course) => {
        const { watch } = course;
        const { state, told, now } = follow(course);
        const rest = step(watch, state, now, now + 1000 * DAY, told);
        assert.equal(watch.nextDue(rest, now + 1000 * DAY), null);
        assert.deepEqual(watch.raise(rest, now + 1000 * DAY), []);
        raised += told.size;
      }),
      { seed: 20261123, numRuns: 200 },
    );
    assert.ok(raised > 500, `only ${raised} risks were raised: this proves little`);
  });
});
