import assert from 'node:assert/strict';
import type { CommandType } from '../../src/case/commands.ts';
import { stateAfter } from './given.ts';
import { type Outcome, outcomeOn, yes } from './matrix.ts';
import { ASKS, type Ask, SITUATIONS, type Step } from './situations.ts';

/**
 * What every command does in every step: `accepted` where some situation of the step allows it, otherwise what
 * everybody hears in the first situation of that step. The compiler asks for a cell when a command or a step is added.
 */
const BY_STEP: Readonly<Record<CommandType, Readonly<Record<Step, Outcome>>>> = {
  Announce: {
    intake: yes,
    announced: 'alreadySent',
    consulted: 'alreadySent',
    planned: 'alreadySent',
    visited: 'alreadySent',
    closed: 'alreadySent',
  },
  StartConsultation: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  AnswerCall: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: 'consultationOver',
    closed: 'notNow',
  },
  RecordConsultation: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  CompleteConsultation: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  ClaimSlot: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  ReleaseSlot: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  PlanVisit: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  RecordAttempt: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  RecordSeen: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  TellSchool: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  GiveFeedback: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: 'notNow',
    planned: 'notNow',
    visited: yes,
    closed: 'notNow',
  },
  RegisterFormalReport: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  GiveLateReason: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: 'notNow',
    closed: 'notNow',
  },
  Escalate: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  ResolveEscalation: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  Acknowledge: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'riskGone',
  },
  CloseCase: {
    intake: 'notNow',
    announced: 'notNow',
    consulted: 'notNow',
    planned: 'notNow',
    visited: yes,
    closed: yes,
  },
  RecordHousehold: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  ReleaseHousehold: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  AskHousehold: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
  ViewHousehold: {
    intake: 'notNow',
    announced: yes,
    consulted: yes,
    planned: yes,
    visited: yes,
    closed: 'notNow',
  },
};

const commandTypes = Object.keys(BY_STEP) as CommandType[];
const steps = Object.keys(SITUATIONS) as Step[];
const asks = Object.keys(ASKS) as Ask[];

describe('Every command in every step', () => {
  for (const command of commandTypes) {
    for (const step of steps) {
      const expected = BY_STEP[command][step];
      it(`${command} in ${step}: ${expected}`, () => {
        const outcomes = asks
          .filter((ask) => ASKS[ask].type === command)
          .flatMap((ask) =>
            Object.values(SITUATIONS[step]).map((history) => outcomeOn(stateAfter(...history), ask)),
          );
        if (expected === yes) assert.ok(outcomes.includes(yes), outcomes.join(', '));
        else assert.deepEqual([outcomes.includes(yes), outcomes[0]], [false, expected]);
      });
    }
  }

  it('is asked of a case that really is in that step', () => {
    for (const step of steps) {
      for (const [name, history] of Object.entries(SITUATIONS[step]))
        assert.equal(stateAfter(...history).step, step, name);
    }
  });
});
