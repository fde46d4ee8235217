/** Region data for the cards: the smallest installation, the whole of Drenthe, and one in which everything is long. */
import { rolesAt } from '../support/roles.ts';
import type { Actor } from '../../src/core/actor.ts';
import {
  HOUSEHOLD_FIELDS,
  MEETING_WAYS,
  type Municipality,
  type Policy,
  type Region,
} from '../../src/core/region.ts';
import { HOUR, MINUTE } from '../../src/core/time.ts';

const POLICY: Policy = {
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
  purgeAfter: 30 * 24 * HOUR,
  coverageHorizon: 7 * 24 * HOUR,
  ladder: [['on-duty'], ['manager'], ['bestuur']],
  ladders: {},
  reportBackWithin: 2 * HOUR,
  schoolBefore: HOUR,
  textFrom: 1,
  wakeFrom: 0,
};

const ALL_DAY = [{ from: 0, to: 1440 }];

const municipality = (id: string, code: string, name: string): Municipality => ({
  id,
  code,
  name,
  policy: POLICY,
  serviceHours: { workdays: ALL_DAY, weekend: ALL_DAY, holidays: ALL_DAY },
  onCall: ['veilig-thuis'],
  consultation: ['politie', 'veilig-thuis', 'veilig-opgroeien', 'jeugd-mw'],
  visit: {
    noChildren: ['amw'],
    children: ['jeugd-mw', 'veilig-opgroeien'],
    exceptional: ['veilig-thuis', 'jeugd-mw'],
  },
  meeting: MEETING_WAYS,
  organiser: 'o1',
  standingRoom: `https://teams.example/${id}`,
  phone: '0528 123 456, toets 1',
});

const ROLES = {
  politie: 'politie',
  'veilig-thuis': 'vt',
  'veilig-opgroeien': 'gemeente',
  'jeugd-mw': 'welzijn',
  amw: 'welzijn',
  manager: 'welzijn',
};

const DISCLOSURES: Region['disclosures'] = {
  gemeente: { basis: 'law', reference: 'Wpg artikel 16 (test)', fields: HOUSEHOLD_FIELDS },
  welzijn: {
    basis: 'agreement',
    reference: 'Afspraak 1 (test)',
    fields: HOUSEHOLD_FIELDS,
    until: Date.UTC(2030, 11, 31),
  },
};

const person = (id: string, name: string, roles: readonly string[], signIn?: string): Actor => ({
  id,
  tenant: 't',
  name,
  roles: rolesAt(roles, 'hoogeveen'),
  ...(signIn !== undefined && { signIn }),
});

export const OFFICER = person('p1', 'Alex Wilber', ['politie'], 'alex@politie.example');
export const YOUTH_WORKER = person('p2', 'Megan Bowen', ['jeugd-mw'], 'megan@welzijn.example');
export const LOCAL_TEAM = person('p3', 'Adele Vance', ['veilig-opgroeien'], 'adele@gemeente.example');
/** Nobody wrote down how he signs in. */
export const ADULT_WORKER = person('p4', 'Isaiah Langer', ['amw']);
export const MANAGER_ON_CALL = person('p5', 'Patti Fernandez', ['manager'], 'patti@welzijn.example');
/** A guest of another tenant: Entra writes those with a #. */
export const SAFE_HOME_WORKER = person(
  'p7',
  'Diego Siciliani',
  ['veilig-thuis'],
  'diego_vt.example#EXT#@drenthe.example',
);

const TEAM = [OFFICER, SAFE_HOME_WORKER, LOCAL_TEAM, YOUTH_WORKER, ADULT_WORKER, MANAGER_ON_CALL];

export const LONG_PERSON = person(
  'p6',
  'Maximiliaan-Alexander van Oldenborgh tot Wittenstein-van den Boogaard de Vries',
  ['jeugd-mw'],
);

const LONG_TEAM = TEAM.map((one) => ({ ...one, name: `${one.name} ${LONG_PERSON.name}` }));

/** Somebody with every role: who may do what is not the cards' business. */
export const EVERYBODY = person('p1', 'Alex Wilber', Object.keys(ROLES));

const region = (
  municipalities: readonly Municipality[],
  organisations: Readonly<Record<string, string>>,
  people: readonly Actor[],
): Region => ({
  name: 'Drenthe (proef)',
  timeZone: 'Europe/Amsterdam',
  locale: 'nl',
  tenants: ['t'],
  sweep: '0 * * * * *',
  organisations,
  roles: ROLES,
  disclosures: DISCLOSURES,
  calendar: { holidays: [], schools: { firstBell: 8.5 * 60, holidays: [] } },
  municipalities,
  people,
});

const ORGANISATIONS = {
  politie: 'Politie Noord',
  vt: 'Veilig Thuis Drenthe',
  gemeente: 'Gemeente Hoogeveen',
  welzijn: 'Stichting Welzijnswerk',
};

/** One municipality: nobody has to choose it. */
export const HOOGEVEEN = region([municipality('hoogeveen', 'HGV', 'Hoogeveen')], ORGANISATIONS, TEAM);

const TWELVE = [
  ['Hoogeveen', 'HGV'],
  ['Aa en Hunze', 'AEH'],
  ['Assen', 'ASN'],
  ['Borger-Odoorn', 'BOO'],
  ['Coevorden', 'CVD'],
  ['De Wolden', 'WLD'],
  ['Emmen', 'EMN'],
  ['Meppel', 'MPL'],
  ['Midden-Drenthe', 'MDR'],
  ['Noordenveld', 'NVD'],
  ['Tynaarlo', 'TYN'],
  ['Westerveld', 'WVD'],
] as const;

const idOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

export const DRENTHE = region(
  TWELVE.map(([name, code]) => municipality(idOf(name), code, name)),
  ORGANISATIONS,
  TEAM,
);

/** As long as real names get, and then some. */
const LONG_ORGANISATION =
  'voor Welzijn, Jeugdhulp en Maatschappelijke Dienstverlening in Midden- en Zuid-Drenthe';

export const LONG_NAMES = region(
  TWELVE.map(([name, code]) => ({
    ...municipality(
      idOf(name),
      code,
      `Samenwerkingsverband ${name} en omliggende gemeenten van Zuidwest-Drenthe`,
    ),
    visit: {
      noChildren: ['amw'],
      children: ['jeugd-mw', 'veilig-opgroeien', 'gezinsbegeleider-met-specialisatie-huiselijk-geweld'],
      exceptional: ['veilig-thuis', 'jeugd-mw', 'veilig-opgroeien', 'amw'],
    },
  })),
  Object.fromEntries(Object.entries(ORGANISATIONS).map(([id, name]) => [id, `${name} ${LONG_ORGANISATION}`])),
  LONG_TEAM,
);
