import { z } from 'zod';
import { type Doer, doneBy, isSame, rolesIn, whoIs } from '../core/actor.ts';
import { beginningOf, chained, endOf } from '../core/chain.ts';
import { doneSchema, remembered } from '../core/done.ts';
import { parsedOnce } from '../core/parsed-once.ts';
import { onceEach } from '../core/remember.ts';
import { deliveryOf, leaseSchema } from '../core/sending.ts';
import type { MunicipalityId } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { upcast } from '../core/upcast.ts';
import type { StoredDocument } from '../store/port.ts';
import { isFromBefore } from '../store/seal.ts';
import type { RosterClock } from './clock.ts';
import type { RosterFacts } from './decider.ts';
import { dutyChanges } from './duty-changes.ts';
import { type LoggedRosterEvent, type RosterEvent, rosterLineSchema } from './events.ts';
import { evolve } from './evolve.ts';
import { isPartOf } from './gaps.ts';
import { type RosterMessage, parkedNoticeSchema, rosterMessageSchema } from './messages.ts';
import { messagesFor, queued, rosteredNotices } from './outgoing.ts';
import { type RosterState, emptyRoster, rosterStateSchema } from './state.ts';

export const ROSTER = 'roster';

export const ROSTER_SCHEMA = 3;

/** The roster of one municipality as it is stored: state, log and outgoing messages, always written together. */
export const rosterDocumentSchema = z.object({
  id: z.string(),
  kind: z.literal(ROSTER),
  schema: z.literal(ROSTER_SCHEMA),
  municipality: z.string(),
  /** Null only while the municipality is not in the region file. */
  dueAt: z.int().nullable(),
  state: rosterStateSchema,
  /** The latest lines; a roster has no end, so earlier ones are kept elsewhere (`store/archive.ts`). */
  log: z.array(parsedOnce(rosterLineSchema)),
  /** The hash of the line before the first that is here; absent where nothing was moved yet. */
  before: z.string().exactOptional(),
  /** How many lines were moved. */
  moved: z.int().exactOptional(),
  /** How many events there ever were. */
  events: z.int(),
  outbox: z.array(rosterMessageSchema),
  /** How many outgoing messages there ever were; numbers the next. */
  messages: z.int(),
  /** Who is on duty or counts as cover may have changed: the open cases must be looked at again. */
  recheck: z.boolean(),
  /** Messages that cannot be sent as things are; nothing of what was saved is ever dropped unsent. */
  parked: z.array(parkedNoticeSchema),
  /** Activities that were answered, so that one sent again acts once. */
  done: z.array(doneSchema),
  /** Who is sending what is in the outbox; absent where nobody is, or one program has the store for itself. */
  lease: leaseSchema.exactOptional(),
});
export type RosterDocument = z.infer<typeof rosterDocumentSchema>;

/** Parses a stored roster of any version. Throws on a damaged one. */
export const parseRoster = onceEach((stored: StoredDocument): RosterDocument => {
  const parsed = rosterDocumentSchema.parse(upcast(stored));
  if (!isFromBefore(stored)) return parsed;
  // What older lines lacked was filled in, so only now they are as they will be stored.
  return { ...parsed, log: chained(beginningOf(parsed.id), parsed.log) };
});

export const rosterIdOf = (municipality: MunicipalityId): string => `${ROSTER}/${municipality}`;

export const isRosterId = (id: string): boolean => id.startsWith(`${ROSTER}/`);

/** An empty roster, due at once. */
export const newRoster = (municipality: MunicipalityId, at: Instant): RosterDocument => ({
  id: rosterIdOf(municipality),
  kind: ROSTER,
  schema: ROSTER_SCHEMA,
  municipality,
  dueAt: at,
  state: emptyRoster(municipality, at),
  log: [],
  events: 0,
  outbox: [],
  messages: 0,
  recheck: false,
  parked: [],
  done: [],
});

/**
 * The roster after these events, with the messages that follow from them; `by` is absent for the clock. What a command
 * decides goes through `withRosterDecision`.
 */
export const withRosterEvents = (
  document: RosterDocument,
  events: readonly RosterEvent[],
  at: Instant,
  by?: Doer,
): RosterDocument => {
  if (events.length === 0) return document;
  const logged = events.map((event): LoggedRosterEvent => ({ at, ...doneBy(by), event }));
  const state = logged.reduce(evolve, document.state);
  return {
    ...document,
    state,
    log: [
      ...document.log,
      ...chained(endOf(document.log, document.before ?? beginningOf(document.id)), logged.map(inShort)),
    ],
    events: document.events + events.length,
    ...queued(messagesFor(events, state), { ...document, outbox: following(document, state) }, at),
    recheck: document.recheck || events.some(changesCover),
  };
};

/** A gap that was filled at its beginning has another name from then on: what still has to be said of it is about the rest. */
const following = ({ outbox, state: before }: RosterDocument, { gaps }: RosterState): RosterMessage[] => {
  const renamed = gaps.filter(({ id }) => !before.gaps.some((known) => known.id === id));
  if (renamed.length === 0) return [...outbox];
  return outbox.map((message) => {
    if (message.kind !== 'gaps') return message;
    const wholes = before.gaps.filter(({ id }) => message.gaps.includes(id));
    const rest = renamed.filter((gap) => wholes.some((whole) => isPartOf(gap, whole)));
    return { ...message, gaps: [...message.gaps, ...rest.map(({ id }) => id)] };
  });
};

/** As `withRosterEvents`, of what was decided for somebody: whoever they put on or off duty hears of it as well. */
export const withRosterDecision = (
  document: RosterDocument,
  events: readonly RosterEvent[],
  { now, actor, region, municipality }: Pick<RosterFacts, 'now' | 'actor' | 'region' | 'municipality'>,
): RosterDocument => {
  const by = whoIs(actor);
  const roles = rolesIn(actor, municipality.id);
  const decided = withRosterEvents(document, events, now, { ...by, roles });
  const changed = dutyChanges(events, document.state, decided.state, now, region.timeZone);
  return { ...decided, ...queued(rosteredNotices(changed, by), decided, now) };
};

/** Of a file with more shifts the log says only who brought it, and when; the shifts are in the state. */
const MOST_LOGGED = 100;

const inShort = (line: LoggedRosterEvent): LoggedRosterEvent => {
  const { event } = line;
  if (event.type !== 'ShiftsImported' || event.shifts.length + event.replaced.length <= MOST_LOGGED)
    return line;
  return { ...line, event: { ...event, shifts: [], replaced: [] } };
};

/** Whether an event may change who is on duty, or who counts. */
const changesCover = (event: RosterEvent): boolean => {
  switch (event.type) {
    case 'ShiftAdded':
    case 'PatternAdded':
    case 'OverrideAdded':
    case 'AbsenceMarked':
    case 'EntryRemoved':
    case 'ShiftsImported':
    case 'ReachProven':
    case 'NoticeUndeliverable':
      return true;
    case 'SwapAnswered':
      return event.accepted;
    case 'SwapAsked':
    case 'ReachTested':
    case 'GapsChecked':
    case 'GapsReported':
    case 'DutyHandedOver':
      return false;
    default:
      return event satisfies never;
  }
};

/** What one step makes due at once is done in the same write; far more than any course of events needs. */
const MOST_STEPS = 10;

/**
 * Raises what is due and sets the moment at which the roster must be looked at again: at once when cases must be. Every
 * save goes through here, so what is due is never later than the next write.
 *
 * @param us the replica that saves, and that sends what there is to send unless another is doing so; absent where nobody
 * else works
 * @throws Error when the municipality is not in the region file
 */
export const settleRoster = (
  document: RosterDocument,
  clock: RosterClock,
  now: Instant,
  us?: string,
): RosterDocument => {
  let watched = document;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const events = clock.raise(watched.state, now);
    if (events.length === 0) break;
    watched = withRosterEvents(watched, events, now);
  }
  const { sending, tries } = deliveryOf(watched, heads(watched.outbox), us, now);
  const moments = [clock.nextDue(watched.state, now), ...tries];
  return { ...sending, dueAt: watched.recheck ? now : Math.min(...moments) };
};

/** Messages that go the same way to the same person go one after the other. */
export const isSameLane = (one: RosterMessage, other: RosterMessage): boolean =>
  one.route === other.route && isSame(one.to, other.to);

/** The messages that do not wait for another one. */
export const heads = (outbox: readonly RosterMessage[]): readonly RosterMessage[] =>
  outbox.filter((message, index) => outbox.findIndex((one) => isSameLane(one, message)) === index);

export const withDone = (document: RosterDocument, activity: string, refused = false): RosterDocument => ({
  ...document,
  done: remembered(document.done, activity, refused),
});

/** The roster with everything that was parked tried again, from the first way on. */
export const withParkedAgain = (document: RosterDocument, now: Instant): RosterDocument => ({
  ...document,
  parked: [],
  outbox: [
    ...document.parked.map(({ message }) => ({
      ...message,
      tries: 0,
      nextTryAt: now,
      route: 'personal' as const,
    })),
    ...document.outbox,
  ],
});
