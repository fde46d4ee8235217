import { type CaseDocument, parseCase } from '../case/document.ts';
import { isReadyToForget } from '../case/farewell.ts';
import type { Repeats } from '../case/repeats.ts';
import { isFollowed } from '../case/state.ts';
import { beginningOf, chained, endOf } from '../core/chain.ts';
import type { Log } from '../core/log.ts';
import { type Clock, type Duration, type Instant, MINUTE } from '../core/time.ts';
import type { DocumentStore } from '../store/port.ts';
import { update } from '../store/update.ts';
import { figuresOf } from './figures.ts';

/** The keys of cases, as far as forgetting needs them. */
export interface ForgettableKeys {
  /** What was sealed with it can never be read again, wherever a copy is; remembered apart from the data. */
  destroy(caseId: string, at: Instant): Promise<void>;
  /** Every case whose key was destroyed. */
  destroyed(): AsyncIterable<string>;
}

export interface ForgettingParts {
  store: DocumentStore;
  keys: ForgettableKeys;
  repeats: Pick<Repeats, 'forget'>;
  /** The log of a case as it is kept: who did what when, without content. */
  records: (document: CaseDocument) => readonly object[];
  timeZone: string;
  clock: Clock;
  log: Log;
  /** Runs something after a while. */
  later: (run: () => void, wait: Duration) => void;
}

export interface Forgetting {
  /** Forgets a case that has said its farewell; leaves any other alone. */
  finish(document: CaseDocument): Promise<void>;
  /** Forgets again what came back with a backup; answers how many cases those were. */
  again(): Promise<number>;
}

const KEPT_LOG = 'log';

/**
 * Forgetting is in this order, and each step may be done twice: the key is destroyed, then nothing leads from an address to
 * the case, then its log is kept without content, then the case itself is written over.
 */
export const forgetting = (parts: ForgettingParts): Forgetting => {
  const { store, keys, repeats, records, timeZone, clock, log, later } = parts;

  /** What was written over must not stay in a file beside the database, also not until the program is stopped. */
  const wipe = async (): Promise<void> => {
    try {
      await store.wipe();
    } catch (error) {
      log.warn({ error }, 'what was forgotten is not wiped from the disk yet: again in a minute');
      later(() => void wipe(), MINUTE);
    }
  };

  const keep = async (document: CaseDocument): Promise<void> => {
    const id = `${KEPT_LOG}/${document.id}`;
    const lines = chained(beginningOf(id), records(document));
    // Ties it to what it was, so that nobody can put another log in its place.
    const original = { lines: document.log.length, end: endOf(document.log, beginningOf(document.id)) };
    const kept = { id, kind: KEPT_LOG, schema: 1, original, log: lines };
    // Refused when it is there: then we died after this.
    await store.create(kept);
  };

  const forget = async (document: CaseDocument): Promise<void> => {
    await keys.destroy(document.id, clock());
    await repeats.forget(document.id);
    await keep(document);
    await update(store, document.id, parseCase, (current) =>
      current && isFollowed(current.state)
        ? { save: forgotten(current, timeZone, clock()), result: undefined }
        : { result: undefined },
    );
    await wipe();
    log.info({ document: document.id }, 'case forgotten');
  };

  const forgetIfBack = async (id: string): Promise<boolean> => {
    const loaded = await store.read(id);
    const document = loaded && parseCase(loaded.document);
    if (!document || !isFollowed(document.state)) return false;
    log.warn({ document: id }, 'a case that was forgotten came back, and is forgotten again');
    await forget(document);
    return true;
  };

  return {
    finish: async (document) => {
      if (isFollowed(document.state) && isReadyToForget(document, clock())) await forget(document);
    },
    again: async () => {
      let found = 0;
      // A program that was killed may have left what it had just written over.
      await wipe();
      for await (const id of keys.destroyed()) {
        try {
          if (await forgetIfBack(id)) found += 1;
        } catch (error) {
          // One that cannot be read, or written now, does not keep the others.
          log.error(
            { document: id, error },
            'a case that was forgotten came back, and could not be forgotten',
          );
        }
      }
      return found;
    },
  };
};

/** All that is left of a case. */
const forgotten = (document: CaseDocument, timeZone: string, now: Instant): CaseDocument => {
  const { id, kind, schema, municipality, state, posted, farewell, messages } = document;
  if (!isFollowed(state)) throw new Error(`${id} is forgotten already, or was never announced`);
  const unreached = farewell?.unreached ?? 0;
  return {
    id,
    kind,
    schema,
    ...(municipality !== undefined && { municipality }),
    open: false,
    dueAt: null,
    state: {
      step: 'forgotten',
      number: state.number,
      forgottenAt: now,
      ...(state.dossier && { dossier: state.dossier }),
      messages: { changed: Math.max(0, posted.length - unreached), unreached },
      ...(state.step === 'closed' && { figures: figuresOf(state, document.log, timeZone) }),
    },
    log: [],
    outbox: [],
    messages,
    callCards: [],
    posted: [],
    parked: [],
    done: [],
  };
};
