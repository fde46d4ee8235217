/** Every command as a random walk gives it. */
import fc from 'fast-check';
import type { CaseCommand, CommandType } from '../../src/case/commands.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';
import {
  ATTEMPT_REASONS,
  DOSSIERS,
  FEEDBACK_TO,
  LATE_REASONS,
  OBSTACLES,
  RELEASE_GROUNDS,
  VIEW_PURPOSES,
} from '../../src/case/vocabulary.ts';
import type { Who } from '../../src/core/actor.ts';
import { HOUSEHOLD_FIELDS } from '../../src/core/region.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import { announcement, decisions, details, seen } from './history.ts';
import { standsAt } from './meetings.ts';

/** How a command is filled in, in a state and at a moment. */
export type Fill = (state: CaseState, now: Instant) => CaseCommand;

const shift = fc.oneof(fc.nat(6 * HOUR), fc.integer({ min: -3 * HOUR, max: 40 * HOUR }));

const recently = fc.oneof({ weight: 9, arbitrary: fc.nat(DAY) }, { weight: 1, arbitrary: fc.nat(8 * DAY) });

const decision = fc.oneof(
  fc.constant({ kind: 'go' as const }),
  fc.record({ reason: fc.constantFrom(...LATE_REASONS), after: shift }),
);

/** Some of the risks of a case, the oldest or the newest. */
const risks = fc
  .record({ many: fc.nat(9), newest: fc.boolean() })
  .map(({ many, newest }) => (state: CaseState): readonly string[] => {
    const all = isFollowed(state) ? Object.keys(state.risks) : [];
    return newest ? all.slice(Math.max(0, all.length - many)) : all.slice(0, many);
  });

const holders = (state: CaseState): readonly Who[] =>
  isFollowed(state) ? state.slots.flatMap(({ claim }) => (claim ? [claim.by] : [])) : [];

export const fills: Readonly<Record<CommandType, fc.Arbitrary<Fill>>> = {
  Announce: fc
    .record({ children: fc.nat(2), directDanger: fc.boolean(), before: recently })
    .map(({ before, ...rest }): Fill => {
      return (_state, now) => ({
        type: 'Announce',
        announcement: { ...announcement, ...rest, incidentAt: now - before },
      });
    }),
  StartConsultation: fc.constant(() => ({ type: 'StartConsultation' })),
  AnswerCall: fc
    .constantFrom('coming', 'present', 'declined')
    .map((answer): Fill => () => ({ type: 'AnswerCall', answer })),
  RecordConsultation: fc
    .record({ decision, exceptional: fc.boolean(), caseLead: fc.constantFrom('vt', 'gemeente') })
    .map(({ decision: decided, ...rest }): Fill => {
      return (_state, now) => ({
        type: 'RecordConsultation',
        decisions: {
          ...decisions,
          ...rest,
          decision:
            'kind' in decided
              ? decided
              : { kind: 'wait', reason: decided.reason, until: now + decided.after },
        },
      });
    }),
  CompleteConsultation: fc
    .record({ tellSchool: fc.boolean(), safety: fc.constantFrom('safe', 'uncertain', 'unsafe') })
    .map((rest): Fill => () => ({ type: 'CompleteConsultation', details: { ...details, ...rest } })),
  ClaimSlot: fc.constant(() => ({ type: 'ClaimSlot' })),
  ReleaseSlot: fc.constant(() => ({ type: 'ReleaseSlot' })),
  PlanVisit: shift.map((after): Fill => (_state, now) => ({ type: 'PlanVisit', visitAt: now + after })),
  RecordAttempt: fc
    .record({ reason: fc.constantFrom(...ATTEMPT_REASONS), ago: fc.integer({ min: -HOUR, max: 4 * HOUR }) })
    .map(({ reason, ago }): Fill => (_state, now) => ({ type: 'RecordAttempt', at: now - ago, reason })),
  RecordSeen: fc
    .record({ lateReason: fc.option(fc.constantFrom(...LATE_REASONS)), ago: fc.nat(2 * HOUR) })
    .map(({ lateReason, ago }): Fill => {
      return (_state, now) => ({
        type: 'RecordSeen',
        seen: { ...seen, at: now - ago, ...(lateReason !== null && { lateReason }) },
      });
    }),
  TellSchool: fc.constant(() => ({ type: 'TellSchool' })),
  GiveFeedback: fc.subarray([...FEEDBACK_TO]).map((to): Fill => () => ({ type: 'GiveFeedback', to })),
  RegisterFormalReport: fc
    .constantFrom('CORV-2026-123456', 'VT 12345678')
    .map((reference): Fill => () => ({ type: 'RegisterFormalReport', reference })),
  GiveLateReason: fc
    .constantFrom(...LATE_REASONS)
    .map((reason): Fill => () => ({ type: 'GiveLateReason', reason })),
  Escalate: fc
    .record({ obstacle: fc.constantFrom(...OBSTACLES), rung: fc.option(fc.nat(3)) })
    .map(({ obstacle, rung }): Fill => {
      return () => ({ type: 'Escalate', obstacle, ...(rung !== null && { rung }) });
    }),
  ResolveEscalation: risks.map((chosen): Fill => {
    return (state) => ({ type: 'ResolveEscalation', risks: chosen(state) });
  }),
  Acknowledge: risks.map((chosen): Fill => {
    return (state) => ({ type: 'Acknowledge', risks: chosen(state) });
  }),
  CloseCase: fc.constantFrom(...DOSSIERS).map((dossier): Fill => () => ({ type: 'CloseCase', dossier })),
  RecordHousehold: fc
    .subarray([...HOUSEHOLD_FIELDS])
    .map((fields): Fill => () => ({ type: 'RecordHousehold', sealed: 'sealed', fields })),
  ReleaseHousehold: fc
    .record({ ground: fc.constantFrom(...RELEASE_GROUNDS), stranger: fc.nat(9) })
    .map(({ ground, stranger }): Fill => {
      return (state) => ({
        type: 'ReleaseHousehold',
        to: stranger === 0 ? [{ tenant: 'elsewhere', id: 'stranger' }] : holders(state),
        ground,
      });
    }),
  AskHousehold: fc.constant(() => ({ type: 'AskHousehold' })),
  ViewHousehold: fc
    .record({ purpose: fc.constantFrom(...VIEW_PURPOSES), look: fc.nat(2) })
    .map(({ purpose, look }): Fill => {
      return () => ({ type: 'ViewHousehold', purpose, at: standsAt(`look ${look}`) });
    }),
};
