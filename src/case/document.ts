import { z } from 'zod';
import { type Doer, type Who, doneBy } from '../core/actor.ts';
import { beginningOf, chained, endOf } from '../core/chain.ts';
import { doneSchema, remembered } from '../core/done.ts';
import { parsedOnce } from '../core/parsed-once.ts';
import { onceEach } from '../core/remember.ts';
import { leaseSchema } from '../core/sending.ts';
import type { Instant } from '../core/time.ts';
import { upcast } from '../core/upcast.ts';
import type { StoredDocument } from '../store/port.ts';
import { isFromBefore } from '../store/seal.ts';
import { type CaseEvent, type LoggedEvent, logLineSchema } from './events.ts';
import { evolve } from './evolve.ts';
import { messageRefSchema } from './message-ref.ts';
import { callCardSchema, messageSchema, parkedSchema, withEveryWay } from './messages.ts';
import { type FreshMessage, messagesFor } from './outgoing.ts';
import { caseStateSchema, isFollowed } from './state.ts';

export const CASE = 'case';

export const CASE_SCHEMA = 3;

/** One incident as it is stored: state, log and outgoing messages, always written together. */
const caseDocumentSchema = z.object({
  id: z.string(),
  kind: z.literal(CASE),
  schema: z.literal(CASE_SCHEMA),
  municipality: z.string().exactOptional(),
  open: z.boolean(),
  dueAt: z.int().nullable(),
  state: caseStateSchema,
  log: z.array(parsedOnce(logLineSchema)),
  outbox: z.array(messageSchema),
  /** How many outgoing messages there ever were; numbers the next. */
  messages: z.int(),
  /** The case card in the channel, once it is posted. */
  thread: messageRefSchema.exactOptional(),
  callCards: z.array(callCardSchema).default([]),
  /** Where every message about the case stands, besides the card in the channel: at the end they must say nothing any more. */
  posted: z.array(messageRefSchema).default([]),
  /** Messages that cannot be sent as things are; nothing of what was saved is ever dropped unsent. */
  parked: z.array(parkedSchema),
  /** Since when its messages are being changed to say nothing any more; then it is forgotten. */
  farewell: z.object({ since: z.int(), unreached: z.int() }).exactOptional(),
  /** Activities that were answered, so that one sent again acts once. */
  done: z.array(doneSchema),
  /** Who is sending what is in the outbox; absent where nobody is, or one program has the store for itself. */
  lease: leaseSchema.exactOptional(),
});
export type CaseDocument = z.infer<typeof caseDocumentSchema>;

/** Parses a stored case of any version. Throws on a damaged one. */
export const parseCase = onceEach((stored: StoredDocument): CaseDocument => {
  const parsed = caseDocumentSchema.parse(upcast(stored));
  if (!isFromBefore(stored)) return parsed;
  // What older lines lacked was filled in, so only now they are as they will be stored.
  return { ...parsed, log: chained(beginningOf(parsed.id), parsed.log) };
});

/** What a case looks like the moment an officer opens the form. */
export const openedIntake = (id: string, by: Who, at: Instant): CaseDocument => {
  const opened: LoggedEvent = { at, by, event: { type: 'IntakeOpened' } };
  const log = chained(beginningOf(id), [opened]);
  const state = evolve(undefined, opened);
  return {
    id,
    kind: CASE,
    schema: CASE_SCHEMA,
    open: false,
    dueAt: null,
    state,
    log,
    outbox: [],
    messages: 0,
    callCards: [],
    posted: [],
    parked: [],
    done: [],
  };
};

/** The document after these events, with the messages that follow from them. `by` is absent for the clock. */
export const withEvents = (
  document: CaseDocument,
  events: readonly CaseEvent[],
  at: Instant,
  by?: Doer,
): CaseDocument => {
  if (events.length === 0) return document;
  const logged = events.map((event): LoggedEvent => ({ at, ...doneBy(by), event }));
  const state = logged.reduce(evolve, document.state);
  const sent = messagesFor(events, document, isFollowed(state) ? state : undefined, at, by);
  return {
    ...document,
    state,
    open: isFollowed(state) && state.step !== 'closed',
    ...(isFollowed(state) && { municipality: state.announcement.municipality }),
    log: [...document.log, ...chained(endOf(document.log, beginningOf(document.id)), logged)],
    outbox: sent.outbox,
    messages: sent.messages,
  };
};

/** The document with one more message to send, apart from what follows from events. */
export const withMessage = (document: CaseDocument, message: FreshMessage, at: Instant): CaseDocument => ({
  ...document,
  outbox: [...document.outbox, { ...message, id: document.messages, tries: 0, nextTryAt: at }],
  messages: document.messages + 1,
});

export const withDone = (document: CaseDocument, activity: string, refused = false): CaseDocument => ({
  ...document,
  done: remembered(document.done, activity, refused),
});

/** The document with everything that was parked tried again, from the first way on: what stood in its way may be gone. */
export const withParkedAgain = (document: CaseDocument, now: Instant): CaseDocument => ({
  ...document,
  parked: [],
  outbox: [
    ...document.parked.map(({ message }) => ({ ...withEveryWay(message), tries: 0, nextTryAt: now })),
    ...document.outbox,
  ],
});
