import { type Actor, isSame } from '../core/actor.ts';
import { accept, refuse } from '../core/result.ts';
import type { Decider } from './decider.ts';
import { mayTakeUp } from './permissions.ts';
import { invalid } from './refusals.ts';
import { escalationRisk } from './risks.ts';
import { type FollowedCase, type Risk, rungCount, riskOf } from './state.ts';

/** The usual ladder has the manager there. */
const USUAL_RUNG = 1;

export const escalate: Decider<'Escalate'> = ({ obstacle, rung }, state) => {
  const highest = rungCount(state.policy) - 1;
  const asked = rung ?? Math.min(USUAL_RUNG, highest);
  if (asked > highest) return refuse(invalid({ field: 'rung', problem: 'notAChoice' }));
  return accept([{ type: 'CaseEscalated', obstacle, rung: asked }]);
};

const risksOf = (ids: readonly string[], state: FollowedCase): readonly { id: string; risk: Risk }[] =>
  [...new Set(ids)].flatMap((id) => {
    const risk = riskOf(state, id);
    return risk ? [{ id, risk }] : [];
  });

/** Not taken up, or taken up by whoever acts, who was asked how it goes. */
const awaits = ({ acknowledged }: Risk, actor: Actor): boolean =>
  !acknowledged || (acknowledged.askedAt !== undefined && isSame(acknowledged.by, actor));

export const acknowledge: Decider<'Acknowledge'> = ({ type, risks }, state, { actor, municipality }) => {
  const known = risksOf(risks, state);
  const open = state.step === 'closed' ? [] : known.filter(({ risk }) => awaits(risk, actor));
  const theirs = open.filter(({ risk }) => mayTakeUp(actor, risk, municipality));
  if (theirs.length > 0) return accept(theirs.map(({ id }) => ({ type: 'RiskAcknowledged', risk: id })));
  if (open.length > 0) return refuse({ code: 'notAllowed', command: type });
  const taken = known.find(({ risk }) => risk.acknowledged)?.risk.acknowledged;
  return taken ? refuse({ code: 'riskTaken', by: taken.by, at: taken.at }) : refuse({ code: 'riskGone' });
};

/** Whoever was told of a call for help, or a manager, says that it was solved. */
export const resolveEscalation: Decider<'ResolveEscalation'> = (command, state, { actor, municipality }) => {
  const unresolved = state.escalations
    .filter(({ resolvedAt }) => resolvedAt === undefined)
    .map(escalationRisk);
  const open = risksOf(command.risks, state).filter(({ id }) => unresolved.includes(id));
  const theirs = open.filter(({ risk }) => mayTakeUp(actor, risk, municipality));
  if (theirs.length > 0) return accept(theirs.map(({ id }) => ({ type: 'EscalationResolved', risk: id })));
  return refuse(open.length > 0 ? { code: 'notAllowed', command: command.type } : { code: 'riskGone' });
};
