import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rosterCard } from '../../src/cards/roster-card.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { rosterFormCard } from '../../src/cards/roster-form-card.ts';
import { type RosterFormVerb, rosterForm } from '../../src/cards/roster-forms.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import type { RosterRefusal } from '../../src/roster/refusals.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { anna, arie, mia, petra } from '../case/region.ts';
import { ada, rosterRegion } from '../roster/people.ts';
import { courses } from '../roster/random-rosters.ts';
import { absence, override, at, period } from '../roster/rosters.ts';
import { type Answers, type Piece, inputsFor } from '../support/cards.ts';
import { words } from './walk.ts';
import { ADULT_WORKER, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import {
  PLANNER_PERSON,
  ROSTER_REGION,
  SECOND_YOUTH_WORKER,
  THURSDAY,
  checked,
  duty,
  factsAt,
  rosterAt,
} from './roster-given.ts';
import { commandOf, handsOf, planner, press, refusalOf } from './roster-pressed.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');

const megan = whoIs(YOUTH_WORKER);
const YOUTH = `${personKey(YOUTH_WORKER)}|jeugd-mw`;

describe('Adding a duty', () => {
  it('starts at the coming Saturday, from opening time to closing time', () => {
    const hands = planner();
    const command = commandOf(hands, 'Piket opslaan', { addPerson: YOUTH });
    assert.deepEqual(command, {
      type: 'AddShift',
      person: megan,
      role: 'jeugd-mw',
      replaces: false,
      ...SATURDAY,
    });
    assert.equal(refusalOf(hands, command), undefined);
  });

  const saturdays: readonly [string, string, string][] = [
    ['on Saturday before closing time', '2026-11-28T17:59+01:00', '2026-11-28T10:00+01:00'],
    ['on Saturday after closing time', '2026-11-28T18:00+01:00', '2026-12-05T10:00+01:00'],
    ['on Sunday', '2026-11-29T12:00+01:00', '2026-12-05T10:00+01:00'],
    ['before the clocks change', '2026-10-20T12:00+02:00', '2026-10-24T10:00+02:00'],
    ['after they did', '2026-10-26T12:00+01:00', '2026-10-31T10:00+01:00'],
  ];
  for (const [when, now, from] of saturdays) {
    it(`starts at the Saturday that is not over: ${when}`, () => {
      const hands = handsOf(PLANNER_PERSON, at(now));
      const command = commandOf(hands, 'Piket opslaan', { addPerson: YOUTH });
      assert.ok(command.type === 'AddShift');
      assert.equal(new Date(command.from).toISOString(), new Date(at(from)).toISOString());
    });
  }

  it('does not start with somebody: one careless press puts nobody on duty', () => {
    assert.throws(() => commandOf(planner(), 'Piket opslaan'), /"addPerson" is required/);
  });

  it('puts somebody in the place of whoever stands there', () => {
    const command = commandOf(planner(), 'Piket opslaan', { addPerson: YOUTH, addEvery: 'replace' });
    assert.ok(command.type === 'AddShift' && command.replaces);
  });

  it('takes one minute before midnight as the end of the day', () => {
    const command = commandOf(planner(), 'Piket opslaan', { addPerson: YOUTH, addToTime: '23:59' });
    assert.ok(command.type === 'AddShift');
    assert.equal(command.to, at('2026-11-29T00:00+01:00'));
  });

  const patterns: readonly [string, Answers, Partial<Extract<RosterCommand, { type: 'AddPattern' }>>][] = [
    ['every week', { addEvery: 'week1' }, { from: 600, to: 1080, every: 1 }],
    ['every four weeks', { addEvery: 'week4' }, { from: 600, to: 1080, every: 4 }],
    ['to the end of the day', { addEvery: 'week2', addToTime: '23:59' }, { to: 1440, every: 2 }],
    [
      'to the next morning',
      { addEvery: 'week1', addFromTime: '22:00', addToDate: '2026-11-29', addToTime: '08:00' },
      { from: 1320, to: 1920 },
    ],
    [
      'to the last minute it can',
      { addEvery: 'week1', addToDate: '2026-11-29', addToTime: '23:58' },
      { to: 2878 },
    ],
  ];
  for (const [what, answers, expected] of patterns) {
    it(`makes a duty that comes back: ${what}`, () => {
      const hands = planner();
      const command = commandOf(hands, 'Piket opslaan', { addPerson: YOUTH, ...answers });
      assert.ok(command.type === 'AddPattern');
      assert.deepEqual({ ...command, ...expected }, command, 'what was asked is what the command says');
      assert.deepEqual([command.weekday, command.since], [6, '2026-11-28']);
      assert.equal(refusalOf(hands, command), undefined);
    });
  }

  const refused: readonly [string, Answers, string][] = [
    ['ends before it begins', { addToTime: '09:00' }, 'endsTooEarly'],
    ['takes no time', { addToTime: '10:00' }, 'endsTooEarly'],
    ['goes on for two days', { addToDate: '2026-11-29', addToTime: '23:59' }, 'tooLong'],
    ['goes on for a week', { addToDate: '2026-12-05' }, 'tooLong'],
  ];
  for (const [what, answers, problem] of refused) {
    it(`refuses a duty that comes back and ${what}`, () => {
      const hands = planner();
      const { card } = rosterCard(hands.roster, PLANNER_PERSON, hands.facts);
      const given = { addPerson: YOUTH, addEvery: 'week1', ...answers };
      assert.deepEqual(press(hands, card, 'Piket opslaan', given), {
        ok: false,
        refusal: { code: 'invalid', problems: [{ field: 'to', problem }] },
      });
    });
  }
});

describe('Absence', () => {
  it('is for oneself from now until midnight, where nobody else can be chosen', () => {
    const hands = handsOf(YOUTH_WORKER, THURSDAY);
    const command = commandOf(hands, 'Afwezigheid opslaan');
    assert.deepEqual(command, {
      type: 'MarkAbsent',
      person: megan,
      from: THURSDAY,
      to: at('2026-11-27T00:00+01:00'),
    });
    assert.equal(refusalOf(hands, command), undefined);
  });

  it('is for whoever a planner chooses', () => {
    const command = commandOf(planner(), 'Afwezigheid opslaan', { absentPerson: personKey(YOUTH_WORKER) });
    assert.deepEqual(command.type === 'MarkAbsent' && command.person, megan);
    assert.throws(() => commandOf(planner(), 'Afwezigheid opslaan'), /"absentPerson" is required/);
  });

  it('is taken back by whoever it is of', () => {
    const hands = handsOf(
      YOUTH_WORKER,
      THURSDAY,
      absence(YOUTH_WORKER, SATURDAY),
      absence(ADULT_WORKER, SATURDAY),
    );
    const id = `absence-${YOUTH_WORKER.name}`;
    const command = commandOf(hands, 'Van het rooster halen', { removeEntry: id });
    assert.deepEqual([command, refusalOf(hands, command)], [{ type: 'RemoveEntry', entry: id }, undefined]);
    assert.throws(
      () => commandOf(hands, 'Van het rooster halen', { removeEntry: `absence-${ADULT_WORKER.name}` }),
      /has no choice/,
    );
  });
});

describe('A swap', () => {
  const parts = [duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY), duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY)];
  const choice = `jeugd-mw|${SATURDAY.from}|${SATURDAY.to}|${personKey(YOUTH_WORKER)}`;
  const answers = { swapDuty: choice, swapWith: personKey(SECOND_YOUTH_WORKER) };
  const expected: RosterCommand = {
    type: 'AskSwap',
    role: 'jeugd-mw',
    ...SATURDAY,
    of: megan,
    with: whoIs(SECOND_YOUTH_WORKER),
  };

  it('is asked for a duty of oneself', () => {
    const hands = handsOf(YOUTH_WORKER, THURSDAY, ...parts);
    const command = commandOf(hands, 'Ruil vragen', answers);
    assert.deepEqual([command, refusalOf(hands, command)], [expected, undefined]);
  });

  it('is asked by a planner for a duty of anybody', () => {
    const hands = planner(...parts);
    const command = commandOf(hands, 'Ruil vragen', answers);
    assert.deepEqual([command, refusalOf(hands, command)], [expected, undefined]);
  });

  it('is not asked of oneself, nor for a duty of another', () => {
    const hands = handsOf(YOUTH_WORKER, THURSDAY, ...parts);
    assert.throws(
      () => commandOf(hands, 'Ruil vragen', { ...answers, swapWith: personKey(YOUTH_WORKER) }),
      /has no choice/,
    );
    const other = `veilig-thuis|${SATURDAY.from}|${SATURDAY.to}|${personKey(SAFE_HOME_WORKER)}`;
    assert.throws(() => commandOf(hands, 'Ruil vragen', { ...answers, swapDuty: other }), /has no choice/);
  });

  it('is not asked for a duty in the place of others, which goes before any swap', () => {
    const instead = override(YOUTH_WORKER, SATURDAY, { role: 'jeugd-mw' });
    const own = { viewer: YOUTH_WORKER, facts: factsAt() };
    const formFor = (...more: readonly Partial<RosterState>[]) =>
      rosterForm('roster-swap', rosterAt(own.facts, ...more), own.viewer, own.facts);
    assert.equal(formFor(instead), undefined);
    assert.equal(formFor(instead, ...parts), undefined);
    assert.notEqual(formFor(...parts), undefined);
  });

  it('can be asked for the duty of somebody who left the region file', () => {
    const facts = factsAt();
    const region = {
      ...ROSTER_REGION,
      people: ROSTER_REGION.people.filter(({ id }) => id !== YOUTH_WORKER.id),
    };
    const hands = { viewer: PLANNER_PERSON, facts: { ...facts, region }, roster: rosterAt(facts, ...parts) };
    assert.deepEqual(commandOf(hands, 'Ruil vragen', answers), expected);
  });
});

/** What a form is sent with when somebody chooses the last of every list that was left open. */
const lastOfAll = (card: Piece, title: string): Answers =>
  Object.fromEntries(
    inputsFor(card, title)
      .filter(({ value, choices }) => value === '' && Array.isArray(choices))
      .map(({ id, choices }) => [words(id), words((choices as { value: unknown }[]).at(-1)?.value)]),
  );

describe('Every form of every roster', () => {
  const forms: readonly [RosterFormVerb, string, readonly RosterRefusal['code'][]][] = [
    ['roster-add', 'Piket opslaan', ['absent', 'alreadyThere', 'notTheirRole']],
    ['roster-absent', 'Afwezigheid opslaan', ['alreadyThere']],
    ['roster-swap', 'Ruil vragen', ['absent', 'alreadyThere', 'notTheirRole', 'invalid']],
    ['roster-remove', 'Van het rooster halen', []],
    ['roster-fill', 'Op het rooster zetten', ['notTheirRole', 'absent', 'alreadyThere']],
  ];
  const people = [petra, petra, mia, anna, arie, ada];

  for (const [verb, title, codes] of forms) {
    it(`gives a command that its sender may give: ${verb}`, () => {
      let sent = 0;
      fc.assert(
        fc.property(
          courses(),
          fc.constantFrom(...people),
          ({ roster, municipality, period: { from } }, viewer) => {
            const facts = { ...factsAt(from, rosterRegion), municipality };
            const hands = { roster: checked(roster, facts), facts, viewer };
            const made = rosterFormCard(verb, hands.roster, viewer, facts, {});
            if (!made) return;
            sent += 1;
            const command = commandOf(hands, title, lastOfAll(made.card, title), made.card);
            const refusal = refusalOf(hands, command);
            assert.ok(refusal === undefined || codes.includes(refusal.code), JSON.stringify(refusal));
          },
        ),
        { seed: 20261126, numRuns: 60 },
      );
      assert.ok(sent > 5, `only ${sent} forms`);
    });
  }
});
