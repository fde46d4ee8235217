import type { DirectoryCommandType } from './commands.ts';

/** What is wrong with an input, as a code; the Dutch sentence lives in `cards`. */
export const PEOPLE_PROBLEMS = [
  'missing',
  'notAChoice',
  'notASignIn',
  'notAMobile',
  'notAName',
  'taken',
] as const;
export type PeopleProblemCode = (typeof PEOPLE_PROBLEMS)[number];

export interface PeopleFieldProblem {
  field: 'person' | 'name' | 'roles' | 'signIn' | 'mobile';
  problem: PeopleProblemCode;
}

/** Why a command changed nothing. */
export type DirectoryRefusal =
  | { code: 'notAllowed'; command: DirectoryCommandType }
  | { code: 'invalid'; problems: readonly PeopleFieldProblem[] }
  /** Their account is in a tenant whose people may not act. */
  | { code: 'foreignTenant' }
  | { code: 'alreadyThere'; name: string }
  /** Nobody like that (any more) in this municipality. */
  | { code: 'personGone' }
  /** A municipality would be left without a planner. */
  | { code: 'lastPlanner'; municipality: string }
  /** It would change somebody in a municipality where whoever acts is no planner. */
  | { code: 'notYourMunicipality' }
  | { code: 'differenceGone' }
  /** What is stored cannot be read, so nothing may be written over it. */
  | { code: 'unreadable' }
  /** Sent again by Teams after it was refused; it would be possible now. */
  | { code: 'refusedBefore' };
