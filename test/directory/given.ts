/** A region with its planners, and the directory that a first start makes of it. */
import assert from 'node:assert/strict';
import type { Person, Region } from '../../src/core/region.ts';
import type { DirectoryCommand } from '../../src/directory/commands.ts';
import { type DirectoryDecision, decide } from '../../src/directory/decide.ts';
import type { DirectoryEvent } from '../../src/directory/events.ts';
import { evolve } from '../../src/directory/evolve.ts';
import { merge } from '../../src/directory/merge.ts';
import { type DirectoryState, EMPTY, keyOf } from '../../src/directory/state.ts';
import { ADULT, anna, mia, olga, person, petra, regionWith } from '../case/region.ts';
import { rolesAt } from '../support/roles.ts';

/** Plans in Hoogeveen, as Petra does. */
export const pien = person('Pien', ['planner']);
/** Plans in Assen, where nobody else does. */
export const paul = person('Paul', ['planner'], { municipalities: ['assen'] });
/** Works in both. */
export const both = person('Bo', [ADULT], { municipalities: ['hoogeveen', 'assen'] });

export const file: Region = regionWith({ people: [petra, pien, paul, mia, anna, olga, both] });

export const fileWith = (people: readonly Person[]): Region => ({ ...file, people });

/** The same file with something else said of somebody. */
export const fileOf = (who: Person, changes: Partial<Person>): Region =>
  fileWith(file.people.map((one) => (one === who ? { ...one, ...changes } : one)));

/** As the next start makes it. */
export const started = (state: DirectoryState = EMPTY, region: Region = file): DirectoryState =>
  merge(state, region).reduce<DirectoryState>(evolve, state);

export const deciding = (
  command: DirectoryCommand,
  actor: Person = petra,
  state: DirectoryState = started(),
): DirectoryDecision => decide(command, state, { actor, file });

/** The directory after commands that must be accepted. */
export const after = (
  state: DirectoryState,
  ...commands: readonly (readonly [DirectoryCommand, Person])[]
): DirectoryState =>
  commands.reduce((before, [command, actor]) => {
    const decision = decide(command, before, { actor, file });
    assert.ok(decision.ok, `${command.type}: ${decision.ok ? '' : decision.refusal.code}`);
    return decision.value.reduce<DirectoryState>(evolve, before);
  }, state);

export const listed = ({ people }: DirectoryState, who: Pick<Person, 'tenant' | 'id'>) => people[keyOf(who)];

export const accepted = (decision: DirectoryDecision): readonly DirectoryEvent[] => {
  assert.ok(decision.ok, decision.ok ? '' : decision.refusal.code);
  return decision.value;
};

export const refusedWith = (decision: DirectoryDecision): string => {
  assert.ok(!decision.ok, 'it is accepted');
  return decision.refusal.code;
};

export const AT = 'hoogeveen';
export const suspend = (who: Person, municipality = AT): DirectoryCommand => ({
  type: 'SuspendPerson',
  municipality,
  person: who,
});
export const restore = (who: Person, municipality = AT): DirectoryCommand => ({
  type: 'RestorePerson',
  municipality,
  person: who,
});
export const remove = (who: Person, municipality = AT): DirectoryCommand => ({
  type: 'RemovePerson',
  municipality,
  person: who,
});
export const change = (
  who: Person,
  roles: readonly string[],
  contact: { signIn?: string; mobile?: string } = {},
  municipality = AT,
): DirectoryCommand => ({ type: 'ChangePerson', municipality, person: who, roles, ...contact });
export const needs = (roles: readonly string[], municipality = AT): DirectoryCommand => ({
  type: 'SetNeeds',
  municipality,
  roles,
});
export const add = (
  who: Person,
  roles: readonly string[],
  contact: { signIn?: string; mobile?: string } = {},
  municipality = AT,
): DirectoryCommand => ({
  type: 'AddPerson',
  municipality,
  person: { tenant: who.tenant, id: who.id, name: who.name },
  roles,
  ...contact,
});
export { rolesAt };
