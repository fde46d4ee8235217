import { type KeyObject, createHmac, timingSafeEqual } from 'node:crypto';
import { type Linked, beginningOf, endOf } from '../core/chain.ts';
import type { StoredDocument } from './port.ts';

/*
 * A chain shows that lines belong together; whoever can write in the database can make a whole new one, or leave off its end.
 * The seal says which line was last and how many there were, under a key that is not in the database.
 */

/** Of HMAC-SHA-256, 32 bytes. */
export type SealKey = KeyObject | Buffer;

/** A document that keeps a log, whatever its kind; `seal` as it was found. */
export interface Logged extends StoredDocument {
  readonly log: readonly unknown[];
  readonly seal?: unknown;
}

/** The chained log of a document, or the part of a log that is in it. */
export interface Chain {
  readonly id: string;
  readonly log: readonly Linked[];
  /** Of which document this is a part of the log; its own where it is left out. */
  readonly of?: string;
  /** The hash before the first line that is here; absent where nothing stands before it. */
  readonly before?: string;
  /** How many lines came before the first that is here. */
  readonly moved?: number;
}

export const isLogged = (document: StoredDocument): document is Logged =>
  'log' in document && Array.isArray(document.log);

const isLinked = (line: unknown): line is Linked =>
  typeof line === 'object' && line !== null && 'hash' in line && typeof line.hash === 'string';

/** The chain in a document by its shape; undefined when it keeps no log, or one that is not chained. */
export const chainIn = (document: StoredDocument): Chain | undefined => {
  if (!isLogged(document) || !document.log.every(isLinked)) return undefined;
  const { id, log } = document;
  return {
    id,
    log,
    ...('of' in document && typeof document.of === 'string' && { of: document.of }),
    ...('before' in document && typeof document.before === 'string' && { before: document.before }),
    ...('moved' in document && typeof document.moved === 'number' && { moved: document.moved }),
  };
};

/** What stands before the first line that is here. */
export const beginningIn = ({ id, of, before }: Chain): string => before ?? beginningOf(of ?? id);

/** How many lines there ever were, up to the last one here. */
export const linesOf = ({ log, moved = 0 }: Chain): number => moved + log.length;

/** Logs that were not chained from their beginning on: in which version of their document that came. */
const CHAINED_SINCE: Readonly<Record<string, number>> = { case: 3, roster: 3 };

/**
 * Whether a document is of before logs were chained, as it was stored. What bears a seal or a chain is not, whatever version
 * somebody gave it.
 */
export const isFromBefore = (document: StoredDocument): boolean =>
  document.schema < (CHAINED_SINCE[document.kind] ?? 0) &&
  !('seal' in document) &&
  !(isLogged(document) && document.log.some(isLinked));

/** A mark that is on a seal for ever: nobody can say what was in the log before. */
export const FROM_BEFORE = 'from before';
const BROKEN = 'broken';

/** What was wrong with a seal when it was read. */
export type Fault = 'missing' | 'wrong' | 'unchained';

export const brokenMark = (fault: Fault, lines: number): string => `${BROKEN}, ${fault} at ${lines} lines`;

export const isBrokenMark = (mark: string): boolean => mark.startsWith(BROKEN);

const BETWEEN = '; ';

/**
 * The seal of a log as it is now.
 *
 * @param mark what will always have to be said of it; part of what is sealed
 */
export const sealOf = (key: SealKey, chain: Chain, mark?: string): string => {
  const end = endOf(chain.log, beginningIn(chain));
  const sealed = [chain.id, linesOf(chain), end, ...(mark === undefined ? [] : [mark])];
  const hmac = createHmac('sha256', key).update(JSON.stringify(sealed)).digest('base64url');
  return mark === undefined ? hmac : `${mark}${BETWEEN}${hmac}`;
};

/** What is to be said of the seal of a document that was read. */
export type Judged = { ok: true; mark?: string } | { ok: false; fault: Fault };

const markIn = (seal: string): { mark?: string } => {
  const end = seal.lastIndexOf(BETWEEN);
  return end < 0 ? {} : { mark: seal.slice(0, end) };
};

const isSameText = (one: string, other: string): boolean => {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
};

/** Looks at the seal of a stored document; undefined where there is nothing to seal. The lines themselves are not looked at. */
export const judgeSeal = (key: SealKey, document: StoredDocument): Judged | undefined => {
  if (!isLogged(document)) return 'seal' in document ? { ok: false, fault: 'unchained' } : undefined;
  const { seal } = document;
  if (isFromBefore(document)) return { ok: true, mark: FROM_BEFORE };
  const chain = chainIn(document);
  if (!chain) return { ok: false, fault: 'unchained' };
  if (typeof seal !== 'string') return { ok: false, fault: 'missing' };
  const { mark } = markIn(seal);
  if (!isSameText(seal, sealOf(key, chain, mark))) return { ok: false, fault: 'wrong' };
  return { ok: true, ...(mark !== undefined && { mark }) };
};
