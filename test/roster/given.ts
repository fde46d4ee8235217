/** Given a roster, when somebody asks something of it, then these events follow, or this refusal. */
import assert from 'node:assert/strict';
import type { Person } from '../../src/core/region.ts';
import { municipalityOf } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { type RosterDecision, type RosterFacts, decide } from '../../src/roster/decide.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { evolve } from '../../src/roster/evolve.ts';
import type { RosterRefusal } from '../../src/roster/refusals.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { frozen } from '../case/given.ts';
import { dutchDays } from './days.ts';
import { rosterRegion } from './people.ts';
import { at, rosterOf } from './rosters.ts';

/** Monday, the week before the weekend of 28 November. */
export const MONDAY: Instant = at('2026-11-23T10:00+01:00');

export interface Asked {
  by: Person;
  at?: Instant;
  in?: typeof rosterRegion;
}

export const factsFor = (asked: Asked, municipality = 'hoogeveen'): RosterFacts => {
  const region = asked.in ?? rosterRegion;
  return {
    now: asked.at ?? MONDAY,
    actor: asked.by,
    municipality: municipalityOf(region, municipality),
    region,
    days: dutchDays(),
    newId: 'new',
  };
};

/** What the decision is, without judging it. A decision that writes in its roster fails. */
export const decisionOn = (state: RosterState, command: RosterCommand, asked: Asked): RosterDecision =>
  decide(command, frozen(state), factsFor(asked, state.municipality));

export const given = (...parts: readonly Partial<RosterState>[]) => ({
  when: (command: RosterCommand, asked: Asked) => {
    const before = rosterOf(...parts);
    const decision = decisionOn(before, command, asked);
    const told = decision.ok ? decision.value.map(({ type }) => type).join(', ') : decision.refusal.code;
    return {
      /** These events follow, and the roster can carry them. */
      then: (...events: readonly RosterEvent[]): RosterState => {
        assert.ok(decision.ok, `${command.type} was refused: ${told}`);
        assert.deepEqual(decision.value, events);
        return stateAfter(before, events, asked.at);
      },
      refused: (refusal: RosterRefusal): void => {
        assert.ok(!decision.ok, `${command.type} was accepted: ${told}`);
        assert.deepEqual(decision.refusal, refusal);
      },
    };
  },
});

export const stateAfter = (
  before: RosterState,
  events: readonly RosterEvent[],
  moment: Instant = MONDAY,
): RosterState => events.reduce((state, event) => evolve(frozen(state), { at: moment, event }), before);
