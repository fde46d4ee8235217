import { isDeepStrictEqual } from 'node:util';
import {
  type MunicipalityId,
  PLANNER,
  type Person,
  type Region,
  type RoleId,
  rolesIn,
} from '../core/region.ts';
import type { Account } from './commands.ts';
import { type DirectoryState, type ListedPerson, keyOf } from './state.ts';

/** Where somebody stands in the directory, also without a role or suspended. */
export const listedIn = ({ roles }: Pick<Person, 'roles'>): readonly MunicipalityId[] => Object.keys(roles);

export const isSuspended = ({ suspended = [] }: ListedPerson, municipality: MunicipalityId): boolean =>
  suspended.includes(municipality);

/** The roles that count: none where somebody is suspended. */
export const activeRoles = ({ suspended = [], ...person }: ListedPerson): Person => ({
  ...person,
  roles: Object.fromEntries(Object.entries(person.roles).filter(([id]) => !suspended.includes(id))),
});

/** In no order that matters, and without what says nothing. */
const plain = ({ suspended = [], roles, ...rest }: ListedPerson): object => ({
  ...rest,
  suspended: suspended.toSorted(),
  roles: Object.fromEntries(Object.entries(roles).map(([id, held]) => [id, sorted(held)])),
});

const sorted = (roles: readonly RoleId[]): readonly RoleId[] => [...new Set(roles)].toSorted();

/** The person with this account, as they stand in the directory: a guest may be somebody who is known. */
export const personWith = (
  { people }: Pick<DirectoryState, 'people'>,
  account: Account,
): ListedPerson | undefined =>
  people[keyOf(account)] ??
  Object.values(people).find(({ accounts = [] }) => accounts.some((one) => keyOf(one) === keyOf(account)));

/** Whether two say the same of somebody; absent is that they are not there. */
export const isSamePerson = (one: ListedPerson | undefined, other: ListedPerson | undefined): boolean =>
  isDeepStrictEqual(one && plain(one), other && plain(other));

/** Whether two lists name the same roles; absent is that nothing is said. */
export const areSameRoles = (
  one: readonly RoleId[] | undefined,
  other: readonly RoleId[] | undefined,
): boolean => isDeepStrictEqual(one && sorted(one), other && sorted(other));

/** A municipality that had a planner and would be left without one. */
export const leftWithoutPlanner = (
  before: DirectoryState,
  after: DirectoryState,
): MunicipalityId | undefined => {
  const left = plannedIn(after);
  return [...plannedIn(before)].find((id) => !left.has(id));
};

/** The municipalities with a planner who can act. */
const plannedIn = ({ people }: DirectoryState): ReadonlySet<MunicipalityId> =>
  new Set(
    Object.values(people)
      .map(activeRoles)
      .flatMap((person) => listedIn(person).filter((id) => rolesIn(person, id).includes(PLANNER))),
  );

/**
 * The region of the file with the people and needs of the directory. Whoever is suspended wherever they work is not there,
 * and neither are roles and municipalities that the file does not know (any more).
 */
export const regionWith = (
  file: Region,
  { people, needs }: Pick<DirectoryState, 'people' | 'needs'>,
): Region => {
  const places = new Map(file.people.map((person, index) => [keyOf(person), index]));
  const place = (person: Person): number => places.get(keyOf(person)) ?? places.size;
  const active = Object.values(people).flatMap((person) => activeIn(file, person));
  return {
    ...file,
    // Whom the file names stays in its order: it says who is called first.
    people: active.toSorted((one, other) => place(one) - place(other)),
    municipalities: file.municipalities.map((municipality) => ({
      ...municipality,
      onCall: (needs[municipality.id] ?? municipality.onCall).filter((role) => role in file.roles),
    })),
  };
};

const activeIn = (file: Region, person: ListedPerson): readonly Person[] => {
  const { roles, ...rest } = activeRoles(person);
  const known = file.municipalities.flatMap(({ id }) => {
    const held = roles[id]?.filter((role) => role in file.roles);
    return held ? [[id, held] as const] : [];
  });
  const isGone = person.suspended !== undefined && known.length === 0;
  return isGone ? [] : [{ ...rest, roles: Object.fromEntries(known) }];
};
