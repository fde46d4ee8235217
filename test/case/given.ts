/** Given what happened, when somebody asks something, then these events follow, or this refusal. */
import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import { type Decision, decide } from '../../src/case/decide.ts';
import type { CaseEvent, LoggedEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import type { Refusal } from '../../src/case/refusals.ts';
import {
  type CaseState,
  type Followed,
  type FollowedCase,
  type Step,
  isFollowed,
} from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type Person, municipalityOf } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { hour } from './history.ts';
import { region } from './region.ts';

export type History = readonly (LoggedEvent | readonly LoggedEvent[])[];

/** The state after a history. */
export const stateAfter = (...history: History): CaseState => {
  const state = history.flat().reduce<CaseState | undefined>(evolve, undefined);
  assert.ok(state, 'a history begins with an opened form');
  return state;
};

/** The state after the history of an announced case. */
export const followedAfter = (...history: History): FollowedCase => {
  const state = stateAfter(...history);
  assert.ok(isFollowed(state), 'the case was not announced');
  return state;
};

/** The state after a history that ends in this step. */
export const stateIn = <S extends FollowedCase['step']>(step: S, ...history: History): Followed<S> => {
  const state = stateAfter(...history);
  const isIn = (found: CaseState): found is Followed<S> => found.step === step;
  assert.ok(isIn(state), `the case is ${state.step}, not ${step}`);
  return state;
};

/** Fails on any write: a decision must leave the state it is given alone. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

/** A person, and when they ask: two hours after receipt, unless said otherwise. */
export interface Asked {
  by: Person;
  at?: Instant;
  in?: typeof region;
  /** Earlier reports of the same household. */
  earlier?: number;
}

/** What the decision is in a state, without judging it. */
export const decisionOn = (state: CaseState, command: CaseCommand, asked: Asked): Decision => {
  const found = asked.in ?? region;
  const id = command.type === 'Announce' ? command.announcement.municipality : municipalityIn(state);
  return decide(command, frozen(state), {
    now: asked.at ?? hour(2),
    actor: asked.by,
    municipality: municipalityOf(found, id),
    roles: found.roles,
    disclosures: found.disclosures,
    ...(asked.earlier !== undefined && { earlier: asked.earlier }),
    ...(command.type === 'Announce' && { number: 'HGV-2026-0001' }),
  });
};

const municipalityIn = (state: CaseState): string =>
  isFollowed(state) ? state.announcement.municipality : 'hoogeveen';

export const given = (...history: History) => ({
  when: (command: CaseCommand, asked: Asked) => {
    const before = stateAfter(...history);
    const decision = decisionOn(before, command, asked);
    const told = decision.ok ? decision.value.map(({ type }) => type).join(', ') : decision.refusal.code;
    return {
      /** These events follow, and the case can carry them; in `step`, where that is told. */
      then: (...events: readonly CaseEvent[]) => {
        assert.ok(decision.ok, `${command.type} was refused: ${told}`);
        assert.deepEqual(decision.value, events);
        const at = asked.at ?? hour(2);
        const state = events.reduce((now, event) => evolve(now, { at, event, by: whoIs(asked.by) }), before);
        return {
          isIn: (step: Step) => {
            assert.equal(state.step, step);
          },
        };
      },
      refused: (refusal: Refusal) => {
        assert.ok(!decision.ok, `${command.type} was accepted: ${told}`);
        assert.deepEqual(decision.refusal, refusal);
      },
    };
  },
});
