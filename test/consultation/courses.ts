/** Random courses of consultations: people, moments, answers, outages, other consultations, and outcomes. */
import fc from 'fast-check';
import { CALL_ANSWERS } from '../../src/case/vocabulary.ts';
import { openMeeting } from '../../src/case/state.ts';
import { isSame } from '../../src/core/actor.ts';
import { MANAGER, type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { type Course, GO, courseOf } from './course.ts';
import { ADULT, YOUTH, eva, everybody, hoogeveen, olga, person, policy, regionOf, vroni } from './people.ts';

/** Meta manages the organisation she also works for. */
const PEOPLE: readonly Person[] = [...everybody, vroni, eva, person('Meta', 'manager', 'jeugd-mw')];

const answer = fc.record({
  kind: fc.constantFrom(...CALL_ANSWERS),
  name: fc.constantFrom(...PEOPLE.map(({ name }) => name)),
});

const happening = fc.oneof(
  { weight: 8, arbitrary: answer },
  { weight: 2, arbitrary: fc.constant({ kind: 'another consultation' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'an outcome' } as const) },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** Seven months, in which the clock changes twice. */
const start: fc.Arbitrary<Instant> = fc
  .integer({ min: 0, max: 200 * DAY })
  .map((after) => Date.parse('2026-10-10T00:00Z') + after);

const rules = {
  names: fc.shuffledSubarray(PEOPLE.map(({ name }) => name)),
  byEva: fc.boolean(),
  chaseAfter: fc.integer({ min: 1, max: 90 * MINUTE }),
  onCall: fc.subarray([SAFE_AT_HOME, YOUTH, ADULT, MANAGER]),
  /** Welzijn consults with two roles. */
  adults: fc.boolean(),
};

export const plans = fc.record({
  ...rules,
  at: start,
  directDanger: fc.boolean(),
  turns: fc.array(
    fc.record({
      after: fc.oneof(fc.constant(0), fc.nat(20 * MINUTE), fc.nat(12 * HOUR)),
      outage: fc.boolean(),
      happening,
    }),
    { maxLength: 25 },
  ),
});
export type Plan = typeof plans extends fc.Arbitrary<infer P> ? P : never;

/** Of a consultation that waits for Sunday 10:00, while people answer all night, also those whom nobody asked. */
export const nights: fc.Arbitrary<Plan> = fc.record({
  ...rules,
  at: fc.nat(4 * HOUR).map((after) => Date.parse('2026-11-28T19:00Z') + after),
  directDanger: fc.constant(false),
  turns: fc.array(fc.record({ after: fc.nat(HOUR), outage: fc.boolean(), happening: answer }), {
    minLength: 10,
    maxLength: 30,
  }),
});

const named = (name: string): readonly Person[] => PEOPLE.filter((one) => one.name === name);

/** It happens, or nothing does where it does not fit the case. */
const happens = (course: Course, what: Happening): void => {
  if (what.kind === 'another consultation') {
    course.tries({ type: 'StartConsultation' }, eva);
    return;
  }
  if (what.kind === 'an outcome') {
    course.tries(GO, eva);
    return;
  }
  // Whoever is not in the region file cannot ask anything.
  const known = named(what.name).filter((who) => course.region.people.some((one) => isSame(one, who)));
  for (const who of known) {
    if (what.kind !== 'unreachable') {
      course.tries({ type: 'AnswerCall', answer: what.kind }, who);
      continue;
    }
    // Only somebody whom a message was for can be found to be out of reach.
    const called = openMeeting(course.state())?.called ?? [];
    if (called.some((one) => one.calls.length > 0 && isSame(one.who, who))) course.unreachable(who);
  }
};

/** The course that goes by the plan, and is then left alone for a week. */
export const livedBy = ({ at, directDanger, names, byEva, turns, ...others }: Plan): Course => {
  const { chaseAfter, onCall, adults } = others;
  const region = regionOf(names.flatMap(named), {
    policy: { ...policy, chaseAfter },
    onCall,
    consultation: [...hoogeveen.consultation, ...(adults ? [ADULT] : [])],
  });
  const course = courseOf({ at, by: byEva ? eva : olga, region, directDanger });
  for (const { after, outage, happening: what } of turns) {
    const moment = course.now() + after;
    if (outage) course.outageUntil(moment);
    else course.until(moment);
    happens(course, what);
  }
  course.until(course.now() + 7 * DAY);
  return course;
};
