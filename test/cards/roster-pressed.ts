/** Presses the buttons of roster cards the way a client does, and reads them the way the bot does. */
import assert from 'node:assert/strict';
import { rosterCard } from '../../src/cards/roster-card.ts';
import { type RosterFacts } from '../../src/cards/roster-facts.ts';
import { isRosterVerb, parseRosterSubmission } from '../../src/cards/roster-parse.ts';
import type { Person } from '../../src/core/region.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { decide } from '../../src/roster/decide.ts';
import type { RosterRefusal } from '../../src/roster/refusals.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { type Answers, type Piece } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';
import { PLANNER_PERSON, THURSDAY, factsAt, rosterAt } from './roster-given.ts';

export interface Hands {
  roster: RosterState;
  facts: RosterFacts;
  viewer: Person;
}

/** Presses a button the way a client does, and reads it the way the bot does. */
export const press = (
  { roster, facts, viewer }: Hands,
  card: Piece,
  title: string,
  answers: Answers = {},
) => {
  const { verb, data } = fillForm(card, title, answers);
  assert.equal(data.roster, roster.municipality);
  if (!isRosterVerb(verb) || verb === 'roster-show') throw new Error(`${verb} is no command`);
  return parseRosterSubmission(verb, data, facts, roster, viewer);
};

export const commandOf = (
  hands: Hands,
  title: string,
  answers: Answers = {},
  card?: Piece,
): RosterCommand => {
  const { roster, viewer, facts } = hands;
  const parsed = press(hands, card ?? rosterCard(roster, viewer, facts).card, title, answers);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
};

export const refusalOf = (
  { roster, facts, viewer }: Hands,
  command: RosterCommand,
): RosterRefusal | undefined => {
  const decided = decide(command, roster, { ...facts, actor: viewer, newId: 'new' });
  return decided.ok ? undefined : decided.refusal;
};

export const handsOf = (viewer: Person, now: number, ...parts: readonly Partial<RosterState>[]): Hands => {
  const facts = factsAt(now);
  return { viewer, facts, roster: rosterAt(facts, ...parts) };
};

export const planner = (...parts: readonly Partial<RosterState>[]): Hands =>
  handsOf(PLANNER_PERSON, THURSDAY, ...parts);
