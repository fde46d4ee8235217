import { isSame } from '../core/actor.ts';
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

/** Calls that must be made at a moment. */
export interface Step {
  at: Instant;
  why: CallReason;
  seats: readonly Seat[];
}

const STEPS = ['again', 'next', 'manager'] as const;

const latest = (moments: readonly Instant[], otherwise: Instant): Instant => Math.max(otherwise, ...moments);

const seatOf = ({ who, organisation, role }: Called): Seat => ({ who, organisation, role });

/** The calls that a consultation still needs as it stands; each is made once, because what was called is in the case. */
export const stepsFor = (meeting: Meeting, state: FollowedCase, callees: Callees): readonly Step[] => {
  const replacing = substitutes(meeting, callees);
  const begins = beginning(meeting);
  // Also when it begins late: people are told that it does, and only then chased.
  if (begins.length > 0) return [...begins, ...replacing];
  const isReplacing = (organisation: string): boolean =>
    replacing.some(({ seats }) => seats.some((seat) => seat.organisation === organisation));
  const chased = organisationsOf(callees).filter((organisation) => !isReplacing(organisation));
  return [
    ...replacing,
    ...chased.flatMap((organisation) => chase(meeting, organisation, state, callees) ?? []),
  ];
};

/** A consultation that was for later begins: everybody who knew of it, and has not said no, is called in. */
const beginning = ({ startsAt, openedAt, called }: Meeting): readonly Step[] => {
  const wasLater = startsAt > openedAt;
  const begun = called.some(({ calls }) => calls.some(({ why }) => why === 'start'));
  const knew = ({ calls: [first], answer }: Called): boolean => (first ?? answer)?.at !== undefined && (first ?? answer)!.at < startsAt;
  const seats = called.filter((one) => knew(one) && isLive(one) && one.answer?.kind !== 'present').map(seatOf);
  return wasLater && !begun && seats.length > 0 ? [{ at: startsAt, why: 'start', seats }] : [];
};

/** Somebody of the same role for whoever cannot come, or could not be reached. */
const substitutes = ({ called }: Meeting, callees: Callees): readonly Step[] => {
  const inSeat = ({ organisation, role }: Called) =>
    called.filter((one) => one.organisation === organisation && one.role === role);
  const lost = called.filter((one) => !isLive(one));
  // One per seat, however many were lost in it before.
  const last = lost.filter((one) => inSeat(one).at(-1) === one && !inSeat(one).some(isLive));
  return last.flatMap(({ organisation, role, answer }): Step[] => {
    const free = candidates(callees, role).find((person) => !called.some(({ who }) => isSame(who, person)));
    if (!free) return [];
    const seat = { ...seatFor(callees, free, role), organisation };
    return [{ at: answer?.at ?? 0, why: 'substitute', seats: [seat] }];
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
  const attendance = attendanceOf(meeting, organisation);
  if (attendance === 'present' || attendance === 'coming') return undefined;
  const { startsAt, called } = meeting;
  const theirs = called.filter((one) => one.organisation === organisation);
  const silent = theirs.filter(isSilent);
  const calls = theirs.flatMap((one) => one.calls);
  const isFree = (seat: Seat): boolean => !called.some(({ who }) => isSame(who, seat.who));
  const seatsFor: Readonly<Record<(typeof STEPS)[number], readonly Seat[]>> = {
    again: silent.map(seatOf),
    next: colleagues(callees, organisation).filter(isFree).slice(0, 1),
    manager: managers(callees, organisation).slice(0, 1),
  };
  const done = STEPS.findLastIndex((step) => calls.some(({ why }) => why === step));
  const why = STEPS.slice(done + 1).find((step) => seatsFor[step].length > 0);
  if (!why) return undefined;
  const answered = theirs.flatMap(({ answer }) => answer?.at ?? []);
  const at =
    silent.length > 0
      ? latest(
          calls.map((one) => one.at),
          startsAt,
        ) + state.policy.chaseAfter
      : latest(answered, startsAt);
  return { at, why, seats: seatsFor[why] };
};
