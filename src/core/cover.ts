import type { Who } from './actor.ts';
import type { Person, RoleId } from './region.ts';
import type { Instant } from './time.ts';
import type { Period } from './calendar.ts';

/**
 * Who can be counted on in a municipality, and when. On a workday, and for roles that are not on call, that is everybody
 * who holds the role and is not absent; for a role on call in a weekend, on a holiday or at night it is whoever the
 * roster names.
 */
export interface Cover {
  /** Who is on duty for a role: by the roster first, then in the order of the region file. */
  readonly onDuty: (role: RoleId, at: Instant) => readonly Person[];
  readonly isAbsent: (person: Person, at: Instant) => boolean;
  /**
   * The end of the last service time inside the period in which all of these roles are on duty together, each by a person
   * of its own who proved to be in reach, and by nobody of `without`; undefined when there is none. Without roles that is the last service time.
   */
  readonly lastTogether: (
    roles: readonly RoleId[],
    period: Period,
    without?: readonly Pick<Who, 'tenant' | 'id'>[],
  ) => Instant | undefined;
}
