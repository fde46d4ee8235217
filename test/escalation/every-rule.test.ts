import assert from 'node:assert/strict';
import type { Cover } from '../../src/core/cover.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { RULES } from '../../src/escalation/rules.ts';
import { type History, followedAfter } from '../case/given.ts';
import {
  DEADLINE,
  START,
  announced,
  attempted,
  bothClaimed,
  claimed,
  completed,
  consulted,
  danger,
  decided,
  escalated,
  feedback,
  hour,
  logged,
  minute,
  noChildren,
  planned,
  schoolTold,
  visited,
  waiting,
} from '../case/history.ts';
import { lars, mia, region, vera, yara } from '../case/region.ts';
import { everybodyOnDuty } from '../support/cover.ts';
import { lookedAt, shownAt, watchOver } from './watching.ts';

/** Cases here are received on Monday 23 November 2026 at 10:00; service is 08:30-17:00. */
const local = (moment: string): Instant => Date.parse(`${moment}+01:00`);
const FRIDAY_NIGHT = local('2026-11-27T22:15');
const SATURDAY = local('2026-11-28T11:00');

const pair = [announced(), consulted(), bothClaimed];
const report = logged({ type: 'FormalReportRegistered', reference: 'CORV-2026-123456' }, hour(4), vera);

/** Cover that ends at a moment inside the window, or never was. */
const coveredUntil = (end?: Instant): Cover => ({ ...everybodyOnDuty(region), lastTogether: () => end });

interface Example {
  rule: string;
  when: string;
  given: History;
  due: Instant;
  says: readonly string[];
  cover?: Cover;
}

const EXAMPLES: readonly Example[] = [
  {
    rule: 'consultationLate',
    when: 'no outcome after an hour of service',
    given: [announced()],
    due: hour(1),
    says: ['consultationLate rung 0: Olga, Otto, Vera, Lars, Yara, Yusuf'],
  },
  {
    rule: 'unclaimed',
    when: 'a place is open after two hours of service',
    given: [announced(), claimed(0, yara)],
    due: hour(2),
    says: ['unclaimed rung 0: Lars'],
  },
  {
    rule: 'unplanned',
    when: 'everybody is known and nothing is planned after six hours of service since the last claim',
    given: pair,
    // 10:30 and six hours are 16:30.
    due: minute(30) + 6 * HOUR,
    says: ['unplanned rung 0: Yara, Lars'],
  },
  {
    rule: 'unplanned',
    when: 'they were known before the outcome was',
    given: [announced(), bothClaimed, consulted({}, undefined, minute(50))],
    due: minute(50) + 6 * HOUR,
    says: ['unplanned rung 0: Yara, Lars'],
  },
  {
    rule: 'unplanned',
    when: 'a visit failed: it must be planned anew',
    given: [...pair, planned(), attempted(hour(3))],
    // Recorded at 13:00: four hours are left of Monday, two come from Tuesday.
    due: local('2026-11-24T10:30'),
    says: ['unplanned rung 0: Yara, Lars'],
  },
  {
    rule: 'unplanned',
    when: 'there is direct danger: no waiting',
    given: [announced(danger), consulted(), bothClaimed],
    due: minute(30),
    says: ['unplanned rung 0: Yara, Lars'],
  },
  {
    rule: 'plannedTooLate',
    when: 'a visit is planned after the window',
    given: [...pair, planned(hour(26))],
    due: DEADLINE,
    says: ['plannedTooLate rung 1: Mia'],
  },
  {
    rule: 'noCoverLeft',
    when: 'nobody is on duty inside the window: with the report itself',
    given: [announced({ at: FRIDAY_NIGHT })],
    due: FRIDAY_NIGHT,
    says: ['noCoverLeft rung 1: Mia'],
    cover: coveredUntil(),
  },
  {
    rule: 'noCoverLeft',
    when: 'the last duty inside the window ends',
    given: [announced({ at: FRIDAY_NIGHT })],
    due: local('2026-11-28T18:00'),
    says: ['noCoverLeft rung 1: Mia'],
    cover: coveredUntil(local('2026-11-28T18:00')),
  },
  {
    rule: 'windowClosing',
    when: 'six hours are left',
    given: pair,
    due: DEADLINE - 6 * HOUR,
    says: ['windowClosing rung 0: Yara, Lars'],
  },
  {
    rule: 'windowClosing',
    when: 'two hours are left',
    given: [announced({ policy: { warnBefore: [2 * HOUR] } }), consulted(), bothClaimed],
    due: DEADLINE - 2 * HOUR,
    says: ['windowClosing rung 0: Yara, Lars'],
  },
  {
    rule: 'windowMissed',
    when: 'the window has passed: manager and director at once',
    given: pair,
    due: DEADLINE,
    says: ['windowMissed rung 2: Mia, Bram'],
  },
  {
    rule: 'visitorsOverdue',
    when: 'two hours after the planned beginning there is no word',
    given: [...pair, planned(hour(3))],
    due: hour(5),
    says: ['visitorsOverdue rung 0: Yara, Lars'],
  },
  {
    rule: 'visitorsOverdue',
    when: 'the region asks for a word sooner',
    given: [
      announced({ policy: { reportBackWithin: 45 * MINUTE } }),
      consulted(),
      bothClaimed,
      planned(hour(3)),
    ],
    due: hour(3) + 45 * MINUTE,
    says: ['visitorsOverdue rung 0: Yara, Lars'],
  },
  {
    rule: 'schoolNotTold',
    when: 'an hour is left before the first bell of the next school day',
    given: pair,
    due: local('2026-11-24T07:30'),
    says: ['schoolNotTold rung 0: Yara, Lars'],
  },
  {
    rule: 'schoolNotTold',
    when: 'it came in at the weekend: the bell of Monday',
    given: [announced({ at: SATURDAY })],
    due: local('2026-11-30T07:30'),
    says: ['schoolNotTold rung 0: Yara, Yusuf, Lars'],
  },
  {
    rule: 'schoolNotTold',
    when: 'the bell is nearer than that: at once',
    given: [announced({ at: local('2026-11-24T08:00') })],
    due: local('2026-11-24T08:00'),
    says: ['schoolNotTold rung 0: Yara, Yusuf, Lars'],
  },
  {
    rule: 'schoolNotTold',
    when: 'the household was seen, and the school still knows nothing',
    given: [visited],
    due: local('2026-11-24T07:30'),
    says: ['schoolNotTold rung 0: Yara, Lars'],
  },
  {
    rule: 'formalReportMissing',
    when: 'it is a working day after the report',
    given: [announced()],
    due: local('2026-11-24T10:00'),
    says: ['formalReportMissing rung 0: Vera'],
  },
  {
    rule: 'formalReportMissing',
    when: 'it came in on Friday night: Monday night, so Tuesday morning',
    given: [announced({ at: FRIDAY_NIGHT })],
    due: local('2026-12-01T08:30'),
    says: ['formalReportMissing rung 0: Vera'],
  },
  {
    rule: 'formalReportMissing',
    when: 'it came in on Saturday: Monday is the working day',
    given: [announced({ at: SATURDAY })],
    due: local('2026-12-01T08:30'),
    says: ['formalReportMissing rung 0: Vera'],
  },
  {
    rule: 'feedbackLate',
    when: 'a day after the visit somebody still has to hear of it',
    given: [visited, feedback('police')],
    due: hour(27),
    says: ['feedbackLate rung 0: Yara, Lars'],
  },
  {
    rule: 'unclosed',
    when: 'everything was done a day ago',
    given: [visited, schoolTold, feedback('police'), feedback('safeAtHome'), report],
    due: hour(28),
    says: ['unclosed rung 0: Yara, Lars'],
  },
  {
    rule: 'escalated',
    when: 'somebody asks for help',
    given: [announced(), escalated(minute(15))],
    due: minute(15),
    says: ['escalated rung 1: Mia'],
  },
  {
    rule: 'escalated',
    when: 'somebody asks for help of a rung of their choice',
    given: [
      announced(),
      logged({ type: 'CaseEscalated', obstacle: 'waitingList', rung: 2 }, minute(15), lars),
    ],
    due: minute(15),
    says: ['escalated rung 2: Bram'],
  },
];

/** Nothing stands, whatever the moment. */
const QUIET: readonly { rule: string; when: string; given: History; cover?: Cover }[] = [
  { rule: 'unplanned', when: 'a place is open', given: [announced(), consulted(), claimed(0, yara)] },
  { rule: 'unplanned', when: 'there is no outcome yet', given: [announced(), bothClaimed] },
  { rule: 'unplanned', when: 'it is planned', given: [...pair, planned()] },
  { rule: 'plannedTooLate', when: 'it is in time', given: [...pair, planned(DEADLINE)] },
  {
    rule: 'plannedTooLate',
    when: 'waiting was decided together',
    given: [announced(), consulted({ decision: waiting(hour(30)) }), bothClaimed, planned(hour(29))],
  },
  { rule: 'noCoverLeft', when: 'everybody is known', given: pair, cover: coveredUntil() },
  {
    rule: 'noCoverLeft',
    when: 'there is cover to the end',
    given: [announced()],
    cover: coveredUntil(DEADLINE),
  },
  { rule: 'visitorsOverdue', when: 'they were there', given: [visited] },
  { rule: 'visitorsOverdue', when: 'it failed', given: [...pair, planned(), attempted()] },
  { rule: 'schoolNotTold', when: 'there are no children', given: [announced(noChildren)] },
  { rule: 'schoolNotTold', when: 'it was told', given: [...pair, schoolTold] },
  {
    rule: 'schoolNotTold',
    when: 'that was not agreed',
    given: [announced(), decided(), completed({ tellSchool: false })],
  },
  { rule: 'formalReportMissing', when: 'it is registered', given: [announced(), report] },
  { rule: 'feedbackLate', when: 'both know', given: [visited, feedback('police'), feedback('safeAtHome')] },
  { rule: 'unclosed', when: 'something must be done first', given: [visited, feedback('police')] },
  {
    rule: 'escalated',
    when: 'it was solved',
    given: [
      announced(),
      escalated(minute(15)),
      logged({ type: 'EscalationResolved', risk: `escalated:capacity@${minute(15)}` }, minute(20), mia),
    ],
  },
];

describe('Every rule of the ladder', () => {
  for (const { rule, when, given, due, says, cover } of EXAMPLES) {
    it(`${rule}: ${when}; to the millisecond, and once`, () => {
      const watch = watchOver(cover ? { cover } : {});
      const state = followedAfter(...given);
      assert.deepEqual(shownAt(watch, state, due - 1, rule), [], 'one millisecond before');
      assert.ok(watch.nextDue(state, due - 1)! <= due, 'the clock looks at it in time');
      assert.deepEqual(shownAt(watch, state, due, rule), says);
      const told = lookedAt(watch, state, due);
      assert.deepEqual(shownAt(watch, told, due, rule), [], 'a second look');
      assert.deepEqual(shownAt(watch, told, due + 30 * MINUTE - 1, rule), [], 'until the next rung');
    });
  }

  for (const { rule, when, given, cover } of QUIET) {
    it(`${rule} says nothing when ${when}`, () => {
      const watch = watchOver(cover ? { cover } : {});
      const state = followedAfter(...given);
      for (const moment of [START, hour(5), DEADLINE - HOUR, DEADLINE, DEADLINE + 30 * DAY])
        assert.deepEqual(shownAt(watch, state, moment, rule), [], new Date(moment).toISOString());
    });
  }

  it('is in this table, when it fires and when it does not', () => {
    const ids = RULES.map(({ id }) => id);
    assert.deepEqual([...new Set(EXAMPLES.map(({ rule }) => rule))], ids);
    const always = ['consultationLate', 'unclaimed', 'windowClosing', 'windowMissed'];
    assert.deepEqual([...always, ...new Set(QUIET.map(({ rule }) => rule))].toSorted(), ids.toSorted());
  });
});

describe('A case about which no rule has anything to say', () => {
  const watch = watchOver({ rules: [] });

  it('cannot be, so a manager is told at once', () => {
    const state = followedAfter(announced());
    assert.deepEqual(shownAt(watch, state, START), ['stuck rung 1: Mia']);
    assert.deepEqual(shownAt(watch, lookedAt(watch, state, START), START + 30 * MINUTE), [
      'stuck rung 2: Bram',
    ]);
  });
});
