import { UNHEARD } from '../core/telemetry.ts';
import { update } from '../store/update.ts';
import type { Kind, MailboxParts, Mailed, Tried } from './mail.ts';
import { type Came, type Pending, resultOf, wayOf } from './tries.ts';

/** What was tried and could not be recorded, by document: known to this process alone. */
export type Unrecorded<M, O> = Map<string, Tried<M, O>[]>;

export interface Recorder<M, O> {
  /** Rejects when it could not be written; it is kept, and written with what is recorded next. */
  record: (tried: Tried<M, O>) => Promise<void>;
  /** Writes what could not be written before: nothing may be sent while that stands, or it would be sent again. */
  catchUp: () => Promise<void>;
}

/**
 * Records each outcome as soon as it is known, so that a crash repeats only what was in flight; outcomes that come in
 * during a write share the next one.
 */
export const recorder = <D extends Mailed<M>, M extends Pending, O extends Came>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
  id: string,
  unrecorded: Unrecorded<M, O>,
): Recorder<M, O> => {
  const known = unrecorded.get(id) ?? [];
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const outcomes = known.splice(0);
    if (outcomes.length === 0) return;
    try {
      await record(kind, parts, id, outcomes);
      tell(parts, outcomes);
      if (known.length === 0) unrecorded.delete(id);
    } catch (error) {
      known.unshift(...outcomes);
      unrecorded.set(id, known);
      throw error;
    }
  };
  // Whoever asked for the write before this one was told that it failed.
  const catchUp = (): Promise<void> => (writing = writing.then(write, write));
  return {
    catchUp,
    record: (tried) => {
      known.push(tried);
      return catchUp();
    },
  };
};

/** Not before it is written: what could not be written is written again. */
const tell = <M extends Pending, O extends Came>(
  { telemetry = UNHEARD }: MailboxParts,
  outcomes: readonly Tried<M, O>[],
): void => {
  for (const { message, outcome } of outcomes)
    telemetry.tell('deliveries', 1, { result: resultOf(outcome), way: wayOf(message) });
};

const record = <D extends Mailed<M>, M extends Pending, O extends Came>(
  kind: Kind<D, M, O>,
  { store, clock, log, us }: MailboxParts,
  id: string,
  outcomes: readonly Tried<M, O>[],
): Promise<void> => {
  for (const { message, outcome } of outcomes) {
    const fields = { document: id, message: message.id, kind: message.kind };
    if (outcome.kind === 'undeliverable') log.error(fields, 'message could not be delivered anywhere');
    if (outcome.kind === 'parked') log.error(fields, 'message parked: somebody must look at it');
  }
  return update(store, id, kind.parse, async (current) => {
    if (!current) throw new Error(`${id} is gone`);
    const now = clock();
    const tried = outcomes.reduce((document, one) => kind.after(document, one, now), current);
    try {
      return { save: await kind.settle(tried, now, us), result: undefined };
    } catch (error) {
      // What was sent must be known all the same, or it goes out again at every sweep.
      log.error({ document: id, error }, 'what is due could not be raised; the next sweep tries again');
      return { save: { ...tried, dueAt: now }, result: undefined };
    }
  });
};
