/** Every command as a random walk gives it. */
import fc from 'fast-check';
import type { CaseCommand, CommandType } from '../../src/case/commands.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';
import { ATTEMPT_REASONS, FEEDBACK_TO, LATE_REASONS, OBSTACLES } from '../../src/case/vocabulary.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import { announcement, decisions, details, seen } from './history.ts';

/** How a command is filled in, in a state and at a moment. */
export type Fill = (state: CaseState, now: Instant) => CaseCommand;

const shift = fc.oneof(fc.nat(6 * HOUR), fc.integer({ min: -3 * HOUR, max: 40 * HOUR }));

const decision = fc.oneof(
  fc.constant({ kind: 'go' as const }),
  fc.record({ reason: fc.constantFrom(...LATE_REASONS), after: shift }),
);

export const fills: Readonly<Record<CommandType, fc.Arbitrary<Fill>>> = {
  Announce: fc
    .record({ children: fc.nat(2), directDanger: fc.boolean(), before: fc.nat(8 * DAY) })
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
  Escalate: fc.constantFrom(...OBSTACLES).map((obstacle): Fill => () => ({ type: 'Escalate', obstacle })),
  Acknowledge: fc.nat(9).map((many): Fill => {
    return (state) => ({
      type: 'Acknowledge',
      risks: isFollowed(state) ? Object.keys(state.risks).slice(0, many) : [],
    });
  }),
  CloseCase: fc.constant(() => ({ type: 'CloseCase' })),
};
