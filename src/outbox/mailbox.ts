import { update } from '../store/update.ts';
import type { Kind, Mailbox, MailboxParts, Mailed } from './mail.ts';
import type { Unrecorded } from './record.ts';
import { sendAll } from './send-all.ts';
import type { Came, Pending } from './tries.ts';

export const mailbox = <D extends Mailed<M>, M extends Pending, O extends Came>(
  kind: Kind<D, M, O>,
  parts: MailboxParts,
): Mailbox => {
  const unrecorded: Unrecorded<M, O> = new Map();
  return {
    holds: (id) => id.startsWith(kind.prefix),
    idsIn: (municipality) => kind.idsIn(municipality),
    sendAll: (id, round) => sendAll(kind, parts, id, round, unrecorded),
    hurry: (id) =>
      update(parts.store, id, kind.parse, async (current) => {
        if (!current || current.outbox.length === 0) return { result: undefined };
        const now = parts.clock();
        const outbox = current.outbox.map((message) => ({ ...kind.anew(message), nextTryAt: now }));
        return { save: await kind.settle({ ...current, outbox }, now, parts.us), result: undefined };
      }),
  };
};
