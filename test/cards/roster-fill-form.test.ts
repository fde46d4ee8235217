import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { personKey } from '../../src/cards/roster-facts.ts';
import { gapsCard } from '../../src/cards/roster-gaps-card.ts';
import { whoIs } from '../../src/core/actor.ts';
import { absence, pattern, period, proven } from '../roster/rosters.ts';
import { type Piece, inputsFor, isPiece } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';
import { words } from './walk.ts';
import { ADULT_WORKER, MANAGER_ON_CALL, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import {
  PLANNER_PERSON,
  ROSTER_REGION,
  SECOND_YOUTH_WORKER,
  THURSDAY,
  checked,
  duty,
} from './roster-given.ts';
import { type Hands, commandOf, handsOf, planner, refusalOf } from './roster-pressed.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const megan = whoIs(YOUTH_WORKER);

describe('Filling a gap', () => {
  const two = [
    ...[SAFE_HOME_WORKER, ADULT_WORKER].map((person) =>
      pattern(person, '2026-11-01', { id: person.id, role: rolesOf(person)[0] ?? '', to: 18 * 60 }),
    ),
    ...[SAFE_HOME_WORKER, ADULT_WORKER].map((person) =>
      pattern(person, '2026-11-01', {
        id: `${person.id}-2`,
        role: rolesOf(person)[0] ?? '',
        weekday: 0,
      }),
    ),
    proven(SAFE_HOME_WORKER, ADULT_WORKER, SECOND_YOUTH_WORKER),
  ];
  const gaps = (hands: Hands, count: number): Piece =>
    gapsCard(hands.roster.gaps.slice(0, count), whoIs(hands.viewer), hands.roster, hands.facts).card;

  it('asks only for a yes from whoever reads it and can do it', () => {
    const hands = handsOf(YOUTH_WORKER, THURSDAY, ...two);
    const command = commandOf(hands, 'Op het rooster zetten', {}, gaps(hands, 1));
    assert.deepEqual(command, { type: 'FillGap', gap: `jeugd-mw@${SATURDAY.from}`, person: megan });
    assert.equal(refusalOf(hands, command), undefined);
  });

  for (const viewer of [PLANNER_PERSON, MANAGER_ON_CALL]) {
    it(`asks ${rolesOf(viewer).join()} who it is, whoever is surely in reach first`, () => {
      const hands = handsOf(viewer, THURSDAY, ...two);
      const card = gaps(hands, 1);
      const [input] = inputsFor(card, 'Op het rooster zetten');
      const titles = (Array.isArray(input?.choices) ? (input.choices as unknown[]) : [])
        .filter(isPiece)
        .map(({ title }) => words(title));
      assert.deepEqual(titles, ['Lee Gu', 'Megan Bowen (nog niet getest)']);
      const answers = { fillPerson: personKey(SECOND_YOUTH_WORKER) };
      const command = commandOf(hands, 'Op het rooster zetten', answers, card);
      assert.equal(refusalOf(hands, command), undefined);
      assert.throws(() => commandOf(hands, 'Op het rooster zetten', {}, card), /is required/);
    });
  }

  it('has for each of a few gaps a form of its own', () => {
    const hands = planner();
    const card = gaps(hands, 4);
    for (const nth of [0, 1, 2, 3]) {
      const gap = hands.roster.gaps[nth];
      const [holder] = ROSTER_REGION.people.filter((one) => rolesOf(one).includes(gap?.role ?? ''));
      assert.ok(gap && holder);
      const answers = { [`fillPerson${nth}`]: personKey(holder) };
      const command = commandOf(hands, `Op het rooster zetten (${nth + 1})`, answers, card);
      assert.deepEqual(command, { type: 'FillGap', gap: gap.id, person: whoIs(holder) });
    }
  });

  it('asks of many gaps which one it is', () => {
    const hands = planner();
    const gap = hands.roster.gaps[5];
    assert.ok(gap);
    const [holder] = ROSTER_REGION.people.filter((one) => rolesOf(one).includes(gap.role));
    assert.ok(holder);
    const answers = { fillGap: gap.id, fillPerson: personKey(holder) };
    const command = commandOf(hands, 'Op het rooster zetten', answers, gaps(hands, 12));
    assert.deepEqual(command, { type: 'FillGap', gap: gap.id, person: whoIs(holder) });
    assert.equal(refusalOf(hands, command), undefined);
  });

  it('offers nobody who is away, or stands there already', () => {
    const hands = planner(
      ...two,
      absence(YOUTH_WORKER, SATURDAY),
      duty(SECOND_YOUTH_WORKER, 'jeugd-mw', SATURDAY),
      { reach: [] },
    );
    const unproven = { ...hands, roster: checked({ ...hands.roster, reach: [] }, hands.facts) };
    const gap = unproven.roster.gaps.find(({ id }) => id === `jeugd-mw@${SATURDAY.from}`);
    assert.ok(gap);
    const { card } = gapsCard([gap], whoIs(PLANNER_PERSON), unproven.roster, unproven.facts);
    assert.throws(() => fillForm(card, 'Op het rooster zetten'), /No action/);
  });
});
