import type { Period } from '../core/calendar.ts';
import type { Municipality, Region, RoleId } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { ImportedShift } from '../roster/commands.ts';

/** The largest file that is read, in bytes of UTF-8. */
export const MAX_CALENDAR_BYTES = 10 * 1024 * 1024;

/** What a calendar is read against. */
export interface CalendarFacts {
  region: Region;
  municipality: Municipality;
  /** What ended before is past. */
  now: Instant;
  /** What begins then or later is left out. */
  horizon: Instant;
  /** What people call the roles; a role without a name here is known by its id. */
  roleNames: Readonly<Record<RoleId, string>>;
}

/** Why an event of a calendar became no shift. */
export const UNMATCHED_REASONS = [
  /** It names nobody of the municipality, or more than one person. */
  'person',
  /** It names no role and its person has none or several of those on call; or it names several roles. */
  'role',
  /** The person does not hold the role in this municipality. */
  'notTheirRole',
  /** It is tentative, or says that somebody is out of office. */
  'uncertain',
  /** It lasts more than 14 days. */
  'tooLong',
  /** It recurs too often, or the file holds more shifts than a roster can. */
  'tooMany',
  /** All of it lies beyond the horizon. */
  'beyond',
  /** Another event of the file has the same uid, and is newer. */
  'double',
  /** Nothing says what time zone it means. */
  'timeZone',
  /** It is damaged, or says something we do not understand. */
  'unreadable',
] as const;
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number];

/** An event that became no shift, for the planner who sent the file. */
export interface Unmatched {
  readonly what: UnmatchedReason;
  /** When it is, for the first time that is not past; absent when it cannot be read. */
  readonly when?: Period;
  /** The event's own summary, at most 80 characters. */
  readonly words: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/**
 * What a calendar says about the roster. Every event of the file is in `shifts`, `cancelled` or `unmatched`, or counted
 * in `past`: `events` is the sum of `rostered`, `withdrawn`, `past` and the unmatched that are events. (One line of
 * `unmatched` more says that the file breaks off between two events.)
 *
 * **To import it again**, remove every earlier imported shift of which the uid is in `cancelled` or is that of one of
 * `shifts`, or of which the uid equals one of `series` or begins with it and a `/`; then add `shifts`. The uid of a single
 * event is its UID; that of an occurrence of a recurring event is `UID/2026-10-24T06:00:00.000Z`, with the moment at which
 * it would have begun by the recurrence, also when it was moved. So an occurrence that is gone from its recurrence (a
 * date excluded, fewer repeats) goes by `series`, and one that was cancelled by itself goes by `cancelled`.
 *
 * `series` are the UIDs about which the file says everything. Not in it: an event that could not be read (what was
 * imported of it before stays), and an event of which the file only has single occurrences.
 */
export interface CalendarReading {
  readonly shifts: readonly ImportedShift[];
  readonly cancelled: readonly string[];
  readonly series: readonly string[];
  readonly unmatched: readonly Unmatched[];
  /** How many events the file has. */
  readonly events: number;
  /** How many of them gave shifts. */
  readonly rostered: number;
  /** How many of them are cancelled, or have no occurrence left. */
  readonly withdrawn: number;
  /** How many of them are over. */
  readonly past: number;
}

/** Why a file is not read at all. */
export interface CalendarRefusal {
  readonly code: 'tooLarge' | 'notACalendar';
}
