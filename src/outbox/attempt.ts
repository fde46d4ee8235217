import type { Channels } from '../address/channels.ts';
import { caseCard } from '../cards/case-card.ts';
import { sentCard } from '../cards/intake-card.ts';
import { pingCard } from '../cards/ping-card.ts';
import { riskStands } from '../cards/texts.nl.ts';
import { type CaseDocument, withEvents } from '../case/document.ts';
import type { MessageRef, OutgoingMessage } from '../case/messages.ts';
import { isFollowed, riskOf } from '../case/state.ts';
import type { Log } from '../core/log.ts';
import type { Region } from '../core/region.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';
import { DeliveryFailed, type Messenger } from './port.ts';

const FIRST_RETRY: Duration = 1_000;
const LONGEST_RETRY: Duration = 5 * MINUTE;

/** Failed tries after which a person is told in the thread instead: a call that hangs on is no call. */
const MOST_PERSONAL_TRIES = 4;

export interface AttemptParts {
  messenger: Messenger;
  channels: Channels;
  region: Region;
  clock: Clock;
  log: Log;
  /** Between 0 and 1; spreads retries. */
  chance: () => number;
}

/** What came of a try. */
export type Outcome =
  | { kind: 'sent'; thread?: MessageRef }
  | { kind: 'needless' }
  | { kind: 'again'; wait: Duration }
  | { kind: 'inThread' }
  | { kind: 'postAnew' }
  | { kind: 'undeliverable' };

export interface Tried {
  message: OutgoingMessage;
  outcome: Outcome;
}

/** Tries to send one message; never rejects. What it shows is drawn now, from the newest state. */
export const attempt = async (
  parts: AttemptParts,
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
  { messenger, channels, region, clock }: AttemptParts,
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

/** The document after a try. A newer redraw of the card, queued meanwhile, stays queued: it has another id. */
export const after = (current: CaseDocument, { message, outcome }: Tried, now: Instant): CaseDocument => {
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
