import pLimit from 'p-limit';
import { CASE, type CaseDocument, parseCase } from '../case/document.ts';
import { type Watch, settle } from '../case/due.ts';
import { type OutgoingMessage, isPersonal } from '../case/messages.ts';
import type { Duration, Instant } from '../core/time.ts';
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
 * and nothing is lost. Per document one round of deliveries runs at a time, so updates of a card never overtake each other.
 */
export const deliverer = (parts: DelivererParts): Deliverer => {
  const { log } = parts;
  const limit = pLimit(SIDE_BY_SIDE);
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const waking = new Set<string>();

  const nudge = (id: string): void => {
    if (running.has(id)) {
      again.add(id);
      return;
    }
    const work = limit(() => deliverAll(parts, id))
      .then((retryIn) => {
        if (retryIn === undefined || waking.has(id)) return;
        waking.add(id);
        parts.later(() => {
          waking.delete(id);
          nudge(id);
        }, retryIn);
      })
      .catch((error: unknown) => {
        log.error({ document: id, error }, 'delivery stopped; the next sweep tries again');
      })
      .finally(() => {
        running.delete(id);
        if (again.delete(id)) nudge(id);
      });
    running.set(id, work);
  };

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running.values());
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
    const outbox = current.outbox.map((message) => ({ ...message, nextTryAt: now }));
    return { save: settle({ ...current, outbox }, watch, now), result: undefined };
  });

/** Sends everything that is due; answers how long until the next message is, when there is one left. */
const deliverAll = async (parts: DelivererParts, id: string): Promise<Duration | undefined> => {
  for (;;) {
    const loaded = await parts.store.read(id);
    if (!loaded) return undefined;
    const document = parseCase(loaded.document);
    const now = parts.clock();
    const ready = readyIn(document, now);
    const due = ready.filter(({ nextTryAt }) => nextTryAt <= now);
    if (due.length === 0) {
      const waits = ready.map(({ nextTryAt }) => nextTryAt - now);
      return waits.length === 0 ? undefined : Math.max(0, Math.min(...waits));
    }
    await sendSideBySide(parts, document, due);
  }
};

/**
 * A person Teams is slow for must not keep the others waiting. Each outcome is recorded as soon as it is known, so that
 * a crash repeats only what was in flight; outcomes that come in during a write share the next one.
 */
const sendSideBySide = async (
  parts: DelivererParts,
  document: CaseDocument,
  due: readonly OutgoingMessage[],
): Promise<void> => {
  const known: Tried[] = [];
  let writing = Promise.resolve();
  const write = (): Promise<void> => {
    const outcomes = known.splice(0);
    return outcomes.length === 0 ? Promise.resolve() : record(parts, document.id, outcomes);
  };
  const settled = await Promise.allSettled(
    due.map(async (message) => {
      known.push({ message, outcome: await attempt(parts, document, message) });
      writing = writing.then(write);
      await writing;
    }),
  );
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};

/**
 * What does not wait for another message. What is for the thread waits for the card that starts it, when that is on its
 * way too; a call waits until it is known where the consultation is.
 */
const readyIn = ({ outbox, thread }: CaseDocument, now: Instant): readonly OutgoingMessage[] => {
  const startsThread = !thread && outbox.some(({ kind, nextTryAt }) => kind === 'card' && nextTryAt <= now);
  const looking = outbox.flatMap((message) => (message.kind === 'meeting' ? [message.meeting] : []));
  return outbox.filter((message) => {
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
