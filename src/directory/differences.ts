import type { MunicipalityId } from '../core/region.ts';
import type { Account } from './commands.ts';
import { areSameRoles, isSamePerson, isSuspended, listedIn } from './people.ts';
import { type DirectoryState, type ListedPerson, keyOf } from './state.ts';

/** What a difference between region file and directory is about: somebody, or the needs of a municipality. */
export type Subject = { person: Account } | { municipality: MunicipalityId };

const keyIn = (subject: Subject): { list: 'people' | 'needs'; key: string } =>
  'person' in subject
    ? { list: 'people', key: keyOf(subject.person) }
    : { list: 'needs', key: subject.municipality };

/** Whether file and people both changed it, each in their own way, and nobody decided on it yet. */
export const isDifferent = (state: DirectoryState, subject: Subject): boolean => {
  const { list, key } = keyIn(subject);
  if (!state.open[list].includes(key)) return false;
  return list === 'people'
    ? !isSamePerson(state.people[key], state.seed.people[key])
    : !areSameRoles(state.needs[key], state.seed.needs[key]);
};

/** Somebody in both versions; absent is that they are not there. */
export interface PersonDifference {
  account: Account;
  store: ListedPerson | undefined;
  file: ListedPerson | undefined;
}

/** The people in whom file and directory differ, in the order in which that was found. */
export const differentPeople = (state: DirectoryState): readonly PersonDifference[] =>
  state.open.people.flatMap((key) => {
    const [store, file] = [state.people[key], state.seed.people[key]];
    const account = store ?? file;
    return account && isDifferent(state, { person: account }) ? [{ account, store, file }] : [];
  });

/** The municipalities in which the needs differ. */
export const differentNeeds = (state: DirectoryState): readonly MunicipalityId[] =>
  state.open.needs.filter((municipality) => isDifferent(state, { municipality }));

/** In which municipalities somebody's roles, or whether they count, differ between file and directory. */
export const municipalitiesChanged = (state: DirectoryState, account: Account): readonly MunicipalityId[] => {
  const [store, file] = [state.people[keyOf(account)], state.seed.people[keyOf(account)]];
  const places = new Set([store, file].flatMap((one) => (one ? listedIn(one) : [])));
  return [...places].filter(
    (id) =>
      !areSameRoles(store?.roles[id], file?.roles[id]) || (store !== undefined && isSuspended(store, id)),
  );
};

/** Which fields of somebody differ: for the log, which holds no names and numbers. */
export const fieldsChanged = ({ store, file }: PersonDifference): readonly string[] => {
  if (!store || !file) return [store ? 'removed from the file' : 'removed by card'];
  const fields = (['name', 'signIn', 'mobile'] as const).filter((field) => store[field] !== file[field]);
  const { name, signIn: _signIn, mobile: _mobile, ...rest } = store;
  const { signIn: _signedIn, mobile: _number, ...said } = file;
  return [...fields, ...(isSamePerson({ ...rest, name }, { ...said, name }) ? [] : ['roles'])];
};
