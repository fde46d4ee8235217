/** Rosters at many moments, and who looks at them. */
import { rolesAt } from '../support/roles.ts';
import fc from 'fast-check';
import { type RosterFacts } from '../../src/cards/roster-facts.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { type RosterState } from '../../src/roster/state.ts';
import { rosterRegion } from '../roster/people.ts';
import { courses } from '../roster/random-rosters.ts';
import {
  absence,
  override,
  pattern,
  period,
  proven,
  rosterOf,
  unansweredSwap,
  unproven,
  swap,
  declinedSwap,
} from '../roster/rosters.ts';
import { ADULT_WORKER, LONG_PERSON, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import {
  LONG_REGION,
  ON_CALL,
  PLANNER_PERSON,
  SECOND_YOUTH_WORKER,
  THURSDAY,
  VIEWERS,
  checked,
  duty,
  factsAt,
} from './roster-given.ts';

export interface Situation {
  name: string;
  roster: RosterState;
  facts: RosterFacts;
  viewers: readonly Person[];
}

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const SUNDAY = period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00');

const ROSTERS: Readonly<Record<string, readonly Partial<RosterState>[]>> = {
  nothing: [],
  'three on Saturday': [
    duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY),
    duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY),
    duty(ADULT_WORKER, 'amw', SATURDAY),
    proven(SAFE_HOME_WORKER, YOUTH_WORKER, ADULT_WORKER),
  ],
  'one of everything': [
    duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY),
    pattern(YOUTH_WORKER, '2026-11-01', { role: 'jeugd-mw', from: 22 * 60, to: 32 * 60, every: 2 }),
    pattern(ADULT_WORKER, '2026-11-01', { role: 'amw', until: '2026-12-31' }),
    override(ADULT_WORKER, SUNDAY, { role: 'amw' }),
    absence(SAFE_HOME_WORKER, SUNDAY),
    swap(YOUTH_WORKER, SECOND_YOUTH_WORKER, SATURDAY, 1, { role: 'jeugd-mw' }),
    unansweredSwap(ADULT_WORKER, SAFE_HOME_WORKER, SATURDAY),
    declinedSwap(YOUTH_WORKER, ADULT_WORKER, SUNDAY),
    unproven(YOUTH_WORKER),
    { reach: [{ person: whoIs(SAFE_HOME_WORKER), askedAt: THURSDAY, undeliverable: true }] },
  ],
};

const MOMENTS: Readonly<Record<string, string>> = {
  Thursday: '2026-11-26T14:00+01:00',
  'Friday night': '2026-11-27T23:59+01:00',
  'the middle of Saturday': '2026-11-28T12:00+01:00',
  'Sunday after service': '2026-11-29T18:00+01:00',
  'before Christmas': '2026-12-24T16:00+01:00',
  'before Easter': '2027-03-25T10:00+01:00',
  'the hour that comes twice': '2026-10-25T02:30+01:00',
};

/** More people, duties and absences than any list can show. */
const crowd = Array.from({ length: 150 }, (_, index): Person => ({
  ...LONG_PERSON,
  id: `crowd-${index}`,
  name: `${index} ${LONG_PERSON.name}`,
  roles: rolesAt(ON_CALL, 'hoogeveen'),
}));

const crowded: readonly Partial<RosterState>[] = crowd.flatMap((person, index) => [
  duty(person, ON_CALL[index % ON_CALL.length] ?? '', SATURDAY),
  absence(person, SUNDAY, { id: `absence-${person.id}` }),
  unproven(person),
]);

const CROWDED_REGION = { ...LONG_REGION, people: [...LONG_REGION.people, ...crowd] };

const situation = (
  name: string,
  facts: RosterFacts,
  parts: readonly Partial<RosterState>[],
  viewers = VIEWERS,
): Situation => ({ name, facts, viewers, roster: checked(rosterOf(...parts), facts) });

export const random = (): readonly Situation[] =>
  fc
    .sample(courses(), { numRuns: 40, seed: 20261126 })
    .map(({ roster, municipality, period: { from } }, index) => {
      const facts = { ...factsAt(from, rosterRegion), municipality };
      const people = rosterRegion.people.filter(({ roles }) => 'hoogeveen' in roles);
      const viewers = people.filter((_person, place) => place % 6 === index % 6);
      return { name: `random ${index}`, facts, viewers, roster: checked(roster, facts) };
    });

export const PLAIN = Object.entries(ROSTERS).flatMap(([name, parts]) =>
  Object.entries(MOMENTS).map(([when, moment]) =>
    situation(
      `${name}, ${when}`,
      factsAt(Date.parse(moment)),
      parts,
      when === 'Thursday' ? VIEWERS : [PLANNER_PERSON, YOUTH_WORKER],
    ),
  ),
);

export const LONG = Object.entries(ROSTERS).map(([name, parts]) =>
  situation(`${name}, long names`, factsAt(THURSDAY, LONG_REGION), parts, [PLANNER_PERSON, YOUTH_WORKER]),
);

/** Where the roster is larger than a card can hold. */
export const CROWDED = [
  situation('a crowd', factsAt(THURSDAY, CROWDED_REGION), crowded, [PLANNER_PERSON, YOUTH_WORKER]),
  situation('a crowd and no roster', factsAt(THURSDAY, CROWDED_REGION), [], [PLANNER_PERSON]),
];
