import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { FROM_BEFORE, type SealKey, chainIn, isFromBefore, judgeSeal } from '../store/seal.ts';
import { documentsIn } from '../store/transfer.ts';
import { type Break, broken } from './breaks.ts';
import { type Part, partOf, unconnected } from './connections.ts';
import { type Heads, headsOf, since } from './heads.ts';
import { inspect } from './inspect.ts';
import { isForgotten, keptIdOf } from './kinds.ts';
import { numbering } from './numbers.ts';

export interface Verified {
  readonly documents: number;
  /** Documents with a log, or a part of one. */
  readonly logs: number;
  readonly lines: number;
  /** Documents whose log was not chained from its beginning on. */
  readonly fromBefore: readonly string[];
  readonly breaks: readonly Break[];
  /** The ends of all logs as they were found. */
  readonly heads: Heads;
}

export interface Verifying {
  readonly store: DocumentStore;
  readonly key: SealKey;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What was written down earlier. */
  readonly earlier?: Heads;
}

/**
 * Proves the logs of a whole store, and names whatever is not as it was written. A store in which somebody writes meanwhile
 * may look wrong where it is not.
 */
export const verify = async ({ store, key, at, earlier }: Verifying): Promise<Verified> => {
  const parts: Part[] = [];
  const breaks: Break[] = [];
  const fromBefore: string[] = [];
  const forgotten = new Set<string>();
  const numbers = numbering();
  const kept = earlier && since(earlier);
  let [documents, lines] = [0, 0];
  for await (const document of documentsIn(store)) {
    documents += 1;
    breaks.push(...inspect(key, document));
    numbers.add(document);
    if (isForgotten(document)) forgotten.add(document.id);
    if (isOlder(key, document)) fromBefore.push(document.id);
    const chain = isFromBefore(document) ? undefined : chainIn(document);
    if (!chain) continue;
    lines += chain.log.length;
    const part = partOf(document, chain);
    parts.push(part);
    kept?.see({ ...part, hashes: chain.log.map(({ hash }) => hash) });
  }
  const counters = numbers.counters();
  return {
    documents,
    logs: parts.length,
    lines,
    fromBefore,
    breaks: [
      ...breaks,
      ...unconnected(parts),
      ...unkept(forgotten, parts),
      ...numbers.breaks(),
      ...(kept?.breaks(counters, forgotten) ?? []),
    ],
    heads: headsOf(parts, counters, at),
  };
};

const isOlder = (key: SealKey, document: StoredDocument): boolean => {
  const judged = judgeSeal(key, document);
  return judged?.ok === true && judged.mark === FROM_BEFORE;
};

/** Whoever calls a case forgotten must have kept its log. */
const unkept = (forgotten: ReadonlySet<string>, parts: readonly Part[]): readonly Break[] => {
  const ids = new Set(parts.map(({ id }) => id));
  return [...forgotten].filter((id) => !ids.has(keptIdOf(id))).map((id) => broken({ id }, 'keptMissing'));
};
