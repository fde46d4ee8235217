import { isSame } from '../core/actor.ts';
import { type Called, type Consultation, type Meeting, type Seat, isOpen, isSilent } from './consultation.ts';
import type { CaseEvent, LoggedEvent } from './events.ts';

type Event<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

const ABOUT_MEETINGS = [
  'ConsultationOpened',
  'ConsultationAdvanced',
  'PeopleCalled',
  'CallAnswered',
  'PlaceFound',
  'MeetingRemoved',
  'OutcomeAsked',
] as const;
type MeetingEvent = Event<(typeof ABOUT_MEETINGS)[number]>;

/** Events that change only how, where and with whom a consultation is held. */
export const isAboutMeetings = (event: CaseEvent): event is MeetingEvent =>
  ABOUT_MEETINGS.some((type) => type === event.type);

/** The consultations of a case after an event. Throws when the event cannot follow: a fault, not a refusal. */
export const evolveMeetings = (
  meetings: readonly Meeting[],
  event: MeetingEvent,
  { at, by }: LoggedEvent,
): Meeting[] => {
  switch (event.type) {
    case 'ConsultationOpened': {
      const number = meetings.length + 1;
      const opened = { number, openedAt: at, startsAt: event.startsAt, passed: [], called: [] };
      return [...meetings, { ...opened, ...(by && { openedBy: by }) }];
    }
    case 'ConsultationAdvanced':
      return changeLatest(meetings, event, (meeting) => ({ ...meeting, startsAt: at }));
    case 'PeopleCalled':
      return changeLatest(meetings, event, (meeting) => ({
        ...meeting,
        called: event.seats.reduce(
          (called, seat) => call(called, seat, { at, why: event.why }),
          meeting.called,
        ),
      }));
    case 'CallAnswered': {
      const answer = { kind: event.answer, at };
      // Whoever could not be reached for one organisation still comes for another that they answered for.
      const isAbout = (one: Called): boolean =>
        isSame(one.who, event.who) && (event.answer !== 'unreachable' || isSilent(one));
      return changeNumbered(meetings, event, event.meeting ?? meetings.length, (meeting) => ({
        ...meeting,
        called: [
          ...meeting.called.map((one) => (isAbout(one) ? { ...one, answer } : one)),
          ...(event.seat ? [{ ...event.seat, calls: [], answer }] : []),
        ],
      }));
    }
    case 'PlaceFound':
      return changeNumbered(meetings, event, event.meeting, (meeting) => ({
        ...meeting,
        place: event.place,
        passed: event.passed,
      }));
    case 'MeetingRemoved':
      return changeNumbered(meetings, event, event.meeting, ({ place: _gone, ...meeting }) => meeting);
    case 'OutcomeAsked':
      return changeLatest(meetings, event, (meeting) => ({ ...meeting, outcomeAskedAt: at }));
    default:
      return event satisfies never;
  }
};

/** The outcome belongs to the latest consultation; an earlier one keeps its own. */
export const withOutcome = (meetings: readonly Meeting[], outcome: Consultation): Meeting[] =>
  withOutcomeAt(meetings, meetings.length - 1, outcome);

/** The details belong to the consultation whose outcome is in force, also while another is being held. */
export const withCompleted = (meetings: readonly Meeting[], outcome: Consultation): Meeting[] =>
  withOutcomeAt(
    meetings,
    meetings.findLastIndex((meeting) => !isOpen(meeting)),
    outcome,
  );

const withOutcomeAt = (meetings: readonly Meeting[], at: number, outcome: Consultation): Meeting[] =>
  meetings.map((meeting, index) => (index === at ? { ...meeting, outcome } : meeting));

const call = (called: readonly Called[], seat: Seat, made: Called['calls'][number]): Called[] => {
  const isTheirs = (one: Called): boolean =>
    isSame(one.who, seat.who) && one.role === seat.role && one.organisation === seat.organisation;
  return called.some(isTheirs)
    ? called.map((one) => (isTheirs(one) ? { ...one, calls: [...one.calls, made] } : one))
    : [...called, { ...seat, calls: [made] }];
};

const changeNumbered = (
  meetings: readonly Meeting[],
  event: MeetingEvent,
  number: number,
  change: (meeting: Meeting) => Meeting,
): Meeting[] => {
  if (!meetings.some((meeting) => meeting.number === number))
    throw new Error(`${event.type} cannot follow: there is no consultation ${number}`);
  return meetings.map((meeting) => (meeting.number === number ? change(meeting) : meeting));
};

/** Their numbers run from 1. */
const changeLatest = (
  meetings: readonly Meeting[],
  event: MeetingEvent,
  change: (meeting: Meeting) => Meeting,
): Meeting[] => changeNumbered(meetings, event, meetings.length, change);
