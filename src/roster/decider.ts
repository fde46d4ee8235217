import type { Actor } from '../core/actor.ts';
import type { Days } from '../core/calendar.ts';
import type { Municipality, Region } from '../core/region.ts';
import type { Result } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import type { RosterCommandOf, RosterCommandType } from './commands.ts';
import type { RosterEvent } from './events.ts';
import type { RosterRefusal } from './refusals.ts';
import type { RosterState } from './state.ts';

/** Everything a decision may lean on besides the roster itself. */
export interface RosterFacts {
  now: Instant;
  actor: Actor;
  /** Of the roster. */
  municipality: Municipality;
  region: Region;
  days: Days;
  /** Unique per command; the same for a command that comes in again. */
  newId: string;
}

export type RosterDecision = Result<readonly RosterEvent[], RosterRefusal>;

/** Decides one kind of command. Pure. */
export type RosterDecider<T extends RosterCommandType> = (
  command: RosterCommandOf<T>,
  state: RosterState,
  facts: RosterFacts,
) => RosterDecision;
