import { type Actor, rolesIn } from '../core/actor.ts';
import { MANAGER, PLANNER, type RoleId } from '../core/region.ts';
import type { DirectoryCommand, DirectoryCommandType } from './commands.ts';

/** The roles that may give a command in the municipality it is about. Everybody else may not. */
export const MAY_DIRECT: Readonly<Record<DirectoryCommandType, readonly RoleId[]>> = {
  AddPerson: [PLANNER],
  ChangePerson: [PLANNER],
  SuspendPerson: [PLANNER],
  RestorePerson: [PLANNER],
  RemovePerson: [PLANNER],
  SetNeeds: [PLANNER, MANAGER],
  SettleDifference: [PLANNER],
};

/** Whether somebody may give this command. */
export const may = (
  { type, municipality }: Pick<DirectoryCommand, 'type' | 'municipality'>,
  actor: Pick<Actor, 'roles'>,
): boolean => rolesIn(actor, municipality).some((role) => MAY_DIRECT[type].includes(role));
