import type { DocumentStore } from '../../../src/store/port.ts';
import { SECOND } from '../faults/lengths.ts';
import type { Gate, Turns } from '../faults/gate.ts';
import type { Life, World } from './world.ts';

const timedOut = (): Error => new Error('the store did not answer in time');

/** The store as one life of a replica has it: true to the port, except where the seed says otherwise. */
export const storeEdge = (world: World, life: Life, gate: Gate): DocumentStore => {
  const { ledger, agenda } = world;
  const store = ledger.as(life.name);
  const somebodyElse = ledger.as('somebody else');

  const turnsFor = (id: string): Turns => ({
    'store: time-out, nothing written': (chance) => ({
      wait: chance.whole(0, 5) * SECOND,
      instead: timedOut(),
    }),
    'store: time-out, and it was written': () => ({ afterwards: timedOut() }),
    'store: slow': (chance) => ({ wait: chance.whole(10, 3_000) }),
    'store: conflict (somebody wrote in between)': () => ({
      meddle: async () => {
        const found = await somebodyElse.read(id);
        if (found) await somebodyElse.replace(found.document, found.version);
      },
    }),
  });

  const ask = <T>(call: string, subject: string, work: () => Promise<T>): Promise<T> =>
    gate(
      { edge: 'store', call, subject },
      () => (world.away.store > agenda.now ? Promise.reject(timedOut()) : work()),
      turnsFor(subject),
    );

  return {
    read: (id, known) => ask('read', id, () => store.read(id, known)),
    create: (document) => ask('create', document.id, () => store.create(document)),
    replace: (document, expected) => ask('replace', document.id, () => store.replace(document, expected)),
    findDue: (now, limit) => ask('findDue', '', () => store.findDue(now, limit)),
    findOpen: (kind, municipality) => ask('findOpen', municipality, () => store.findOpen(kind, municipality)),
    page: (limit, cursor) => ask('page', '', () => store.page(limit, cursor)),
    wipe: () => ask('wipe', '', () => store.wipe()),
    ping: () => ask('ping', '', () => store.ping()),
    close: () => Promise.resolve(),
  };
};
