import assert from 'node:assert/strict';
import type { Person, Policy } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { followedAfter } from '../case/given.ts';
import {
  START,
  announced,
  claimed,
  consulted,
  danger,
  escalated,
  hour,
  logged,
  minute,
  noChildren,
} from '../case/history.ts';
import { anna, arie, bram, mia, person, region, regionWith, yara } from '../case/region.ts';
import { everybodyOnDuty } from '../support/cover.ts';
import { lookedAt, rulesOf, shownAt, watchOver } from './watching.ts';

const unclaimed = rulesOf('unclaimed');
const openPlace = (policy: Partial<Policy> = {}, more: object = {}): FollowedCase =>
  followedAfter(announced({ ...noChildren, ...more, policy }), consulted({ tellSchool: false }, ['amw']));

const EVENING: Instant = Date.parse('2026-11-23T21:00+01:00');
const escalatedAt = (at: Instant, policy: Partial<Policy>, more: object = {}): FollowedCase =>
  followedAfter(announced({ ...more, policy }), escalated(at));

/** The case after a message about its only risk could not be delivered to these people. */
const undeliverable = (state: FollowedCase, at: Instant, ...people: readonly Person[]): FollowedCase => {
  const risks = Object.keys(state.risks);
  const after = people.reduce<ReturnType<typeof evolve>>(
    (now, to) => evolve(now, { at, event: { type: 'PingUndeliverable', to: whoIs(to), risks } }),
    state,
  );
  assert.ok(isFollowed(after));
  return after;
};

describe('A message that could not be delivered anywhere', () => {
  const watch = watchOver({ rules: unclaimed });
  const told = lookedAt(watch, openPlace(), hour(2));

  it('leaves the climb as it is, while somebody else of the rung was reached', () => {
    const one = undeliverable(told, minute(121), anna);
    assert.deepEqual(shownAt(watch, one, hour(2.5) - 1), []);
    assert.equal(watch.nextDue(one, minute(121)), hour(2.5));
  });

  it('takes the risk to the next rung now, once nobody of the rung was reached', () => {
    const none = undeliverable(told, minute(121), anna, arie);
    assert.deepEqual(shownAt(watch, none, minute(121)), ['unclaimed rung 1: Mia']);
    assert.deepEqual(shownAt(watch, lookedAt(watch, none, minute(121)), minute(121)), []);
  });

  it('goes on so to the top, and is told again there after a while', () => {
    const mias = lookedAt(watch, undeliverable(told, minute(121), anna, arie), minute(121));
    const brams = lookedAt(watch, undeliverable(mias, minute(122), mia), minute(122));
    const nobody = undeliverable(brams, minute(123), bram);
    assert.equal(watch.nextDue(nobody, minute(123)), hour(6));
    assert.deepEqual(shownAt(watch, nobody, hour(6)), ['unclaimed rung 2: Bram']);
  });

  it('says nothing about whoever was told before', () => {
    const higher = lookedAt(watch, told, hour(2.5));
    const late = undeliverable(higher, hour(2.6), anna, arie);
    assert.deepEqual(shownAt(watch, late, hour(3) - 1), []);
  });
});

describe('A text message beside Teams', () => {
  const mobile = (one: Person): Person => ({ ...one, mobile: '+31600000001' });
  const people = region.people.map((one) => (one.name === 'Arie' ? one : mobile(one)));
  const watch = watchOver({ rules: unclaimed, region: regionWith({ people }) });
  const course = (policy: Partial<Policy>) => {
    const told = lookedAt(watch, openPlace(policy), hour(2));
    const climbed = lookedAt(watch, told, hour(2.5));
    const top = lookedAt(watch, climbed, hour(3));
    return { told, climbed, top };
  };

  it('goes to whoever left the rung that the region names without an answer', () => {
    const { told, climbed, top } = course({ textFrom: 1 });
    assert.deepEqual(shownAt(watch, told, hour(2.5)), ['unclaimed rung 1: Mia']);
    assert.deepEqual(shownAt(watch, climbed, hour(3)), ['unclaimed rung 2: Bram; text to Mia']);
    assert.deepEqual(shownAt(watch, top, hour(6)), ['unclaimed rung 2: Bram; text to Bram']);
  });

  it('goes to people with a number only', () => {
    assert.deepEqual(shownAt(watch, course({ textFrom: 0 }).told, hour(2.5)), [
      'unclaimed rung 1: Mia; text to Anna',
    ]);
  });

  it('goes to nobody when it is not set up', () => {
    const without = watchOver({ rules: unclaimed, region: regionWith({ people }), texts: false });
    assert.deepEqual(shownAt(without, course({ textFrom: 0 }).told, hour(2.5)), ['unclaimed rung 1: Mia']);
  });
});

describe('Outside service hours', () => {
  const watch = watchOver({ rules: rulesOf('escalated') });
  const ladder = [['on-duty', 'manager'], ['manager'], ['bestuur']];

  it('whoever leads is told from the rung that the region names', () => {
    assert.deepEqual(shownAt(watch, escalatedAt(EVENING, { wakeFrom: 1 }), EVENING), [
      'escalated rung 1: Mia',
    ]);
    assert.deepEqual(shownAt(watch, escalatedAt(EVENING, { wakeFrom: 2 }), EVENING), [
      'escalated rung 2: Bram',
    ]);
    assert.deepEqual(shownAt(watch, escalatedAt(minute(15), { wakeFrom: 2 }), minute(15)), [
      'escalated rung 1: Mia',
    ]);
  });

  it('whoever is on duty is told on any rung, and in direct danger everybody', () => {
    const late = watchOver({ rules: unclaimed });
    const state = (more: object = {}) => openPlace({ wakeFrom: 1, ladder }, { at: START, ...more });
    assert.deepEqual(shownAt(late, state(), EVENING), ['unclaimed rung 0: Anna, Arie']);
    const inDanger = state({ announcement: { children: 0, ...danger.announcement } });
    assert.deepEqual(shownAt(late, inDanger, EVENING), ['unclaimed rung 0: Anna, Arie, Mia']);
  });

  it('somebody is told, even when the region wants everybody left asleep', () => {
    const short = escalatedAt(EVENING, { wakeFrom: 9, ladder: [['manager']] });
    assert.deepEqual(shownAt(watch, short, EVENING), ['escalated rung 0: Mia']);
  });
});

describe('A rung', () => {
  it('may be a person by name, in every municipality', () => {
    const karin = person('Karin', ['manager'], { municipalities: ['assen'] });
    const watch = watchOver({ rules: unclaimed, region: regionWith({ people: [...region.people, karin] }) });
    const state = lookedAt(watch, openPlace({ ladder: [['on-duty'], ['karin', 'manager']] }), hour(2));
    assert.deepEqual(shownAt(watch, state, hour(2.5)), ['unclaimed rung 1: Mia, Karin']);
  });

  it('is of the organisation that has to act, where that has a ladder of its own', () => {
    const ladders = { welzijn: [['on-duty'], ['bestuur']], vt: [['on-duty'], ['planner']] };
    const watch = watchOver({ rules: unclaimed });
    const own = lookedAt(watch, openPlace({ ladders }), hour(2));
    assert.deepEqual(shownAt(watch, own, hour(2.5)), ['unclaimed rung 1: Bram']);
    const both = followedAfter(announced({ policy: { ladders } }));
    const [youth, municipal] = shownAt(watch, lookedAt(watch, both, hour(2)), hour(2.5));
    assert.equal(youth, 'unclaimed rung 1: Bram');
    assert.equal(municipal, 'unclaimed rung 1: Mia');
  });

  it('leaves out whoever is absent, and is skipped when that is everybody', () => {
    const watch = watchOver({ rules: unclaimed, cover: everybodyOnDuty(region, [anna, mia]) });
    const state = openPlace();
    assert.deepEqual(shownAt(watch, state, hour(2)), ['unclaimed rung 0: Arie']);
    assert.deepEqual(shownAt(watch, lookedAt(watch, state, hour(2)), hour(2.5)), ['unclaimed rung 2: Bram']);
  });

  it('in force is that of the case, whatever the region file says now', () => {
    const watch = watchOver({ rules: unclaimed });
    const state = openPlace({ ladder: [['bestuur']] });
    assert.deepEqual(shownAt(watch, state, hour(2)), ['unclaimed rung 0: Bram']);
  });
});

describe('A call for help', () => {
  it('climbs from the rung it asked, and stands until it is solved', () => {
    const watch = watchOver();
    const asked = logged({ type: 'CaseEscalated', obstacle: 'disagreement', rung: 0 }, minute(15), anna);
    const state = followedAfter(announced(), claimed(0, yara), asked);
    const said = (found: FollowedCase, at: Instant) => shownAt(watch, found, at, 'escalated');
    assert.deepEqual(said(state, minute(15)), ['escalated rung 0: Yara, Lars']);
    const told = lookedAt(watch, state, minute(15));
    assert.deepEqual(said(told, minute(45)), ['escalated rung 1: Mia']);
    const [risk = ''] = Object.keys(told.risks);
    const solved = evolve(told, logged({ type: 'EscalationResolved', risk }, minute(20), mia));
    assert.ok(isFollowed(solved));
    assert.deepEqual(said(solved, minute(45)), []);
  });
});
