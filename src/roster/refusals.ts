import type { Who } from '../core/actor.ts';
import type { RoleId } from '../core/region.ts';
import type { RosterCommandType } from './commands.ts';

/** What is wrong with an input, as a code; the Dutch sentence lives in `cards`. */
export const ROSTER_PROBLEMS = [
  'missing',
  'notAChoice',
  'notADateOrTime',
  /** It ends before or when it begins. */
  'endsTooEarly',
  /** It is over already. */
  'inThePast',
  /** A shift of more than 14 days, or a period of absence of more than a year. */
  'tooLong',
  /** More than two years from now. */
  'tooFarAhead',
] as const;
export type RosterProblemCode = (typeof ROSTER_PROBLEMS)[number];

export interface RosterFieldProblem {
  field: 'person' | 'role' | 'from' | 'to' | 'every' | 'until' | 'with' | 'duty';
  problem: RosterProblemCode;
}

/** Why a command changed nothing. */
export type RosterRefusal =
  | { code: 'notAllowed'; command: RosterCommandType }
  | { code: 'invalid'; problems: readonly RosterFieldProblem[] }
  /** The person does not hold the role, or does not work in this municipality. */
  | { code: 'notTheirRole'; person: Who; role: RoleId }
  | { code: 'absent'; person: Who }
  /** The same duty stands there already. */
  | { code: 'alreadyThere'; person: Who }
  | { code: 'entryGone' }
  /** The duty that was to be swapped is not theirs (any more). */
  | { code: 'notTheirDuty'; person: Who }
  | { code: 'swapGone' }
  | { code: 'swapNotYours' }
  | { code: 'swapAnswered'; accepted: boolean }
  | { code: 'gapGone' }
  /** A calendar file would make the roster larger than anybody needs. */
  | { code: 'tooManyShifts'; most: number }
  | { code: 'nobodyOnRoster' }
  | { code: 'notAsked' }
  /** Sent again by Teams after it was refused; it would be possible now. */
  | { code: 'refusedBefore' };
