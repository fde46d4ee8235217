/**
 * Ways to break the program on purpose, each of which the simulation must find: they wrap what the program is given at its
 * edges, so that nothing of `src` has to be changed. Documented in docs/reliability.md.
 */
import type { Messenger } from '../../src/outbox/port.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import type { Mutation } from './mutation.ts';
import { isCase, isRoster } from './world/ledger.ts';
import { isFollowed } from '../../src/case/state.ts';

const altered = (document: StoredDocument, more: object): StoredDocument => ({ ...document, ...more });

/** Saves something else than what the program asked for. */
const saving =
  (change: (document: StoredDocument) => StoredDocument) =>
  (store: DocumentStore): DocumentStore => ({
    ...store,
    create: (document) => store.create(change(document)),
    replace: (document, expected) => store.replace(change(document), expected),
  });

const everyTime = (most: number): (() => boolean) => {
  let times = 0;
  return () => (times += 1) % most === 0;
};

const sending = (change: <T>(send: () => Promise<T | undefined>) => Promise<T | undefined>) => {
  return (messenger: Messenger): Messenger => ({
    ...messenger,
    toPerson: (who, card) => change(() => messenger.toPerson(who, card)),
    inThread: (thread, card, mention) => change(() => messenger.inThread(thread, card, mention)),
  });
};

const lastWriteWins = (store: DocumentStore): DocumentStore => ({
  ...store,
  replace: async (document, expected) => {
    const saved = await store.replace(document, expected);
    if (saved.ok) return saved;
    const found = await store.read(document.id);
    return found ? store.replace(document, found.version) : saved;
  },
});

const answersUnwritten = (store: DocumentStore): DocumentStore => {
  const isForgotten = everyTime(40);
  return {
    ...store,
    replace: (document, expected) =>
      isForgotten() ? Promise.resolve({ ok: true, version: expected }) : store.replace(document, expected),
  };
};

const skipsDue = (store: DocumentStore): DocumentStore => {
  const isSkipped = everyTime(10);
  return {
    ...store,
    findDue: async (now, limit) => (await store.findDue(now, limit)).filter(() => !isSkipped()),
  };
};

/** Whoever reads a document finds that it is its own to send. */
const takesOver = (store: DocumentStore, us: string): DocumentStore => ({
  ...store,
  read: async (id, known) => {
    const found = await store.read(id, known);
    const { document } = found ?? {};
    if (!found || !(isCase(document) || isRoster(document)) || !document.lease) return found;
    return { ...found, document: altered(document, { lease: { ...document.lease, holder: us } }) };
  },
});

const HOUR = 3_600_000;

export const MUTATIONS: readonly (Mutation & { finds: readonly string[] })[] = [
  {
    name: 'forgets-the-outbox',
    breaks: 'pings are not saved with the case',
    finds: ['every risk that stood was pinged at its rung within one sweep'],
    store: saving((document) =>
      isCase(document)
        ? altered(document, { outbox: document.outbox.filter(({ kind }) => kind !== 'ping') })
        : document,
    ),
  },
  {
    name: 'drops-a-message',
    breaks: 'the oldest message is dropped where more than four wait',
    finds: ['every saved message was delivered, needless, or given up with an alarm'],
    store: saving((document) =>
      (isCase(document) || isRoster(document)) && document.outbox.length > 4
        ? altered(document, { outbox: document.outbox.slice(1) })
        : document,
    ),
  },
  {
    name: 'ignores-the-version',
    breaks: 'a write at an old version overwrites the newer one',
    finds: ['the log explains every state', 'what was acknowledged is there, and acted once'],
    store: lastWriteWins,
  },
  {
    name: 'answers-unwritten',
    breaks: 'the store says that it wrote and did not',
    finds: ['what was acknowledged is there, and acted once', 'every accepted pre-announcement has a case'],
    store: answersUnwritten,
  },
  {
    name: 'swallows-errors',
    breaks: 'a message that Teams refused is recorded as sent',
    finds: ['every saved message was delivered, needless, or given up with an alarm'],
    messenger: sending(async (send) => send().catch(() => undefined)),
  },
  {
    name: 'records-before-it-sends',
    breaks: 'a message is recorded as sent before Teams took it',
    finds: ['every saved message was delivered, needless, or given up with an alarm'],
    messenger: sending((send) => {
      void send().catch(() => undefined);
      return Promise.resolve(undefined);
    }),
  },
  {
    name: 'skips-due-documents',
    breaks: 'a sweep leaves out every tenth due document',
    finds: ['every risk that stood was pinged at its rung within one sweep'],
    store: skipsDue,
  },
  {
    name: 'forgets-a-rung',
    breaks: 'the ladder has no managers',
    finds: ['every risk that stood was pinged at its rung within one sweep'],
    region: (region) => ({
      ...region,
      municipalities: region.municipalities.map((one) => ({
        ...one,
        policy: { ...one.policy, ladder: one.policy.ladder.filter((_, rung) => rung !== 1) },
      })),
    }),
  },
  {
    name: 'wakes-late',
    breaks: 'a case is looked at an hour late',
    finds: ['every risk that stood was pinged at its rung within one sweep'],
    store: saving((document) =>
      isCase(document) && document.dueAt !== null
        ? altered(document, { dueAt: document.dueAt + HOUR })
        : document,
    ),
  },
  {
    name: 'never-wakes',
    breaks: 'a planned visit is never looked at again',
    finds: ['no case is open without a future due moment'],
    store: saving((document) =>
      isCase(document) && document.state.step === 'planned' ? altered(document, { dueAt: null }) : document,
    ),
  },
  {
    name: 'gives-a-slot-twice',
    breaks: 'whoever claims gets the place of somebody else',
    finds: ['no slot is held twice', 'the log explains every state'],
    store: saving((document) => {
      if (!isCase(document) || !isFollowed(document.state) || document.state.slots.length < 2)
        return document;
      const [first, ...others] = document.state.slots;
      const slots = others.map((slot) =>
        slot.claim && first?.claim ? { ...slot, claim: first.claim } : slot,
      );
      return altered(document, { state: { ...document.state, slots: first ? [first, ...slots] : slots } });
    }),
  },
  {
    name: 'invents-a-report',
    breaks: 'a formal report that nobody registered is in the state, so the case can be closed',
    finds: ['the log explains every state', 'closed means nothing open'],
    store: saving((document) =>
      isCase(document) && document.state.step === 'visited' && document.state.formalReport === undefined
        ? altered(document, { state: { ...document.state, formalReport: 'invented' } })
        : document,
    ),
  },
  {
    name: 'forgets-what-it-did',
    breaks: 'an activity that comes again acts again',
    finds: ['what was acknowledged is there, and acted once'],
    store: saving((document) => (isCase(document) ? altered(document, { done: [] }) : document)),
  },
  {
    name: 'forgets-the-lease',
    breaks: 'nobody knows that another replica is sending already',
    finds: [
      'duplicates only where a crash, a lost answer or a stale lease fell between sending and recording',
    ],
    store: takesOver,
  },
];
