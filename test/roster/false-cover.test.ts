/** Cover that is none, and gaps that seem filled. */
import { rolesAt, rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { municipalityOf } from '../../src/core/region.ts';
import { DAY, HOUR } from '../../src/core/time.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type CaseState, isFollowed } from '../../src/case/state.ts';
import { newRoster } from '../../src/roster/document.ts';
import { announced, logged } from '../case/history.ts';
import { raisedBy, rulesOf, watchOver } from '../escalation/watching.ts';
import { at } from './rosters.ts';
import { startRosterDesk } from './desk.ts';
import { coverOf } from '../../src/roster/cover.ts';
import { dutiesIn } from '../../src/roster/duty.ts';
import { gapsIn } from '../../src/roster/gaps.ts';
import { ADULT, YOUTH, anna, arie, hoogeveen, regionOf } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { MONDAY, decisionOn, stateAfter } from './given.ts';
import { ada, rosterRegion } from './people.ts';
import { absence, period, proven, rosterOf, shift, swap } from './rosters.ts';
import type { RosterState } from '../../src/roster/state.ts';

const days = dutchDays();
const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const zone = rosterRegion.timeZone;
const gapsOf = (state: RosterState, role = ADULT, region = rosterRegion) =>
  gapsIn(state, municipalityOf(region, 'hoogeveen'), region, days, SATURDAY).filter(
    (gap) => gap.role === role,
  );

describe('Filling a gap', () => {
  it('by whoever gave that duty away before closes it, or is refused', () => {
    // Anna gave her Saturday to Arie, Arie fell ill, Anna takes it back with "Ik vul dit".
    const before = rosterOf(
      shift(anna, SATURDAY),
      swap(anna, arie, SATURDAY),
      absence(arie, SATURDAY),
      proven(anna, arie),
    );
    const [gap] = gapsOf(before);
    assert.ok(gap);
    const known = { ...before, gaps: [{ ...gap, foundAt: MONDAY, told: [], unheard: [] }] };
    const decision = decisionOn(known, { type: 'FillGap', gap: gap.id, person: whoIs(anna) }, { by: anna });
    if (!decision.ok) return;
    const after = stateAfter(known, decision.value);
    assert.deepEqual(
      dutiesIn(after, ADULT, SATURDAY, zone).map(({ person }) => person.name),
      ['Anna'],
      'accepted ("Anna staat nu op het rooster"), but Anna is not on duty and the gap stands',
    );
  });

  it('the same for a duty that a planner adds', () => {
    const before = rosterOf(
      shift(anna, SATURDAY),
      swap(anna, arie, SATURDAY),
      absence(arie, SATURDAY),
      proven(anna, arie),
    );
    const decision = decisionOn(
      before,
      {
        type: 'AddShift',
        person: whoIs(anna),
        role: ADULT,
        replaces: false,
        from: SATURDAY.from,
        to: SATURDAY.to - HOUR,
      },
      { by: { ...anna, roles: rolesAt([...rolesOf(anna), 'planner'], 'hoogeveen') } },
    );
    if (!decision.ok) return;
    const after = stateAfter(before, decision.value);
    assert.deepEqual(
      dutiesIn(after, ADULT, SATURDAY, zone).map(({ person }) => person.name),
      ['Anna'],
    );
  });
});

describe('Proven long ago', () => {
  it('whoever the latest message could not reach in any way is no cover', () => {
    const roster = rosterOf(shift(anna, SATURDAY), {
      reach: [
        { person: whoIs(anna), askedAt: MONDAY - DAY, provenAt: MONDAY - 300 * DAY, undeliverable: true },
      ],
    });
    assert.ok(gapsOf(roster).length > 0, 'Anna counts as cover, though nothing reaches her');
  });
});
describe('A damaged roster', () => {
  it('does not keep the program from starting: the cases go on', async () => {
    const desk = await startRosterDesk();
    try {
      const damaged = { ...newRoster('hoogeveen', desk.now), state: 'nonsense' };
      await desk.store.create(damaged);
      await desk.rosters.ensure();
      assert.deepEqual(
        desk.log.errors().map(({ message }) => message),
        ['a roster cannot be read: it is not watched'],
      );
      assert.deepEqual(desk.timers, [], 'it does not become better by itself');
    } finally {
      await desk.dispose();
    }
  });
});

describe('The only one who is left goes already', () => {
  it('is no cover for the other place', () => {
    const region = {
      ...regionOf({ onCall: [YOUTH, ADULT], visit: { ...hoogeveen.visit, children: [YOUTH, ADULT] } }),
      people: rosterRegion.people,
    };
    const municipality = municipalityOf(region, 'hoogeveen');
    const roster = rosterOf(
      shift(ada, SATURDAY, { id: '1' }),
      shift(ada, SATURDAY, { id: '2', role: YOUTH }),
      proven(ada),
    );
    const cover = coverOf(roster, municipality, region, days);
    const friday = at('2026-11-27T22:15+01:00');
    const log = [
      ...announced({ at: friday, roles: [YOUTH, ADULT] }),
      logged({ type: 'SlotClaimed', slot: 1, role: ADULT }, friday + HOUR, ada),
    ];
    const state = log.reduce<CaseState | undefined>(evolve, undefined);
    assert.ok(state && isFollowed(state));
    const watch = watchOver({ region, cover, rules: rulesOf('noCoverLeft') });
    assert.equal(
      raisedBy(watch, state, friday + HOUR).length,
      1,
      'Ada holds one place, and counts as cover for the other',
    );
  });
});
