/** A region file for tests, with people who exist in the made-up Teams of `places.ts`. */
import { TENANT, type User, user } from './places.ts';

/** Police, youth worker, municipal worker, Veilig Thuis, manager, director, planner, and two more youth workers. */
export const PEOPLE = {
  police: user('Pim Politie'),
  youth: user('Joke Jeugd'),
  municipal: user('Gea Gemeente'),
  adult: user('Arie Volwassen'),
  safeAtHome: user('Vera Veilig'),
  manager: user('Mara Manager'),
  director: user('Bert Bestuur'),
  planner: user('Petra Planner'),
} as const;

const ROLES: Readonly<Record<keyof typeof PEOPLE, string>> = {
  police: 'politie',
  youth: 'jeugd-mw',
  municipal: 'veilig-opgroeien',
  adult: 'amw',
  safeAtHome: 'veilig-thuis',
  manager: 'manager',
  director: 'bestuur',
  planner: 'planner',
};

export interface RegionOptions {
  sweep?: string;
  /** Replaces periods of the policy, for example `{ claimWithin: 'PT2S' }`. */
  policy?: Readonly<Record<string, string>>;
  /** More people of a role, by name; in the same municipalities as everybody, unless said otherwise. */
  more?: readonly { name: string; role: string; in?: string }[];
  /** People whom only Teams knows. */
  strangers?: readonly User[];
  /** A second municipality, Assen. */
  second?: boolean;
  /** More lines of a municipality, for example `{ organiser: '…' }`. */
  municipality?: Readonly<Record<string, string>>;
  /** Everybody has a sign-in name, so that a Teams call can be made. */
  signIns?: boolean;
  /** Roles for which only the roster counts in weekends, on holidays and at night; none, so that no roster is needed. */
  onCall?: readonly string[];
  /** Name -> number for text messages, for example `{ 'Mara Manager': '+31600000001' }`. */
  mobiles?: Readonly<Record<string, string>>;
  ladder?: Ladder;
  /** By organisation. */
  ladders?: Readonly<Record<string, Ladder>>;
  textFrom?: number;
  wakeFrom?: number;
  /** Always in service unless said otherwise, so that a test does not depend on the hour at which it runs. */
  serviceHours?: Partial<Record<'workdays' | 'weekend' | 'holidays', readonly string[]>>;
  /** By organisation: what its people may be told of a household. */
  disclosures?: Readonly<Record<string, object>>;
  /** Days off besides the national ones, for example today, so that only the roster counts. */
  holidays?: readonly { date: string; name: string }[];
  /** Every workday is a school day, and the bell rings at 08:30, unless said otherwise. */
  schools?: {
    firstBell?: string;
    holidays?: readonly { from: string; to: string; name: string }[];
  };
}

/** Rungs, lowest first; each names `on-duty`, roles, or ids of persons. */
type Ladder = readonly (readonly string[])[];

const POLICY = {
  visitWithin: 'PT24H',
  consultWithin: 'PT1H',
  claimWithin: 'PT2H',
  planWithin: 'PT6H',
  warnBefore: '[PT6H, PT2H]',
  feedbackWithin: 'PT24H',
  ackWithin: 'PT30M',
  ackReminder: 'PT2H',
  purgeAfter: 'P30D',
  coverageHorizon: 'P7D',
};

const ALWAYS = { workdays: ['00:00-24:00'], weekend: ['00:00-24:00'], holidays: ['00:00-24:00'] };

/** JSON is YAML too. */
const line = (key: string, value: unknown): string => `${key}: ${JSON.stringify(value)}`;

const municipality = (
  id: string,
  code: string,
  name: string,
  { onCall = [], municipality: more = {} }: RegionOptions,
): string => `
  - id: ${id}
    code: ${code}
    name: ${name}
    policy: standaard
    serviceHours: altijd
    ${line('onCall', onCall)}
    consultation: [politie, veilig-thuis, veilig-opgroeien, jeugd-mw]
    visit:
      noChildren: [amw]
      children: [jeugd-mw, veilig-opgroeien]
      exceptional: [veilig-thuis, jeugd-mw]
    standingRoom: https://teams.example.invalid/${id}${Object.entries(more)
      .map(([key, value]) => `\n    ${key}: ${value}`)
      .join('')}`;

/** `vera.veilig@example.invalid` */
export const signInOf = ({ name }: Pick<User, 'name'>): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}@example.invalid`;

const people = ({ more = [], second = false, signIns = false, mobiles = {} }: RegionOptions): string => {
  const municipalities = second ? 'hoogeveen, assen' : 'hoogeveen';
  return [
    ...Object.entries(PEOPLE).map(([key, one]) => ({
      one,
      role: ROLES[key as keyof typeof PEOPLE],
      where: municipalities,
    })),
    ...more.map(({ name, role, in: where = municipalities }) => ({ one: user(name), role, where })),
  ]
    .map(({ one, role, where }) => {
      const signIn = signIns ? `signIn: ${signInOf(one)}, ` : '';
      const mobile = one.name in mobiles ? `${line('mobile', mobiles[one.name])}, ` : '';
      return `  - { id: ${one.aadObjectId}, name: ${one.name}, ${signIn}${mobile}roles: [${role}], municipalities: [${where}] }`;
    })
    .join('\n');
};

const DEFAULT_LADDER: Ladder = [['on-duty'], ['manager'], ['bestuur']];

/** The lines of the ladder, each only when it is given: what is left out gets its default. */
const ladders = ({ ladder = DEFAULT_LADDER, ladders: own, textFrom, wakeFrom }: RegionOptions): string =>
  Object.entries({ ladder, ladders: own, textFrom, wakeFrom })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `    ${line(key, value)}`)
    .join('\n');

/** A region file; without options always in service, and nobody on call. */
export const regionFile = (options: RegionOptions = {}) => {
  const { sweep = '* * * * * *', policy = {}, second = false } = options;
  const { serviceHours = {}, holidays = [], schools = {}, disclosures = {} } = options;
  return `region: Test
timeZone: Europe/Amsterdam
locale: nl
tenants: [${TENANT}]
sweep: "${sweep}"
organisations: { politie: Politie, vt: Veilig Thuis, gemeente: Gemeente, welzijn: Welzijn }
roles:
  politie: politie
  veilig-thuis: vt
  veilig-opgroeien: gemeente
  jeugd-mw: welzijn
  amw: welzijn
  manager: welzijn
  bestuur: gemeente
  planner: gemeente
policies:
  standaard:
${Object.entries({ ...POLICY, ...policy })
  .map(([key, value]) => `    ${key}: ${value}`)
  .join('\n')}
${ladders(options)}
serviceHours:
  ${line('altijd', { ...ALWAYS, ...serviceHours })}
${line('disclosures', disclosures)}
calendar:
  ${line('holidays', holidays)}
  ${line('schools', schools)}
municipalities:${municipality('hoogeveen', 'HGV', 'Hoogeveen', options)}${second ? municipality('assen', 'ASN', 'Assen', options) : ''}
people:
${people(options)}
`;
};
