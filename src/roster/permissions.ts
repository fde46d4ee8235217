import { type Actor, isSame, rolesIn } from '../core/actor.ts';
import { MANAGER, type Municipality, PLANNER } from '../core/region.ts';
import type { RosterCommandOf, RosterCommandType } from './commands.ts';
import type { RosterState } from './state.ts';

/** Whoever acts, on which roster. */
interface Asking {
  actor: Actor;
  municipality: Municipality;
  state: RosterState;
}

type Permission<T extends RosterCommandType> = (command: RosterCommandOf<T>, asking: Asking) => boolean;

const holds = ({ actor, municipality }: Asking, role: string): boolean =>
  rolesIn(actor, municipality.id).includes(role);

const worksHere = ({ actor, municipality }: Asking): boolean => rolesIn(actor, municipality.id).length > 0;

const planner = (_command: unknown, asking: Asking): boolean => holds(asking, PLANNER);
const colleague = (_command: unknown, asking: Asking): boolean => worksHere(asking);

/** Who may do what. Everybody else may not. */
const MAY: { readonly [T in RosterCommandType]: Permission<T> } = {
  AddShift: planner,
  AddPattern: planner,
  ImportShifts: planner,
  TestReach: planner,
  RemoveEntry: ({ entry }, asking) =>
    holds(asking, PLANNER) ||
    asking.state.absences.some(({ id, person }) => id === entry && isThemselves(person, asking)),
  MarkAbsent: ({ person }, asking) => holds(asking, PLANNER) || isThemselves(person, asking),
  AskSwap: ({ of }, asking) => holds(asking, PLANNER) || isThemselves(of, asking),
  // Whoever was asked; `decide` knows who that is.
  AnswerSwap: colleague,
  FillGap: ({ person }, asking) =>
    holds(asking, PLANNER) || holds(asking, MANAGER) || isThemselves(person, asking),
  ProveReach: colleague,
};

const isThemselves = (person: Parameters<typeof isSame>[0], asking: Asking): boolean =>
  worksHere(asking) && isSame(person, asking.actor);

/** Whether a person may give this command on the roster of a municipality. */
export const may = <T extends RosterCommandType>(command: RosterCommandOf<T>, asking: Asking): boolean => {
  const permission: Permission<T> = MAY[command.type];
  return permission(command, asking);
};
