import { update } from '../store/update.ts';
import type { Kind, MailboxParts, Mailed, Tried } from './mail.ts';
import type { Pending } from './tries.ts';

/**
 * Records each outcome as soon as it is known, so that a crash repeats only what was in flight; outcomes that come in
 * during a write share the next one, and take along what could not be written.
 */
export const recorder = <D extends Mailed<M>, M extends Pending, O extends { kind: string }>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
  id: string,
): ((tried: Tried<M, O>) => Promise<void>) => {
  const known: Tried<M, O>[] = [];
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const outcomes = known.splice(0);
    if (outcomes.length === 0) return;
    try {
      await record(kind, parts, id, outcomes);
    } catch (error) {
      known.unshift(...outcomes);
      throw error;
    }
  };
  return (tried) => {
    known.push(tried);
    // Whoever asked for the write before this one was told that it failed.
    writing = writing.then(write, write);
    return writing;
  };
};

const record = <D extends Mailed<M>, M extends Pending, O extends { kind: string }>(
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
