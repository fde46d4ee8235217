import type { Who } from '../core/actor.ts';
import type { RoleId } from '../core/region.ts';
import type { CommandType } from './commands.ts';
import type { OpenItem, Step } from './state.ts';

/** A field of a form that cannot be accepted as it is; the wording per problem is on the cards' side. */
export interface FieldProblem {
  field: string;
  problem: ProblemCode;
}

const PROBLEMS = [
  'missing',
  /** Text that seems to say who somebody is. */
  'personalData',
  /** A BSN, also where anything else about a household may stand. */
  'bsn',
  'notAChoice',
  'notADateOrTime',
  'notANumber',
  'inTheFuture',
  'tooLongAgo',
  'inThePast',
  'beforeReceipt',
  'outsideWindow',
  'reference',
  'reportReference',
  'waitWithDanger',
  'waitTooLong',
  'waitReason',
  'lateReason',
  'attemptReason',
  'noChildren',
  'address',
  'dossier',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

export const isProblem = (code: string): code is ProblemCode => PROBLEMS.some((problem) => problem === code);

/** Why a command changed nothing. Each has a Dutch sentence that tells what to do instead. */
export type Refusal =
  | { code: 'caseUnknown' }
  | { code: 'notAllowed'; command: CommandType | 'OpenIntake' }
  | { code: 'notYourForm'; openedBy: Who }
  | { code: 'alreadySent'; number: string }
  | { code: 'notNow'; command: CommandType; step: Step }
  | { code: 'invalid'; problems: readonly FieldProblem[] }
  | { code: 'consultationOver' }
  | { code: 'consultationRunning' }
  | { code: 'notCalled' }
  | { code: 'slotsTaken'; by: readonly Who[] }
  | { code: 'slotNotForRole'; roles: readonly RoleId[] }
  | { code: 'alreadyClaimed' }
  | { code: 'noSlotHeld' }
  | { code: 'slotsOpen'; roles: readonly RoleId[] }
  | { code: 'schoolNotNeeded' }
  | { code: 'alreadyDone' }
  | { code: 'notLateYet' }
  | { code: 'stillOpen'; items: readonly OpenItem[] }
  | { code: 'noHousehold' }
  | { code: 'notReleased' }
  /** Nothing in the region file lets Veilig Thuis tell whoever goes in this role. */
  | { code: 'noAgreement'; role: RoleId }
  | { code: 'agreementOver'; role: RoleId }
  | { code: 'riskGone' }
  | { code: 'riskTaken'; by: Who; at: number }
  /** Sent again by Teams after it was refused; it would be possible now. */
  | { code: 'refusedBefore' };

export const invalid = (...problems: FieldProblem[]): Refusal => ({ code: 'invalid', problems });
