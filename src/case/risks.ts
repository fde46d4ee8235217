import { detailsOf } from './consultation.ts';
import { type FollowedCase, isBeforeVisit, openItems, openSlots, visitDeadline } from './state.ts';

/** The risk of somebody's own call for help, as the ladder names it. */
export const escalationRisk = ({ at, obstacle }: FollowedCase['escalations'][number]): string =>
  riskId('escalated', obstacle, at);

/** Unique within a case: rule, what it is about, and when it was due. */
export const riskId = (rule: string, about: string, due: number): string => `${rule}:${about}@${due}`;

type Stands = (state: FollowedCase, now: number) => boolean;

const schoolMustHear: Stands = (state) => {
  const details = 'consultation' in state ? detailsOf(state.consultation) : undefined;
  const isTold = 'consultation' in state && state.schoolToldAt !== undefined;
  return state.announcement.children > 0 && details?.tellSchool !== false && !isTold;
};

const STANDS: Readonly<Record<string, Stands>> = {
  consultationLate: (state) => state.step === 'announced',
  unclaimed: (state) => isBeforeVisit(state) && openSlots(state).length > 0,
  noCoverLeft: (state, now) =>
    isBeforeVisit(state) && openSlots(state).length > 0 && now < visitDeadline(state),
  unplanned: (state) => state.step === 'consulted' && openSlots(state).length === 0,
  plannedTooLate: (state) => state.step === 'planned' && state.visitAt > visitDeadline(state),
  // Planned anew, the visit is not overdue any more.
  visitorsOverdue: (state, now) =>
    state.step === 'planned' && now >= state.visitAt + state.policy.reportBackWithin,
  windowMissed: (state, now) => isBeforeVisit(state) && now >= visitDeadline(state),
  windowClosing: (state) => isBeforeVisit(state),
  schoolNotTold: (state, now) => state.step !== 'closed' && schoolMustHear(state, now),
  formalReportMissing: (state) => state.step !== 'closed' && state.formalReport === undefined,
  feedbackLate: (state) =>
    state.step === 'visited' && openItems(state).some((item) => item.startsWith('feedback:')),
  unclosed: (state) => state.step === 'visited' && openItems(state).every((item) => item === 'details'),
};

/** Whether what a rule found can still be so: a sentence that is no longer true must go from the cards. */
export const riskStands = (id: string, rule: string, state: FollowedCase, now: number): boolean => {
  const stands = Object.hasOwn(STANDS, rule) ? STANDS[rule] : undefined;
  if (stands) return stands(state, now);
  const resolved = state.escalations.some(
    (one) => escalationRisk(one) === id && one.resolvedAt !== undefined,
  );
  return state.step !== 'closed' && !resolved;
};
