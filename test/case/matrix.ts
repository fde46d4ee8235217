/** Asks every command of Eva, who holds every role, and says in one word what came of it. */
import type { Refusal } from '../../src/case/refusals.ts';
import type { CaseState } from '../../src/case/state.ts';
import { decisionOn } from './given.ts';
import { eva } from './region.ts';
import { ASKS, type Ask, NOW } from './situations.ts';

export type Outcome = 'accepted' | Refusal['code'];

export const yes = 'accepted';

export const outcomeOn = (state: CaseState, ask: Ask): Outcome => {
  const decision = decisionOn(state, ASKS[ask], { by: eva, at: NOW });
  return decision.ok ? yes : decision.refusal.code;
};
