import { type Actor, isSame, rolesIn } from '../core/actor.ts';
import { ROSTER_PERMISSIONS, type Relation } from '../core/permissions.ts';
import { isRoleRelation, relates } from '../core/relations.ts';
import type { Municipality } from '../core/region.ts';
import type { RosterCommand, RosterCommandType } from './commands.ts';
import type { RosterState } from './state.ts';

/** Whoever acts, on which roster. */
interface Asking {
  actor: Actor;
  municipality: Municipality;
  state: RosterState;
}

type Identity = Parameters<typeof isSame>[0];

/** Whom a command is about; nobody in particular where it is undefined. */
const subjectOf = (command: RosterCommand, { absences }: RosterState): Identity | undefined => {
  switch (command.type) {
    // Of what stands on a roster only an absence is somebody's own to take away.
    case 'RemoveEntry':
      return absences.find(({ id }) => id === command.entry)?.person;
    case 'AskSwap':
      return command.of;
    case 'AddShift':
    case 'AddPattern':
    case 'MarkAbsent':
    case 'FillGap':
      return command.person;
    case 'AnswerSwap':
    case 'ImportShifts':
    case 'TestReach':
    case 'ProveReach':
      return undefined;
    default:
      return command satisfies never;
  }
};

const stands = (relation: Relation, command: RosterCommand, asking: Asking): boolean => {
  const { actor, municipality, state } = asking;
  if (isRoleRelation(relation)) return relates(actor, relation, municipality);
  const worksHere = rolesIn(actor, municipality.id).length > 0;
  const subject = subjectOf(command, state);
  if (relation === 'themselves') return worksHere && subject !== undefined && isSame(subject, actor);
  // Whoever was asked; `decide` knows who that is.
  return relation === 'asked' && worksHere;
};

/** Whether somebody's roles alone are enough for a command. */
export const mayByRole = (actor: Actor, command: RosterCommandType, municipality: Municipality): boolean =>
  permitted(command)
    .filter(isRoleRelation)
    .some((relation) => relates(actor, relation, municipality));

const permitted = (command: RosterCommandType): readonly Relation[] => ROSTER_PERMISSIONS[command].may;

/** Whether a person may give this command on the roster of a municipality. */
export const may = (command: RosterCommand, asking: Asking): boolean =>
  permitted(command.type).some((relation) => stands(relation, command, asking));
