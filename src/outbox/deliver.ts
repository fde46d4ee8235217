import pLimit from 'p-limit';
import type { Channels } from '../address/channels.ts';
import { caseCard } from '../cards/case-card.ts';
import { sentCard } from '../cards/intake-card.ts';
import { pingCard } from '../cards/ping-card.ts';
import { riskStands } from '../cards/texts.nl.ts';
import { CASE, type CaseDocument, parseCase, withEvents } from '../case/document.ts';
import { type Watch, settle } from '../case/due.ts';
import type { MessageRef, OutgoingMessage } from '../case/messages.ts';
import { isFollowed, riskOf } from '../case/state.ts';
import type { Log } from '../core/log.ts';
import type { Region } from '../core/region.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';
import { update } from '../store/update.ts';
import { DeliveryFailed, type Messenger } from './port.ts';

const FIRST_RETRY: Duration = 1_000;
const LONGEST_RETRY: Duration = 5 * MINUTE;

/** Failed tries after which a person is told in the thread instead: a call that hangs on is no call. */
const MOST_PERSONAL_TRIES = 4;

/** Documents that are delivered beside each other. */
const SIDE_BY_SIDE = 16;

export interface DelivererParts {
  store: DocumentStore;
  messenger: Messenger;
  channels: Channels;
  region: Region;
  watch: Watch;
  clock: Clock;
  log: Log;
  /** Between 0 and 1; spreads retries. */
  chance: () => number;
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

type Outcome =
  | { kind: 'sent'; thread?: MessageRef }
  | { kind: 'needless' }
  | { kind: 'again'; wait: Duration }
  | { kind: 'inThread' }
  | { kind: 'postAnew' }
  | { kind: 'undeliverable' };

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
    const due = dueIn(document, now);
    if (due.length === 0) {
      const waits = document.outbox.map(({ nextTryAt }) => nextTryAt - now);
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

/** What can be sent now. What is for the thread waits for the card that starts it, when that is on its way too. */
const dueIn = ({ outbox, thread }: CaseDocument, now: Instant): readonly OutgoingMessage[] => {
  const due = outbox.filter(({ nextTryAt }) => nextTryAt <= now);
  const startsThread = !thread && due.some(({ kind }) => kind === 'card');
  return startsThread
    ? due.filter((message) => message.kind !== 'ping' || message.route === 'personal')
    : due;
};

const attempt = async (
  parts: DelivererParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<Outcome> => {
  const { log, chance } = parts;
  const fields = { document: document.id, message: message.id, kind: message.kind, tries: message.tries + 1 };
  if (isNeedless(message, document, parts.clock())) return { kind: 'needless' };
  try {
    const thread = await send(parts, document, message);
    log.info(fields, 'message delivered');
    return { kind: 'sent', ...(thread && { thread }) };
  } catch (error) {
    const wait = waitFor(message.tries, chance());
    if (!(error instanceof DeliveryFailed)) {
      // A fault of ours must not hold up the other messages of the case; it is tried again with the same patience.
      log.error({ ...fields, error }, 'message could not be made');
      return { kind: 'again', wait };
    }
    log.warn({ ...fields, outlook: error.outlook, reason: error.message }, 'message not delivered');
    if (error.outlook !== 'again') return refused(message, document, error);
    const personal = message.kind === 'ping' && message.route === 'personal';
    if (personal && message.tries + 1 >= MOST_PERSONAL_TRIES) return { kind: 'inThread' };
    return { kind: 'again', wait: Math.ceil(Math.max(error.retryAfter ?? 0, wait)) };
  }
};

/** A call for attention that nobody has to answer any more is not made. */
const isNeedless = (message: OutgoingMessage, { state }: CaseDocument, now: Instant): boolean =>
  message.kind === 'ping' &&
  isFollowed(state) &&
  message.risks.every((id) => {
    const risk = riskOf(state, id);
    return risk === undefined || risk.acknowledged !== undefined || !riskStands(risk.rule, state, now);
  });

/** What to do when Teams will not take the message this way. */
const refused = (message: OutgoingMessage, document: CaseDocument, { outlook }: DeliveryFailed): Outcome => {
  if (message.kind === 'card') {
    return outlook === 'gone' && document.thread && !message.anew
      ? { kind: 'postAnew' }
      : { kind: 'again', wait: LONGEST_RETRY };
  }
  if (message.kind === 'ping' && message.route === 'personal') return { kind: 'inThread' };
  return { kind: 'undeliverable' };
};

/** Doubles per try, with some chance in it so that retries do not come in one burst. */
const waitFor = (tries: number, chance: number): Duration =>
  Math.round(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** tries) * (0.75 + chance / 2));

/** Sends one message; answers where it stands when it started the thread of the case. */
const send = async (
  { messenger, channels, region, clock }: DelivererParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<MessageRef | undefined> => {
  if (message.kind === 'sentForm') {
    await messenger.update(message.form, sentCard(document, region));
    return undefined;
  }
  if (message.kind === 'ping') {
    const card = pingCard(document, message.risks, region, clock());
    if (message.route === 'personal' && message.to) await messenger.toPerson(message.to, card);
    else await messenger.inThread(threadOf(document), card, message.to);
    return undefined;
  }
  const card = caseCard(document, region, clock());
  if (document.thread && !message.anew) {
    await messenger.update(document.thread, card);
    return undefined;
  }
  const channel = document.municipality === undefined ? undefined : await channels.of(document.municipality);
  if (!channel) throw new DeliveryFailed('the municipality has no channel yet', 'again');
  return messenger.post(channel, card);
};

const threadOf = ({ thread }: CaseDocument): MessageRef => {
  if (!thread) throw new DeliveryFailed('the case has no thread yet', 'again');
  return thread;
};

interface Tried {
  message: OutgoingMessage;
  outcome: Outcome;
}

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

/** The document after a try. A newer redraw of the card, queued meanwhile, stays queued: it has another id. */
const after = (current: CaseDocument, { message, outcome }: Tried, now: Instant): CaseDocument => {
  const without = { ...current, outbox: current.outbox.filter(({ id }) => id !== message.id) };
  const changed = (change: (pending: OutgoingMessage) => OutgoingMessage): CaseDocument => ({
    ...current,
    outbox: current.outbox.map((pending) => (pending.id === message.id ? change(pending) : pending)),
  });
  switch (outcome.kind) {
    case 'sent':
      return { ...without, ...(outcome.thread && { thread: outcome.thread }) };
    case 'needless':
      return without;
    case 'again':
      return changed((pending) => ({ ...pending, tries: pending.tries + 1, nextTryAt: now + outcome.wait }));
    case 'inThread':
      return changed((pending) =>
        pending.kind === 'ping' ? { ...pending, route: 'thread', tries: 0 } : pending,
      );
    case 'postAnew':
      // Whatever redraw is pending must be posted; until Teams took it, the old thread stays known.
      return {
        ...current,
        outbox: current.outbox.map((pending) =>
          pending.kind === 'card' ? { ...pending, anew: true } : pending,
        ),
      };
    case 'undeliverable':
      return message.kind === 'ping'
        ? withEvents(without, [{ type: 'PingUndeliverable', ...(message.to && { to: message.to }) }], now)
        : without;
    default:
      return outcome satisfies never;
  }
};
