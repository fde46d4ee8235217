/** A municipality with a roster, and who looks at it, for the tests of its cards. */
import { rolesAt } from '../support/roles.ts';
import type { RosterFacts } from '../../src/cards/roster-facts.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person, Region } from '../../src/core/region.ts';
import { gapsIn, inherit } from '../../src/roster/gaps.ts';
import { DAY } from '../../src/core/time.ts';
import { rosterMessageCard } from '../../src/cards/roster-message-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import type { RosterMessage } from '../../src/roster/messages.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { dutchDays } from '../roster/days.ts';
import { rosterOf } from '../roster/rosters.ts';
import {
  ADULT_WORKER,
  HOOGEVEEN,
  LONG_NAMES,
  LONG_PERSON,
  LOCAL_TEAM,
  MANAGER_ON_CALL,
  OFFICER,
  SAFE_HOME_WORKER,
  YOUTH_WORKER,
} from './regions.ts';

const person = (id: string, name: string, roles: readonly string[]): Person => ({
  id,
  tenant: 't',
  name,
  roles: rolesAt(roles, 'hoogeveen'),
});

export const PLANNER_PERSON = person('p8', 'Pradeep Gupta', ['planner']);
export const DIRECTOR = person('p9', 'Lynne Robbins', ['bestuur']);
export const SECOND_YOUTH_WORKER = person('p10', 'Lee Gu', ['jeugd-mw']);

export const ON_CALL = ['veilig-thuis', 'jeugd-mw', 'amw'];

const hours = (from: number, to: number) => [{ from: from * 60, to: to * 60 }];

/** Office hours, with three roles on call; everybody else as in the other tests of cards. */
const withRoster = (region: Region, people: readonly Person[]): Region => ({
  ...region,
  roles: { ...region.roles, planner: 'gemeente', bestuur: 'gemeente' },
  municipalities: region.municipalities.map((municipality) => ({
    ...municipality,
    onCall: ON_CALL,
    serviceHours: { workdays: hours(8.5, 17), weekend: hours(10, 18), holidays: hours(12, 16) },
  })),
  people: [...region.people, ...people],
});

export const ROSTER_REGION = withRoster(HOOGEVEEN, [PLANNER_PERSON, DIRECTOR, SECOND_YOUTH_WORKER]);

export const LONG_REGION = withRoster(
  LONG_NAMES,
  [PLANNER_PERSON, DIRECTOR, SECOND_YOUTH_WORKER, LONG_PERSON].map((one) => ({
    ...one,
    name: `${one.name} ${LONG_PERSON.name}`,
  })),
);

/** Everybody who may look at a roster in a way of their own. */
export const VIEWERS: readonly Person[] = [
  PLANNER_PERSON,
  MANAGER_ON_CALL,
  DIRECTOR,
  YOUTH_WORKER,
  SAFE_HOME_WORKER,
  ADULT_WORKER,
  LOCAL_TEAM,
  OFFICER,
];

/** Thursday 26 November 2026, 14:00: the weekend is two days off. */
export const THURSDAY = Date.parse('2026-11-26T14:00+01:00');

const days = dutchDays();

export const factsAt = (now = THURSDAY, region = ROSTER_REGION): RosterFacts => {
  const [municipality] = region.municipalities;
  if (!municipality) throw new Error('A region has a municipality');
  return { region, municipality, days, now };
};

/** A roster whose gaps were looked for. */
export const checked = (roster: RosterState, { region, municipality, now }: RosterFacts): RosterState => {
  const found = gapsIn(roster, municipality, region, days, { from: now, to: now + 10 * DAY });
  return { ...roster, gaps: [...inherit(found, [], now)] };
};

export const rosterAt = (facts: RosterFacts, ...parts: readonly Partial<RosterState>[]): RosterState =>
  checked(rosterOf(...parts), facts);

/** A duty in a role of its own. */
export const duty = (
  who: Person,
  role: string,
  time: Period,
  id = `shift-${who.id}`,
): Partial<RosterState> => ({
  shifts: [{ id, person: whoIs(who), role, ...time }],
});

type Told<M = RosterMessage> = M extends RosterMessage
  ? Omit<M, 'id' | 'tries' | 'nextTryAt' | 'to' | 'route'>
  : never;

/** What a person is told, at a moment, by a roster. */
export const told = (
  to: Person,
  message: Told,
  roster: RosterState,
  { now = THURSDAY, cases = [] }: { now?: number; cases?: readonly CaseDocument[] } = {},
) => {
  const sent = { ...message, id: 0, tries: 0, nextTryAt: 0, to: whoIs(to), route: 'personal' };
  return rosterMessageCard(sent as RosterMessage, roster, { ...factsAt(now), openCases: cases });
};
