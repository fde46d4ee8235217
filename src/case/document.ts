import { z } from 'zod';
import type { Who } from '../core/actor.ts';
import type { Instant } from '../core/time.ts';
import type { StoredDocument } from '../store/port.ts';
import { type CaseEvent, type LoggedEvent, loggedEventSchema } from './events.ts';
import { evolve } from './evolve.ts';
import { callCardSchema, messageRefSchema, messageSchema } from './messages.ts';
import { type FreshMessage, messagesFor } from './outgoing.ts';
import { caseStateSchema, isFollowed } from './state.ts';

/** How many of the latest activities are remembered to recognise one that is sent again. */
const REMEMBERED_ACTIVITIES = 50;

export const CASE = 'case';

/** One incident as it is stored: state, log and outgoing messages, always written together. */
const caseDocumentSchema = z.object({
  id: z.string(),
  kind: z.literal(CASE),
  schema: z.literal(1),
  municipality: z.string().exactOptional(),
  open: z.boolean(),
  dueAt: z.int().nullable(),
  state: caseStateSchema,
  log: z.array(loggedEventSchema),
  outbox: z.array(messageSchema),
  /** How many outgoing messages there ever were; numbers the next. */
  messages: z.int(),
  /** The case card in the channel, once it is posted. */
  thread: messageRefSchema.exactOptional(),
  callCards: z.array(callCardSchema).default([]),
  /** Activities that were carried out, so that one sent again acts once. */
  done: z.array(z.string()),
});
export type CaseDocument = z.infer<typeof caseDocumentSchema>;

/** Parses a stored case; the place where older schema versions will be upcast. Throws on a damaged one. */
export const parseCase = (stored: StoredDocument): CaseDocument => caseDocumentSchema.parse(stored);

/** What a case looks like the moment an officer opens the form. */
export const openedIntake = (id: string, by: Who, at: Instant): CaseDocument => {
  const opened: LoggedEvent = { at, by, event: { type: 'IntakeOpened' } };
  const state = evolve(undefined, opened);
  return {
    id,
    kind: CASE,
    schema: 1,
    open: false,
    dueAt: null,
    state,
    log: [opened],
    outbox: [],
    messages: 0,
    callCards: [],
    done: [],
  };
};

/** The document after these events, with the messages that follow from them. `by` is absent for the clock. */
export const withEvents = (
  document: CaseDocument,
  events: readonly CaseEvent[],
  at: Instant,
  by?: Who,
): CaseDocument => {
  if (events.length === 0) return document;
  const logged = events.map((event): LoggedEvent => ({ at, event, ...(by && { by }) }));
  const state = logged.reduce(evolve, document.state);
  const sent = messagesFor(events, document, isFollowed(state) ? state : undefined, at);
  return {
    ...document,
    state,
    open: isFollowed(state) && state.step !== 'closed',
    ...(isFollowed(state) && { municipality: state.announcement.municipality }),
    log: [...document.log, ...logged],
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

export const withDone = (document: CaseDocument, activity: string): CaseDocument => ({
  ...document,
  done: [...document.done, activity].slice(-REMEMBERED_ACTIVITIES),
});
