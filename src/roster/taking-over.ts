import { isSame } from '../core/actor.ts';
import { DAY } from '../core/time.ts';
import type { RosterFacts } from './decider.ts';
import { dutiesIn, rosteredAt } from './duty.ts';
import type { HandOver, RosterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { RosterState } from './state.ts';

/** Longer than a duty; of one that never ends, what is shown. */
const FAR = 15 * DAY;

/**
 * The hand-over to whoever is put on duty in the middle of it. The clock hands over what begins after its last hand-over;
 * a duty that began before that, on paper, would otherwise be taken over without a word about the open cases.
 */
export const takingOver = (
  events: readonly RosterEvent[],
  before: RosterState,
  { now, region, municipality }: Pick<RosterFacts, 'now' | 'region' | 'municipality'>,
): readonly RosterEvent[] => {
  if (events.length === 0) return [];
  const { timeZone } = region;
  const { handedOverUntil: until } = before;
  const after = events.reduce((state, event) => evolve(state, { at: now, event }), before);
  const comes = [...new Set(municipality.onCall)].flatMap((role): HandOver[] => {
    const already = rosteredAt(before, role, now, timeZone);
    return dutiesIn(after, role, { from: until - FAR, to: now + FAR }, timeZone)
      .filter(({ from, to }) => from <= until && to > now)
      .filter(({ person }) => !already.some((who) => isSame(who, person)))
      .map(({ person, from, to }) => ({ person, role, from, to }));
  });
  return comes.length === 0 ? [] : [{ type: 'DutyHandedOver', until, comes, goes: [] }];
};
