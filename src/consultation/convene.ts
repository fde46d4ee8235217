import { type Calendar, type Days, calendarOf } from '../core/calendar.ts';
import type { Cover } from '../core/cover.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import { rememberingLast } from '../core/remember.ts';
import type { Instant } from '../core/time.ts';
import { type Meeting, type Seat, isLive, isSilent } from '../case/consultation.ts';
import type { Watch } from '../case/due.ts';
import type { CaseEvent } from '../case/events.ts';
import { mayWho } from '../case/permissions.ts';
import { type FollowedCase, isBeforeVisit, openMeeting } from '../case/state.ts';
import type { CallReason } from '../case/vocabulary.ts';
import type { Callees } from './callees.ts';
import { stepsFor } from './chase.ts';
import { firstSeats, startOf } from './opening.ts';

export interface ConvenerParts {
  region: Region;
  days: Days;
  cover: Cover;
}

/** Something the consultation needs at a moment. */
interface Due {
  at: Instant;
  events: readonly CaseEvent[];
}

/**
 * Brings the consultation together: opens it in the write of the pre-announcement itself, calls the people, chases the
 * organisations of which nobody comes, and asks for the outcome. In the pilot a consultation on the same day went with
 * visits in time.
 */
export const convener = ({ region, days, cover }: ConvenerParts): Watch => {
  // After what is due was raised, the same case is asked for when to look again.
  const dueFor = rememberingLast((state: FollowedCase, now: Instant): readonly Due[] => {
    if (!isBeforeVisit(state)) return [];
    const municipality = municipalityOf(region, state.announcement.municipality);
    const calendar = calendarOf(region, municipality, days);
    const calleesAt = (at: Instant): Callees => ({ region, municipality, cover, at: Math.max(at, now) });
    const meeting = openMeeting(state);
    if (meeting) {
      const callees = calleesAt(meeting.startsAt);
      return [...callsFor(meeting, state, callees, calendar, now), ...outcomeFor(meeting, state, callees)];
    }
    if (state.step !== 'announced' || state.meetings.length > 0) return [];
    const startsAt = startOf(state, calendar, now);
    const called = peopleCalled('first', firstSeats(state, calleesAt(startsAt), calendar, startsAt, now));
    return [{ at: now, events: [{ type: 'ConsultationOpened', startsAt }, ...called] }];
  });

  return {
    raise: (state, now) => dueFor(state, now).flatMap(({ at, events }) => (at <= now ? events : [])),
    nextDue: (state, now) => {
      const moments = dueFor(state, now).map(({ at }) => at);
      return moments.length === 0 ? null : Math.min(...moments);
    },
  };
};

const peopleCalled = (why: CallReason, seats: readonly Seat[]): readonly CaseEvent[] =>
  seats.length === 0 ? [] : [{ type: 'PeopleCalled', why, seats: [...seats] }];

const callsFor = (
  meeting: Meeting,
  state: FollowedCase,
  callees: Callees,
  calendar: Calendar,
  now: Instant,
): readonly Due[] => {
  // A consultation that somebody opened: its people are called in the write in which it is opened.
  const first =
    meeting.called.length === 0 ? firstSeats(state, callees, calendar, meeting.startsAt, now) : [];
  if (first.length > 0) return [{ at: now, events: peopleCalled('first', first) }];
  return stepsFor(meeting, state, callees).map(({ at, why, seats }) => ({
    at,
    events: peopleCalled(why, seats),
  }));
};

/**
 * Nobody recorded what was decided: whoever opened the consultation is asked, once; when they may not record it, somebody
 * who is there and may.
 */
const outcomeFor = (meeting: Meeting, state: FollowedCase, callees: Callees): readonly Due[] => {
  if (meeting.outcomeAskedAt !== undefined) return [];
  const opener = meeting.openedBy ?? state.announcedBy;
  const there = meeting.called.filter((one) => isLive(one) && !isSilent(one));
  const asked = [opener, ...[...there, ...meeting.called].map(({ who }) => who)];
  const { region, municipality } = callees;
  const to = asked.find((who) => mayWho(who, 'RecordConsultation', region, municipality)) ?? opener;
  return [{ at: meeting.startsAt + state.policy.recordWithin, events: [{ type: 'OutcomeAsked', to }] }];
};
