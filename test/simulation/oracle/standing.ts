/**
 * Which risks stand in a case, and since when: by reading the case and the table in the README line by line, with nothing of
 * `src/escalation`. `noCoverLeft` is left out: it leans on the whole roster, which `test/roster/naive.ts` is the oracle of.
 */
import type { FollowedCase } from '../../../src/case/state.ts';
import type { Instant } from '../../../src/core/time.ts';
import { remembering } from '../../../src/core/remember.ts';
import { afterService, atWall, dayAfter, dayOf, isWorkday, minutesOf } from './amsterdam.ts';

export interface Standing {
  rule: string;
  about: string;
  due: Instant;
}

const FIRST_BELL = 8.5 * 60;

const firstWorkdayAfter = remembering((day: string): string => {
  const next = dayAfter(day);
  return isWorkday(next) ? next : firstWorkdayAfter(next);
}, 1_000);

const schoolDue = ({ receivedAt, policy }: FollowedCase): Instant => {
  const today = dayOf(receivedAt);
  const isToday = isWorkday(today) && atWall(today, FIRST_BELL) > receivedAt;
  const bell = atWall(isToday ? today : firstWorkdayAfter(today), FIRST_BELL);
  return Math.max(receivedAt, bell - policy.schoolBefore);
};

/** The same time on the next working day, or when service begins after that. */
const reportDue = ({ receivedAt }: FollowedCase): Instant => {
  const today = dayOf(receivedAt);
  const later = isWorkday(today)
    ? atWall(firstWorkdayAfter(today), minutesOf(receivedAt))
    : atWall(firstWorkdayAfter(firstWorkdayAfter(today)), 0);
  return afterService(later, 0);
};

const missing = (state: FollowedCase): string[] => {
  if (state.step !== 'visited') return [];
  const { consultation, schoolToldAt, feedback, formalReport } = state;
  const mustTell = 'safety' in consultation && consultation.tellSchool && schoolToldAt === undefined;
  return [
    ...(mustTell ? ['school'] : []),
    ...(['police', 'safeAtHome'] as const).filter((to) => !feedback.includes(to)),
    ...(formalReport === undefined ? ['report'] : []),
  ];
};

const tellSchool = (state: FollowedCase): boolean => {
  const decided =
    'consultation' in state && 'safety' in state.consultation ? state.consultation.tellSchool : true;
  const isTold = 'consultation' in state && state.schoolToldAt !== undefined;
  return state.announcement.children > 0 && decided && !isTold;
};

/** By when the visit must have taken place. */
export const deadlineOf = (state: FollowedCase): Instant => {
  const decision = 'consultation' in state ? state.consultation.decision : { kind: 'go' as const };
  return decision.kind === 'wait' ? Math.max(state.visitBefore, decision.until) : state.visitBefore;
};

const beforeVisit = (state: FollowedCase, now: Instant): Standing[] => {
  const { policy, receivedAt, slots } = state;
  const danger = state.announcement.directDanger;
  const found: Standing[] = [];
  const add = (rule: string, about: string, due: Instant): void => {
    found.push({ rule, about, due });
  };
  const waited = (from: Instant, length: number): Instant => (danger ? from : afterService(from, length));
  const deadline = deadlineOf(state);
  if (state.step === 'announced')
    add('consultationLate', 'consultation', waited(receivedAt, policy.consultWithin));
  for (const slot of slots)
    if (!slot.claim)
      add(
        'unclaimed',
        `slot ${slot.id}`,
        state.step === 'planned' ? slot.openedAt : waited(slot.openedAt, policy.claimWithin),
      );
  if (state.step === 'consulted' && slots.every(({ claim }) => claim)) {
    const since = Math.max(
      state.decidedAt ?? 0,
      state.attemptedAt ?? 0,
      ...slots.map(({ claim }) => claim?.at ?? 0),
    );
    add('unplanned', `plan ${since}`, waited(since, policy.planWithin));
  }
  if (state.step === 'planned') {
    add('visitorsOverdue', `visit ${state.visitAt}`, state.visitAt + policy.reportBackWithin);
    if (state.visitAt > deadline) add('plannedTooLate', `visit ${state.visitAt}`, deadline);
  }
  // Of the warnings only the latest that was due, and the next.
  const warnings = policy.warnBefore.map((before) => deadline - before).sort((one, other) => one - other);
  if (now < deadline)
    for (const due of [
      ...warnings.filter((at) => at <= now).slice(-1),
      ...warnings.filter((at) => at > now).slice(0, 1),
    ])
      add('windowClosing', 'window', due);
  add('windowMissed', 'window', deadline);
  return found;
};

/** The risks that stand at a moment or will stand when nothing happens, with the moment each is due. */
export const standingIn = (state: FollowedCase, now: Instant): readonly Standing[] => {
  if (state.step === 'closed') return [];
  const found = state.step === 'visited' ? [] : beforeVisit(state, now);
  if (tellSchool(state)) found.push({ rule: 'schoolNotTold', about: 'school', due: schoolDue(state) });
  if (state.formalReport === undefined)
    found.push({ rule: 'formalReportMissing', about: 'report', due: reportDue(state) });
  if (state.step === 'visited') {
    const items = missing(state);
    const { feedbackWithin } = state.policy;
    if (items.some((item) => item === 'police' || item === 'safeAtHome'))
      found.push({ rule: 'feedbackLate', about: 'feedback', due: state.seen.at + feedbackWithin });
    if (items.length === 0) {
      const since = state.aftercareAt ?? state.seen.at;
      found.push({ rule: 'unclosed', about: `since ${since}`, due: since + feedbackWithin });
    }
  }
  for (const { at, obstacle, resolvedAt } of state.escalations)
    if (resolvedAt === undefined) found.push({ rule: 'escalated', about: obstacle, due: at });
  return found;
};
