import type { CaseDocument } from '../../../src/case/document.ts';
import {
  type FollowedCase,
  isFollowed,
  openItems,
  openMeeting,
  openSlots,
  visitDeadline,
} from '../../../src/case/state.ts';
import {
  ATTEMPT_REASONS,
  CALL_ANSWERS,
  FEEDBACK_TO,
  FOLLOW_UPS,
  LATE_REASONS,
  OBSTACLES,
} from '../../../src/case/vocabulary.ts';
import { personOf } from '../../../src/core/actor.ts';
import { MANAGER, POLICE, type Region, SAFE_AT_HOME } from '../../../src/core/region.ts';
import { HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import type { Chance } from './chance.ts';
import { HOUSEHOLD } from './household.ts';
import { type Choice, type Idea, byVisitor, someone } from './idea.ts';
import { LOCAL, YOUTH } from './region.ts';

const onMinute = (at: Instant): Instant => Math.ceil(at / MINUTE) * MINUTE;

export const record: Idea = (seen) => {
  const { chance, now, state } = seen;
  const wait = chance.is(0.12);
  const until = onMinute(now + chance.whole(4, 40) * HOUR);
  const decision = wait
    ? ({ kind: 'wait', reason: chance.pick(LATE_REASONS), until } as const)
    : ({ kind: 'go' } as const);
  const decisions = { decision, exceptional: chance.is(0.1), caseLead: 'gemeente' };
  const meeting = state.meetings.length;
  const form = { meeting, adjusts: 'consultation' in state && openMeeting(state) === undefined };
  return {
    by: someone(seen, POLICE, SAFE_AT_HOME, LOCAL, YOUTH),
    command: { type: 'RecordConsultation', decisions, ...(chance.is(0.7) && { form }) },
  };
};

const complete: Idea = (seen) => ({
  by: someone(seen, SAFE_AT_HOME, LOCAL),
  command: {
    type: 'CompleteConsultation',
    details: {
      present: ['politie', 'vt'],
      knownLocally: 'no',
      safety: 'uncertain',
      tellSchool: seen.state.announcement.children > 0 && seen.chance.is(0.7),
    },
  },
});

export const claim: Idea = (seen) => {
  const open = openSlots(seen.state);
  const roles = open.length > 0 ? open.map(({ role }) => role) : [LOCAL, YOUTH];
  return { by: someone(seen, seen.chance.pick(roles)), command: { type: 'ClaimSlot' } };
};

const release: Idea = (seen) => byVisitor(seen, { type: 'ReleaseSlot' });

const plan: Idea = (seen) => {
  const { chance, now, state } = seen;
  const within = chance.is(0.85) ? Math.max(MINUTE, visitDeadline(state) - now) : 30 * HOUR;
  const visitAt = onMinute(now + chance.next() * Math.min(within, 10 * HOUR));
  return byVisitor(seen, { type: 'PlanVisit', visitAt });
};

const attempt: Idea = (seen) =>
  byVisitor(seen, { type: 'RecordAttempt', at: seen.now, reason: seen.chance.pick(ATTEMPT_REASONS) });

export const visit: Idea = (seen) => {
  const { chance, now, state } = seen;
  const at = Math.max(state.receivedAt, now - chance.whole(0, 60) * MINUTE);
  const lateReason =
    at > state.visitBefore && chance.is(0.8) ? { lateReason: chance.pick(LATE_REASONS) } : {};
  const followUp = chance.pick(FOLLOW_UPS);
  return byVisitor(seen, {
    type: 'RecordSeen',
    seen: { at, agreements: chance.is(0.8), obstacles: [], followUp, ...lateReason },
  });
};

const visitWhenDue: Idea = (seen) =>
  seen.state.step === 'planned' && seen.state.visitAt <= seen.now ? visit(seen) : undefined;

const answer: Idea = (seen) => {
  const called = openMeeting(seen.state)?.called ?? [];
  if (called.length === 0) return undefined;
  const by = personOf(seen.region, seen.chance.pick(called).who);
  const kind = seen.chance.pick(CALL_ANSWERS.filter((one) => one !== 'unreachable'));
  return by && { by, command: { type: 'AnswerCall', answer: kind } };
};

const report: Idea = (seen) => ({
  by: someone(seen, SAFE_AT_HOME, POLICE),
  command: { type: 'RegisterFormalReport', reference: `CORV-${String(seen.chance.whole(100, 999))}` },
});

const escalate: Idea = (seen) => ({
  by: someone(seen, LOCAL, YOUTH),
  command: {
    type: 'Escalate',
    obstacle: seen.chance.pick(OBSTACLES),
    ...(seen.chance.is(0.5) && { rung: seen.chance.whole(0, 2) }),
  },
});

const resolve: Idea = (seen) => {
  const risks = Object.entries(seen.state.risks).flatMap(([id, { rule }]) =>
    rule === 'escalated' ? [id] : [],
  );
  return risks.length === 0
    ? undefined
    : { by: someone(seen, MANAGER), command: { type: 'ResolveEscalation', risks } };
};

const takeUp: Idea = (seen) => {
  const open = Object.entries(seen.state.risks).filter(([, { acknowledged }]) => !acknowledged);
  if (open.length === 0) return undefined;
  const [, { told }] = seen.chance.pick(open);
  const by = told.length > 0 ? personOf(seen.region, seen.chance.pick(told)) : someone(seen, MANAGER);
  return by && { by, command: { type: 'Acknowledge', risks: open.map(([id]) => id) } };
};

const school: Idea = (seen) => byVisitor(seen, { type: 'TellSchool' });
const feedback: Idea = (seen) =>
  byVisitor(seen, {
    type: 'GiveFeedback',
    to: seen.chance.is(0.7) ? [...FEEDBACK_TO] : [seen.chance.pick(FEEDBACK_TO)],
  });
const late: Idea = (seen) =>
  byVisitor(seen, { type: 'GiveLateReason', reason: seen.chance.pick(LATE_REASONS) });
const start: Idea = (seen) => ({ by: someone(seen, LOCAL, YOUTH), command: { type: 'StartConsultation' } });
const close: Idea = (seen) => byVisitor(seen, { type: 'CloseCase', dossier: 'safeAtHome' });

/** What brings a case further, most likely first; and anything else that people do. */
const IDEAS: Readonly<Record<FollowedCase['step'], readonly (readonly [number, Idea])[]>> = {
  announced: [
    [6, record],
    [3, claim],
    [2, answer],
    [1, start],
    [1, report],
    [0.5, escalate],
    [1, takeUp],
    ...HOUSEHOLD,
  ],
  consulted: [
    [5, claim],
    [4, plan],
    [2, complete],
    [0.4, release],
    [0.5, attempt],
    [1, visit],
    [1, report],
    [0.3, record],
    [0.3, start],
    [0.5, takeUp],
    [0.3, escalate],
    [0.3, late],
    ...HOUSEHOLD,
  ],
  planned: [
    [8, visitWhenDue],
    [1, visit],
    [0.6, attempt],
    [0.6, plan],
    [0.4, release],
    [2, complete],
    [1, report],
    [1, school],
    [0.2, record],
    [0.5, takeUp],
    ...HOUSEHOLD,
  ],
  visited: [
    [3, complete],
    [3, school],
    [4, feedback],
    [3, report],
    [3, close],
    [1, resolve],
    [0.3, takeUp],
    ...HOUSEHOLD,
  ],
  closed: [
    [1, close],
    [1, claim],
    [1, feedback],
    [1, takeUp],
  ],
};

/** Nothing else stands between the visit and the end. */
export const next: Idea = (seen) => {
  const { state } = seen;
  if (state.step !== 'visited') return undefined;
  const [item] = openItems(state);
  if (item === undefined) return close(seen);
  if (item === 'details') return complete(seen);
  if (item === 'school') return school(seen);
  return item === 'formalReport' ? report(seen) : feedback(seen);
};

/** What somebody makes of a case; nothing comes to mind now and then. */
export const chooseFor = (
  document: CaseDocument,
  region: Region,
  now: Instant,
  chance: Chance,
): Choice | undefined => {
  const { state } = document;
  if (!isFollowed(state)) return undefined;
  const seen = { state, region, now, chance };
  if (state.step === 'visited' && chance.is(0.6)) return next(seen);
  if (state.step === 'consulted' && openSlots(state).length > 0 && chance.is(0.5)) return claim(seen);
  if (state.step === 'consulted' && openSlots(state).length === 0 && chance.is(0.6)) return plan(seen);
  return chance.weighed(IDEAS[state.step])(seen);
};
