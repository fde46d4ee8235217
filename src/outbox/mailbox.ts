import type { MunicipalityId } from '../core/region.ts';
import type { Log } from '../core/log.ts';
import type { Clock, Instant } from '../core/time.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';
import type { Bell } from './doorbell.ts';
import { type Pending, isDue } from './tries.ts';

export interface Tried<M, O> {
  message: M;
  outcome: O;
}

/** A stored document with messages to send. */
export type Mailed<M> = StoredDocument & { readonly outbox: readonly M[] };

/** What is particular to one kind of document: the engine knows no more of it. */
export interface Kind<D extends Mailed<M>, M extends Pending, O extends { kind: string }> {
  /** With which the id of such a document begins. */
  prefix: string;
  /** Throws on a damaged document. */
  parse: (stored: StoredDocument) => D;
  /** The documents of a municipality that may have something to send. */
  idsIn(municipality: MunicipalityId): Promise<readonly string[]>;
  /** What does not wait for another message of the document, or for its own earlier version; `flying` is on its way. */
  ready(document: D, flying: readonly M[], now: Instant): readonly M[];
  /** Tries to carry out one message. What it shows is drawn now, from the newest state. */
  attempt(document: D, message: M): Promise<O>;
  /** The document after a try. */
  after(document: D, tried: Tried<M, O>, now: Instant): D;
  /** Raises what is due in the document, and sets the moment at which it must be looked at again. */
  settle(document: D, now: Instant): D | Promise<D>;
  /** A message with all its ways open again. */
  anew(message: M): M;
}

export interface MailboxParts {
  store: DocumentStore;
  clock: Clock;
  log: Log;
}

/** The documents of one kind, as far as they have something to send. */
export interface Mailbox {
  holds(id: string): boolean;
  idsIn(municipality: MunicipalityId): Promise<readonly string[]>;
  /**
   * Sends everything in a document that is due, each as soon as it can go: a person or a channel that is slow keeps
   * nobody waiting. Ends when nothing is on its way; `wakeAt` is asked for what must go later.
   */
  sendAll(id: string, bell: Bell, wakeAt: (at: Instant) => void): Promise<void>;
  /** Makes everything that a document still has to send due now, every way open again. */
  hurry(id: string): Promise<void>;
}

export const mailbox = <D extends Mailed<M>, M extends Pending, O extends { kind: string }>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
): Mailbox => ({
  holds: (id) => id.startsWith(kind.prefix),
  idsIn: (municipality) => kind.idsIn(municipality),
  sendAll: (id, bell, wakeAt) => sendAll(kind, parts, id, bell, wakeAt),
  hurry: (id) =>
    update(parts.store, id, kind.parse, async (current) => {
      if (!current || current.outbox.length === 0) return { result: undefined };
      const now = parts.clock();
      const outbox = current.outbox.map((message) => ({ ...kind.anew(message), nextTryAt: now }));
      return { save: await kind.settle({ ...current, outbox }, now), result: undefined };
    }),
});

const sendAll = async <D extends Mailed<M>, M extends Pending, O extends { kind: string }>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
  id: string,
  bell: Bell,
  wakeAt: (at: Instant) => void,
): Promise<void> => {
  const flying = new Map<number, { message: M; landed: Promise<void> }>();
  const record = recorder(kind, parts, id);
  const send = async (document: D, message: M): Promise<void> => {
    await record({ message, outcome: await kind.attempt(document, message) });
    flying.delete(message.id);
  };
  try {
    for (;;) {
      bell.answer();
      const loaded = await parts.store.read(id);
      if (!loaded) return;
      const document = kind.parse(loaded.document);
      const now = parts.clock();
      const sent = [...flying.values()].map(({ message }) => message);
      const ready = kind.ready(document, sent, now);
      for (const message of ready.filter((one) => isDue(one, now)))
        flying.set(message.id, { message, landed: send(document, message) });
      const later = ready.filter((one) => !isDue(one, now)).map(({ nextTryAt }) => nextTryAt);
      if (later.length > 0) wakeAt(Math.min(...later));
      if (flying.size === 0) return;
      await Promise.race([bell.heard(), ...[...flying.values()].map(({ landed }) => landed)]);
    }
  } finally {
    await Promise.allSettled([...flying.values()].map(({ landed }) => landed));
  }
};

/**
 * Records each outcome as soon as it is known, so that a crash repeats only what was in flight; outcomes that come in
 * during a write share the next one.
 */
const recorder = <D extends Mailed<M>, M extends Pending, O extends { kind: string }>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
  id: string,
): ((tried: Tried<M, O>) => Promise<void>) => {
  const known: Tried<M, O>[] = [];
  let writing = Promise.resolve();
  const write = (): Promise<void> => {
    const outcomes = known.splice(0);
    return outcomes.length === 0 ? Promise.resolve() : record(kind, parts, id, outcomes);
  };
  return (tried) => {
    known.push(tried);
    writing = writing.then(write);
    return writing;
  };
};

const record = <D extends Mailed<M>, M extends Pending, O extends { kind: string }>(
  kind: Kind<D, M, O>,
  { store, clock, log }: MailboxParts,
  id: string,
  outcomes: readonly Tried<M, O>[],
): Promise<void> => {
  for (const { message, outcome } of outcomes.filter((tried) => tried.outcome.kind === 'undeliverable')) {
    log.error(
      { document: id, message: message.id, outcome: outcome.kind },
      'message could not be delivered anywhere',
    );
  }
  return update(store, id, kind.parse, async (current) => {
    if (!current) throw new Error(`${id} is gone`);
    const now = clock();
    const tried = outcomes.reduce((document, one) => kind.after(document, one, now), current);
    try {
      return { save: await kind.settle(tried, now), result: undefined };
    } catch (error) {
      // What was sent must be known all the same, or it goes out again at every sweep.
      log.error({ document: id, error }, 'what is due could not be raised; the next sweep tries again');
      return { save: { ...tried, dueAt: now }, result: undefined };
    }
  });
};
