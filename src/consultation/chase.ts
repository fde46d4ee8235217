import { isSame, personOf } from '../core/actor.ts';
import { MANAGER } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import {
  type Called,
  type Meeting,
  type Seat,
  attendanceOf,
  isLive,
  isSilent,
} from '../case/consultation.ts';
import type { FollowedCase } from '../case/state.ts';
import type { CallReason } from '../case/vocabulary.ts';
import { type Callees, candidates, colleagues, managers, organisationsOf, seatFor } from './callees.ts';
import { lateSeats } from './opening.ts';

/** Calls that must be made at a moment. */
export interface Step {
  at: Instant;
  why: CallReason;
  seats: readonly Seat[];
}

const STEPS = ['again', 'next', 'manager'] as const;

const latest = (moments: readonly Instant[], otherwise: Instant): Instant => Math.max(otherwise, ...moments);

const isAttended = (meeting: Meeting, organisation: string): boolean => {
  const attendance = attendanceOf(meeting, organisation);
  return attendance === 'present' || attendance === 'coming';
};

const seatOf = ({ who, organisation, role }: Called): Seat => ({ who, organisation, role });

/** The calls that a consultation still needs as it stands; each is made once, because what was called is in the case. */
export const stepsFor = (held: Meeting, state: FollowedCase, callees: Callees): readonly Step[] => {
  const meeting = withoutLeavers(held, callees);
  const sooner = [...beginning(meeting, state, callees), ...substitutes(meeting, callees)];
  // One step at a time, also after an outage: whoever is called now gets the time to answer.
  const isCalled = (organisation: string): boolean =>
    sooner.some(({ seats }) => seats.some((seat) => seat.organisation === organisation));
  const chased = organisationsOf(callees).filter((organisation) => !isCalled(organisation));
  return [...sooner, ...chased.flatMap((organisation) => chase(meeting, organisation, state, callees) ?? [])];
};

/** Whoever was taken out of the region file since they were called will not come. */
const withoutLeavers = (meeting: Meeting, { region }: Callees): Meeting => ({
  ...meeting,
  called: meeting.called.map((one) =>
    personOf(region, one.who)
      ? one
      : { ...one, answer: { kind: 'unreachable', at: one.calls.at(-1)?.at ?? meeting.openedAt } },
  ),
});

/**
 * A consultation that was for later begins: everybody who knew of it and has not said no is called in, and somebody for
 * every role that was left alone until then.
 */
const beginning = (meeting: Meeting, state: FollowedCase, callees: Callees): readonly Step[] => {
  const { startsAt, openedAt, called } = meeting;
  const wasLater = startsAt > openedAt;
  const begun = called.some(({ calls }) => calls.some(({ why }) => why === 'start'));
  const knew = ({ calls: [first], answer }: Called): boolean =>
    (first ?? answer ?? { at: startsAt }).at < startsAt;
  const known = called.filter((one) => knew(one) && isLive(one) && one.answer?.kind !== 'present');
  const steps: readonly Step[] = [
    { at: startsAt, why: 'start', seats: wasLater && !begun ? known.map(seatOf) : [] },
    { at: startsAt, why: 'first', seats: lateSeats(meeting, state, callees) },
  ];
  return steps.filter(({ seats }) => seats.length > 0);
};

/** Whoever can take over a seat, in the order in which they are called. */
const successors = (callees: Callees, { organisation, role }: Seat): readonly Seat[] =>
  role === MANAGER
    ? managers(callees, organisation)
    : candidates(callees, role).map((person) => ({ ...seatFor(callees, person, role), organisation }));

/** Whether somebody can be called to a seat: not yet called; a manager may be called for several organisations. */
const isFree = (seat: Seat, called: readonly Called[]): boolean =>
  called
    .filter(({ who }) => isSame(who, seat.who))
    .every((one) => seat.role === MANAGER && isLive(one) && one.organisation !== seat.organisation);

/**
 * Somebody of the same role for whoever cannot come, or could not be reached. Not for whoever was called to chase an
 * organisation that comes by now, nor for whoever was never called: what they do of their own accord calls nobody.
 */
const substitutes = (meeting: Meeting, callees: Callees): readonly Step[] => {
  const { called } = meeting;
  const inSeat = ({ organisation, role }: Called) =>
    called.filter((one) => one.organisation === organisation && one.role === role);
  const isWanted = (one: Called): boolean => {
    const calls = inSeat(one).flatMap((other) => other.calls);
    return calls.some(({ why }) => why === 'first' || !isAttended(meeting, one.organisation));
  };
  const lost = called.filter((one) => !isLive(one));
  // One per seat, however many were lost in it before.
  const last = lost.filter((one) => inSeat(one).at(-1) === one && !inSeat(one).some(isLive));
  return last.filter(isWanted).flatMap((one): Step[] => {
    const free = successors(callees, one).find((seat) => isFree(seat, called));
    return free ? [{ at: one.answer?.at ?? 0, why: 'substitute', seats: [free] }] : [];
  });
};

/**
 * The next step towards an organisation of which nobody is coming: the same people again, its next person, its manager.
 * Each waits `chaseAfter` for an answer; without anybody left to answer there is nothing to wait for. Never before the
 * consultation begins.
 */
const chase = (
  meeting: Meeting,
  organisation: string,
  state: FollowedCase,
  callees: Callees,
): Step | undefined => {
  if (isAttended(meeting, organisation)) return undefined;
  const { startsAt, called } = meeting;
  const theirs = called.filter((one) => one.organisation === organisation);
  const silent = theirs.filter(isSilent);
  const calls = theirs.flatMap((one) => one.calls);
  const free = (seats: readonly Seat[]): readonly Seat[] =>
    seats.filter((seat) => isFree(seat, called)).slice(0, 1);
  const seatsFor: Readonly<Record<(typeof STEPS)[number], () => readonly Seat[]>> = {
    again: () => silent.map(seatOf),
    next: () => free(colleagues(callees, organisation)),
    manager: () => free(managers(callees, organisation)),
  };
  const done = STEPS.findLastIndex((step) => calls.some(({ why }) => why === step));
  const why = STEPS.slice(done + 1).find((step) => seatsFor[step]().length > 0);
  if (!why) return undefined;
  const answered = theirs.flatMap(({ answer }) => answer?.at ?? []);
  const at =
    silent.length > 0
      ? latest(
          calls.map((one) => one.at),
          startsAt,
        ) + state.policy.chaseAfter
      : latest(answered, startsAt);
  return { at, why, seats: seatsFor[why]() };
};
