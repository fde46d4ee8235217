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
  /** More people of a role, by name. */
  more?: readonly { name: string; role: string }[];
  /** A second municipality, Assen. */
  second?: boolean;
  /** More lines of a municipality, for example `{ organiser: '…' }`. */
  municipality?: Readonly<Record<string, string>>;
  /** Everybody has a sign-in name, so that a Teams call can be made. */
  signIns?: boolean;
}

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

const municipality = (
  id: string,
  code: string,
  name: string,
  more: Readonly<Record<string, string>>,
): string => `
  - id: ${id}
    code: ${code}
    name: ${name}
    policy: standaard
    serviceHours: altijd
    onCall: [veilig-thuis, jeugd-mw, amw]
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

/** Always in service, so that a test does not depend on the hour at which it runs. */
export const regionFile = ({
  sweep = '* * * * * *',
  policy = {},
  more = [],
  second = false,
  municipality: moreLines = {},
  signIns = false,
}: RegionOptions = {}) => {
  const municipalities = second ? 'hoogeveen, assen' : 'hoogeveen';
  const people = [
    ...Object.entries(PEOPLE).map(([key, one]) => ({ one, role: ROLES[key as keyof typeof PEOPLE] })),
    ...more.map(({ name, role }) => ({ one: user(name), role })),
  ].map(
    ({ one, role }) =>
      `  - { id: ${one.aadObjectId}, name: ${one.name}, ${signIns ? `signIn: ${signInOf(one)}, ` : ''}roles: [${role}], municipalities: [${municipalities}] }`,
  );
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
    ladder: [[on-duty], [manager], [bestuur]]
serviceHours:
  altijd: { workdays: ["00:00-24:00"], weekend: ["00:00-24:00"], holidays: ["00:00-24:00"] }
municipalities:${municipality('hoogeveen', 'HGV', 'Hoogeveen', moreLines)}${second ? municipality('assen', 'ASN', 'Assen', moreLines) : ''}
people:
${people.join('\n')}
`;
};
