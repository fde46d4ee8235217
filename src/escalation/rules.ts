import type { RoleId } from '../core/region.ts';
import type { Duration, Instant } from '../core/time.ts';
import { type Calendar, serviceDue } from '../core/calendar.ts';
import type { Who } from '../core/actor.ts';
import { type FollowedCase, type Slot, openSlots, visitDeadline } from '../case/state.ts';

/** A way in which the 24 hours can slip. `about` tells two findings of one rule apart. */
export interface Finding {
  about: string;
  /** The moment at which the risk must be raised; in the past when it stands already. */
  due: Instant;
  /** Who has to act first: people of these roles, and these persons. */
  roles: readonly RoleId[];
  people: readonly Who[];
}

export interface RuleFacts {
  calendar: Calendar;
  /** Roles asked into the consultation. */
  consultation: readonly RoleId[];
  now: Instant;
}

export interface Rule {
  id: string;
  /** First rung that is told. */
  startRung: number;
  /** The risks of this kind that stand, or will stand when nothing happens. */
  find: (state: FollowedCase, facts: RuleFacts) => readonly Finding[];
}

/** Direct danger skips every waiting time; otherwise the wait is counted in service time. */
const waited = (state: FollowedCase, from: Instant, length: Duration, { calendar }: RuleFacts): Instant =>
  state.announcement.directDanger ? from : serviceDue(from, length, calendar);

const beforeVisit = (state: FollowedCase): boolean => state.step !== 'visited' && state.step !== 'closed';

const holders = (slots: readonly Slot[]): readonly Who[] =>
  slots.flatMap(({ claim }) => (claim ? [claim.by] : []));

/** The people who have to bring the visit about: whoever claimed, and whoever still could. */
const visitors = (state: FollowedCase): Pick<Finding, 'roles' | 'people'> => ({
  roles: openSlots(state).map(({ role }) => role),
  people: holders(state.slots),
});

const consultationLate = (state: FollowedCase, facts: RuleFacts): readonly Finding[] => {
  if (state.step !== 'announced') return [];
  const due = waited(state, state.receivedAt, state.policy.consultWithin, facts);
  return [{ about: 'consultation', due, roles: facts.consultation, people: [] }];
};

const unclaimed = (state: FollowedCase, facts: RuleFacts): readonly Finding[] => {
  if (!beforeVisit(state)) return [];
  return state.slots.flatMap((slot) => {
    if (slot.claim) return [];
    // With a visit planned there is no time to wait: somebody has just dropped out.
    const due =
      state.step === 'planned'
        ? slot.openedAt
        : waited(state, slot.openedAt, state.policy.claimWithin, facts);
    return [{ about: `slot ${slot.id}`, due, roles: [slot.role], people: [] }];
  });
};

const windowClosing = (state: FollowedCase, { now }: RuleFacts): readonly Finding[] => {
  const deadline = visitDeadline(state);
  if (!beforeVisit(state) || now >= deadline) return [];
  const moments = state.policy.warnBefore.map((before) => deadline - before);
  // After an outage only the latest warning still says something; the earlier ones are superseded.
  const latest = moments.filter((moment) => moment <= now).slice(-1);
  const coming = moments.filter((moment) => moment > now).slice(0, 1);
  return [...latest, ...coming].map((due) => ({ about: 'window', due, ...visitors(state) }));
};

const windowMissed = (state: FollowedCase): readonly Finding[] =>
  beforeVisit(state) ? [{ about: 'window', due: visitDeadline(state), ...visitors(state) }] : [];

/** A professional asked for a manager; it stands until somebody takes it up. */
const escalated = (state: FollowedCase): readonly Finding[] =>
  state.escalations.map(({ at, obstacle }) => ({ about: obstacle, due: at, roles: [], people: [] }));

/** Every rule, one line each. Rungs: 0 is whoever is on duty, 1 is the manager in the usual ladder. */
export const RULES: readonly Rule[] = [
  { id: 'consultationLate', startRung: 0, find: consultationLate },
  { id: 'unclaimed', startRung: 0, find: unclaimed },
  { id: 'windowClosing', startRung: 0, find: windowClosing },
  { id: 'windowMissed', startRung: 1, find: windowMissed },
  { id: 'escalated', startRung: 1, find: escalated },
];
