/** What was called in random courses of consultations, and what holds for all of them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Meeting, attendanceOf } from '../../src/case/consultation.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Course } from './course.ts';
import { type Plan, livedBy, nights, plans } from './courses.ts';

/** Calls as they were made: with the consultation as it stood just before. */
export interface Made {
  at: Instant;
  event: Extract<CaseEvent, { type: 'PeopleCalled' }>;
  before: Meeting;
  /** Of the case. */
  chaseAfter: number;
}

export const STEPS: readonly string[] = ['again', 'next', 'manager'];

export const replay = (course: Course): { made: readonly Made[]; state: CaseState | undefined } => {
  const made: Made[] = [];
  let state: CaseState | undefined;
  for (const logged of course.document().log) {
    if (logged.event.type === 'PeopleCalled') {
      assert.ok(state && isFollowed(state));
      const before = state.meetings.at(-1);
      assert.ok(before);
      const { chaseAfter } = state.policy;
      made.push({ at: logged.at, event: logged.event, before, chaseAfter });
    }
    state = evolve(state, logged);
  }
  return { made, state };
};

export const isAttended = (meeting: Meeting, organisation: string): boolean =>
  ['coming', 'present'].includes(attendanceOf(meeting, organisation));

const courses = new Map<string, { course: Course; made: readonly Made[] }>();

/** Every check is about the same courses, so each is lived once. Nobody changes one afterwards. */
const lived = (plan: Plan): { course: Course; made: readonly Made[] } => {
  const key = JSON.stringify(plan);
  const known = courses.get(key);
  if (known) return known;
  const course = livedBy(plan);
  const { made } = replay(course);
  courses.set(key, { course, made });
  return { course, made };
};

/** Holds for every course; each course itself checks that `dueAt` lies ahead and that the clock comes to rest. */
export const always = (check: (course: Course, made: readonly Made[]) => void): void => {
  let calls = 0;
  fc.assert(
    fc.property(fc.oneof(plans, nights), (plan) => {
      const { course, made } = lived(plan);
      calls += made.length;
      check(course, made);
    }),
    { seed: 20261123, numRuns: 200 },
  );
  assert.ok(calls > 500, `only ${calls} calls were made: this proves little`);
};
