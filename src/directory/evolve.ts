import type { MunicipalityId } from '../core/region.ts';
import type { Account } from './commands.ts';
import { contactIn } from './contact.ts';
import type { DirectoryEvent, DirectoryEventOf } from './events.ts';
import { type DirectoryState, type ListedPerson, keyOf } from './state.ts';

/** The directory after an event. Throws when an event cannot follow the state: that is a fault, not a refusal. */
export const evolve = (state: DirectoryState, event: DirectoryEvent): DirectoryState => {
  switch (event.type) {
    case 'PersonAdded':
      return withPerson(state, event.person, added(state, event));
    case 'PersonChanged': {
      const { signIn: _signIn, mobile: _mobile, ...before } = listed(state, event);
      return withPerson(state, event.person, {
        ...before,
        ...contactIn(event),
        roles: { ...before.roles, [event.municipality]: event.roles },
      });
    }
    case 'PersonSuspended': {
      const before = listed(state, event);
      const suspended = [...(before.suspended ?? []), event.municipality];
      return withPerson(state, event.person, { ...before, suspended });
    }
    case 'PersonRestored':
      return withPerson(state, event.person, restored(listed(state, event), event.municipality));
    case 'PersonRemoved':
      return withPerson(state, event.person, removed(listed(state, event), event.municipality));
    case 'NeedsSet':
      return { ...state, needs: { ...state.needs, [event.municipality]: event.roles } };
    case 'FileTakenIn':
      return takenIn(state, event);
    case 'DifferenceSettled':
      return settled(state, event);
    default:
      return event satisfies never;
  }
};

const listed = (
  { people }: DirectoryState,
  { type, person, municipality }: { type: string; person: Account; municipality: MunicipalityId },
): ListedPerson => {
  const found = people[keyOf(person)];
  if (!found || !(municipality in found.roles)) throw new Error(`${type} cannot follow this directory`);
  return found;
};

/** Whoever works elsewhere already keeps what is known of them. */
const added = ({ people }: DirectoryState, event: DirectoryEventOf<'PersonAdded'>): ListedPerson => {
  const before = people[keyOf(event.person)] ?? { ...event.person, ...contactIn(event), roles: {} };
  return { ...before, roles: { ...before.roles, [event.municipality]: event.roles } };
};

const restored = (
  { suspended = [], ...person }: ListedPerson,
  municipality: MunicipalityId,
): ListedPerson => {
  const left = suspended.filter((id) => id !== municipality);
  return left.length === 0 ? person : { ...person, suspended: left };
};

/** Undefined for whoever is left nowhere. */
const removed = (person: ListedPerson, municipality: MunicipalityId): ListedPerson | undefined => {
  const { [municipality]: _removed, ...roles } = person.roles;
  return Object.keys(roles).length === 0 ? undefined : restored({ ...person, roles }, municipality);
};

const withEntry = <T>(entries: Record<string, T>, key: string, value: T | undefined): Record<string, T> => {
  if (value !== undefined) return { ...entries, [key]: value };
  const { [key]: _gone, ...rest } = entries;
  return rest;
};

const withPerson = (
  state: DirectoryState,
  account: Account,
  person: ListedPerson | undefined,
): DirectoryState => ({ ...state, people: withEntry(state.people, keyOf(account), person) });

/** What is open stays so until it is decided, or until both say the same. */
const opened = (open: readonly string[], key: string, isOpen: boolean): string[] => [
  ...open.filter((one) => one !== key),
  ...(isOpen ? [key] : []),
];

const takenIn = (state: DirectoryState, event: DirectoryEventOf<'FileTakenIn'>): DirectoryState => {
  const afterPeople = event.people.reduce((before, { account, outcome, file }): DirectoryState => {
    const key = keyOf(account);
    const { seed, open } = before;
    return {
      ...(outcome === 'file' ? withPerson(before, account, file) : before),
      seed: { ...seed, people: withEntry(seed.people, key, file) },
      open: { ...open, people: opened(open.people, key, outcome === 'store') },
    };
  }, state);
  return event.needs.reduce((before, { municipality, outcome, file }): DirectoryState => {
    const { seed, open, needs } = before;
    return {
      ...before,
      needs: outcome === 'file' ? withEntry(needs, municipality, file) : needs,
      seed: { ...seed, needs: withEntry(seed.needs, municipality, file) },
      open: { ...open, needs: opened(open.needs, municipality, outcome === 'store') },
    };
  }, afterPeople);
};

const settled = (
  state: DirectoryState,
  { municipality, person, take }: DirectoryEventOf<'DifferenceSettled'>,
): DirectoryState => {
  const { seed, open, needs } = state;
  if (!person) {
    const key = municipality;
    return {
      ...state,
      needs: take === 'file' ? withEntry(needs, key, seed.needs[key]) : needs,
      open: { ...open, needs: opened(open.needs, key, false) },
    };
  }
  const key = keyOf(person);
  return {
    ...(take === 'file' ? withPerson(state, person, seed.people[key]) : state),
    open: { ...open, people: opened(open.people, key, false) },
  };
};
