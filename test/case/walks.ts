/** Random walks through the life of a case: anybody asks anything, at any moment, and the clock looks on. */
import fc from 'fast-check';
import type { CaseCommand, CommandType } from '../../src/case/commands.ts';
import { type CaseDocument, openedIntake, withEvents } from '../../src/case/document.ts';
import { settle } from '../../src/case/due.ts';
import type { Decision } from '../../src/case/decide.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';
import { ATTEMPT_REASONS, FEEDBACK_TO, LATE_REASONS, OBSTACLES } from '../../src/case/vocabulary.ts';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { decisionOn, frozen } from './given.ts';
import { START, announcement, consultation, seen } from './history.ts';
import { ADULT, LOCAL, YOUTH, eva, olga, region, regionWith } from './region.ts';

const people = [...region.people, eva];
const world = regionWith({ people });
const watch = ladder(world, (date) => date === '2026-11-25');

/** How a command is filled in, in a state and at a moment. */
type Fill = (state: CaseState, now: Instant) => CaseCommand;

const shift = fc.oneof(fc.nat(6 * HOUR), fc.integer({ min: -3 * HOUR, max: 40 * HOUR }));

const decision = fc.oneof(
  fc.constant({ kind: 'go' as const }),
  fc.record({ reason: fc.constantFrom(...LATE_REASONS), after: shift }),
);

const fills: Readonly<Record<CommandType, fc.Arbitrary<Fill>>> = {
  Announce: fc
    .record({ children: fc.nat(2), directDanger: fc.boolean(), before: fc.nat(8 * DAY) })
    .map(({ before, ...rest }): Fill => {
      return (_state, now) => ({
        type: 'Announce',
        announcement: { ...announcement, ...rest, incidentAt: now - before },
      });
    }),
  RecordConsultation: fc
    .record({ decision, exceptional: fc.boolean(), tellSchool: fc.boolean() })
    .map(({ decision: decided, ...rest }): Fill => {
      return (_state, now) => ({
        type: 'RecordConsultation',
        consultation: {
          ...consultation,
          ...rest,
          decision:
            'kind' in decided
              ? decided
              : { kind: 'wait', reason: decided.reason, until: now + decided.after },
        },
      });
    }),
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

/** Eva may do everything and the others are needed to fill a pair; by chance alone a walk seldom gets far. */
const visitors = people.filter(({ roles }) => roles.some((role) => [YOUTH, LOCAL, ADULT].includes(role)));
const actor = fc.oneof(fc.constant(eva), fc.constantFrom(...visitors), fc.constantFrom(...people));
const passing = fc.oneof(fc.constant(0), fc.nat(20 * MINUTE), fc.nat(20 * MINUTE), fc.nat(6 * HOUR));

const move = fc
  .oneof(...Object.values(fills))
  .chain((fill) => fc.record({ fill: fc.constant(fill), by: actor, passing }));
export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** First the notice most of the time, because nothing can happen before it. */
const notice = fc.record({ fill: fills.Announce, by: fc.constant(olga), passing: fc.nat(2 * DAY) });
export const walks = fc
  .tuple(notice, fc.array(move, { maxLength: 80, size: 'max' }))
  .map(([first, rest]) => [first, ...rest]);

export interface Taken {
  now: Instant;
  before: CaseDocument;
  /** What the clock had added when the command came in. */
  settled: CaseDocument;
  decision: Decision;
  after: CaseDocument;
}

/** Every stop of a walk. What is decided on is frozen: a decision that writes in it fails. */
export function* walk(moves: readonly Move[]): Generator<Taken, void, undefined> {
  let now = START;
  let before = frozen(openedIntake('case/walk', whoIs(olga), now));
  for (const { fill, by, passing: time } of moves) {
    now += time;
    const settled = frozen(settle(before, watch, now));
    const asked = decisionOn(settled.state, fill(settled.state, now), { by, at: now, in: world });
    const decided = asked.ok ? withEvents(settled, asked.value, now, whoIs(by)) : settled;
    const after = frozen(settle(decided, watch, now));
    yield { now, before, settled, decision: asked, after };
    before = after;
  }
}
