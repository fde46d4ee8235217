import type { Actor } from '../core/actor.ts';
import type { Municipality, Region } from '../core/region.ts';
import { type Result, refuse } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import type { Command, CommandType } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Refusal } from './refusals.ts';
import type { CaseState } from './state.ts';

/** Everything a decision may lean on besides the case itself. */
export interface Facts {
  now: Instant;
  actor: Actor;
  /** Of the case; for `Announce`, of the announcement. */
  municipality: Municipality;
  /** Role -> organisation id. */
  roles: Region['roles'];
  /** The next case number, for `Announce` only. */
  number?: string;
}

export type Decision = Result<readonly CaseEvent[], Refusal>;

/** Decides one kind of command. Pure. */
export type Decider<T extends CommandType> = (
  command: Command<T>,
  state: CaseState,
  facts: Facts,
) => Decision;

export const notNow = (command: CommandType, state: CaseState): Decision =>
  refuse({ code: 'notNow', command, step: state.step });
