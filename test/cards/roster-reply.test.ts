import assert from 'node:assert/strict';
import { personKey } from '../../src/cards/roster-facts.ts';
import {
  type RosterCommandVerb,
  type RosterVerb,
  parseRosterSubmission,
} from '../../src/cards/roster-parse.ts';
import { rosterReply } from '../../src/cards/roster-reply.ts';
import { rosterRefusalText } from '../../src/cards/roster-refusal-text.ts';
import { ROSTER_COMMAND, ROSTER_PROBLEM } from '../../src/cards/roster-texts.nl.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import type { RosterCommandType } from '../../src/roster/commands.ts';
import type { RosterRefusal } from '../../src/roster/refusals.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { period, proven, unansweredSwap } from '../roster/rosters.ts';
import { findAction, inputsFor, textOf } from '../support/cards.ts';
import { buttons, lines } from './read.ts';
import { YOUTH_WORKER } from './regions.ts';
import { PLANNER_PERSON, SECOND_YOUTH_WORKER, duty, factsAt, rosterAt } from './roster-given.ts';
import { REFUSALS } from './roster-shown.ts';
import { words } from './walk.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const facts = factsAt();
const key = personKey(YOUTH_WORKER);

const reply = (
  verb: RosterVerb,
  data: Readonly<Record<string, unknown>>,
  refusal?: RosterRefusal,
  { viewer = PLANNER_PERSON, roster = rosterAt(facts) }: { viewer?: Person; roster?: RosterState } = {},
) => rosterReply({ verb, data: { roster: 'hoogeveen', verb, ...data }, roster, viewer, facts }, refusal);

const linesOf = (...given: Parameters<typeof reply>) => lines(reply(...given).card);

describe('What a card of the roster turns into', () => {
  const done: readonly [RosterVerb, string][] = [
    ['roster-add', 'Opgeslagen.'],
    ['roster-absent', 'Opgeslagen.'],
    ['roster-swap', 'De vraag is verstuurd. Zonder akkoord blijft de dienst zoals hij is.'],
    ['roster-remove', 'Van het rooster gehaald.'],
  ];
  for (const [verb, note] of done) {
    it(`is the roster with what was done: ${verb}`, () => {
      assert.deepEqual(linesOf(verb, {}).slice(0, 2), [note, 'Piketrooster Hoogeveen']);
    });
  }

  it('is who can be reached, after a test', () => {
    assert.deepEqual(linesOf('roster-test', {}).slice(0, 2), [
      'De test is verstuurd. Kijk straks opnieuw.',
      'Bereikbaarheid piket Hoogeveen',
    ]);
  });

  it('is the gaps that are left, with whoever fills one now', () => {
    const roster = rosterAt(facts, duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY), proven(YOUTH_WORKER));
    const data = { gap: `jeugd-mw@${SATURDAY.from}`, fillPerson: key };
    const shown = linesOf('roster-fill', data, undefined, { roster });
    assert.deepEqual(shown.slice(0, 2), [
      '✔ Megan Bowen staat nu op het rooster.',
      `⚠ Nog ${roster.gaps.length} gaten in het piketrooster van Hoogeveen`,
    ]);
  });

  it('says that a gap stays a gap as long as nobody there was tested', () => {
    const roster = rosterAt(facts, duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY));
    const data = { gap: `jeugd-mw@${SATURDAY.from}`, nth: 1, fillPerson1: key };
    assert.equal(
      linesOf('roster-fill', data, undefined, { roster })[0],
      'Megan Bowen staat nu op het rooster, maar is nog niet getest. Tot dan blijft het een gat.',
    );
  });

  it('is thanks, after a press on the test message; the test itself for whoever was not asked', () => {
    assert.deepEqual(linesOf('reach-prove', {})[0], '✔ Dank u, u bent bereikbaar');
    assert.deepEqual(linesOf('reach-prove', {}, { code: 'notAsked' }).slice(0, 2), [
      'U bent niet gevraagd voor deze test. U hoeft niets te doen.',
      'Bereikbaarheidstest',
    ]);
  });

  it('is the swap as it stands for whoever pressed', () => {
    const swaps = unansweredSwap(YOUTH_WORKER, SECOND_YOUTH_WORKER, SATURDAY).swaps ?? [];
    const swap = swaps[0]?.id;
    const yes = swaps.map((one) => ({ ...one, answer: { accepted: true, at: facts.now } }));
    const taker = { viewer: SECOND_YOUTH_WORKER, roster: rosterAt(facts, { swaps: yes }) };
    assert.equal(
      linesOf('swap-answer', { swap, answer: 'yes' }, undefined, taker)[0],
      '✔ U neemt de dienst over',
    );
    const other = { viewer: YOUTH_WORKER, roster: rosterAt(facts, { swaps }) };
    assert.deepEqual(
      linesOf('swap-answer', { swap, answer: 'yes' }, { code: 'swapNotYours' }, other).slice(0, 2),
      ['Deze vraag is aan iemand anders gesteld. U hoeft niets te doen.', 'Ruil gevraagd'],
    );
  });

  it('shows the roster, the gaps or a form', () => {
    assert.equal(linesOf('roster-show', {})[0], 'Piketrooster Hoogeveen');
    assert.equal(linesOf('roster-show', { show: 'gaps' })[0], '⚠ 12 gaten in het piketrooster van Hoogeveen');
    assert.equal(linesOf('roster-show', { show: 'roster-add' })[0], 'Piket toevoegen · Hoogeveen');
    for (const show of ['nothing', 7, null, {}, ['gaps']])
      assert.equal(linesOf('roster-show', { show })[0], 'Piketrooster Hoogeveen');
  });

  it('shows who can be reached to whoever may test that, and the roster to others', () => {
    const shownTo = (viewer: Person) => linesOf('roster-show', { show: 'reach' }, undefined, { viewer })[0];
    assert.equal(shownTo(PLANNER_PERSON), 'Bereikbaarheid piket Hoogeveen');
    assert.equal(shownTo(YOUTH_WORKER), 'Piketrooster Hoogeveen');
  });

  it('is the roster where somebody may not have the form that they ask for', () => {
    const shown = linesOf('roster-show', { show: 'roster-add' }, undefined, { viewer: YOUTH_WORKER });
    assert.equal(shown[0], 'Piketrooster Hoogeveen');
  });

  it('shows one form for one gap, that goes back to the gaps', () => {
    const gap = `jeugd-mw@${SATURDAY.from}`;
    const { card } = reply('roster-show', { show: 'roster-fill', gap, nth: 1 });
    assert.deepEqual(buttons(card), ['Op het rooster zetten (2)', 'Terug']);
    assert.deepEqual(findAction(card, 'Terug').data, {
      roster: 'hoogeveen',
      show: 'gaps',
      verb: 'roster-show',
    });
    assert.deepEqual(findAction(card, /^Op het rooster/).data, {
      roster: 'hoogeveen',
      gap,
      nth: 1,
      verb: 'roster-fill',
    });
  });
});

describe('A form of the roster that was refused', () => {
  const typed = {
    addPerson: `${key}|jeugd-mw`,
    addFromDate: '2026-12-05',
    addFromTime: '10:00',
    addToDate: '2026-12-05',
    addToTime: '09:00',
    addEvery: 'week2',
  };
  const again = (verb: RosterCommandVerb, data: Readonly<Record<string, unknown>>, refusal: RosterRefusal) =>
    reply(verb, data, refusal).card;
  const valuesOf = (card: ReturnType<typeof again>, title: string) =>
    Object.fromEntries(inputsFor(card, title).map(({ id, value }) => [words(id), value]));

  it('comes back with everything that was typed, and the wrong field marked', () => {
    const parsed = parseRosterSubmission('roster-add', typed, facts, rosterAt(facts), PLANNER_PERSON);
    assert.ok(!parsed.ok);
    const card = again('roster-add', typed, parsed.refusal);
    assert.deepEqual(valuesOf(card, 'Piket opslaan'), typed);
    assert.deepEqual(lines(card), [
      'Nog niet opgeslagen. Kijk bij de velden met een ⚠.',
      'Piket toevoegen · Hoogeveen',
      '⚠ Het einde is vóór het begin. Kies een later einde.',
    ]);
    assert.deepEqual(buttons(card), ['Piket opslaan', 'Terug']);
  });

  const fields: readonly [RosterCommandVerb, string, string][] = [
    ['roster-add', 'person', 'addPerson'],
    ['roster-add', 'role', 'addPerson'],
    ['roster-add', 'from', 'addFromTime'],
    ['roster-add', 'to', 'addToTime'],
    ['roster-add', 'every', 'addEvery'],
    ['roster-add', 'until', 'addEvery'],
    ['roster-absent', 'person', 'absentPerson'],
    ['roster-absent', 'from', 'absentFromTime'],
    ['roster-absent', 'to', 'absentToTime'],
    ['roster-swap', 'with', 'swapWith'],
    ['roster-swap', 'duty', 'swapDuty'],
    ['roster-remove', 'duty', 'removeEntry'],
    ['roster-fill', 'duty', 'fillGap'],
    ['roster-fill', 'person', 'fillPerson'],
  ];
  for (const [verb, field, input] of fields) {
    it(`has a problem with "${field}" of ${verb} right under its own field`, () => {
      const problems = [{ field, problem: 'tooLong' }];
      const roster = rosterAt(facts, duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY));
      const { card } = reply(verb, {}, { code: 'invalid', problems } as RosterRefusal, { roster });
      const marked = (card.body as readonly Record<string, unknown>[]).filter((piece) =>
        textOf(piece).includes(`⚠ ${ROSTER_PROBLEM.tooLong}`),
      );
      assert.equal(marked.length, 1);
      assert.match(JSON.stringify(marked), new RegExp(`"id":"${input}"`));
    });
  }

  for (const code of ['notTheirRole', 'absent'] as const) {
    it(`comes back too when it only takes another person: ${code}`, () => {
      const card = again('roster-add', typed, { code, person: whoIs(YOUTH_WORKER), role: 'amw' });
      assert.deepEqual(valuesOf(card, 'Piket opslaan'), typed);
      assert.match(lines(card)[0] ?? '', /Kies iemand anders\.$/);
    });
  }

  it('does not come back when there is nothing to do about it', () => {
    const gone = linesOf('roster-remove', { removeEntry: 'x' }, { code: 'entryGone' });
    assert.equal(gone[1], 'Piketrooster Hoogeveen');
  });

  it('of a gap stays the form of that gap', () => {
    const gap = `jeugd-mw@${SATURDAY.from}`;
    const problems = [{ field: 'person' as const, problem: 'notAChoice' as const }];
    const card = again('roster-fill', { gap, nth: 2 }, { code: 'invalid', problems });
    assert.deepEqual(
      inputsFor(card, 'Op het rooster zetten (3)').map(({ id }) => id),
      ['fillPerson2'],
    );
  });

  it('becomes what there is to see where there is no such form any more', () => {
    const problems = [{ field: 'duty' as const, problem: 'notAChoice' as const }];
    const shown = linesOf('roster-remove', {}, { code: 'invalid', problems });
    assert.deepEqual(shown.slice(0, 2), [
      'Nog niet opgeslagen. Kijk bij de velden met een ⚠.',
      'Piketrooster Hoogeveen',
    ]);
  });

  it('never throws, whatever was sent with it', () => {
    const problems = [{ field: 'to' as const, problem: 'tooLong' as const }];
    for (const odd of [null, 7, [], {}, 'x', true])
      for (const verb of [
        'roster-add',
        'roster-absent',
        'roster-swap',
        'roster-fill',
        'roster-remove',
      ] as const) {
        const data = { gap: odd, nth: odd, addFromDate: odd, addPerson: odd, fillPerson: odd, swapDuty: odd };
        assert.ok(lines(again(verb, data, { code: 'invalid', problems })).length > 1);
      }
  });
});

describe('A refusal of the roster', () => {
  const COMMANDS = Object.keys(ROSTER_COMMAND) as readonly RosterCommandType[];
  const all: readonly RosterRefusal[] = [
    ...REFUSALS,
    ...COMMANDS.map((command): RosterRefusal => ({ code: 'notAllowed', command })),
  ];
  const sentences = (words: string): readonly string[] => words.split(/(?<=[.?!])\s+/);

  it('is one to three whole sentences, none of them long', () => {
    const short = all.map((refusal) =>
      'person' in refusal ? { ...refusal, person: whoIs(YOUTH_WORKER) } : refusal,
    );
    for (const words of short.map((refusal) => rosterRefusalText(refusal, facts))) {
      assert.match(words, /^[A-Z].*\.$/);
      assert.ok(sentences(words).length <= 3, words);
      assert.ok(
        sentences(words).every(({ length }) => length <= 120),
        words,
      );
    }
  });

  it('never names what the program calls things', () => {
    const told = all.map((refusal) => rosterRefusalText(refusal, facts)).join('\n');
    for (const id of ['jeugd-mw', 'AddShift', 'notAllowed', 'roster-', 'undefined'])
      assert.ok(!told.includes(id), id);
  });

  it('says of each what is different', () => {
    const told = all.map((refusal) => rosterRefusalText(refusal, facts));
    // A shift and a pattern are one form.
    assert.equal(new Set(told).size, all.length - 2);
  });

  it('names who and where', () => {
    assert.equal(
      rosterRefusalText({ code: 'notTheirRole', person: whoIs(YOUTH_WORKER), role: 'veilig-thuis' }, facts),
      'Megan Bowen heeft in Hoogeveen niet de rol Veilig Thuis. Kies iemand anders.',
    );
    assert.equal(
      rosterRefusalText({ code: 'notAllowed', command: 'TestReach' }, facts),
      'De bereikbaarheid testen hoort niet bij uw rol. Vraag de planner.',
    );
  });
});
