import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person, RoleId } from '../../src/core/region.ts';
import { HOUR, localTime } from '../../src/core/time.ts';
import { dutyChanges } from '../../src/roster/duty-changes.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import type { DutyChange } from '../../src/roster/messages.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, YOUTH, anna, arie } from '../case/region.ts';
import { shiftOf } from './asks.ts';
import { MONDAY, stateAfter } from './given.ts';
import { ada } from './people.ts';
import { absence, at, override, pattern, rosterOf, shift, swap, unansweredSwap } from './rosters.ts';
import { ZONE, onSaturday, saturday } from './scenarios.ts';

/** `on amw 10:00-18:00`, `patternOff pattern-Anna` */
const inShort = (change: DutyChange): string =>
  'pattern' in change
    ? `${change.what} ${change.pattern.id}`
    : `${change.what} ${change.role} ${localTime(change.from, ZONE)}-${localTime(change.to, ZONE)}`;

const changesOf = (before: RosterState, events: readonly RosterEvent[], now = MONDAY) =>
  Object.fromEntries(
    dutyChanges(events, before, stateAfter(before, events, now), now, ZONE).map(({ person, changes }) => [
      person.name,
      changes.map(inShort),
    ]),
  );

const added = (person: Person, time: Period = saturday, role: RoleId = ADULT): RosterEvent => ({
  type: 'ShiftAdded',
  shift: { ...shiftOf(person, time, `new-${person.name}`), role },
});
const removed = (entry: string): RosterEvent => ({ type: 'EntryRemoved', entry });

interface Example {
  readonly name: string;
  readonly roster: RosterState;
  readonly events: readonly RosterEvent[];
  readonly changes: Readonly<Record<string, readonly string[]>>;
}

const examples: readonly Example[] = [
  {
    name: 'a shift puts somebody on duty',
    roster: rosterOf(shift(arie, saturday)),
    events: [added(anna)],
    changes: { Anna: ['on amw 10:00-18:00'] },
  },
  {
    name: 'a shift counts where it is not a duty already',
    roster: rosterOf(shift(anna, onSaturday('12:00', '14:00'))),
    events: [added(anna)],
    changes: { Anna: ['on amw 10:00-12:00', 'on amw 14:00-18:00'] },
  },
  {
    name: 'a shift under an override puts nobody on duty',
    roster: rosterOf(override(arie, saturday)),
    events: [added(anna)],
    changes: {},
  },
  {
    name: 'an override takes over from everybody else',
    roster: rosterOf(pattern(anna, '2026-11-01'), shift(arie, onSaturday('16:00', '20:00'))),
    events: [{ type: 'OverrideAdded', override: shiftOf(ada, onSaturday('12:00', '18:00')) }],
    changes: {
      Ada: ['on amw 12:00-18:00'],
      Anna: ['off amw 12:00-18:00'],
      Arie: ['off amw 16:00-18:00'],
    },
  },
  {
    name: 'an override that is removed brings the others back',
    roster: rosterOf(pattern(anna, '2026-11-01'), override(ada, saturday)),
    events: [removed('override-Ada')],
    changes: { Anna: ['on amw 10:00-18:00'], Ada: ['off amw 10:00-18:00'] },
  },
  {
    name: 'a shift that is removed',
    roster: rosterOf(shift(anna, saturday), shift(arie, saturday)),
    events: [removed('shift-Anna')],
    changes: { Anna: ['off amw 10:00-18:00'] },
  },
  {
    name: 'a shift that is removed is no duty of whoever swapped it',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, saturday)),
    events: [removed('shift-Anna')],
    changes: { Arie: ['off amw 10:00-18:00'] },
  },
  {
    name: 'an absence takes somebody off every duty',
    roster: rosterOf(shift(ada, saturday), shift(ada, saturday, { role: YOUTH, id: 'youth' })),
    events: [
      { type: 'AbsenceMarked', absence: { id: 'new', person: whoIs(ada), ...onSaturday('09:00', '11:00') } },
    ],
    changes: { Ada: ['off amw 10:00-11:00', 'off jeugd-mw 10:00-11:00'] },
  },
  {
    name: 'an absence without a duty is nothing',
    roster: rosterOf(shift(anna, saturday)),
    events: [{ type: 'AbsenceMarked', absence: { id: 'new', person: whoIs(ada), ...saturday } }],
    changes: {},
  },
  {
    name: 'an absence that is removed brings back',
    roster: rosterOf(shift(anna, saturday), absence(anna, saturday)),
    events: [removed('absence-Anna')],
    changes: { Anna: ['on amw 10:00-18:00'] },
  },
  {
    name: 'a pattern is told as it stands',
    roster: rosterOf(),
    events: [{ type: 'PatternAdded', pattern: rosterOf(pattern(anna, '2026-11-01')).patterns[0]! }],
    changes: { Anna: ['patternOn pattern-Anna'] },
  },
  {
    name: 'a pattern that is removed, and what others had taken over of it',
    roster: rosterOf(
      pattern(anna, '2026-11-01'),
      swap(anna, arie, saturday),
      swap(anna, ada, onSaturday('09:00', '10:00')),
      shift(ada, saturday),
    ),
    events: [removed('pattern-Anna')],
    changes: { Anna: ['patternOff pattern-Anna'], Arie: ['off amw 10:00-18:00'] },
  },
  {
    name: 'a calendar file tells everybody what is different',
    roster: rosterOf(
      shift(anna, saturday, { uid: 'a', id: 'a' }),
      shift(arie, onSaturday('18:00', '22:00'), { uid: 'b', id: 'b' }),
      shift(ada, saturday, { uid: 'c', id: 'c' }),
    ),
    events: [
      {
        type: 'ShiftsImported',
        replaced: ['a', 'b'],
        shifts: [
          { ...shiftOf(anna, onSaturday('11:00', '19:00'), 'a2'), uid: 'a' },
          { ...shiftOf(ada, onSaturday('18:00', '22:00'), 'b2'), uid: 'b' },
        ],
      },
    ],
    changes: {
      Anna: ['on amw 18:00-19:00', 'off amw 10:00-11:00'],
      Ada: ['on amw 18:00-22:00'],
      Arie: ['off amw 18:00-22:00'],
    },
  },
  {
    name: 'two shifts of one decision are told together',
    roster: rosterOf(),
    events: [
      added(anna, onSaturday('10:00', '12:00')),
      { type: 'ShiftAdded', shift: shiftOf(anna, onSaturday('14:00', '18:00')) },
    ],
    changes: { Anna: ['on amw 10:00-12:00', 'on amw 14:00-18:00'] },
  },
  {
    name: 'an answer to a swap is told to whoever asked, in another message',
    roster: rosterOf(shift(anna, saturday), unansweredSwap(anna, arie, saturday)),
    events: [{ type: 'SwapAnswered', swap: 'swap-Anna-Arie', accepted: true }],
    changes: {},
  },
];

describe('Who is put on or off duty', () => {
  for (const { name, roster, events, changes } of examples) {
    it(name, () => {
      assert.deepEqual(changesOf(roster, events), changes);
    });
  }

  it('is from now on', () => {
    const now = at('2026-11-28T13:00+01:00');
    assert.deepEqual(changesOf(rosterOf(), [added(anna)], now), { Anna: ['on amw 13:00-18:00'] });
    assert.deepEqual(
      changesOf(rosterOf(shift(anna, saturday)), [removed('shift-Anna')], saturday.to + HOUR),
      {},
    );
  });

  it('tells people with one object id in two tenants apart', () => {
    const double = { ...anna, tenant: 'other-tenant' };
    const changed = dutyChanges(
      [added(anna)],
      rosterOf(shift(double, saturday)),
      stateAfter(rosterOf(shift(double, saturday)), [added(anna)]),
      MONDAY,
      ZONE,
    );
    assert.deepEqual(
      changed.map(({ person }) => person),
      [whoIs(anna)],
    );
  });
});
