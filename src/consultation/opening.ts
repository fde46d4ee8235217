import { isSame, rolesIn, whoIs } from '../core/actor.ts';
import { type Calendar, inService, nextServiceMoment } from '../core/calendar.ts';
import { POLICE, type Person, type RoleId } from '../core/region.ts';
import type { Duration, Instant } from '../core/time.ts';
import { type Called, type Meeting, type Seat, isLive } from '../case/consultation.ts';
import type { FollowedCase } from '../case/state.ts';
import { type Callees, candidates, isOnDuty, seatFor } from './callees.ts';

/**
 * When the first consultation is held: at once, or at the next service moment when nobody is in service and nobody is
 * in direct danger. At once too when service begins in a moment, and when it begins too late to leave time for the
 * visit: then with whoever is on call.
 */
export const startOf = (state: FollowedCase, calendar: Calendar, now: Instant): Instant => {
  if (state.announcement.directDanger || inService(now, calendar)) return now;
  const opening = nextServiceMoment(now, calendar);
  const longestWarning: Duration = Math.max(0, ...state.policy.warnBefore);
  const isSoon = opening - now <= state.policy.chaseAfter;
  // Once the window is gone there is nothing left to be in time for.
  const isTooLate = now < state.visitBefore && opening >= state.visitBefore - longestWarning;
  return isSoon || isTooLate ? now : opening;
};

/**
 * Whom to call when a consultation is opened. In service: the roles that consult. Out of service the on-call roles too;
 * and when it waits for service, only those and the police, who are awake: nobody else is called at night for the
 * morning.
 */
export const firstSeats = (
  state: FollowedCase,
  callees: Callees,
  calendar: Calendar,
  startsAt: Instant,
  now: Instant,
): readonly Seat[] => {
  const { consultation, onCall } = callees.municipality;
  const isOnCall = (role: RoleId): boolean => role === POLICE || onCall.includes(role);
  const consulting = startsAt > now ? consultation.filter(isOnCall) : consultation;
  const roles = [...new Set([...consulting, ...(inService(now, calendar) ? [] : onCall)])];
  return seatsFor(roles, [], state, callees);
};

/**
 * Whom to call when it begins: somebody for every role of the consultation that nobody was called for, or comes for of
 * their own accord.
 */
export const lateSeats = (meeting: Meeting, state: FollowedCase, callees: Callees): readonly Seat[] => {
  const { called } = meeting;
  const taken = called.filter((one) => one.calls.length > 0 || isLive(one));
  const empty = callees.municipality.consultation.filter((role) => taken.every((one) => one.role !== role));
  return seatsFor(empty, called, state, callees);
};

/**
 * One person for every role, and as far as possible another one; whoever is on duty first, then whoever holds the fewest
 * of these roles. For the
 * police whoever made the pre-announcement, because they were there. Nobody who cannot come, or could not be reached.
 */
const seatsFor = (
  roles: readonly RoleId[],
  called: readonly Called[],
  state: FollowedCase,
  callees: Callees,
): readonly Seat[] => {
  const isLost = (person: Person): boolean => called.some((one) => !isLive(one) && isSame(one.who, person));
  const livePeople = (role: RoleId): readonly Person[] =>
    candidates(callees, role).filter((person) => !isLost(person));
  // The police may come last: until then this officer is not for another role.
  const officer = roles.includes(POLICE)
    ? livePeople(POLICE).find((one) => isSame(one, state.announcedBy))
    : undefined;
  const { municipality } = callees;
  const breadth = (person: Person): number =>
    rolesIn(person, municipality.id).filter((role) => roles.includes(role)).length;
  return roles.reduce<readonly Seat[]>((seats, role) => {
    const offDuty = (person: Person): number => Number(!isOnDuty(callees, person, role));
    const all = livePeople(role).toSorted(
      (one, other) => offDuty(one) - offDuty(other) || breadth(one) - breadth(other),
    );
    const isFree = (one: Person): boolean => ![...called, ...seats].some(({ who }) => isSame(who, one));
    const fresh = all.find((one) => one !== officer && isFree(one));
    const person = (role === POLICE ? officer : undefined) ?? fresh ?? all[0];
    return person ? [...seats, seatFor(callees, whoIs(person), role)] : seats;
  }, []);
};
