import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, HOUR } from '../../src/core/time.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { evolve } from '../../src/roster/evolve.ts';
import type { KnownGap, RosterState } from '../../src/roster/state.ts';
import { ADULT, YOUTH, anna, arie } from '../case/region.ts';
import { shiftOf } from './asks.ts';
import { MONDAY, stateAfter } from './given.ts';
import {
  absence,
  declinedSwap,
  override,
  pattern,
  proven,
  rosterOf,
  shift,
  swap,
  unansweredSwap,
  unproven,
} from './rosters.ts';
import { saturday } from './scenarios.ts';

const id = `${ADULT}@${saturday.from}`;
const gap: KnownGap = { id, role: ADULT, ...saturday, foundAt: MONDAY - DAY, told: ['planner'], unheard: [] };
const full = rosterOf(
  shift(anna, saturday),
  pattern(anna, '2026-11-01'),
  override(anna, saturday),
  absence(anna, saturday),
  unansweredSwap(anna, arie, saturday),
  unproven(anna),
  { gaps: [gap], handedOverUntil: MONDAY },
);

/** What each event changes, and nothing else. */
const CHANGES: readonly (readonly [string, RosterEvent, Partial<RosterState>])[] = [
  [
    'a shift comes',
    { type: 'ShiftAdded', shift: shiftOf(arie) },
    { shifts: [...full.shifts, shiftOf(arie)] },
  ],
  [
    'an override comes last',
    { type: 'OverrideAdded', override: shiftOf(arie) },
    { overrides: [...full.overrides, shiftOf(arie)] },
  ],
  ['a shift goes', { type: 'EntryRemoved', entry: 'shift-Anna' }, { shifts: [] }],
  ['a pattern goes', { type: 'EntryRemoved', entry: 'pattern-Anna' }, { patterns: [] }],
  ['an override goes', { type: 'EntryRemoved', entry: 'override-Anna' }, { overrides: [] }],
  ['an absence goes', { type: 'EntryRemoved', entry: 'absence-Anna' }, { absences: [] }],
  [
    'a swap is answered',
    { type: 'SwapAnswered', swap: 'swap-Anna-Arie', accepted: true },
    { swaps: [{ ...full.swaps[0]!, answer: { accepted: true, at: MONDAY } }] },
  ],
  [
    'somebody is tested for the first time',
    { type: 'ReachTested', people: [whoIs(arie)] },
    { reach: [...full.reach, { person: whoIs(arie), askedAt: MONDAY }] },
  ],
  [
    'somebody proves to be in reach',
    { type: 'ReachProven', person: whoIs(anna) },
    { reach: [{ person: whoIs(anna), askedAt: 0, provenAt: MONDAY }] },
  ],
  [
    'somebody who was tested cannot be reached',
    { type: 'NoticeUndeliverable', to: whoIs(anna) },
    { reach: [{ person: whoIs(anna), askedAt: 0, undeliverable: true }] },
  ],
  ['somebody who was never tested cannot be reached', { type: 'NoticeUndeliverable', to: whoIs(arie) }, {}],
  [
    'a level is told',
    { type: 'GapsReported', level: 'manager', gaps: [id], told: [] },
    { gaps: [{ ...gap, told: ['planner', 'manager'] }] },
  ],
  ['a level is told again', { type: 'GapsReported', level: 'planner', gaps: [id], told: [] }, {}],
  [
    'duties are handed over',
    { type: 'DutyHandedOver', until: MONDAY + HOUR, comes: [], goes: [] },
    { handedOverUntil: MONDAY + HOUR },
  ],
];

describe('A roster after an event', () => {
  for (const [name, event, changes] of CHANGES) {
    it(`is the same but for this: ${name}`, () => {
      assert.deepEqual(stateAfter(full, [event]), { ...full, ...changes });
    });
  }

  it('has what a calendar file brought in the place of what it replaced', () => {
    const before = rosterOf(
      shift(anna, saturday, { id: 'a1', uid: 'a' }),
      shift(anna, saturday, { id: 'b1', uid: 'b' }),
      shift(anna, saturday, { id: 'by hand' }),
    );
    const fresh = { ...shiftOf(arie), uid: 'a' };
    const after = stateAfter(before, [{ type: 'ShiftsImported', replaced: ['a'], shifts: [fresh] }]);
    assert.deepEqual(
      after.shifts.map((one) => one.id),
      ['b1', 'by hand', 'new'],
    );
  });

  it('keeps who proved to be in reach when they are tested again, and asks anew whether it arrives', () => {
    const lost: RosterEvent = { type: 'NoticeUndeliverable', to: whoIs(anna) };
    const test: RosterEvent = { type: 'ReachTested', people: [whoIs(anna)] };
    const { reach } = stateAfter(rosterOf(proven(anna)), [lost, test]);
    assert.deepEqual(reach, [{ person: whoIs(anna), askedAt: MONDAY, provenAt: 1 }]);
  });

  it('that proves a message arrived has nobody out of reach', () => {
    const lost: RosterEvent = { type: 'NoticeUndeliverable', to: whoIs(anna) };
    const { reach } = stateAfter(full, [lost, { type: 'ReachProven', person: whoIs(anna) }]);
    assert.deepEqual(reach, [{ person: whoIs(anna), askedAt: 0, provenAt: MONDAY }]);
  });
});

describe('A roster whose gaps were looked for', () => {
  const checked = (state: RosterState, gaps: readonly KnownGap[], moment = MONDAY): RosterState =>
    stateAfter(
      state,
      [{ type: 'GapsChecked', gaps: gaps.map(({ foundAt, told, ...found }) => found) }],
      moment,
    );

  it('has these gaps and no others, and what is known of them', () => {
    const other = {
      ...gap,
      id: `${YOUTH}@${saturday.from}`,
      role: YOUTH,
      foundAt: MONDAY,
      told: [],
      unheard: [],
    };
    assert.deepEqual(checked(full, [gap, other]).gaps, [gap, other]);
    assert.deepEqual(checked(full, []).gaps, []);
    assert.equal(checked(full, []).checkedAt, MONDAY);
  });

  it('forgets what ended more than thirty days ago', () => {
    const time = (to: number) => ({ from: to - HOUR, to });
    const ended = time(MONDAY - 30 * DAY - 1);
    const kept = time(MONDAY - 30 * DAY);
    for (const of of [shift, override, absence]) {
      assert.deepEqual(checked(rosterOf(of(anna, ended)), []), checked(rosterOf(), []));
      const state = rosterOf(of(anna, kept));
      assert.deepEqual(checked(state, []), { ...state, checkedAt: MONDAY });
    }
    assert.equal(checked(rosterOf(swap(anna, arie, ended)), []).swaps.length, 0);
    assert.equal(checked(rosterOf(swap(anna, arie, kept)), []).swaps.length, 1);
    assert.equal(checked(rosterOf(unansweredSwap(anna, arie, ended)), []).swaps.length, 0);
  });

  it('forgets a pattern when its last duty can no longer be seen', () => {
    const left = (until?: string): number =>
      checked(rosterOf(pattern(anna, '2026-01-01', until === undefined ? {} : { until })), []).patterns
        .length;
    assert.equal(left(), 1);
    assert.equal(left('2026-10-24'), 1);
    assert.equal(left('2026-10-01'), 0);
  });

  it('forgets a no thirty days after it was given, and never a yes before its time', () => {
    const ahead = { from: MONDAY + 90 * DAY, to: MONDAY + 91 * DAY };
    assert.equal(checked(rosterOf(declinedSwap(anna, arie, ahead)), []).swaps.length, 0);
    assert.equal(checked(rosterOf(declinedSwap(anna, arie, ahead)), [], 30 * DAY).swaps.length, 1);
    assert.equal(checked(rosterOf(swap(anna, arie, ahead)), []).swaps.length, 1);
    assert.equal(checked(rosterOf(unansweredSwap(anna, arie, ahead)), []).swaps.length, 1);
  });
});

describe('A log that cannot be', () => {
  const answered = rosterOf(full, {}, { swaps: [] }, swap(anna, arie, saturday, 0, { id: 'done' }));
  const impossible: readonly (readonly [string, RosterEvent])[] = [
    ['adds a shift twice', { type: 'ShiftAdded', shift: full.shifts[0]! }],
    ['adds a pattern twice', { type: 'PatternAdded', pattern: full.patterns[0]! }],
    ['adds an override twice', { type: 'OverrideAdded', override: full.overrides[0]! }],
    ['adds an absence twice', { type: 'AbsenceMarked', absence: full.absences[0]! }],
    ['asks a swap twice', { type: 'SwapAsked', swap: full.swaps[0]! }],
    ['removes what is not there', { type: 'EntryRemoved', entry: 'nowhere' }],
    ['answers a swap that nobody asked', { type: 'SwapAnswered', swap: 'nowhere', accepted: true }],
    ['answers a swap twice', { type: 'SwapAnswered', swap: 'done', accepted: false }],
    ['proves what was not tested', { type: 'ReachProven', person: whoIs(arie) }],
    ['reports a gap that is not there', { type: 'GapsReported', level: 'planner', gaps: ['no'], told: [] }],
    ['goes back in time', { type: 'DutyHandedOver', until: MONDAY - 1, comes: [], goes: [] }],
  ];
  for (const [name, event] of impossible) {
    it(name, () => {
      assert.throws(
        () => evolve(answered, { at: MONDAY, event }),
        new RegExp(`${event.type} cannot follow this roster`),
      );
    });
  }
});
