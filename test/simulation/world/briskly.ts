import { type FollowedCase, isFollowed, openSlots } from '../../../src/case/state.ts';
import { chooseFor, claim, next, record, visit } from './choices.ts';
import type { Idea } from './idea.ts';

/** What brings a case to its end, most of the time. */
const FORWARD: Readonly<Record<FollowedCase['step'], Idea>> = {
  announced: record,
  consulted: (seen) => (openSlots(seen.state).length > 0 ? claim(seen) : visit(seen)),
  planned: visit,
  visited: next,
  closed: () => undefined,
};

/** The same of people who know what they are doing. */
export const chooseBriskly: typeof chooseFor = (document, region, now, chance) => {
  const { state } = document;
  if (isFollowed(state) && chance.is(0.85)) return FORWARD[state.step]({ state, region, now, chance });
  return chooseFor(document, region, now, chance);
};
