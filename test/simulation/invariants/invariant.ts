import type { Instant } from '../../../src/core/time.ts';
import type { GoodSweep } from '../world/beats.ts';
import type { Write } from '../world/ledger.ts';
import type { Desk } from '../world/press.ts';
import type { Take } from '../world/takes.ts';
import type { World } from '../world/world.ts';

export interface Violation {
  invariant: string;
  at: Instant;
  what: string;
}

/** What an invariant found wrong, one line each; nothing is right. */
export type Wrong = readonly string[];

/** Something that must be so whatever befalls the program. Each looks where it can be seen soonest. */
export interface Invariant {
  /** In the words of the issue. */
  name: string;
  onWrite?(write: Write): Wrong;
  onTake?(take: Take): Wrong;
  onSweep?(sweep: GoodSweep): Wrong;
  /** When everything came to rest and nothing went wrong for a while. */
  atRest?(): Wrong;
  /** The earliest moment at which this one expects the program to have done something. */
  expected?(): Instant;
}

export interface Evidence {
  world: World;
  desk: Desk;
}
