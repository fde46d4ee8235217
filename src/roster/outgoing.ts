import { type Who, isSame } from '../core/actor.ts';
import type { Instant } from '../core/time.ts';
import type { Changed } from './duty-changes.ts';
import type { RosterEvent } from './events.ts';
import type { RosterMessage } from './messages.ts';
import { GAP_LEVELS, type RosterState } from './state.ts';

/** A message before it gets its number, its time and its way. */
export type FreshNotice = RosterMessage extends infer M
  ? M extends RosterMessage
    ? Omit<M, keyof Numbered>
    : never
  : never;
type Numbered = Pick<RosterMessage, 'id' | 'tries' | 'nextTryAt' | 'route'>;

/** What a roster has to send. */
interface Sending {
  outbox: readonly RosterMessage[];
  /** How many messages there ever were. */
  messages: number;
}

/** The outbox with these messages, to be sent now, 1:1 first. Whoever waits for a test message gets one, not two. */
export const queued = (
  fresh: readonly FreshNotice[],
  before: Sending,
  at: Instant,
): { outbox: RosterMessage[]; messages: number } => {
  const isReplaced = (old: RosterMessage): boolean =>
    old.kind === 'reachTest' && fresh.some(({ kind, to }) => kind === 'reachTest' && isSame(to, old.to));
  const numbered = fresh.map((message, index): RosterMessage => ({
    ...message,
    id: before.messages + index,
    tries: 0,
    nextTryAt: at,
    route: 'personal',
  }));
  return {
    outbox: [...before.outbox.filter((old) => !isReplaced(old)), ...numbered],
    messages: before.messages + fresh.length,
  };
};

/**
 * What follows from these events themselves, one message per person and kind: gaps of all levels, hand-overs on either
 * side. `state` is the roster after them.
 */
export const messagesFor = (events: readonly RosterEvent[], state: RosterState): readonly FreshNotice[] => [
  ...gapNotices(events),
  ...handOverNotices(events),
  ...events.flatMap((event) => singleNotices(event, state)),
];

/** To whoever is put on or off duty, except by themselves. */
export const rosteredNotices = (changed: readonly Changed[], by: Who): readonly FreshNotice[] =>
  changed
    .filter(({ person }) => !isSame(person, by))
    .map(({ person, changes }) => ({ kind: 'rostered', to: person, by, changes: [...changes] }));

const gapNotices = (events: readonly RosterEvent[]): readonly FreshNotice[] => {
  const reported = events.filter((event) => event.type === 'GapsReported');
  return distinct(reported.flatMap(({ told }) => told)).map((to) => {
    const theirs = reported.filter(({ told }) => told.some((who) => isSame(who, to)));
    const level = GAP_LEVELS.findLast((one) => theirs.some((event) => event.level === one)) ?? 'planner';
    return { kind: 'gaps', to, level, gaps: [...new Set(theirs.flatMap(({ gaps }) => gaps))] };
  });
};

const handOverNotices = (events: readonly RosterEvent[]): readonly FreshNotice[] => {
  const given = events.filter((event) => event.type === 'DutyHandedOver');
  const comes = given.flatMap((event) => event.comes);
  const goes = given.flatMap((event) => event.goes);
  return distinct([...comes, ...goes].map(({ person }) => person)).map((to) => ({
    kind: 'handOver',
    to,
    comes: comes.filter(({ person }) => isSame(person, to)),
    goes: goes.filter(({ person }) => isSame(person, to)),
  }));
};

const singleNotices = (event: RosterEvent, state: RosterState): readonly FreshNotice[] => {
  if (event.type === 'ReachTested') return distinct(event.people).map((to) => ({ kind: 'reachTest', to }));
  if (event.type === 'SwapAsked') return [{ kind: 'swapAsked', to: event.swap.with, swap: event.swap.id }];
  if (event.type !== 'SwapAnswered') return [];
  const swap = state.swaps.find(({ id }) => id === event.swap);
  if (!swap) throw new Error(`Swap ${event.swap} was answered but is not there`);
  const askers = distinct([swap.of, ...(swap.askedBy ? [swap.askedBy] : [])]);
  return askers.map((to) => ({ kind: 'swapAnswered', to, swap: swap.id }));
};

/** Everybody once. */
const distinct = (people: readonly Who[]): readonly Who[] => [
  ...new Map(people.map((who) => [`${who.tenant}/${who.id}`, who])).values(),
];
