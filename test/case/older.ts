/** What cases of before have in common. */
import type { CaseDocument } from '../../src/case/document.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';

export const folded = ({ log }: CaseDocument): CaseState | undefined =>
  log.reduce<CaseState | undefined>(evolve, undefined);

/** Moments the program of then did not keep. */
const ONLY_IN_THE_LOG = ['decidedAt', 'attemptedAt', 'aftercareAt'];

/** Nor did it keep whom a message was sent to last; the log knows. */
export const withoutWhatOnlyTheLogKnows = (state: CaseState | undefined): object | undefined => {
  if (!state || !isFollowed(state)) return state;
  const known = Object.entries(state).filter(([key]) => !ONLY_IN_THE_LOG.includes(key));
  const risks = Object.entries(state.risks).map(([id, { latest: _latest, ...risk }]) => [id, risk] as const);
  return { ...Object.fromEntries<unknown>(known), risks: Object.fromEntries<unknown>(risks) };
};
