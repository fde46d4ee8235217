import type { Duration, Instant } from './time.ts';

/** Everything that differs per region or municipality ("couleur locale"), as checked data. */
export interface Region {
  name: string;
  /** IANA name, for example Europe/Amsterdam. */
  timeZone: string;
  locale: 'nl';
  /** Only people from these tenants may act. */
  tenants: readonly string[];
  /** Cron expression with seconds, evaluated in UTC. */
  sweep: string;
  /** Organisation id -> the name people know it by. */
  organisations: Readonly<Record<string, string>>;
  /** Role -> organisation id. */
  roles: Readonly<Record<RoleId, string>>;
  /** By organisation; an organisation that is not here is told nothing. */
  disclosures: Readonly<Record<string, Disclosure>>;
  calendar: LocalCalendar;
  municipalities: readonly Municipality[];
  people: readonly Person[];
}

/** The region as it is now: people and settings change while the program runs. One answer is one moment: it never changes. */
export type CurrentRegion = () => Promise<Region>;

export type RoleId = string;
export type MunicipalityId = string;
/** Entra object id of a person. */
export type PersonId = string;

/** Roles the program itself gives a meaning; every other role gets its meaning from the region file. */
export const POLICE = 'politie';
export const SAFE_AT_HOME = 'veilig-thuis';
export const MANAGER = 'manager';
export const BOARD = 'bestuur';
export const PLANNER = 'planner';

export interface Municipality {
  id: MunicipalityId;
  /** Three letters, first part of the case number. */
  code: string;
  name: string;
  policy: Policy;
  serviceHours: ServiceHours;
  /** Roles that weekend and holiday cover needs. */
  onCall: readonly RoleId[];
  /** Roles asked into the consultation. */
  consultation: readonly RoleId[];
  /** Who visits: one slot per role named. */
  visit: Readonly<Record<Composition, readonly RoleId[]>>;
  /** How a consultation is brought together: tried in this order. */
  meeting: readonly MeetingWay[];
  /** Entra object id of the account that owns the meetings which Graph makes. */
  organiser?: string;
  standingRoom: string;
  /** As it is dialled and shown, for example `0528 123 456, toets 1`. */
  phone?: string;
}

/** A meeting of its own, a Teams call to the people who were asked, a room that is always there, a telephone number. */
export const MEETING_WAYS = ['graph', 'deep-link', 'standing-room', 'phone'] as const;
export type MeetingWay = (typeof MEETING_WAYS)[number];

/** Which pair visits; `exceptional` is decided in the consultation (Veilig Thuis joins). */
export type Composition = 'noChildren' | 'children' | 'exceptional';

/** The periods of the way of working. "Service time" counts only inside the service hours. */
export interface Policy {
  /** Elapsed time from receipt. */
  visitWithin: Duration;
  /** Service time from receipt. */
  consultWithin: Duration;
  /** How long an organisation may leave a call to the consultation without an answer, before the next step. */
  chaseAfter: Duration;
  /** From the start of the consultation; then whoever opened it is asked for the outcome. */
  recordWithin: Duration;
  /** Service time from the moment a slot opened. */
  claimWithin: Duration;
  /** Service time. */
  planWithin: Duration;
  /** Elapsed time before the window closes, longest first. */
  warnBefore: readonly Duration[];
  /** After the visit. */
  feedbackWithin: Duration;
  /** Then the next rung. */
  ackWithin: Duration;
  /** Acknowledged, but the risk still stands. */
  ackReminder: Duration;
  /** After close. */
  purgeAfter: Duration;
  /** How far ahead gaps in the roster are looked for. */
  coverageHorizon: Duration;
  /** From the planned beginning of a visit; without a word from the visitors by then, somebody looks after them. */
  reportBackWithin: Duration;
  /** Before the first bell of the next school day; then whoever has to tell the school is told. */
  schoolBefore: Duration;
  /** For every organisation without a ladder of its own. */
  ladder: Ladder;
  /** By organisation. */
  ladders: Readonly<Record<string, Ladder>>;
  /** From this rung on (0 is the first), whoever leaves a message without an answer gets a text message as well. */
  textFrom: number;
  /** From this rung on, roles and persons named in the ladder are told outside service hours too. */
  wakeFrom: number;
}

/** Rungs, lowest first; each names `on-duty`, roles, or the ids of persons. */
export type Ladder = readonly (readonly string[])[];

/** The rung of whoever has to act now, found from the risk itself. */
export const ON_DUTY = 'on-duty';

export interface ServiceHours {
  workdays: readonly DayPart[];
  weekend: readonly DayPart[];
  holidays: readonly DayPart[];
}

/** Minutes since local midnight; `to` may be 1440 (24:00). `from` < `to`. */
export interface DayPart {
  from: number;
  to: number;
}

/** What the region knows of days besides the national public holidays. Dates are local calendar days, `2026-10-06`. */
export interface LocalCalendar {
  holidays: readonly LocalHoliday[];
  schools: {
    /** Minutes since local midnight. */
    firstBell: number;
    holidays: readonly SchoolHoliday[];
  };
}

/** A day off: once, or every year (`05-05`) that can be divided by `every`. */
export type LocalHoliday = {
  name: string;
  /** For these only; absent for the whole region. */
  municipalities?: readonly MunicipalityId[];
} & ({ date: string } | { day: string; every: number });

/** `to` is the last day without school. */
export interface SchoolHoliday {
  from: string;
  to: string;
  name: string;
}

/** An account in Entra: an object id says nothing outside its tenant. */
export interface Account {
  tenant: string;
  id: PersonId;
}

export interface Person {
  id: PersonId;
  /** The tenant the person's account lives in. */
  tenant: string;
  /** More accounts of the same person, such as the one as a guest elsewhere. */
  accounts?: readonly Account[];
  name: string;
  /** User principal name: what a Teams call link needs. */
  signIn?: string;
  /** For text messages, as `+31612345678`. */
  mobile?: string;
  /** Per municipality, because whoever does one thing here may do another there. */
  roles: Readonly<Record<MunicipalityId, readonly RoleId[]>>;
}

/** What may be known of a household: where, by which number, who lives there, what visitors must know. */
export const HOUSEHOLD_FIELDS = ['address', 'phone', 'names', 'notes'] as const;
export type HouseholdField = (typeof HOUSEHOLD_FIELDS)[number];

/**
 * What Veilig Thuis may tell the people of an organisation about a household, and on what that rests: the law, or an
 * agreement between the organisations.
 */
export interface Disclosure {
  basis: 'law' | 'agreement';
  /** The article or the agreement, as it is recorded with each disclosure. */
  reference: string;
  fields: readonly HouseholdField[];
  /** The end of its last day; an agreement always has one. */
  until?: Instant;
}
/** The roles a person has in a municipality; none in a municipality that is not theirs. */
export const rolesIn = ({ roles }: Pick<Person, 'roles'>, municipality: MunicipalityId): readonly RoleId[] =>
  Object.hasOwn(roles, municipality) ? (roles[municipality] ?? []) : [];

/** Where somebody works: the municipalities in which they hold a role. */
export const municipalitiesOf = ({ roles }: Pick<Person, 'roles'>): readonly MunicipalityId[] =>
  Object.keys(roles).filter((id) => rolesIn({ roles }, id).length > 0);

export const municipalityOf = (region: Region, id: MunicipalityId): Municipality => {
  const found = region.municipalities.find((municipality) => municipality.id === id);
  if (!found) throw new Error(`Municipality ${id} is not in the region file`);
  return found;
};

/** The people of a municipality who hold one of these roles, in the order of the region file. */
export const peopleWith = (
  region: Region,
  municipality: MunicipalityId,
  roles: readonly RoleId[],
): readonly Person[] =>
  region.people.filter((person) => rolesIn(person, municipality).some((role) => roles.includes(role)));
