/** What the tests of reading a calendar share: a municipality with invented people, and words for what was read. */
import { rolesAt } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Person } from '../../src/core/region.ts';
import { DAY } from '../../src/core/time.ts';
import { readCalendar } from '../../src/icalendar/read.ts';
import type { CalendarFacts, CalendarReading } from '../../src/icalendar/reading.ts';
import { HOOGEVEEN } from '../cards/regions.ts';

const person = (id: string, name: string, roles: readonly string[], signIn?: string): Person => ({
  id,
  tenant: 't',
  name,
  roles: rolesAt(roles, 'hoogeveen'),
  ...(signIn !== undefined && { signIn }),
});

export const JAN = person('p1', 'Jan de Vries', ['jeugd-mw'], 'jan@example.com');
export const FATIMA = person('p2', 'Fatima El Amrani', ['veilig-thuis'], 'fatima@example.com');
export const SANNE = person('p3', 'Sanne Bakker', ['amw', 'jeugd-mw'], 'sanne@example.com');
export const PIET = person('p4', 'Piet Bakker', ['amw'], 'piet@example.com');
export const RUTH = person('p5', 'Ruth Visser', ['planner'], 'ruth@example.com');
/** A guest, as Entra writes those. */
const JOSE = person('p6', 'José Álvarez-Smit', ['amw'], 'jose_welzijn.example.com#EXT#@drenthe.example.com');
const KIM = person('p7', 'Kim Jansen', ['amw'], 'kim.jansen@example.com');
const OTHER_KIM = person('p8', 'Kim Jansen', ['jeugd-mw'], 'k.jansen@example.com');
const ELSEWHERE = {
  ...person('p9', 'Lotte Smit', [], 'lotte@example.com'),
  roles: rolesAt(['amw'], 'assen'),
};

export const FACTS: CalendarFacts = {
  region: {
    ...HOOGEVEEN,
    roles: { ...HOOGEVEEN.roles, planner: 'gemeente' },
    people: [JAN, FATIMA, SANNE, PIET, RUTH, JOSE, KIM, OTHER_KIM, ELSEWHERE],
  },
  municipality: { ...HOOGEVEEN.municipalities[0]!, onCall: ['veilig-thuis', 'jeugd-mw', 'amw'] },
  now: Date.parse('2026-10-05T08:00Z'),
  horizon: Date.parse('2027-05-01T00:00Z'),
  roleNames: {
    'veilig-thuis': 'Veilig Thuis',
    'jeugd-mw': 'Jeugdmaatschappelijk werker',
    amw: 'Maatschappelijk werker (volwassenen)',
    planner: 'Planner',
  },
};

export const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}.ics`, import.meta.url), 'utf8');

export const read = async (text: string, facts = FACTS): Promise<CalendarReading> => {
  const reading = await readCalendar(text, facts);
  assert.ok(reading.ok, 'the calendar is refused');
  return reading.value;
};

/** `2026-10-24T06:00Z` */
const moment = (at: number): string => new Date(at).toISOString().replace(':00.000Z', 'Z');

export const inWords = ({ shifts }: Pick<CalendarReading, 'shifts'>): string[] =>
  shifts
    .map(({ person: { name }, role, from, to }) => `${moment(from)} ${moment(to)} ${role} ${name}`)
    .sort();

export const leftOver = ({ unmatched }: CalendarReading): string[] =>
  unmatched.map(({ what, words }) => `${what}: ${words}`);

/** Duties on these days, with the hours in UTC; `+` is the next day. */
export const onDays = (duty: string, hours: string, ...days: string[]): string[] =>
  days.map((day) => {
    const [from = '', to = ''] = hours.split(' ');
    const last = to.startsWith('+') ? new Date(Date.parse(day) + DAY).toISOString().slice(0, 10) : day;
    return `${day}T${from}Z ${last}T${to.replace('+', '')}Z ${duty}`;
  });

/** A calendar of these content lines. */
export const calendarOf = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');

/** An event with these content lines; its UID is `e` unless they say otherwise. */
export const eventOf = (...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  ...(lines.some((line) => line.startsWith('UID')) ? [] : ['UID:e']),
  ...lines,
  'END:VEVENT',
];
