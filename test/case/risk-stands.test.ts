import assert from 'node:assert/strict';
import { escalationRisk, riskId, riskStands } from '../../src/case/risks.ts';
import { RULES } from '../../src/escalation/rules.ts';
import { type History, followedAfter } from './given.ts';
import {
  DEADLINE,
  announced,
  attempted,
  bothClaimed,
  closed,
  completed,
  consulted,
  decided,
  escalated,
  feedback,
  hour,
  householdSeen,
  minute,
  noChildren,
  planned,
  raised,
  reported,
  resolved,
  schoolTold,
  visited,
  waiting,
} from './history.ts';
import { hoogeveen, mia } from './region.ts';

const done = [...visited, schoolTold, feedback('police'), feedback('safeAtHome'), reported()];

const CASES = {
  announced: [announced()],
  ready: [announced(), bothClaimed],
  consulted: [announced(), consulted()],
  unplanned: [announced(), consulted(), bothClaimed],
  planned: [announced(), consulted(), bothClaimed, planned()],
  plannedLate: [announced(), consulted(), bothClaimed, planned(DEADLINE + 1)],
  visited,
  done,
  closed: [...done, closed],
} as const satisfies Record<string, History>;
type Case = keyof typeof CASES;

/** Where what a rule found can be so; the window is not over yet. */
const STANDS: Readonly<Record<string, readonly Case[]>> = {
  consultationLate: ['announced', 'ready'],
  unclaimed: ['announced', 'consulted'],
  unplanned: ['unplanned'],
  plannedTooLate: ['plannedLate'],
  noCoverLeft: ['announced', 'consulted'],
  windowClosing: ['announced', 'ready', 'consulted', 'unplanned', 'planned', 'plannedLate'],
  windowMissed: [],
  visitorsOverdue: ['planned'],
  schoolNotTold: ['announced', 'ready', 'consulted', 'unplanned', 'planned', 'plannedLate', 'visited'],
  formalReportMissing: ['announced', 'ready', 'consulted', 'unplanned', 'planned', 'plannedLate', 'visited'],
  feedbackLate: ['visited'],
  unclosed: ['done'],
  escalated: ['announced', 'ready', 'consulted', 'unplanned', 'planned', 'plannedLate', 'visited', 'done'],
  stuck: ['announced', 'ready', 'consulted', 'unplanned', 'planned', 'plannedLate', 'visited', 'done'],
  // Of a version to come, or of before: it is better to say too much.
  unheardOf: ['announced', 'ready', 'consulted', 'unplanned', 'planned', 'plannedLate', 'visited', 'done'],
};

const stands = (rule: string, history: History, now = hour(6), id = `${rule}:x@1`): boolean =>
  riskStands(id, rule, followedAfter(...history), now);

describe('What a rule found', () => {
  for (const [rule, cases] of Object.entries(STANDS)) {
    it(`${rule}: stands in ${cases.join(', ') || 'nothing here'}`, () => {
      const found = Object.entries(CASES).flatMap(([name, history]) => (stands(rule, history) ? [name] : []));
      assert.deepEqual(found, cases);
    });
  }

  it('is looked at for every rule there is', () => {
    const unknown = RULES.map(({ id }) => id).filter((id) => !Object.hasOwn(STANDS, id));
    assert.deepEqual(unknown, []);
  });

  it('is no rule by a name that every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__'])
      assert.equal(stands(name, CASES.announced), true);
  });

  it('stands again when a visit failed', () => {
    assert.equal(stands('unplanned', [...CASES.planned, attempted()]), true);
    assert.equal(stands('visitorsOverdue', [...CASES.planned, attempted()]), false);
  });

  it('stands no longer when the visit is planned anew', () => {
    assert.equal(stands('visitorsOverdue', CASES.planned, hour(5) - 1), false);
    assert.equal(stands('visitorsOverdue', CASES.planned, hour(5)), true);
    assert.equal(stands('visitorsOverdue', [...CASES.planned, planned(hour(8))], hour(6)), false);
    const waits = [announced(), consulted({ decision: waiting(hour(48)) }), bothClaimed];
    assert.equal(stands('plannedTooLate', [...waits, planned(hour(30))]), false);
  });

  it('stands no longer when there is something to do again', () => {
    const silent = [announced(), decided(), reported(), householdSeen()];
    const both = [feedback('police'), feedback('safeAtHome')];
    assert.equal(stands('unclosed', [...silent, both]), true);
    assert.equal(stands('unclosed', [...silent, both, completed({ tellSchool: true })]), false);
  });
});

describe('A window that was missed', () => {
  it('stands from the very end of the window until the household was seen', () => {
    assert.equal(stands('windowMissed', CASES.planned, DEADLINE - 1), false);
    assert.equal(stands('windowMissed', CASES.planned, DEADLINE), true);
    const seenLate = [...CASES.planned, householdSeen({ at: hour(25), lateReason: 'delayPolice' })];
    assert.equal(stands('windowMissed', seenLate, hour(26)), false);
  });

  it('moves with a decision to wait', () => {
    const waits = [announced(), consulted({ decision: waiting(hour(30)) })];
    assert.equal(stands('windowMissed', waits, hour(30) - 1), false);
    assert.equal(stands('windowMissed', waits, hour(30)), true);
  });
});

describe('A school that does not know', () => {
  const openDetails = [announced(), decided(), householdSeen()];

  it('must hear of it until it was agreed that it does not, or it was told', () => {
    assert.equal(stands('schoolNotTold', openDetails), true);
    assert.equal(stands('schoolNotTold', [...openDetails, completed({ tellSchool: false })]), false);
    assert.equal(stands('schoolNotTold', [...openDetails, schoolTold]), false);
  });

  it('is none where there are no children', () => {
    const adults = [announced(noChildren), decided({}, hoogeveen.visit.noChildren)];
    assert.equal(stands('schoolNotTold', adults), false);
  });
});

describe('A call for help', () => {
  const id = riskId('escalated', 'capacity', minute(15));
  const calls = [
    announced(),
    escalated(),
    raised(id, [mia], minute(15), 1),
    escalated(hour(1), 'waitingList'),
  ];

  it('has the name that the ladder gives its risk', () => {
    const { escalations } = followedAfter(...calls);
    assert.deepEqual(escalations.map(escalationRisk), [id, riskId('escalated', 'waitingList', hour(1))]);
  });

  it('stands until it is solved, each of them', () => {
    const after = [...calls, resolved(id)];
    assert.equal(stands('escalated', calls, hour(6), id), true);
    assert.equal(stands('escalated', after, hour(6), id), false);
    assert.equal(stands('escalated', after, hour(6), riskId('escalated', 'waitingList', hour(1))), true);
  });
});
