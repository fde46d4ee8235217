import { type Actor, isSame, rolesIn } from '../core/actor.ts';
import { ROSTER_PERMISSIONS, type Relation } from '../core/permissions.ts';
import { isRoleRelation, relates } from '../core/relations.ts';
import type { Municipality } from '../core/region.ts';
import type { RosterCommand } from './commands.ts';
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

/** Whether a person may give this command on the roster of a municipality. */
export const may = (command: RosterCommand, asking: Asking): boolean =>
  ROSTER_PERMISSIONS[command.type].may.some((relation) => stands(relation, command, asking));
