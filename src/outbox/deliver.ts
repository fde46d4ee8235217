import pLimit from 'p-limit';
import type { Log } from '../core/log.ts';
import type { MunicipalityId } from '../core/region.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';
import { type Bell, doorbell } from './doorbell.ts';
import type { Mailbox } from './mail.ts';
import type { Pace } from './pace.ts';

/** Documents that are delivered beside each other. */
const SIDE_BY_SIDE = 16;

/** Every call has a time-out of some seconds: a document without any progress for this long hangs. */
const HANGS: Duration = 2 * MINUTE;

export interface DelivererParts {
  /** One for every kind of document. */
  mailboxes: readonly Mailbox[];
  pace: Pace;
  clock: Clock;
  log: Log;
  /** Runs something after a while. A retry does not wait for the next sweep; when this is lost, the sweep has it. */
  later: (run: () => void, wait: Duration) => void;
  /** Resolves when what is going on is over: whoever waits for an answer gets it before anything is sent. At once by default. */
  afterThis?: () => Promise<void>;
}

export interface Deliverer {
  /** Asks for delivery of what a document has to send now; does not wait for it. */
  nudge: (id: string) => void;
  /** Makes everything that a municipality still has to send due now: its channel has just become known. */
  hurry(municipality: MunicipalityId): Promise<void>;
  /** Resolves when nothing is being delivered any more. */
  idle(): Promise<void>;
  /** Whether what is being delivered gets on. */
  isAlive: () => boolean;
}

/**
 * Sends what was saved. A message leaves the outbox only after it was taken, so a crash in between sends it again and
 * nothing is lost. One loop per document, in which a card is never overtaken by a newer redraw of itself.
 */
export const deliverer = (parts: DelivererParts): Deliverer => {
  const { mailboxes, clock, log, afterThis = () => Promise.resolve() } = parts;
  const limit = pLimit(SIDE_BY_SIDE);
  const running = new Map<string, { work: Promise<void>; bell: Bell }>();
  /** When each document that is being delivered last got on. */
  const progress = new Map<string, Instant>();
  /** When each document is looked at again by itself. */
  const waking = new Map<string, Instant>();

  /** The soonest of what was asked for. */
  const wakeAt = (id: string, at: Instant): void => {
    if ((waking.get(id) ?? Infinity) <= at) return;
    waking.set(id, at);
    const awake = (): void => {
      if (waking.get(id) === at) waking.delete(id);
    };
    try {
      parts.later(() => {
        awake();
        nudge(id);
      }, at - clock());
    } catch (error) {
      // What can go now must not wait for what can go later, and the next sweep has that.
      awake();
      log.error({ document: id, error }, 'no timer could be set; the next sweep tries again');
    }
  };

  const nudge = (id: string): void => {
    const current = running.get(id);
    if (current) {
      current.bell.ring();
      return;
    }
    const bell = doorbell(() => progress.set(id, clock()));
    const work = limit(async () => {
      await afterThis();
      await mailboxOf(mailboxes, id).sendAll(id, {
        bell,
        pace: parts.pace,
        wakeAt: (at) => {
          wakeAt(id, at);
        },
      });
    })
      .catch((error: unknown) => {
        log.error({ document: id, error }, 'delivery stopped; the next sweep tries again');
      })
      .finally(() => {
        running.delete(id);
        progress.delete(id);
        if (bell.isRung()) nudge(id);
      });
    running.set(id, { work, bell });
  };

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all([...running.values()].map(({ work }) => work));
  };

  const hurry = async (municipality: MunicipalityId): Promise<void> => {
    const ids = await Promise.all(mailboxes.map((mailbox) => mailbox.idsIn(municipality)));
    for (const id of ids.flat()) {
      // One document that cannot be read must not keep the others from their channel.
      await mailboxOf(mailboxes, id)
        .hurry(id)
        .catch((error: unknown) => {
          log.error({ document: id, error }, 'a waiting document could not be hurried');
        });
      nudge(id);
    }
  };

  const isAlive = (): boolean => [...progress.values()].every((at) => clock() - at < HANGS);

  return { nudge, hurry, idle, isAlive };
};

const mailboxOf = (mailboxes: readonly Mailbox[], id: string): Mailbox => {
  const found = mailboxes.find((mailbox) => mailbox.holds(id));
  if (!found) throw new Error(`${id} has nothing to send`);
  return found;
};
