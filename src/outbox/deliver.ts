import pLimit from 'p-limit';
import type { Channels } from '../address/channels.ts';
import { caseCard } from '../cards/case-card.ts';
import { sentCard } from '../cards/intake-card.ts';
import { pingCard } from '../cards/ping-card.ts';
import { CASE, type CaseDocument, parseCase, withEvents } from '../case/document.ts';
import { type Watch, settle } from '../case/due.ts';
import type { MessageRef, OutgoingMessage } from '../case/messages.ts';
import type { Log } from '../core/log.ts';
import type { Region } from '../core/region.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';
import { update } from '../store/update.ts';
import { DeliveryFailed, type Messenger } from './port.ts';

const FIRST_RETRY: Duration = 1_000;
const LONGEST_RETRY: Duration = 5 * MINUTE;

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

  const nudge = (id: string): void => {
    if (running.has(id)) {
      again.add(id);
      return;
    }
    const work = limit(() => deliverAll(parts, id))
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
      await sendNow(parts, document.id);
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

const deliverAll = async (parts: DelivererParts, id: string): Promise<void> => {
  for (;;) {
    const loaded = await parts.store.read(id);
    if (!loaded) return;
    const document = parseCase(loaded.document);
    const now = parts.clock();
    const due = document.outbox.filter(({ nextTryAt }) => nextTryAt <= now);
    if (due.length === 0) return;
    // Side by side: a person Teams is slow for must not keep the others waiting. A card is pending once at most.
    await Promise.all(
      due.map(async (message) => {
        const outcome = await attempt(parts, document, message);
        await record(parts, id, message, outcome);
      }),
    );
  }
};

const attempt = async (
  parts: DelivererParts,
  document: CaseDocument,
  message: OutgoingMessage,
): Promise<Outcome> => {
  const { log, chance } = parts;
  const fields = { document: document.id, message: message.id, kind: message.kind, tries: message.tries + 1 };
  try {
    const thread = await send(parts, document, message);
    log.info(fields, 'message delivered');
    return { kind: 'sent', ...(thread && { thread }) };
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) {
      // A fault of ours must not hold up the other messages of the case; it is tried again with the same patience.
      log.error({ ...fields, error }, 'message could not be made');
      return { kind: 'again', wait: waitFor(message.tries, chance()) };
    }
    log.warn({ ...fields, again: error.again, reason: error.message }, 'message not delivered');
    const wait = Math.max(error.retryAfter ?? 0, waitFor(message.tries, chance()));
    return error.again ? { kind: 'again', wait } : refused(message, document);
  }
};

/** What to do when Teams will never take the message this way. */
const refused = (message: OutgoingMessage, document: CaseDocument): Outcome => {
  if (message.kind === 'card')
    return document.thread ? { kind: 'postAnew' } : { kind: 'again', wait: LONGEST_RETRY };
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
  if (document.thread) {
    await messenger.update(document.thread, card);
    return undefined;
  }
  const channel = document.municipality === undefined ? undefined : await channels.of(document.municipality);
  if (!channel) throw new DeliveryFailed('the municipality has no channel yet', true);
  return messenger.post(channel, card);
};

const threadOf = ({ thread }: CaseDocument): MessageRef => {
  if (!thread) throw new DeliveryFailed('the case has no thread yet', true);
  return thread;
};

const record = (
  { store, watch, clock, log }: DelivererParts,
  id: string,
  message: OutgoingMessage,
  outcome: Outcome,
): Promise<void> =>
  update(store, id, parseCase, (current) => {
    if (!current) throw new Error(`${id} is gone`);
    const now = clock();
    if (outcome.kind === 'undeliverable') {
      log.error(
        { document: id, message: message.id, kind: message.kind },
        'message could not be delivered anywhere',
      );
    }
    return { save: settle(after(current, message, outcome, now), watch, now), result: undefined };
  });

/** The document after a try. A newer redraw of the card, queued meanwhile, stays queued: it has another id. */
const after = (
  current: CaseDocument,
  message: OutgoingMessage,
  outcome: Outcome,
  now: Instant,
): CaseDocument => {
  const without = { ...current, outbox: current.outbox.filter(({ id }) => id !== message.id) };
  const changed = (change: (pending: OutgoingMessage) => OutgoingMessage): CaseDocument => ({
    ...current,
    outbox: current.outbox.map((pending) => (pending.id === message.id ? change(pending) : pending)),
  });
  switch (outcome.kind) {
    case 'sent':
      return { ...without, ...(outcome.thread && { thread: outcome.thread }) };
    case 'again':
      return changed((pending) => ({ ...pending, tries: pending.tries + 1, nextTryAt: now + outcome.wait }));
    case 'inThread':
      return changed((pending) => (pending.kind === 'ping' ? { ...pending, route: 'thread' } : pending));
    case 'postAnew': {
      const { thread, ...threadless } = current;
      return threadless;
    }
    case 'undeliverable':
      return message.kind === 'ping' && message.to
        ? withEvents(without, [{ type: 'PingUndeliverable', to: message.to }], now)
        : without;
    default:
      return outcome satisfies never;
  }
};
