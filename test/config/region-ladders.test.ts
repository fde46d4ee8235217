import assert from 'node:assert/strict';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { accepted, changed, refuses } from './region-text.ts';
import type { Case } from './region-text.ts';

const RUNGS = '    ladder:\n      - [on-duty]\n      - [manager, amw]\n';

/** Other ladders; their first line becomes line 25. */
const ladders = (what: string, written: string, ...lines: string[]): Case => [
  what,
  RUNGS,
  `${written}\n`,
  ...lines,
];

const policyWith = (written: string) => {
  const [municipality] = accepted(changed(RUNGS, `${written}\n`)).municipalities;
  assert.ok(municipality);
  return municipality.policy;
};

describe('The ladders of a region file', () => {
  it('name whoever is on duty, roles and persons, also by organisation', () => {
    const { ladder, ladders: own } = policyWith(`    ladder: [[on-duty], [manager, p1]]
    ladders:
      politie: [[on-duty], [P2], [manager]]`);
    assert.deepEqual(ladder, [['on-duty'], ['manager', 'p1']]);
    assert.deepEqual(own, { politie: [['on-duty'], ['p2'], ['manager']] }, 'Entra writes ids in lower case');
  });

  it('name persons whose id is written in capitals', () => {
    const text = changed('{ id: p1,', '{ id: P1,').replace('[manager, amw]', '[p1]');
    assert.deepEqual(accepted(text).municipalities[0]?.policy.ladder, [['on-duty'], ['p1']]);
  });

  const rungs: readonly [string, string, { textFrom: number; wakeFrom: number }][] = [
    ['the second and the first rung, unless written', '[[on-duty], [amw]]', { textFrom: 1, wakeFrom: 0 }],
    ['the only rung when there is one', '[[on-duty]]', { textFrom: 0, wakeFrom: 0 }],
    [
      'the rungs that are written',
      '[[on-duty], [amw], [manager]]\n    textFrom: 2\n    wakeFrom: 1',
      { textFrom: 2, wakeFrom: 1 },
    ],
    [
      'a rung of the longest ladder',
      '[[on-duty]]\n    ladders: { politie: [[on-duty], [amw], [manager]] }\n    textFrom: 2\n    wakeFrom: 2',
      { textFrom: 2, wakeFrom: 2 },
    ],
  ];
  for (const [what, written, expected] of rungs) {
    it(`send text messages and wake people from ${what}`, () => {
      const { textFrom, wakeFrom } = policyWith(`    ladder: ${written}`);
      assert.deepEqual({ textFrom, wakeFrom }, expected);
    });
  }
});

describe('The periods of a policy', () => {
  it('say when visitors are looked after, and how long before the bell the school is thought of', () => {
    const written = `${RUNGS}    reportBackWithin: PT90M\n    schoolBefore: PT2H`;
    const { reportBackWithin, schoolBefore } = policyWith(written);
    assert.deepEqual(
      { reportBackWithin, schoolBefore },
      { reportBackWithin: 90 * MINUTE, schoolBefore: 2 * HOUR },
    );
  });
});

const KNOWN = 'on-duty, politie, amw, manager, or the id of a person under people';

refuses('Ladders are refused', [
  ladders(
    'with a person who is not in the file',
    '    ladder: [[on-duty], [00000000-0000-0000-0000-000000000001]]',
    `25:26 policies.standaard.ladder[1][0]: there is no rung "00000000-0000-0000-0000-000000000001"; write one of ${KNOWN}`,
  ),
  ladders(
    'with a role in capitals',
    '    ladder: [[on-duty], [Manager]]',
    `25:26 policies.standaard.ladder[1][0]: there is no rung "Manager"; did you mean manager? Known: ${KNOWN}`,
  ),
  ladders(
    'of an organisation that does not exist, and with an unknown rung below it',
    '    ladder: [[on-duty]]\n    ladders:\n      welzin: [[on-duty], [bestuur]]',
    '27:7 policies.standaard.ladders.welzin: there is no organisation "welzin"; did you mean welzijn? Known: politie, welzijn',
    `27:28 policies.standaard.ladders.welzin[1][0]: there is no rung "bestuur"; write one of ${KNOWN}`,
  ),
  ladders(
    'of an organisation, without rungs',
    '    ladder: [[on-duty]]\n    ladders: { welzijn: [] }',
    '26:25 policies.standaard.ladders.welzijn: an empty list; name at least one',
  ),
  ladders(
    'with rungs that none of them has',
    '    ladder: [[on-duty], [manager]]\n    ladders: { welzijn: [[amw]] }\n    textFrom: 2\n    wakeFrom: 7',
    '27:15 policies.standaard.textFrom: no ladder has a rung 2; write at most 1, because the first rung is 0',
    '28:15 policies.standaard.wakeFrom: no ladder has a rung 7; write at most 1, because the first rung is 0',
  ),
  ladders(
    'with rungs that are none',
    '    ladder: [[on-duty], [manager]]\n    textFrom: -1\n    wakeFrom: 0.5',
    '26:15 policies.standaard.textFrom: -1 is not a rung; write 0 for the first, 1 for the second',
    '27:15 policies.standaard.wakeFrom: 0.5 is not a rung; write 0 for the first, 1 for the second',
  ),
  ladders(
    'with rungs that are no number, or are left empty',
    '    ladder: [[on-duty], [manager]]\n    textFrom: manager\n    wakeFrom:',
    '26:15 policies.standaard.textFrom: not the right kind of value; write a whole number, such as 1',
    '27:5 policies.standaard.wakeFrom: empty; write a whole number, such as 1',
  ),
  ladders(
    'with periods that are none',
    `${RUNGS}    reportBackWithin: 2 uur\n    schoolBefore: 60`,
    '28:23 policies.standaard.reportBackWithin: "2 uur" is not an ISO 8601 duration in whole numbers; write for example PT30M, PT24H or P7D',
    '29:19 policies.standaard.schoolBefore: a number is not text; put it in quotes',
  ),
]);
