/** When a risk that nobody solved must be told to somebody again: the ladder of the README, read once more. */
import { BOARD, MANAGER, type Region } from '../../../src/core/region.ts';
import type { Instant } from '../../../src/core/time.ts';
import type { FollowedCase, Risk } from '../../../src/case/state.ts';
import type { RosterState } from '../../../src/roster/state.ts';
import { inServiceAt } from './amsterdam.ts';

interface Around {
  region: Region;
  roster: RosterState | undefined;
}

/** Roles named on a rung of the ladders of the simulation; rung 0 names whoever is on duty. */
const namesOn = (rung: number, rule: string, state: FollowedCase): readonly string[] => {
  if (rung > 1) return [BOARD];
  return rule === 'consultationLate' && 'politie' in state.policy.ladders ? [MANAGER, BOARD] : [MANAGER];
};

const TOP = 2;

const isFilled = (rung: number, rule: string, state: FollowedCase, at: Instant, around: Around): boolean => {
  const { announcement, policy } = state;
  const isAwake = rung >= policy.wakeFrom || announcement.directDanger || inServiceAt(at);
  const names = namesOn(rung, rule, state);
  const people = around.region.people.filter(({ roles }) =>
    roles[announcement.municipality]?.some((role) => names.includes(role)),
  );
  const away = (id: string): boolean =>
    around.roster?.absences.some(({ person, from, to }) => person.id === id && from <= at && at < to) ??
    false;
  return isAwake && people.some(({ id }) => !away(id));
};

/** The moment at which the next step for a raised risk that still stands is due. */
export const nextStepDue = (rule: string, risk: Risk, state: FollowedCase, around: Around): Instant => {
  const { ackWithin, ackReminder } = state.policy;
  const { acknowledged } = risk;
  if (acknowledged && acknowledged.askedAt === undefined) return acknowledged.at + ackReminder;
  if (acknowledged?.askedAt !== undefined)
    return acknowledged.unreachedAt ?? acknowledged.askedAt + ackWithin;
  const climbAt = risk.unreachedAt ?? risk.at + ackWithin;
  for (let rung = risk.rung + 1; rung <= TOP; rung += 1)
    if (isFilled(rung, rule, state, climbAt, around)) return climbAt;
  const soonest = Math.max(climbAt, risk.at + Math.max(ackWithin, ackReminder));
  const rounds = Math.ceil((soonest - state.receivedAt) / ackReminder);
  return state.receivedAt + rounds * ackReminder;
};
