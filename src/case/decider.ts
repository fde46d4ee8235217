import type { Actor } from '../core/actor.ts';
import type { Municipality, Region } from '../core/region.ts';
import { type Result, refuse } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import type { Command, CommandType } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Refusal } from './refusals.ts';
import type { StateFor } from './permissions.ts';
import type { CaseState } from './state.ts';

/** Everything a decision may lean on besides the case itself. */
export interface Facts {
  now: Instant;
  actor: Actor;
  /** Of the case; for `Announce`, of the announcement. */
  municipality: Municipality;
  /** Role -> organisation id. */
  roles: Region['roles'];
  /** Organisation id -> what its people may be told of a household. */
  disclosures: Region['disclosures'];
  /** Earlier reports of the same household, where an address was given with the command. */
  earlier?: number;
  /** The next case number, for `Announce` only. */
  number?: string;
}

export type Decision = Result<readonly CaseEvent[], Refusal>;

/** Decides one kind of command, in the steps in which the permissions know it. Pure. */
export type Decider<T extends CommandType> = (
  command: Command<T>,
  state: StateFor<T>,
  facts: Facts,
) => Decision;

export const notNow = (command: CommandType, state: CaseState): Decision =>
  refuse(
    command === 'Announce' && state.step !== 'intake'
      ? { code: 'alreadySent', number: state.number }
      : { code: 'notNow', command, step: state.step },
  );
