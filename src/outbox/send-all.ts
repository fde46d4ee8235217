import { claimed, heldUntil, isOurs, isSound } from '../core/sending.ts';
import { UNHEARD, toldId } from '../core/telemetry.ts';
import type { Instant } from '../core/time.ts';
import { update } from '../store/update.ts';
import type { Kind, MailboxParts, Mailed, Round } from './mail.ts';
import { type Unrecorded, recorder } from './record.ts';
import { type Came, type Pending, isDue, resultOf, wayOf } from './tries.ts';

/** Implements `Mailbox.sendAll`. */
export const sendAll = async <D extends Mailed<M>, M extends Pending, O extends Came>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
  id: string,
  round: Round,
  unrecorded: Unrecorded<M, O> = new Map(),
): Promise<void> => {
  const { store, clock, us, telemetry = UNHEARD } = parts;
  const flying = new Map<number, { message: M; landed: Promise<void> }>();
  const { record, catchUp } = recorder(kind, parts, id, unrecorded);
  const send = async (document: D, message: M): Promise<void> => {
    const about = { document: toldId(id), message: message.id, kind: message.kind, way: wayOf(message) };
    await telemetry.follow('delivery', about, async ({ note }) => {
      const outcome = await kind.attempt(document, message);
      note({ result: resultOf(outcome) });
      await record({ message, outcome });
    });
    flying.delete(message.id);
    // What landed while the document was being read is not known in what was read.
    round.bell.ring();
  };
  /** What can go now, of a document that is ours to send. */
  const departing = async (): Promise<{ document: D; now: readonly M[] } | undefined> => {
    for (;;) {
      round.bell.answer();
      // Before the read: what lands meanwhile must not look as if it still has to go.
      const sent = [...flying.values()].map(({ message }) => message);
      const loaded = await store.read(id);
      if (!loaded) return undefined;
      const document = kind.parse(loaded.document);
      const now = clock();
      const held = heldUntil(document.lease, us, now);
      if (held !== undefined) round.wakeAt(held);
      const due = held === undefined ? dueOf(kind, round, document, sent, now) : [];
      if (due.length === 0 || isOurs(document.lease, us, now)) return { document, now: due };
      await claim(kind, parts, id);
    }
  };
  if (unrecorded.has(id)) await catchUp();
  try {
    for (;;) {
      const next = await departing();
      if (!next) return;
      for (const message of next.now) {
        if (!departs(kind.placeOf(next.document, message), round, clock())) continue;
        flying.set(message.id, { message, landed: send(next.document, message) });
      }
      if (flying.size === 0 && !round.bell.isRung()) return;
      await Promise.race([round.bell.heard(), ...[...flying.values()].map(({ landed }) => landed)]);
    }
  } finally {
    await Promise.allSettled([...flying.values()].map(({ landed }) => landed));
  }
};

/** Writes that we send what is in a document, where nobody else does. */
const claim = <D extends Mailed<M>, M extends Pending, O extends Came>(
  kind: Kind<D, M, O>,
  { store, clock, log, us }: MailboxParts,
  id: string,
): Promise<void> =>
  update(store, id, kind.parse, async (current) => {
    if (!current) return { result: undefined };
    const now = clock();
    if (heldUntil(current.lease, us, now) !== undefined) return { result: undefined };
    if (current.lease && !isSound(current.lease, now))
      log.warn({ document: id }, 'the clocks of two replicas differ by minutes: messages may go twice');
    try {
      return { save: await kind.settle(current, now, us), result: undefined };
    } catch (error) {
      // What was saved must go out all the same.
      log.error({ document: id, error }, 'what is due could not be raised; the next sweep tries again');
      return { save: { ...claimed(current, us, now), dueAt: now }, result: undefined };
    }
  });

/** Counts what goes to a place, unless what went just before it in this document was the last that may. */
const departs = (place: string | undefined, { pace, wakeAt }: Round, now: Instant): boolean => {
  if (place === undefined) return true;
  const free = pace.freeFrom(place, now);
  if (free > now) wakeAt(free);
  else pace.sent(place, now);
  return free <= now;
};

/** The messages that can go now; asks to be woken for the others that wait for nothing but the time. */
const dueOf = <D extends Mailed<M>, M extends Pending, O extends Came>(
  kind: Kind<D, M, O>,
  { pace, wakeAt }: Round,
  document: D,
  flying: readonly M[],
  now: Instant,
): readonly M[] => {
  const ready = kind.ready(document, flying, now);
  const from = (message: M): Instant => {
    if (!isDue(message, now)) return message.nextTryAt;
    const place = kind.placeOf(document, message);
    return place === undefined ? now : pace.freeFrom(place, now);
  };
  const later = ready.map(from).filter((at) => at > now);
  if (later.length > 0) wakeAt(Math.min(...later));
  return ready.filter((message) => from(message) <= now);
};
