import { isSame, whoIs } from '../core/actor.ts';
import { type Calendar, inService, nextServiceMoment } from '../core/calendar.ts';
import { POLICE } from '../core/region.ts';
import type { Duration, Instant } from '../core/time.ts';
import type { Seat } from '../case/consultation.ts';
import type { FollowedCase } from '../case/state.ts';
import { type Callees, candidates, seatFor } from './callees.ts';

/**
 * When the first consultation is held: at once, or at the next service moment when nobody is in service and nobody is
 * in direct danger. Not later than leaves time for the visit: then at once, with whoever is on call.
 */
export const startOf = (state: FollowedCase, calendar: Calendar, now: Instant): Instant => {
  if (state.announcement.directDanger || inService(now, calendar)) return now;
  const opening = nextServiceMoment(now, calendar);
  const longestWarning: Duration = Math.max(0, ...state.policy.warnBefore);
  return opening < state.visitBefore - longestWarning ? opening : now;
};

/**
 * Whom to call first: one person for every role, and as far as possible another one. For the police whoever made the
 * pre-announcement, because they were there. When nobody is in service, the on-call roles are called too.
 */
export const firstSeats = (
  state: FollowedCase,
  callees: Callees,
  calendar: Calendar,
  now: Instant,
): readonly Seat[] => {
  const { consultation, onCall } = callees.municipality;
  const roles = [...new Set([...consultation, ...(inService(now, calendar) ? [] : onCall)])];
  // The police may come last: until then this officer is not for another role.
  const officer = roles.includes(POLICE)
    ? candidates(callees, POLICE).find((one) => isSame(one, state.announcedBy))
    : undefined;
  return roles.reduce<readonly Seat[]>((seats, role) => {
    const all = candidates(callees, role);
    const fresh = all.find((one) => one !== officer && !seats.some(({ who }) => isSame(who, one)));
    const person = (role === POLICE ? officer : undefined) ?? fresh ?? all[0];
    return person ? [...seats, seatFor(callees, whoIs(person), role)] : seats;
  }, []);
};
