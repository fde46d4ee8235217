import { type CaseDocument, CASE, parseCase } from '../case/document.ts';
import { isFollowed } from '../case/state.ts';
import type { Log } from '../core/log.ts';
import type { Fact } from '../core/measures.ts';
import { type Followed, type Telemetry, toldId } from '../core/telemetry.ts';
import { isRosterId, parseRoster } from '../roster/document.ts';
import type { DocumentStore, Saved, StoredDocument, Versioned } from '../store/port.ts';
import { factsOf } from './case-facts.ts';
import type { Message, WaitingMessages } from './waiting.ts';

export interface ObservedStoreParts<O> {
  telemetry: Pick<Telemetry, 'follow'>;
  tell: (fact: Fact) => void;
  waiting: WaitingMessages<O>;
  /** What is remembered of the save that is going on, to link deliveries to. */
  here: () => O | undefined;
  /** What can be noted of the turn that is going on, if one is. */
  turn: () => Pick<Followed, 'note'> | undefined;
  log: Log;
}

/** Between a read and the save that follows from it hardly anything else is read. */
const MOST_READ = 200;

/**
 * The same store, that tells what is committed through it. Here and nowhere else: every change of a case, by a person, by the
 * clock or by a delivery, is one replaced document, so whatever was refused, lost a race or failed is not counted, and with
 * several replicas each counts what it committed itself.
 *
 * A write whose answer got lost may have been carried out; it is not counted, for whoever reads it next cannot tell whose it
 * was.
 */
export const observedStore = <O>(store: DocumentStore, parts: ObservedStoreParts<O>): DocumentStore => {
  const { telemetry, waiting, here, turn, log } = parts;
  /** Of cases and rosters, the version that was read last. */
  const read = new Map<string, Versioned>();

  const remember = (id: string, found: Versioned | undefined): void => {
    read.delete(id);
    if (!found) return;
    read.set(id, found);
    const [oldest] = read.keys();
    if (read.size > MOST_READ && oldest !== undefined) read.delete(oldest);
  };

  /** Whatever goes wrong in telling must not undo what was done. */
  const quietly = (id: string, tell: () => void): void => {
    try {
      tell();
    } catch (error) {
      log.error({ document: toldId(id), error }, 'what was saved could not be counted');
    }
  };

  const saving = (
    document: StoredDocument,
    before: StoredDocument | undefined,
    save: () => Promise<Saved>,
  ): Promise<Saved> => {
    if (!isObserved(document)) return save();
    const { id } = document;
    const asked = turn();
    return telemetry.follow('save', { document: toldId(id) }, async (followed) => {
      const saved = await save();
      if (!saved.ok) {
        followed.note({ result: 'conflict' });
        return saved;
      }
      remember(id, { document, version: saved.version });
      quietly(id, () => {
        committed(parts, before, document, followed);
        const about = seenOf(document);
        waiting.saw(id, about, here());
        asked?.note({ document: toldId(id), ...(about.about !== undefined && { case: about.about }) });
      });
      return saved;
    });
  };

  return {
    ...store,
    read: async (id, known) => {
      const found = await store.read(id, known);
      if (isObservedId(id)) {
        if (found && found.document !== read.get(id)?.document)
          quietly(id, () => {
            waiting.saw(id, seenOf(found.document));
          });
        remember(id, found);
      }
      return found;
    },
    create: (document) => saving(document, undefined, () => store.create(document)),
    replace: (document, expected) => {
      const last = read.get(document.id);
      const before = last?.version === expected ? last.document : undefined;
      return saving(document, before, () => store.replace(document, expected));
    },
  };
};

/** Where people's work is. Of no other kind may the id be told, and none of them has messages. */
const isObservedId = (id: string): boolean => id.startsWith(`${CASE}/`) || isRosterId(id);
const isObserved = ({ id }: StoredDocument): boolean => isObservedId(id);

const committed = <O>(
  { tell }: ObservedStoreParts<O>,
  before: StoredDocument | undefined,
  after: StoredDocument,
  followed: Followed,
): void => {
  if (after.kind !== CASE) return;
  // Both were parsed on their way here, so this only looks them up.
  const document = parseCase(after);
  const earlier = before && parseCase(before);
  followed.note({ ...numbered(document), events: newEvents(earlier, document) });
  // A replaced document of which we do not know what it was tells nothing new.
  if (earlier || document.log.length === 1) for (const fact of factsOf(earlier, document)) tell(fact);
};

const newEvents = (before: CaseDocument | undefined, after: CaseDocument): readonly string[] =>
  after.log.slice(before?.log.length ?? 0).map(({ event }) => event.type);

const numbered = ({ state }: CaseDocument): { case?: string } =>
  isFollowed(state) ? { case: state.number } : {};

interface Seen {
  outbox: readonly Message[];
  about?: string;
  changedAt?: number;
}

const seenOf = (document: StoredDocument): Seen => {
  if (document.kind === CASE) {
    const parsed = parseCase(document);
    const { case: about } = numbered(parsed);
    const changedAt = parsed.log.at(-1)?.at;
    return {
      outbox: parsed.outbox,
      ...(about !== undefined && { about }),
      ...(changedAt !== undefined && { changedAt }),
    };
  }
  return { outbox: parseRoster(document).outbox };
};
