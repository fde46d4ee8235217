/** A small region with everybody who works on a case, for the tests of the case and what follows from it. */
import { rolesAt, rolesOf } from '../support/roles.ts';
import {
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
} from '../../src/core/region.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';

export const ADULT = 'amw';
export const YOUTH = 'jeugd-mw';
export const LOCAL = 'veilig-opgroeien';
export const BOARD = 'bestuur';

/** Somebody of Hoogeveen, unless said otherwise; the same name is the same person. */
export const person = (
  name: string,
  roles: readonly RoleId[],
  { municipalities = ['hoogeveen'], ...other }: Partial<Person> & { municipalities?: readonly string[] } = {},
): Person => ({
  id: name.toLowerCase(),
  tenant: TENANT,
  name,
  roles: rolesAt(roles, ...municipalities),
  ...other,
});

export const olga = person('Olga', [POLICE]);
export const otto = person('Otto', [POLICE]);
export const vera = person('Vera', [SAFE_AT_HOME]);
export const lars = person('Lars', [LOCAL]);
export const yara = person('Yara', [YOUTH]);
export const yusuf = person('Yusuf', [YOUTH]);
export const anna = person('Anna', [ADULT]);
export const arie = person('Arie', [ADULT]);
export const mia = person('Mia', [MANAGER]);
export const bram = person('Bram', [BOARD]);
export const petra = person('Petra', [PLANNER]);
/** Holds every role, as testers do: whatever is refused to Eva is refused by the case, not by her role. */
export const eva = person('Eva', [POLICE, SAFE_AT_HOME, LOCAL, YOUTH, ADULT, MANAGER, BOARD, PLANNER]);
/** Everything Eva is, in another municipality. */
export const sanne = person('Sanne', rolesOf(eva), { municipalities: ['assen'] });

export const policy: Policy = {
  visitWithin: 24 * HOUR,
  consultWithin: HOUR,
  chaseAfter: 5 * MINUTE,
  recordWithin: 30 * MINUTE,
  claimWithin: 2 * HOUR,
  planWithin: 6 * HOUR,
  warnBefore: [6 * HOUR, 2 * HOUR],
  feedbackWithin: 24 * HOUR,
  ackWithin: 30 * MINUTE,
  ackReminder: 2 * HOUR,
  purgeAfter: 30 * DAY,
  coverageHorizon: 7 * DAY,
  ladder: [['on-duty'], [MANAGER], [BOARD]],
  ladders: {},
  reportBackWithin: 2 * HOUR,
  schoolBefore: HOUR,
  textFrom: 1,
  wakeFrom: 0,
};

const offices = [{ from: 8.5 * 60, to: 17 * 60 }];
const onCall = [{ from: 10 * 60, to: 18 * 60 }];

export const hoogeveen: Municipality = {
  id: 'hoogeveen',
  code: 'HGV',
  name: 'Hoogeveen',
  policy,
  serviceHours: { workdays: offices, weekend: onCall, holidays: onCall },
  onCall: [SAFE_AT_HOME, YOUTH, ADULT],
  consultation: [POLICE, SAFE_AT_HOME, LOCAL, YOUTH],
  visit: { noChildren: [ADULT], children: [YOUTH, LOCAL], exceptional: [SAFE_AT_HOME, YOUTH] },
  meeting: ['graph', 'deep-link', 'standing-room', 'phone'],
  organiser: '22222222-2222-4222-8222-222222222222',
  standingRoom: 'https://teams.example.invalid/hoogeveen',
  phone: '0528 123 456',
};

export const assen: Municipality = { ...hoogeveen, id: 'assen', code: 'ASN', name: 'Assen' };

/** What the municipality may be told by law, and social work by an agreement: for a month, and without a telephone number. */
export const AGREEMENT_ENDS = Date.parse('2026-12-24T00:00+01:00');
export const DISCLOSURES = {
  gemeente: { basis: 'law', reference: 'Wpg artikel 16 (test)', fields: HOUSEHOLD_FIELDS },
  welzijn: {
    basis: 'agreement',
    reference: 'Afspraak 1 (test)',
    fields: ['address', 'names', 'notes'],
    until: AGREEMENT_ENDS,
  },
} as const satisfies Region['disclosures'];

export const regionWith = (changes: Partial<Region> = {}): Region => ({
  name: 'Drenthe (test)',
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
  disclosures: DISCLOSURES,
  calendar: { holidays: [], schools: { firstBell: 8.5 * 60, holidays: [] } },
  municipalities: [hoogeveen, assen],
  people: [olga, otto, vera, lars, yara, yusuf, anna, arie, mia, bram, petra, sanne],
  ...changes,
});

export const region = regionWith();

/** The region with other rules for Hoogeveen. */
export const regionOf = (changes: Partial<Municipality>, people = region.people): Region =>
  regionWith({ municipalities: [{ ...hoogeveen, ...changes }, assen], people });
