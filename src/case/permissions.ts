import { type Actor, type Who, isSame, personOf } from '../core/actor.ts';
import { CASE_PERMISSIONS, type Relation } from '../core/permissions.ts';
import type { Municipality, Region } from '../core/region.ts';
import { isRoleRelation, relates } from '../core/relations.ts';
import type { CommandType } from './commands.ts';
import type { CaseState, Risk } from './state.ts';

/** A case in a step in which a command is possible. */
export type StateFor<T extends CommandType> = Extract<
  CaseState,
  { step: (typeof CASE_PERMISSIONS)[T]['steps'][number] }
>;

/** Whether the table knows the command in the step a case is in. */
export const isInStepFor = <T extends CommandType>(command: T, state: CaseState): state is StateFor<T> => {
  const steps: readonly string[] = CASE_PERMISSIONS[command].steps;
  return steps.includes(state.step);
};

const permitted = (command: CommandType): readonly Relation[] => CASE_PERMISSIONS[command].may;

/**
 * Whether a person may give a command in a municipality. Where what counts is how they stand to the one case (holding a
 * place, having been told), any colleague gets past here and the decision itself looks at the case.
 */
export const may = (actor: Actor, command: CommandType, municipality: Municipality): boolean =>
  permitted(command).some((relation) =>
    relates(actor, isRoleRelation(relation) ? relation : 'colleague', municipality),
  );

/** Whether somebody's role alone lets them give a command, whatever the case. */
export const mayByRole = (actor: Actor, command: CommandType, municipality: Municipality): boolean =>
  permitted(command)
    .filter(isRoleRelation)
    .some((relation) => relates(actor, relation, municipality));

/** Whether somebody who was recorded or called may give a command now. */
export const mayWho = (
  who: Who,
  command: CommandType,
  region: Region,
  municipality: Municipality,
): boolean => {
  const person = personOf(region, who);
  return person !== undefined && may(person, command, municipality);
};

/** A risk is taken up by whoever was told of it or by a manager; one that nobody could be told of, by any colleague. */
export const mayTakeUp = (actor: Actor, risk: Risk, municipality: Municipality): boolean =>
  risk.told.length === 0 ||
  risk.told.some((who) => isSame(who, actor)) ||
  mayByRole(actor, 'Acknowledge', municipality);
