import { type Who, isSame, personOf, whoIs } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import type { RoleId } from '../core/region.ts';
import { accept, refuse } from '../core/result.ts';
import { LONGEST_SHIFT, holderOf, invalid, isAway, problemsOf } from './checks.ts';
import type { RosterDecider, RosterFacts } from './decider.ts';
import { dutiesIn } from './duty.ts';
import { outsideAll } from './stretches.ts';
import type { RosterState } from './state.ts';

export const askSwap: RosterDecider<'AskSwap'> = (command, state, facts) => {
  const { role, from, to } = command;
  const { now, actor, region, newId } = facts;
  const problems = problemsOf({ from, to }, now, LONGEST_SHIFT);
  if (problems.length > 0) return refuse(invalid(problems));
  if (isSame(command.of, command.with)) return refuse(invalid([{ field: 'with', problem: 'notAChoice' }]));
  const asked = holderOf(command.with, role, facts);
  if (!asked) return refuse({ code: 'notTheirRole', person: command.with, role });
  if (!hasDuty(command.of, role, { from, to }, state, facts))
    return refuse({ code: 'notTheirDuty', person: command.of });
  if (isAway(asked, { from, to }, state)) return refuse({ code: 'absent', person: asked });
  const isThere = state.swaps.some(
    (swap) =>
      !swap.answer &&
      swap.role === role &&
      swap.from === from &&
      swap.to === to &&
      isSame(swap.of, command.of) &&
      isSame(swap.with, asked),
  );
  if (isThere) return refuse({ code: 'alreadyThere', person: asked });
  // Whoever left the region file may still have duties, which somebody has to take over.
  const known = personOf(region, command.of);
  const of = known ? whoIs(known) : command.of;
  const swap = { id: newId, role, from, to, of, with: asked, askedAt: now };
  return accept([{ type: 'SwapAsked', swap: isSame(actor, of) ? swap : { ...swap, askedBy: whoIs(actor) } }]);
};

export const answerSwap: RosterDecider<'AnswerSwap'> = (command, state, facts) => {
  const { accepted } = command;
  const swap = state.swaps.find(({ id }) => id === command.swap);
  if (!swap) return refuse({ code: 'swapGone' });
  if (!isSame(swap.with, facts.actor)) return refuse({ code: 'swapNotYours' });
  if (swap.answer) return refuse({ code: 'swapAnswered', accepted: swap.answer.accepted });
  if (swap.to <= facts.now) return refuse({ code: 'swapGone' });
  const { role, of } = swap;
  if (accepted && !holderOf(swap.with, role, facts))
    return refuse({ code: 'notTheirRole', person: swap.with, role });
  if (accepted && !hasDuty(of, role, swap, state, facts)) return refuse({ code: 'notTheirDuty', person: of });
  return accept([{ type: 'SwapAnswered', swap: swap.id, accepted }]);
};

/** Whether somebody has a duty of their own in what is still to come of a period; an override cannot be passed on. */
const hasDuty = (
  person: Who,
  role: RoleId,
  { from, to }: Period,
  state: RosterState,
  { now, region }: RosterFacts,
): boolean =>
  dutiesIn(state, role, { from: Math.max(from, now), to }, region.timeZone)
    .filter((duty) => isSame(duty.person, person))
    .some((duty) => outsideAll(duty, overridesOf(role, state)).length > 0);

const overridesOf = (role: RoleId, { overrides }: RosterState): readonly Period[] =>
  overrides.filter((override) => override.role === role);
