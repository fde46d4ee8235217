/** A case as it was announced, and the calendar it was announced in: what opening a consultation looks at. */
import assert from 'node:assert/strict';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { announcement } from './course.ts';
import { hoogeveen, olga, policy } from './people.ts';

export const calendarOf = (hours = hoogeveen.serviceHours): Calendar => ({
  timeZone: 'Europe/Amsterdam',
  hours,
  isHoliday: (date) => date === '2026-12-25',
});

/** A moment on the clock on the wall, in winter. */
export const local = (moment: string): Instant => Date.parse(`${moment}+01:00`);

export interface Announced {
  at: Instant;
  by?: Person;
  directDanger?: boolean;
  rules?: Partial<typeof policy>;
}

export const announced = ({ at, by = olga, directDanger = false, rules = {} }: Announced): FollowedCase => {
  const form = evolve(undefined, { at, by: whoIs(by), event: { type: 'IntakeOpened' } });
  const { warnBefore, ladder, ...rest } = { ...policy, ...rules };
  const state = evolve(form, {
    at,
    by: whoIs(by),
    event: {
      type: 'CaseAnnounced',
      number: 'HGV-2026-0001',
      announcement: announcement(at, { directDanger }),
      policy: { ...rest, warnBefore: [...warnBefore], ladder: ladder.map((rung) => [...rung]) },
      roles: [],
    },
  });
  assert.ok(isFollowed(state));
  return state;
};
