import { type Actor, type Who, whoIs } from '../core/actor.ts';
import { isName } from '../core/contact.ts';
import type { MunicipalityId, Region, RoleId } from '../core/region.ts';
import { mayAsk } from '../core/relations.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { Account, DirectoryCommandOf, DirectoryCommandType } from './commands.ts';
import { contactIn, contactProblems } from './contact.ts';
import { isDifferent, municipalitiesChanged } from './differences.ts';
import type { DirectoryEvent } from './events.ts';
import { evolve } from './evolve.ts';
import {
  activeRoles,
  areSameRoles,
  isSuspended,
  leftWithoutPlanner,
  listedIn,
  personWith,
} from './people.ts';
import type { DirectoryRefusal, PeopleFieldProblem } from './refusals.ts';
import { type DirectoryState, type ListedPerson, keyOf } from './state.ts';

/** Everything a decision may lean on besides the directory itself. */
export interface DirectoryFacts {
  actor: Actor;
  /** As the file has it: which roles, municipalities and tenants there are. */
  file: Region;
}

export type DirectoryDecision = Result<readonly DirectoryEvent[], DirectoryRefusal>;

type Decider<T extends DirectoryCommandType> = (
  command: DirectoryCommandOf<T>,
  state: DirectoryState,
  facts: DirectoryFacts,
) => DirectoryDecision;

const invalid = (problems: readonly PeopleFieldProblem[]): DirectoryDecision =>
  refuse({ code: 'invalid', problems });

/** The person as they stand in a municipality; undefined where they do not. */
const listedAt = (
  { people }: DirectoryState,
  { person, municipality }: { person: Account; municipality: MunicipalityId },
): ListedPerson | undefined => {
  const found = people[keyOf(person)];
  return found && listedIn(found).includes(municipality) ? found : undefined;
};

const rolesProblems = (roles: readonly RoleId[], file: Region): readonly PeopleFieldProblem[] =>
  roles.every((role) => Object.hasOwn(file.roles, role)) ? [] : [{ field: 'roles', problem: 'notAChoice' }];

const addPerson: Decider<'AddPerson'> = (asked, state, { file }) => {
  if (!file.tenants.some((tenant) => tenant.toLowerCase() === asked.person.tenant))
    return refuse({ code: 'foreignTenant' });
  const there = personWith(state, asked.person);
  const command = { ...asked, person: there ?? asked.person };
  const { municipality, person, roles } = command;
  const problems = [
    ...(there || isName(person.name) ? [] : [{ field: 'name', problem: 'notAName' } as const]),
    ...rolesProblems(roles, file),
    ...contactProblems(command, person, state),
  ];
  if (problems.length > 0) return invalid(problems);
  const known = listedAt(state, command);
  // Whoever was mentioned before stands there without a role: now they get one.
  if (known && (isSuspended(known, municipality) || (known.roles[municipality] ?? []).length > 0))
    return refuse({ code: 'alreadyThere', name: known.name });
  if (known && roles.length === 0) return accept([]);
  const { tenant, id, name } = person;
  const who = { tenant, id, name };
  return accept([
    { type: 'PersonAdded', municipality, person: who, roles: [...roles], ...contactIn(command) },
  ]);
};

const changePerson: Decider<'ChangePerson'> = (command, state, { file }) => {
  const { municipality, roles } = command;
  const person = listedAt(state, command);
  if (!person) return refuse({ code: 'personGone' });
  const problems = [...rolesProblems(roles, file), ...contactProblems(command, person, state)];
  if (problems.length > 0) return invalid(problems);
  const changed = [
    ...(areSameRoles(person.roles[municipality], roles) ? [] : (['roles'] as const)),
    ...(['signIn', 'mobile'] as const).filter((field) => person[field] !== command[field]),
  ];
  if (changed.length === 0) return accept([]);
  const after = { roles: [...roles], ...contactIn(command), changed };
  return accept([{ type: 'PersonChanged', municipality, person: whoIs(person), ...after }]);
};

const ofPerson =
  (
    type: 'PersonSuspended' | 'PersonRestored' | 'PersonRemoved',
    isDone: (person: ListedPerson, municipality: MunicipalityId) => boolean,
  ) =>
  (
    command: DirectoryCommandOf<'SuspendPerson' | 'RestorePerson' | 'RemovePerson'>,
    state: DirectoryState,
  ): DirectoryDecision => {
    const { municipality } = command;
    const person = listedAt(state, command);
    if (!person) return refuse({ code: 'personGone' });
    if (isDone(person, municipality)) return accept([]);
    return accept([{ type, municipality, person: whoIs(person) }]);
  };

const setNeeds: Decider<'SetNeeds'> = ({ municipality, roles }, { needs }, { file }) => {
  const problems = rolesProblems(roles, file);
  if (problems.length > 0) return invalid(problems);
  if (areSameRoles(needs[municipality], roles)) return accept([]);
  return accept([{ type: 'NeedsSet', municipality, roles: [...roles] }]);
};

const settleDifference: Decider<'SettleDifference'> = (command, state, { actor, file }) => {
  const { municipality, person, take } = command;
  if (!isDifferent(state, person ? { person } : { municipality })) return refuse({ code: 'differenceGone' });
  const isTheirs = (id: MunicipalityId): boolean => mayIn(id, command.type, actor, file);
  const changed = person && take === 'file' ? municipalitiesChanged(state, person) : [];
  const isHere = !person || placesOf(state, person).includes(municipality);
  if (!isHere || !changed.every(isTheirs)) return refuse({ code: 'notYourMunicipality' });
  const about = person && { person: { tenant: person.tenant, id: person.id } };
  return accept([{ type: 'DifferenceSettled', municipality, ...about, take }]);
};

/** Nobody may anything in a municipality that the file does not know. */
const mayIn = (id: MunicipalityId, type: DirectoryCommandType, actor: Actor, file: Region): boolean =>
  file.municipalities.some((municipality) => municipality.id === id && mayAsk(actor, type, municipality));

const placesOf = ({ people, seed }: DirectoryState, person: Account): readonly MunicipalityId[] =>
  [people[keyOf(person)], seed.people[keyOf(person)]].flatMap((one) => (one ? listedIn(one) : []));

const DECIDERS: { readonly [T in DirectoryCommandType]: Decider<T> } = {
  AddPerson: addPerson,
  ChangePerson: changePerson,
  SuspendPerson: ofPerson('PersonSuspended', isSuspended),
  RestorePerson: ofPerson('PersonRestored', (person, municipality) => !isSuspended(person, municipality)),
  RemovePerson: ofPerson('PersonRemoved', () => false),
  SetNeeds: setNeeds,
  SettleDifference: settleDifference,
};

/** Whoever acts, as the directory has them at this very moment: they may have been suspended since the turn began. */
const asListed = (actor: Actor, { people }: DirectoryState): Who & Actor => {
  const found = people[keyOf(actor)];
  return found ? activeRoles(found) : { ...actor, roles: {} };
};

/**
 * Decides one command: the events that follow, none when it is so already, or why nothing changes. Whatever it is, it
 * leaves no municipality without a planner. Pure.
 */
export const decide = <T extends DirectoryCommandType>(
  command: DirectoryCommandOf<T>,
  state: DirectoryState,
  facts: DirectoryFacts,
): DirectoryDecision => {
  const { file } = facts;
  const actor = asListed(facts.actor, state);
  if (!mayIn(command.municipality, command.type, actor, file))
    return refuse({ code: 'notAllowed', command: command.type });
  const decider: Decider<T> = DECIDERS[command.type];
  const decision = decider(command, state, { ...facts, actor });
  if (!decision.ok) return decision;
  const lost = leftWithoutPlanner(state, decision.value.reduce(evolve, state));
  return lost === undefined ? decision : refuse({ code: 'lastPlanner', municipality: lost });
};
