/** What the properties of rosters share: each holds us to a count minute by minute. */
import fc from 'fast-check';
import type { Who } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import { MINUTE } from '../../src/core/time.ts';
import { dutchDays } from './days.ts';
import { naive, wallClock } from './naive.ts';
import { rosterRegion } from './people.ts';
import { type Course, courses } from './random-rosters.ts';

export const days = dutchDays();

const clock = wallClock(rosterRegion.timeZone);

const countOf = ({ roster, municipality }: Course) =>
  naive({ roster, municipality, region: rosterRegion, days }, clock);

/** Checks random rosters against their count. */
export const everyCourse = (
  { numRuns, lengths }: { numRuns: number; lengths?: fc.Arbitrary<number> },
  check: (course: Course, count: ReturnType<typeof naive>) => void,
): void => {
  fc.assert(
    fc.property(courses(lengths), (course) => {
      check(course, countOf(course));
    }),
    { numRuns },
  );
};

export const minutesOf = ({ from, to }: Period): readonly number[] =>
  Array.from({ length: (to - from) / MINUTE }, (_, index) => from + index * MINUTE);

/** `2026-11-23T13:05`, in UTC. */
export const text = (at: number): string => new Date(at).toISOString().slice(0, 'yyyy-MM-ddTHH:mm'.length);

/** In order of name, because a count has no order. */
export const sorted = (people: readonly Pick<Who, 'name'>[]): string =>
  people
    .map(({ name }) => name)
    .toSorted()
    .join();
