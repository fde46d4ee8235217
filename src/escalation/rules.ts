import { type Calendar, type Days, nextFirstBell, oneWorkingDayAfter, serviceDue } from '../core/calendar.ts';
import type { Cover } from '../core/cover.ts';
import { type Municipality, type RoleId, SAFE_AT_HOME } from '../core/region.ts';
import type { Duration, Instant } from '../core/time.ts';
import type { Who } from '../core/actor.ts';
import { detailsOf } from '../case/consultation.ts';
import {
  type FollowedCase,
  type Slot,
  isBeforeVisit,
  openItems,
  openSlots,
  visitDeadline,
} from '../case/state.ts';

/** A way in which the 24 hours, or what comes after them, can slip. `about` tells two findings of one rule apart. */
export interface Finding {
  about: string;
  /** The moment at which the risk must be raised; in the past when it stands already. */
  due: Instant;
  /** Who has to act first: people of these roles who are on duty, and these persons. */
  roles: readonly RoleId[];
  people: readonly Who[];
  /** First rung that is told; that of the rule when it is not said. */
  startRung?: number;
}

export interface RuleFacts {
  municipality: Municipality;
  calendar: Calendar;
  days: Days;
  cover: Cover;
  now: Instant;
}

export interface Rule {
  id: string;
  /** First rung that is told. */
  startRung: number;
  /** Every rung from there on is told at once, instead of one after the other. */
  atOnce?: boolean;
  /** The risks of this kind that stand, or will stand when nothing happens. */
  find: (state: FollowedCase, facts: RuleFacts) => readonly Finding[];
}

/** Direct danger skips every waiting time; otherwise the wait is counted in service time. */
const waited = (state: FollowedCase, from: Instant, length: Duration, { calendar }: RuleFacts): Instant =>
  state.announcement.directDanger ? from : serviceDue(from, length, calendar);

const holders = (slots: readonly Slot[]): readonly Who[] =>
  slots.flatMap(({ claim }) => (claim ? [claim.by] : []));

/** The people who have to bring the visit about: whoever claimed, and whoever still could. */
const visitors = (state: FollowedCase): Pick<Finding, 'roles' | 'people'> => ({
  roles: openSlots(state).map(({ role }) => role),
  people: holders(state.slots),
});

/** The people who went, or would go; without them their roles. */
const pair = ({ slots }: FollowedCase): Pick<Finding, 'roles' | 'people'> => {
  const people = holders(slots);
  return { roles: people.length > 0 ? [] : slots.map(({ role }) => role), people };
};

const consultationLate = (state: FollowedCase, facts: RuleFacts): readonly Finding[] => {
  if (state.step !== 'announced') return [];
  const due = waited(state, state.receivedAt, state.policy.consultWithin, facts);
  return [{ about: 'consultation', due, roles: facts.municipality.consultation, people: [] }];
};

const unclaimed = (state: FollowedCase, facts: RuleFacts): readonly Finding[] => {
  if (!isBeforeVisit(state)) return [];
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

/** Everybody who goes is known, and the visit may be planned, since `readyAt`. */
const unplanned = (state: FollowedCase, facts: RuleFacts): readonly Finding[] => {
  if (state.step !== 'consulted' || openSlots(state).length > 0) return [];
  const claims = state.slots.map(({ claim }) => claim?.at ?? state.receivedAt);
  const readyAt = Math.max(state.decidedAt ?? state.receivedAt, state.attemptedAt ?? 0, ...claims);
  const due = waited(state, readyAt, state.policy.planWithin, facts);
  return [{ about: `plan ${readyAt}`, due, roles: [], people: holders(state.slots) }];
};

/** Planning outside the window is refused until the window is gone; then a late visit is better than none. */
const plannedTooLate = (state: FollowedCase): readonly Finding[] => {
  const deadline = visitDeadline(state);
  if (state.step !== 'planned' || state.visitAt <= deadline) return [];
  return [{ about: `visit ${state.visitAt}`, due: deadline, roles: [], people: [] }];
};

/**
 * Nobody is left who could go: from the end of the last service time inside the window in which the roles that are still
 * open are on duty together; from receipt when there never was any.
 */
const noCoverLeft = (state: FollowedCase, { cover, now }: RuleFacts): readonly Finding[] => {
  const open = openSlots(state);
  if (!isBeforeVisit(state) || open.length === 0) return [];
  const window = { from: state.receivedAt, to: visitDeadline(state) };
  const roles = open.map(({ role }) => role);
  // Whoever holds a place cannot take another.
  const due = cover.lastTogether(roles, window, holders(state.slots)) ?? window.from;
  return due < window.to && now < window.to ? [{ about: 'cover', due, roles, people: [] }] : [];
};

const windowClosing = (state: FollowedCase, { now }: RuleFacts): readonly Finding[] => {
  const deadline = visitDeadline(state);
  if (!isBeforeVisit(state) || now >= deadline) return [];
  const moments = state.policy.warnBefore.map((before) => deadline - before);
  // After an outage only the latest warning still says something; the earlier ones are superseded.
  const latest = moments.filter((moment) => moment <= now).slice(-1);
  const coming = moments.filter((moment) => moment > now).slice(0, 1);
  return [...latest, ...coming].map((due) => ({ about: 'window', due, ...visitors(state) }));
};

const windowMissed = (state: FollowedCase): readonly Finding[] =>
  isBeforeVisit(state) ? [{ about: 'window', due: visitDeadline(state), ...visitors(state) }] : [];

/** The safety of the pair: a visit begins as planned, unless they say otherwise. */
const visitorsOverdue = (state: FollowedCase): readonly Finding[] => {
  if (state.step !== 'planned') return [];
  const due = state.visitAt + state.policy.reportBackWithin;
  return [{ about: `visit ${state.visitAt}`, due, ...pair(state) }];
};

/** Until the details say otherwise, the school of children hears of it. */
const schoolNotTold = (state: FollowedCase, { calendar, days }: RuleFacts): readonly Finding[] => {
  const { announcement, receivedAt, policy, slots } = state;
  const details = 'consultation' in state ? detailsOf(state.consultation) : undefined;
  const isTold = 'consultation' in state && state.schoolToldAt !== undefined;
  if (announcement.children === 0 || details?.tellSchool === false || isTold) return [];
  const bell = nextFirstBell(receivedAt, calendar.timeZone, days);
  const due = Math.max(receivedAt, bell - policy.schoolBefore);
  return [{ about: 'school', due, roles: openSlots(state).map(({ role }) => role), people: holders(slots) }];
};

/** Veilig Thuis owns the formal report; the bot never stands in for it. */
const formalReportMissing = (state: FollowedCase, { calendar }: RuleFacts): readonly Finding[] => {
  if (state.formalReport !== undefined) return [];
  const due = oneWorkingDayAfter(state.receivedAt, calendar);
  return [{ about: 'report', due, roles: [SAFE_AT_HOME], people: [] }];
};

const feedbackLate = (state: FollowedCase): readonly Finding[] => {
  if (state.step !== 'visited') return [];
  const open = openItems(state).some((item) => item.startsWith('feedback:'));
  const due = state.seen.at + state.policy.feedbackWithin;
  return open ? [{ about: 'feedback', due, ...pair(state) }] : [];
};

/** What is done must be closed, or it is followed for ever. */
const unclosed = (state: FollowedCase): readonly Finding[] => {
  if (state.step !== 'visited' || openItems(state).some((item) => item !== 'details')) return [];
  const since = state.aftercareAt ?? state.seen.at;
  return [{ about: `since ${since}`, due: since + state.policy.feedbackWithin, ...pair(state) }];
};

/** A professional asked for help; it stands until it is solved. */
const escalated = (state: FollowedCase): readonly Finding[] =>
  state.escalations
    .filter(({ resolvedAt }) => resolvedAt === undefined)
    .map(({ at, obstacle, rung }) => ({ about: obstacle, due: at, ...visitors(state), startRung: rung }));

/** Every rule, one line each. Rungs: 0 is whoever is on duty, 1 is the manager in the usual ladder. */
export const RULES: readonly Rule[] = [
  { id: 'consultationLate', startRung: 0, find: consultationLate },
  { id: 'unclaimed', startRung: 0, find: unclaimed },
  { id: 'unplanned', startRung: 0, find: unplanned },
  { id: 'plannedTooLate', startRung: 1, find: plannedTooLate },
  { id: 'noCoverLeft', startRung: 1, find: noCoverLeft },
  { id: 'windowClosing', startRung: 0, find: windowClosing },
  { id: 'windowMissed', startRung: 1, atOnce: true, find: windowMissed },
  { id: 'visitorsOverdue', startRung: 0, find: visitorsOverdue },
  { id: 'schoolNotTold', startRung: 0, find: schoolNotTold },
  { id: 'formalReportMissing', startRung: 0, find: formalReportMissing },
  { id: 'feedbackLate', startRung: 0, find: feedbackLate },
  { id: 'unclosed', startRung: 0, find: unclosed },
  { id: 'escalated', startRung: 1, find: escalated },
];
