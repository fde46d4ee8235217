import assert from 'node:assert/strict';
import fc from 'fast-check';
import { personKey, rosterIn } from '../../src/cards/roster-facts.ts';
import { type RosterCommandVerb, isRosterVerb, parseRosterSubmission } from '../../src/cards/roster-parse.ts';
import type { Submission } from '../../src/cards/parse.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { ROSTER_PROBLEMS, type RosterRefusal } from '../../src/roster/refusals.ts';
import { absenceSchema, patternSchema, shiftSchema, swapSchema } from '../../src/roster/state.ts';
import { period } from '../roster/rosters.ts';
import { DRENTHE, OFFICER, YOUTH_WORKER } from './regions.ts';
import { PLANNER_PERSON, SECOND_YOUTH_WORKER, THURSDAY, duty, factsAt, rosterAt } from './roster-given.ts';
import { everywhere } from './time-zones.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const facts = factsAt();
const roster = rosterAt(facts, duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY));
const megan = whoIs(YOUTH_WORKER);
const key = personKey(YOUTH_WORKER);

const ADD = {
  addPerson: `${key}|jeugd-mw`,
  addFromDate: '2026-11-28',
  addFromTime: '10:00',
  addToDate: '2026-11-28',
  addToTime: '18:00',
  addEvery: 'once',
};
const ABSENT = {
  absentPerson: key,
  absentFromDate: '2026-11-28',
  absentFromTime: '10:00',
  absentToDate: '2026-11-28',
  absentToTime: '18:00',
};
const SWAP = {
  swapDuty: `jeugd-mw|${SATURDAY.from}|${SATURDAY.to}|${key}`,
  swapWith: personKey(SECOND_YOUTH_WORKER),
};

/** What a card sends, and the command behind it. */
const RIGHT: readonly { verb: RosterCommandVerb; data: Submission; command: RosterCommand }[] = [
  {
    verb: 'roster-add',
    data: ADD,
    command: { type: 'AddShift', person: megan, role: 'jeugd-mw', replaces: false, ...SATURDAY },
  },
  {
    verb: 'roster-add',
    data: { ...ADD, addEvery: 'week3' },
    command: {
      type: 'AddPattern',
      person: megan,
      role: 'jeugd-mw',
      weekday: 6,
      from: 600,
      to: 1080,
      every: 3,
      since: '2026-11-28',
    },
  },
  { verb: 'roster-absent', data: ABSENT, command: { type: 'MarkAbsent', person: megan, ...SATURDAY } },
  {
    verb: 'roster-swap',
    data: SWAP,
    command: {
      type: 'AskSwap',
      role: 'jeugd-mw',
      ...SATURDAY,
      of: megan,
      with: whoIs(SECOND_YOUTH_WORKER),
    },
  },
  { verb: 'roster-remove', data: { removeEntry: 'a1' }, command: { type: 'RemoveEntry', entry: 'a1' } },
  { verb: 'roster-test', data: {}, command: { type: 'TestReach' } },
  {
    verb: 'roster-fill',
    data: { gap: 'jeugd-mw@1', nth: 2, fillPerson2: key },
    command: { type: 'FillGap', gap: 'jeugd-mw@1', person: megan },
  },
  {
    verb: 'roster-fill',
    data: { fillGap: 'jeugd-mw@1', fillPerson: key },
    command: { type: 'FillGap', gap: 'jeugd-mw@1', person: megan },
  },
  {
    verb: 'swap-answer',
    data: { swap: 's1', answer: 'yes' },
    command: { type: 'AnswerSwap', swap: 's1', accepted: true },
  },
  {
    verb: 'swap-answer',
    data: { swap: 's1', answer: 'no' },
    command: { type: 'AnswerSwap', swap: 's1', accepted: false },
  },
  { verb: 'reach-prove', data: {}, command: { type: 'ProveReach' } },
];

const parsed = (verb: RosterCommandVerb, data: Submission, actor = PLANNER_PERSON) =>
  parseRosterSubmission(verb, { roster: 'hoogeveen', verb, ...data }, facts, roster, actor);

describe('What a button of the roster sends', () => {
  for (const { verb, data, command } of RIGHT) {
    it(`is read on machines all over the world: ${verb} ${JSON.stringify(Object.values(data)).slice(0, 60)}`, () => {
      everywhere((zone) => {
        assert.deepEqual(parsed(verb, data), { ok: true, value: command }, zone);
      });
    });
  }

  const wrong: readonly [RosterCommandVerb, Submission, readonly (readonly [string, string])[]][] = [
    ['roster-add', { ...ADD, addPerson: 'nobody|jeugd-mw' }, [['person', 'notAChoice']]],
    ['roster-add', { ...ADD, addPerson: key }, [['person', 'notAChoice']]],
    ['roster-add', { ...ADD, addPerson: undefined }, [['person', 'notAChoice']]],
    ['roster-add', { ...ADD, addEvery: 'week5' }, [['every', 'notAChoice']]],
    ['roster-add', { ...ADD, addFromDate: '2026-11-31' }, [['from', 'notADateOrTime']]],
    ['roster-add', { ...ADD, addToTime: '24:00' }, [['to', 'notADateOrTime']]],
    [
      'roster-add',
      { ...ADD, addFromTime: '', addToDate: null },
      [
        ['from', 'notADateOrTime'],
        ['to', 'notADateOrTime'],
      ],
    ],
    ['roster-absent', { ...ABSENT, absentPerson: 'nobody' }, [['person', 'notAChoice']]],
    ['roster-absent', { ...ABSENT, absentToTime: undefined }, [['to', 'notADateOrTime']]],
    ['roster-swap', { ...SWAP, swapDuty: undefined }, [['duty', 'notAChoice']]],
    ['roster-swap', { ...SWAP, swapDuty: 'jeugd-mw|1|2' }, [['duty', 'notAChoice']]],
    ['roster-swap', { ...SWAP, swapDuty: 'jeugd-mw|1|2|nobody' }, [['duty', 'notAChoice']]],
    ['roster-swap', { ...SWAP, swapDuty: `jeugd-mw|-1|2.5|${key}` }, [['duty', 'notAChoice']]],
    ['roster-swap', { ...SWAP, swapWith: 'nobody' }, [['with', 'notAChoice']]],
    ['roster-remove', {}, [['duty', 'notAChoice']]],
    ['roster-remove', { removeEntry: 'x'.repeat(201) }, [['duty', 'notAChoice']]],
    ['roster-fill', { fillPerson: key }, [['duty', 'notAChoice']]],
    ['roster-fill', { gap: 'jeugd-mw@1', nth: 1, fillPerson: key }, [['person', 'notAChoice']]],
  ];
  for (const [verb, data, problems] of wrong) {
    it(`is refused field by field: ${verb} ${JSON.stringify(data).slice(0, 80)}`, () => {
      const answer = parsed(verb, data);
      assert.ok(!answer.ok && answer.refusal.code === 'invalid');
      assert.deepEqual(
        answer.refusal.problems.map(({ field, problem }) => [field, problem]),
        problems,
      );
    });
  }

  it('never says who acts: whoever can only speak for themselves is the one who pressed', () => {
    const { absentPerson, ...own } = ABSENT;
    assert.equal(absentPerson, key);
    const sent = { ...own, actor: whoIs(PLANNER_PERSON), person: whoIs(PLANNER_PERSON), by: 'p8' };
    assert.deepEqual(parsed('roster-absent', sent, OFFICER), {
      ok: true,
      value: { type: 'MarkAbsent', person: whoIs(OFFICER), ...SATURDAY },
    });
  });

  it('takes no person from the card but one who is known', () => {
    const forged = JSON.stringify(whoIs(YOUTH_WORKER));
    for (const person of [forged, 't/p2', 'p2', 'Megan Bowen', ''])
      assert.ok(!parsed('roster-absent', { ...ABSENT, absentPerson: person }).ok, person);
  });

  it('is about a swap that is gone, when it says nothing that we ever sent', () => {
    for (const data of [{}, { swap: 's1' }, { swap: 's1', answer: 'maybe' }, { swap: 7, answer: 'yes' }])
      assert.deepEqual(parsed('swap-answer', data), { ok: false, refusal: { code: 'swapGone' } });
  });

  it('is about the municipality that it names, if there is one', () => {
    assert.equal(rosterIn({ roster: 'emmen' }, DRENTHE)?.name, 'Emmen');
    for (const id of ['elsewhere', '', 7, null, undefined, { id: 'emmen' }])
      assert.equal(rosterIn({ roster: id }, DRENTHE), undefined);
  });

  it('has a verb that is known', () => {
    for (const { verb } of RIGHT) assert.ok(isRosterVerb(verb));
    assert.ok(isRosterVerb('roster-show'));
    for (const verb of ['', 'show', 'claim', 'toString', '__proto__', 'constructor', 'roster'])
      assert.ok(!isRosterVerb(verb), verb);
  });
});

describe('The key of a person', () => {
  it('is the same every time, and another for everybody else', () => {
    const same = { ...whoIs(YOUTH_WORKER), name: 'Megan Anders' };
    assert.equal(personKey(same), key);
    const others = [
      { tenant: 't', id: 'p22' },
      { tenant: 'u', id: 'p2' },
      { tenant: 'tp', id: '2' },
      { tenant: 't","p2', id: '' },
    ];
    assert.equal(new Set([key, ...others.map(personKey)]).size, others.length + 1);
  });

  it('tells nothing, and holds nothing that separates choices', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (tenant, id) => {
        assert.match(personKey({ tenant, id }), /^[A-Za-z0-9_-]{12}$/);
      }),
    );
  });
});

describe('Whatever is sent to the roster', () => {
  const VERBS = [...new Set(RIGHT.map(({ verb }) => verb))];
  const FIELDS = [...new Set(RIGHT.flatMap(({ data }) => Object.keys(data)))];
  const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>;
  const anySubmission: fc.Arbitrary<Submission> = fc.dictionary(
    fc.oneof(fc.constantFrom(...FIELDS), fc.string()),
    anything,
  );
  const nearlyRight = fc
    .constantFrom(...RIGHT)
    .chain(({ verb, data }) =>
      fc
        .dictionary(
          fc.constantFrom(...Object.keys(data), 'gap'),
          fc.oneof(
            fc.string(),
            fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
            fc.stringMatching(/^\d{2}:\d{2}$/),
            fc.constantFrom(...RIGHT.flatMap((right) => Object.values(right.data))),
            fc.integer(),
          ),
          { maxKeys: 2 },
        )
        .map((change) => ({ verb, data: { ...data, ...change } })),
    );
  const RUNS = { seed: 20261126, numRuns: 500 };

  const isRefusal = (refusal: RosterRefusal): boolean =>
    refusal.code === 'swapGone' ||
    (refusal.code === 'invalid' &&
      refusal.problems.length > 0 &&
      refusal.problems.every(({ problem }) => ROSTER_PROBLEMS.includes(problem)));

  /** What is kept in a document must be readable again. */
  const canBeStored = (command: RosterCommand): void => {
    const id = 'new';
    if (command.type === 'AddShift') shiftSchema.parse({ ...command, id });
    if (command.type === 'AddPattern') patternSchema.parse({ ...command, id });
    if (command.type === 'MarkAbsent') absenceSchema.parse({ ...command, id });
    if (command.type === 'AskSwap') swapSchema.parse({ ...command, id, askedAt: THURSDAY });
  };

  const answer = (verb: RosterCommandVerb, data: Submission): RosterCommand | undefined => {
    const result = parseRosterSubmission(verb, data, facts, roster, OFFICER);
    if (result.ok) return result.value;
    assert.ok(isRefusal(result.refusal), JSON.stringify(result));
    return undefined;
  };

  it('gives a command or a refusal with fields, never a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), anySubmission, (verb, data) => {
        const command = answer(verb, data);
        if (command) canBeStored(command);
      }),
      RUNS,
    );
  });

  it('gives a command that can be stored and read again, when it is nearly right', () => {
    const commands: string[] = [];
    fc.assert(
      fc.property(nearlyRight, ({ verb, data }) => {
        const command = answer(verb, data);
        if (!command) return;
        commands.push(command.type);
        canBeStored(command);
      }),
      RUNS,
    );
    assert.deepEqual(
      [...new Set(commands)].toSorted(),
      [...new Set(RIGHT.map(({ command }) => command.type))].toSorted(),
      'some command was never reached',
    );
  });
});
