import pLimit from 'p-limit';
import { CASE, type CaseDocument, parseCase } from '../case/document.ts';
import { type Watch, settle } from '../case/due.ts';
import { type OutgoingMessage, isPersonal } from '../case/messages.ts';
import { type Duration, type Instant, MINUTE } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';
import { update } from '../store/update.ts';
import { type AttemptParts, type Tried, after, attempt } from './attempt.ts';

/** Documents that are delivered beside each other. */
const SIDE_BY_SIDE = 16;

export interface DelivererParts extends AttemptParts {
  store: DocumentStore;
  watch: Watch;
  /** Runs something after a while. A retry does not wait for the next sweep; when this is lost, the sweep has it. */
  later: (run: () => void, wait: Duration) => void;
}

export interface Deliverer {
  /** Asks for delivery of what a document has to send now; does not wait for it. */
  nudge: (id: string) => void;
  /** Makes everything that a municipality still has to send due now: its channel has just become known. */
  hurry(municipality: string): Promise<void>;
  /** Resolves when nothing is being delivered any more. */
  idle(): Promise<void>;
}

/**
 * Sends what was saved. A message leaves the outbox only after Teams took it, so a crash in between sends it again
 * and nothing is lost. One loop per document, in which a card is never overtaken by a newer redraw of itself.
 */
export const deliverer = (parts: DelivererParts): Deliverer => {
  const { log } = parts;
  const limit = pLimit(SIDE_BY_SIDE);
  const running = new Map<string, { work: Promise<void>; bell: Bell }>();
  /** When each document is looked at again by itself. */
  const waking = new Map<string, Instant>();

  /** The soonest of what was asked for. */
  const wakeAt = (id: string, at: Instant): void => {
    if ((waking.get(id) ?? Infinity) <= at) return;
    waking.set(id, at);
    parts.later(() => {
      if (waking.get(id) === at) waking.delete(id);
      nudge(id);
    }, at - parts.clock());
  };

  const nudge = (id: string): void => {
    const current = running.get(id);
    if (current) {
      current.bell.ring();
      return;
    }
    const bell = doorbell();
    const later = (at: Instant): void => {
      wakeAt(id, at);
    };
    const work = limit(() => deliverAll(parts, id, bell, later))
      .catch((error: unknown) => {
        log.error({ document: id, error }, 'delivery stopped; the next sweep tries again');
      })
      .finally(() => {
        running.delete(id);
        if (bell.isRung()) nudge(id);
      });
    running.set(id, { work, bell });
  };

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all([...running.values()].map(({ work }) => work));
  };

  const hurry = async (municipality: string): Promise<void> => {
    for (const { document } of await parts.store.listOpen(CASE, municipality)) {
      // One case that cannot be read must not keep the others from their channel.
      await sendNow(parts, document.id).catch((error: unknown) => {
        log.error({ document: document.id, error }, 'a waiting case could not be hurried');
      });
      nudge(document.id);
    }
  };

  return { nudge, hurry, idle };
};

const sendNow = ({ store, watch, clock }: DelivererParts, id: string): Promise<void> =>
  update(store, id, parseCase, (current) => {
    if (!current || current.outbox.length === 0) return { result: undefined };
    const now = clock();
    const outbox = current.outbox.map((message) => anewFrom(message, now));
    return { save: settle({ ...current, outbox }, watch, now), result: undefined };
  });

/** Without a channel nobody could be reached at all, so everything starts again, 1:1 first. */
const anewFrom = (message: OutgoingMessage, now: Instant): OutgoingMessage =>
  isPersonal(message)
    ? { ...message, nextTryAt: now, tries: 0, route: message.to ? 'personal' : 'thread' }
    : { ...message, nextTryAt: now };

/** Tells a loop that is waiting that there may be something new. */
interface Bell {
  ring: () => void;
  /** Rung since it was last answered. */
  isRung: () => boolean;
  /** Forgets earlier rings: what they were about is about to be read. */
  answer: () => void;
  /** Resolves at the next ring, or at once when it was rung. */
  heard: () => Promise<void>;
}

const doorbell = (): Bell => {
  let rung = false;
  let hear: () => void = () => undefined;
  return {
    ring: () => {
      rung = true;
      hear();
    },
    isRung: () => rung,
    answer: () => {
      rung = false;
    },
    heard: () =>
      new Promise<void>((resolve) => {
        hear = resolve;
        if (rung) resolve();
      }),
  };
};

/**
 * Sends everything that is due, each as soon as it can go: a person or a channel that Teams is slow for keeps nobody
 * waiting. Ends when nothing is on its way; `wakeAt` is asked for what must go later.
 */
const deliverAll = async (
  parts: DelivererParts,
  id: string,
  bell: Bell,
  wakeAt: (at: Instant) => void,
): Promise<void> => {
  const flying = new Map<number, { message: OutgoingMessage; landed: Promise<void> }>();
  const record = recorder(parts, id);
  const send = async (document: CaseDocument, message: OutgoingMessage): Promise<void> => {
    await record({ message, outcome: await attempt(parts, document, message) });
    flying.delete(message.id);
  };
  try {
    for (;;) {
      bell.answer();
      const loaded = await parts.store.read(id);
      if (!loaded) return;
      const document = parseCase(loaded.document);
      const now = parts.clock();
      const sent = [...flying.values()].map(({ message }) => message);
      const ready = readyIn(document, sent, now);
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
const recorder = (parts: DelivererParts, id: string): ((tried: Tried) => Promise<void>) => {
  const known: Tried[] = [];
  let writing = Promise.resolve();
  const write = (): Promise<void> => {
    const outcomes = known.splice(0);
    return outcomes.length === 0 ? Promise.resolve() : record(parts, id, outcomes);
  };
  return (tried) => {
    known.push(tried);
    writing = writing.then(write);
    return writing;
  };
};

/** Longer than any retry waits: then the clock was set back since. */
const LONGEST_WAIT: Duration = 10 * MINUTE;

const isDue = ({ nextTryAt }: OutgoingMessage, now: Instant): boolean =>
  nextTryAt <= now || nextTryAt > now + LONGEST_WAIT;

/**
 * What does not wait for another message: not for its own earlier version that is on its way; in the thread, not for the
 * card that starts it; and a call not until it is known where the consultation is.
 */
const readyIn = (
  { outbox, thread }: CaseDocument,
  flying: readonly OutgoingMessage[],
  now: Instant,
): readonly OutgoingMessage[] => {
  const isFlying = ({ id, kind }: OutgoingMessage): boolean =>
    flying.some((one) => one.id === id || (one.kind === 'card' && kind === 'card'));
  const cards = [...flying, ...outbox.filter((one) => isDue(one, now))];
  const startsThread = !thread && cards.some(({ kind }) => kind === 'card');
  const looking = outbox.flatMap((message) => (message.kind === 'meeting' ? [message.meeting] : []));
  return outbox.filter((message) => {
    if (isFlying(message)) return false;
    if (isPersonal(message) && message.route === 'thread' && startsThread) return false;
    return !(message.kind === 'call' && looking.includes(message.meeting));
  });
};

const record = (
  { store, watch, clock, log }: DelivererParts,
  id: string,
  outcomes: readonly Tried[],
): Promise<void> => {
  for (const { message, outcome } of outcomes.filter((tried) => tried.outcome.kind === 'undeliverable')) {
    log.error(
      { document: id, message: message.id, outcome: outcome.kind },
      'message could not be delivered anywhere',
    );
  }
  return update(store, id, parseCase, (current) => {
    if (!current) throw new Error(`${id} is gone`);
    const now = clock();
    const tried = outcomes.reduce((document, one) => after(document, one, now), current);
    return { save: settle(tried, watch, now), result: undefined };
  });
};
