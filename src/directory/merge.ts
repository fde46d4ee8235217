import type { Region, RoleId } from '../core/region.ts';
import { evolve } from './evolve.ts';
import type { DirectoryEventOf, Outcome } from './events.ts';
import { areSameRoles, isSamePerson, leftWithoutPlanner, listedIn } from './people.ts';
import { type DirectoryState, type ListedPerson, keyOf } from './state.ts';

/** The same thing three times: as it was when the file was last taken in, as people left it, and as the file has it now. */
interface Versions<T> {
  seed: T | undefined;
  store: T | undefined;
  file: T | undefined;
}

/**
 * What a start does with one person, or with the needs of one municipality. The file seeds, the store leads:
 *
 * | the file           | people              | then             |
 * | ------------------ | ------------------- | ---------------- |
 * | did not change it  | whatever they did   | nothing          |
 * | changed it         | did not             | `file`           |
 * | changed it         | to the same         | `agree`          |
 * | changed it         | to something else   | `store`, shown   |
 */
const outcomeOf = <T>(
  { seed, store, file }: Versions<T>,
  isSame: (one: T | undefined, other: T | undefined) => boolean,
): Outcome | undefined => {
  if (isSame(file, seed)) return undefined;
  if (isSame(file, store)) return 'agree';
  return isSame(store, seed) ? 'file' : 'store';
};

/** What a start takes in of the region file; nothing when it says what it said before. */
export const merge = (
  state: DirectoryState,
  file: Pick<Region, 'people' | 'municipalities'>,
): readonly DirectoryEventOf<'FileTakenIn'>[] => {
  const taken: DirectoryEventOf<'FileTakenIn'> = {
    type: 'FileTakenIn',
    people: peopleOf(state, file.people.map(copied)),
    needs: needsOf(state, Object.fromEntries(file.municipalities.map(({ id, onCall }) => [id, onCall]))),
  };
  if (taken.people.length + taken.needs.length === 0) return [];
  return [keepingPlanners(taken, state)];
};

/** What is stored is of the store's own kind: lists that may be written. */
const copied = ({ roles, accounts, ...person }: Region['people'][number]): ListedPerson => ({
  ...person,
  ...(accounts && { accounts: accounts.map((one) => ({ ...one })) }),
  roles: Object.fromEntries(Object.entries(roles).map(([id, held]) => [id, [...held]])),
});

const peopleOf = (
  { people, seed }: DirectoryState,
  listed: readonly ListedPerson[],
): DirectoryEventOf<'FileTakenIn'>['people'] => {
  const named = new Map(listed.map((person) => [keyOf(person), person]));
  return [...new Set([...named.keys(), ...Object.keys(seed.people)])].flatMap((key) => {
    const [file, before] = [named.get(key), seed.people[key]];
    const outcome = outcomeOf({ seed: before, store: people[key], file }, isSamePerson);
    const account = file ?? before;
    if (!outcome || !account) return [];
    const { tenant, id } = account;
    return [{ account: { tenant, id }, outcome, ...(file && { file }) }];
  });
};

const needsOf = (
  { needs, seed }: DirectoryState,
  listed: Readonly<Record<string, readonly RoleId[]>>,
): DirectoryEventOf<'FileTakenIn'>['needs'] =>
  [...new Set([...Object.keys(listed), ...Object.keys(seed.needs)])].flatMap((municipality) => {
    const file = listed[municipality];
    const outcome = outcomeOf<readonly RoleId[]>(
      { seed: seed.needs[municipality], store: needs[municipality], file },
      areSameRoles,
    );
    return outcome ? [{ municipality, outcome, ...(file && { file: [...file] }) }] : [];
  });

/** Not even the file takes the last planner of a municipality away: nobody could ever add one again by card. */
const keepingPlanners = (
  taken: DirectoryEventOf<'FileTakenIn'>,
  state: DirectoryState,
): DirectoryEventOf<'FileTakenIn'> => {
  const lost = leftWithoutPlanner(state, evolve(state, taken));
  if (lost === undefined) return taken;
  const people = taken.people.map((one) => {
    const stored = state.people[keyOf(one.account)];
    const isThere = stored !== undefined && listedIn(stored).includes(lost);
    return one.outcome === 'file' && isThere ? { ...one, outcome: 'store' as const } : one;
  });
  return keepingPlanners({ ...taken, people }, state);
};
