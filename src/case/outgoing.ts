import { isSame, type Who, whoIs } from '../core/actor.ts';
import { type Duration, type Instant, MINUTE } from '../core/time.ts';
import { SAFE_AT_HOME } from '../core/region.ts';
import type { Meeting } from './consultation.ts';
import type { CaseEvent } from './events.ts';
import type { CallCard, Outgoing, OutgoingMessage } from './messages.ts';
import type { FollowedCase } from './state.ts';

/** What a document has to send, and what it has shown. */
interface Sending {
  outbox: readonly OutgoingMessage[];
  /** How many messages there ever were. */
  messages: number;
  callCards: readonly CallCard[];
}

/** A message before it gets its number and its time. */
export type FreshMessage = OutgoingMessage extends infer M
  ? M extends OutgoingMessage
    ? Omit<M, keyof Numbered>
    : never
  : never;
type Numbered = Pick<OutgoingMessage, 'id' | 'tries' | 'nextTryAt'>;

/**
 * The outbox after these events: one redraw of the card, one message per person for all risks raised together, and what
 * a consultation needs. `state` is the state after the events; absent while the form was not sent.
 */
export const messagesFor = (
  events: readonly CaseEvent[],
  before: Sending,
  state: FollowedCase | undefined,
  at: Instant,
  by?: Who,
): Pick<Sending, 'messages'> & { outbox: OutgoingMessage[] } => {
  const fresh: readonly FreshMessage[] = [
    { kind: 'card' },
    ...(state ? forMeetings(events, state, at) : []),
    ...callsFor(events, state),
    ...pingsFor(events),
    ...redrawsFor(events, before.callCards, state),
    ...ofHousehold(events, state, by),
  ];
  // A redraw that is waiting for Teams goes on waiting; only what it will show is newer.
  const waiting = before.outbox.find((message) => message.kind === 'card');
  const numbered = fresh.map((message, index): OutgoingMessage => ({
    ...bundled(message, before.outbox, at),
    id: before.messages + index,
    tries: 0,
    nextTryAt: message.kind === 'hideHousehold' ? at + SHOWN_FOR : at,
    ...(message.kind === 'card' && waiting && patience(waiting)),
  }));
  const replaced = (old: OutgoingMessage): boolean =>
    old.kind === 'card' ||
    fresh.some(
      (one) =>
        isSameRedraw(one, old) ||
        isSameCall(one, old) ||
        isSamePing(one, old, at) ||
        hidesSame(one, old) ||
        offersSame(one, old),
    );
  return {
    outbox: [...before.outbox.filter((old) => !replaced(old)), ...numbered],
    messages: before.messages + fresh.length,
  };
};

const patience = ({ tries, nextTryAt, anew }: Outgoing<'card'>) => ({
  tries,
  nextTryAt,
  ...(anew && { anew }),
});

const isSameRedraw = (one: FreshMessage, old: OutgoingMessage): boolean =>
  one.kind === 'callCard' && old.kind === 'callCard' && one.card.at.activity === old.card.at.activity;

/** Who was not reached yet and is called again gets one message, not two. */
const isSameCall = (one: FreshMessage, old: OutgoingMessage): boolean =>
  one.kind === 'call' && old.kind === 'call' && one.meeting === old.meeting && isSame(one.to, old.to);

/** What was raised for somebody a moment before, in the same sweep, goes in the same message. */
const isSamePing = (one: FreshMessage, old: OutgoingMessage, at: Instant): boolean =>
  one.kind === 'ping' &&
  old.kind === 'ping' &&
  one.route === old.route &&
  old.tries === 0 &&
  old.nextTryAt === at &&
  // What failed before in another way is told in this one, whatever becomes of a message that stands beside another.
  old.fallback === one.fallback &&
  (one.to && old.to ? isSame(one.to, old.to) : one.to === old.to);

const bundled = (one: FreshMessage, outbox: readonly OutgoingMessage[], at: Instant): FreshMessage => {
  if (one.kind !== 'ping') return one;
  const same = outbox.filter((old) => isSamePing(one, old, at));
  const before = same.flatMap((old) => (old.kind === 'ping' ? old.risks : []));
  return { ...one, risks: [...new Set([...before, ...one.risks])] };
};

const forMeetings = (
  events: readonly CaseEvent[],
  state: FollowedCase,
  at: Instant,
): readonly FreshMessage[] => {
  const meeting = state.meetings.length;
  return events.flatMap((event): FreshMessage[] => {
    if (event.type === 'ConsultationOpened') return [{ kind: 'meeting', meeting, askedAt: at }];
    if (event.type === 'OutcomeAsked') return [{ kind: 'outcome', to: event.to, meeting, route: 'personal' }];
    if (event.type === 'CaseClosed')
      return state.meetings.flatMap(({ number, place }) => removal(number, place));
    // Made at the last moment, of a case that was closed meanwhile.
    const late = event.type === 'PlaceFound' && state.step === 'closed';
    return late ? removal(event.meeting, event.place) : [];
  });
};

/** As long as it takes to read an address and put it in a navigator. */
export const SHOWN_FOR: Duration = 10 * MINUTE;

/** Whoever may see what is known of the household is shown where; what is shown is hidden again. */
const ofHousehold = (
  events: readonly CaseEvent[],
  state: FollowedCase | undefined,
  by: Who | undefined,
): readonly FreshMessage[] =>
  events.flatMap((event): FreshMessage[] => {
    // Whoever recorded it can tell them now; a visitor without an address does not get there.
    if (event.type === 'SlotClaimed' && state?.household && event.role !== SAFE_AT_HOME)
      return [{ kind: 'household', to: state.household.by, route: 'personal' }];
    if (event.type === 'HouseholdReleased') return [{ kind: 'household', to: event.to, route: 'personal' }];
    if (event.type === 'HouseholdAsked' && by)
      return [{ kind: 'household', to: whoIs(by), route: 'personal' }];
    return event.type === 'HouseholdViewed' ? [{ kind: 'hideHousehold', at: event.at }] : [];
  });

/** What somebody can do with it is shown once, as it is then. */
const offersSame = (one: FreshMessage, old: OutgoingMessage): boolean =>
  one.kind === 'household' && old.kind === 'household' && isSame(one.to, old.to);

/** Looked at again in the same message: that is hidden once, later. */
const hidesSame = (one: FreshMessage, old: OutgoingMessage): boolean =>
  one.kind === 'hideHousehold' &&
  old.kind === 'hideHousehold' &&
  one.at.activity === old.at.activity &&
  // Teams numbers the messages of each chat by the clock, so two people may have the same one.
  one.at.conversation === old.at.conversation;

const removal = (meeting: number, place: Meeting['place']): FreshMessage[] =>
  place?.way === 'graph'
    ? [{ kind: 'removeMeeting', meeting, organiser: place.organiser, graphId: place.meeting }]
    : [];

/** Everybody once, whoever calls them together. */
const distinct = (people: readonly Who[]): readonly Who[] => [
  ...new Map(people.map((who) => [`${who.tenant}/${who.id}`, who])).values(),
];

const callsFor = (events: readonly CaseEvent[], state: FollowedCase | undefined): readonly FreshMessage[] => {
  const called = events.filter((event) => event.type === 'PeopleCalled');
  return distinct(called.flatMap(({ seats }) => seats.map(({ who }) => who))).map((to) => {
    const why = called.find(({ seats }) => seats.some(({ who }) => isSame(who, to)))?.why ?? 'first';
    return { kind: 'call', to, meeting: state?.meetings.length ?? 1, why, route: 'personal' };
  });
};

/** One message per person for all risks of one step, one text message per person who left the rung before unanswered. */
const pingsFor = (events: readonly CaseEvent[]): readonly FreshMessage[] => {
  const called = events.flatMap((event) => (event.type === 'PeopleCalled' ? event.seats : []));
  const isCalled = (who: Who): boolean => called.some((seat) => isSame(seat.who, who));
  const raised = events.filter((event) => event.type === 'RiskRaised');
  const asked = events.filter((event) => event.type === 'TakerAsked');
  const told = [
    ...raised.map(({ risk, rule, told: people }) => ({
      risk,
      // Being called to the consultation says all there is to say about its being late.
      people: people.filter((who) => !(rule === 'consultationLate' && isCalled(who))),
    })),
    ...asked.map(({ risk, to }) => ({ risk, people: [to] })),
  ];
  const texted = raised.map(({ risk, texted: people = [] }) => ({ risk, people }));
  const nobody = raised.filter((event) => event.told.length === 0).map(({ risk }) => risk);
  return [
    ...pings(told, 'personal'),
    ...pings(texted, 'text'),
    ...(nobody.length === 0 ? [] : [{ kind: 'ping', risks: nobody, route: 'thread' } as const]),
  ];
};

const pings = (
  about: readonly { risk: string; people: readonly Who[] }[],
  route: 'personal' | 'text',
): readonly FreshMessage[] =>
  distinct(about.flatMap(({ people }) => people)).map((to) => {
    const theirs = about.filter(({ people }) => people.some((who) => isSame(who, to)));
    return { kind: 'ping', to, risks: theirs.map(({ risk }) => risk), route };
  });

/**
 * The cards of a call that must be drawn again: all of them once the consultation has its outcome or the visit took
 * place, and whenever it changes whom a Teams call rings; otherwise those of whoever answered.
 */
const redrawsFor = (
  events: readonly CaseEvent[],
  callCards: readonly CallCard[],
  state: FollowedCase | undefined,
): readonly FreshMessage[] => {
  const latest = state?.meetings.at(-1);
  const theirs = callCards.filter(({ meeting }) => meeting === latest?.number);
  const isOver = events.some(
    ({ type }) => type === 'ConsultationRecorded' || (type === 'HouseholdSeen' && !latest?.outcome),
  );
  const rings = latest?.place?.way === 'deep-link' && events.some(({ type }) => RINGS_OTHERS.has(type));
  const answered = events.flatMap((event) => (event.type === 'CallAnswered' ? [event.who] : []));
  const stale = (card: CallCard): boolean => isOver || rings || answered.some((who) => isSame(who, card.to));
  return theirs.filter(stale).map((card) => ({ kind: 'callCard', card }));
};

const RINGS_OTHERS: ReadonlySet<CaseEvent['type']> = new Set(['PeopleCalled', 'CallAnswered']);
