import { createHash } from 'node:crypto';
import { type Who, isSame, whoIs } from '../core/actor.ts';
import type { Days } from '../core/calendar.ts';
import { type Municipality, type Person, type Region, type RoleId, peopleWith } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { RosterState } from '../roster/state.ts';

/** What there is to know besides the roster itself, to draw it and to read what comes back. */
export interface RosterFacts {
  region: Region;
  municipality: Municipality;
  days: Days;
  now: Instant;
}

/** What a card sends for a person: it tells nothing, and is short, because a form names everybody several times. */
export const personKey = ({ tenant, id }: Pick<Who, 'tenant' | 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([tenant, id]))
    .digest('base64url')
    .slice(0, 12);

/** The person behind a key: of the region, or somebody who stands on a roster still. */
export const whoHas = (key: string, roster: RosterState, { region }: RosterFacts): Who | undefined => {
  const { shifts, patterns, overrides, swaps } = roster;
  const rostered = [...shifts, ...patterns, ...overrides].map(({ person }) => person);
  const all = [...region.people.map(whoIs), ...rostered, ...swaps.map((swap) => swap.with)];
  return all.find((who) => personKey(who) === key);
};

export const eachOnce = (people: readonly Who[]): readonly Who[] =>
  people.filter((who, index) => people.findIndex((other) => isSame(other, who)) === index);

/** Who could be on duty for these roles. */
export const holdersOf = (
  roles: readonly RoleId[],
  { region, municipality }: RosterFacts,
): readonly Person[] => peopleWith(region, municipality.id, roles);

/** The municipality whose roster a button is about. */
export const rosterIn = (
  data: Readonly<Record<string, unknown>>,
  { municipalities }: Region,
): Municipality | undefined => municipalities.find(({ id }) => id === data.roster);
