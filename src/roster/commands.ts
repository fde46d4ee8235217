import type { Who } from '../core/actor.ts';
import type { RoleId } from '../core/region.ts';
import type { Period } from '../core/calendar.ts';
import type { Pattern } from './state.ts';

/** A duty read from a calendar file. */
export interface ImportedShift extends Period {
  /** Of the event; recurrences have one each. */
  uid: string;
  person: Who;
  role: RoleId;
}

/** What somebody asks of a roster. Parsed at the edge, so inside its types are trusted. */
export type RosterCommand =
  /** `replaces` puts the person in the place of whoever stands there: an override. */
  | ({ type: 'AddShift'; person: Who; role: RoleId; replaces: boolean } & Period)
  | ({ type: 'AddPattern' } & Omit<Pattern, 'id'>)
  /** A shift, pattern, override or absence. */
  | { type: 'RemoveEntry'; entry: string }
  | ({ type: 'MarkAbsent'; person: Who } & Period)
  | ({ type: 'AskSwap'; role: RoleId; of: Who; with: Who } & Period)
  | { type: 'AnswerSwap'; swap: string; accepted: boolean }
  /** `person` takes the gap, or as much of it as is still open. */
  | { type: 'FillGap'; gap: string; person: Who }
  /** Uids in `cancelled` must go; of the events in `series` everything that is not among the shifts. */
  | {
      type: 'ImportShifts';
      shifts: readonly ImportedShift[];
      cancelled: readonly string[];
      series: readonly string[];
    }
  /** Sends everybody on the roster a test message. */
  | { type: 'TestReach' }
  /** Whoever acts got the test message. */
  | { type: 'ProveReach' };

export type RosterCommandType = RosterCommand['type'];
export type RosterCommandOf<T extends RosterCommandType> = Extract<RosterCommand, { type: T }>;
