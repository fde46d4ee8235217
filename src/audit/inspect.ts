import { CASE, CASE_SCHEMA, parseCase } from '../case/document.ts';
import { evolve } from '../case/evolve.ts';
import { type CaseState, caseStateSchema } from '../case/state.ts';
import { firstBreak } from '../core/chain.ts';
import { canonical } from '../store/export-file.ts';
import type { StoredDocument } from '../store/port.ts';
import { type Chain, type SealKey, beginningIn, chainIn, isBrokenMark, isFromBefore, judgeSeal } from '../store/seal.ts';
import { type Break, broken } from './breaks.ts';
import { KEEP_A_LOG } from './kinds.ts';

/** What is wrong with the log of one document, by itself. */
export const inspect = (key: SealKey, document: StoredDocument): readonly Break[] => {
  const chain = chainIn(document);
  const judged = judgeSeal(key, document);
  if (!judged) return KEEP_A_LOG.has(document.kind) ? [broken(document, 'noLog')] : [];
  const seal = judged.ok
    ? isBrokenMark(judged.mark ?? '')
      ? [broken(document, 'marked')]
      : []
    : [broken(document, judged.fault)];
  if (isFromBefore(document)) return seal;
  return [...seal, ...(chain ? brokenChain(chain) : []), ...brokenState(document)];
};

const brokenChain = (chain: Chain): readonly Break[] => {
  const index = firstBreak(beginningIn(chain), chain.log);
  return index === undefined ? [] : [broken(chain, 'chain', (chain.moved ?? 0) + index + 1)];
};

/** The log of a case explains its state: what was changed in the state alone is found as well. */
const brokenState = (document: StoredDocument): readonly Break[] => {
  if (document.kind !== CASE || document.schema !== CASE_SCHEMA) return [];
  try {
    const { log, state } = parseCase(document);
    const folded = log.reduce<CaseState | undefined>(evolve, undefined);
    return canonical(caseStateSchema.parse(folded)) === canonical(state) ? [] : [broken(document, 'state')];
  } catch {
    // Neither can the program: an event that cannot follow, or something that is no case.
    return [broken(document, 'unreadable')];
  }
};
