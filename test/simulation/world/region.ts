import { rolesAt } from '../../support/roles.ts';
import {
  BOARD,
  HOUSEHOLD_FIELDS,
  MANAGER,
  type Municipality,
  PLANNER,
  POLICE,
  type Person,
  type Policy,
  type Region,
  type RoleId,
  SAFE_AT_HOME,
} from '../../../src/core/region.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import type { Chance } from './chance.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const SERVICE_URL = 'https://teams.example.invalid/';

export const CALENDAR: Region['calendar'] = { holidays: [], schools: { firstBell: 8.5 * 60, holidays: [] } };

export const LOCAL = 'veilig-opgroeien';
export const YOUTH = 'jeugd-mw';
export const ADULT = 'amw';

const PLACES = [
  { id: 'hoogeveen', code: 'HGV', name: 'Hoogeveen' },
  { id: 'assen', code: 'ASN', name: 'Assen' },
  { id: 'emmen', code: 'EMM', name: 'Emmen' },
] as const;

const policyOf = (chance: Chance): Policy => ({
  visitWithin: 24 * HOUR,
  consultWithin: chance.pick([HOUR / 2, HOUR]),
  chaseAfter: 5 * MINUTE,
  recordWithin: 30 * MINUTE,
  claimWithin: chance.pick([HOUR, 2 * HOUR]),
  planWithin: chance.pick([3 * HOUR, 6 * HOUR]),
  warnBefore: chance.pick([[6 * HOUR, 2 * HOUR], [4 * HOUR]]),
  feedbackWithin: chance.pick([12 * HOUR, 24 * HOUR]),
  ackWithin: 30 * MINUTE,
  ackReminder: chance.pick([2 * HOUR, 4 * HOUR]),
  purgeAfter: 30 * DAY,
  coverageHorizon: chance.pick([3 * DAY, 7 * DAY]),
  reportBackWithin: 2 * HOUR,
  schoolBefore: HOUR,
  ladder: [['on-duty'], [MANAGER], [BOARD]],
  ladders: chance.is(0.3) ? { politie: [['on-duty'], [BOARD]] } : {},
  textFrom: chance.whole(0, 2),
  wakeFrom: chance.whole(0, 1),
});

const hours = (from: number, to: number) => [{ from: from * 60, to: to * 60 }];

/** Whom a small municipality calls together, and how: fewer, and more simply. */
const smallIn = (municipality: Municipality, chance: Chance): Municipality => ({
  ...municipality,
  policy: { ...municipality.policy, chaseAfter: chance.pick([5, 10, 20]) * MINUTE },
  consultation: chance.weighed([
    [3, [POLICE, LOCAL]],
    [2, [POLICE, SAFE_AT_HOME, LOCAL]],
    [1, municipality.consultation],
  ]),
  meeting: chance.weighed([
    [1, municipality.meeting],
    [1, ['deep-link', 'phone']],
    [3, ['standing-room', 'phone']],
    [3, ['phone']],
  ]),
});

const municipalityOf = (place: (typeof PLACES)[number], policy: Policy, chance: Chance): Municipality => ({
  ...place,
  policy,
  serviceHours: { workdays: hours(8.5, 17), weekend: hours(10, 18), holidays: hours(10, 18) },
  onCall: [SAFE_AT_HOME, YOUTH, ADULT],
  consultation: [POLICE, SAFE_AT_HOME, LOCAL, YOUTH],
  visit: { noChildren: [ADULT], children: [YOUTH, LOCAL], exceptional: [SAFE_AT_HOME, YOUTH] },
  meeting: ['graph', 'deep-link', 'standing-room', 'phone'],
  ...(chance.is(0.5) && { organiser: '22222222-2222-4222-8222-222222222222' }),
  standingRoom: `https://teams.example.invalid/${place.id}`,
  phone: '0528 123 456',
});

/** How many people of a role work in one municipality. */
const TEAM: readonly (readonly [RoleId, least: number, most: number])[] = [
  [POLICE, 2, 2],
  [LOCAL, 1, 2],
  [YOUTH, 2, 3],
  [ADULT, 1, 2],
  [MANAGER, 1, 2],
  [BOARD, 1, 1],
  [PLANNER, 1, 1],
];

const personOf = (
  key: string,
  roles: readonly RoleId[],
  municipalities: readonly string[],
  chance: Chance,
): Person => ({
  id: key,
  tenant: TENANT,
  name: key,
  roles: rolesAt(roles, ...municipalities),
  ...(chance.is(0.5) && { signIn: `${key}@example.com` }),
  ...(chance.is(0.4) && { mobile: `+3160000${String(chance.whole(1000, 9999))}` }),
});

/** Hardly more than one of each. */
const SMALL_TEAM: typeof TEAM = TEAM.map(([role, least]) => [role, least, least]);

const teamOf = (place: string, team: typeof TEAM, chance: Chance): readonly Person[] =>
  team.flatMap(([role, least, most]) =>
    Array.from({ length: chance.whole(least, most) }, (_, index) => {
      // In a small team one person holds two roles.
      const also = role === YOUTH && chance.is(0.15) ? [ADULT] : [];
      return personOf(`${role}-${index + 1}-${place}`, [role, ...also], [place], chance);
    }),
  );

/** A region of one to three municipalities, with everybody who works there; Veilig Thuis works in all of them. */
export const regionOf = (chance: Chance, isSmall = false): Region => {
  const places = PLACES.slice(
    0,
    chance.weighed([
      [5, 1],
      [3, 2],
      [2, 3],
    ]),
  );
  const everywhere = places.map(({ id }) => id);
  const policy = policyOf(chance);
  return {
    name: 'Drenthe (simulatie)',
    timeZone: 'Europe/Amsterdam',
    locale: 'nl',
    tenants: [TENANT],
    sweep: '0 * * * * *',
    organisations: { politie: 'Politie', vt: 'Veilig Thuis', gemeente: 'Gemeente', welzijn: 'Welzijnswerk' },
    roles: {
      [POLICE]: 'politie',
      [SAFE_AT_HOME]: 'vt',
      [LOCAL]: 'gemeente',
      [YOUTH]: 'welzijn',
      [ADULT]: 'welzijn',
      [MANAGER]: 'welzijn',
      [BOARD]: 'gemeente',
      [PLANNER]: 'gemeente',
    },
    disclosures: {
      gemeente: { basis: 'law', reference: 'Wpg artikel 16 (simulatie)', fields: HOUSEHOLD_FIELDS },
      welzijn: {
        basis: 'agreement',
        reference: 'Afspraak 1 (simulatie)',
        fields: ['address', 'notes'],
        until: Date.UTC(2090, 0, 1),
      },
    },
    calendar: CALENDAR,
    municipalities: places
      .map((place) => municipalityOf(place, policy, chance))
      .map((municipality) => (isSmall ? smallIn(municipality, chance) : municipality)),
    people: [
      ...[1, 2].map((index) => personOf(`${SAFE_AT_HOME}-${index}`, [SAFE_AT_HOME], everywhere, chance)),
      ...everywhere.flatMap((place) => teamOf(place, isSmall ? SMALL_TEAM : TEAM, chance)),
    ],
  };
};
