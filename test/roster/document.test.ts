import assert from 'node:assert/strict';
import { seenBefore } from '../../src/core/done.ts';
import { rolesIn, whoIs } from '../../src/core/actor.ts';
import { beginningOf, chained, firstBreak } from '../../src/core/chain.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { type RosterClock, rosterClock } from '../../src/roster/clock.ts';
import {
  type RosterDocument,
  ROSTER_SCHEMA,
  newRoster,
  parseRoster,
  settleRoster,
  withDone,
  withRosterDecision,
  withRosterEvents,
} from '../../src/roster/document.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { emptyRoster } from '../../src/roster/state.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import { ADULT, anna, arie, hoogeveen, petra } from '../case/region.ts';
import { shiftOf } from './asks.ts';
import { dutchDays } from './days.ts';
import { MONDAY } from './given.ts';
import { rosterRegion } from './people.ts';
import { absence, override, pattern, rosterOf, unansweredSwap } from './rosters.ts';
import { saturday } from './scenarios.ts';

const added: RosterEvent = { type: 'ShiftAdded', shift: shiftOf(anna) };
const fresh = newRoster('hoogeveen', MONDAY);
const withShift = withRosterEvents(fresh, [added], MONDAY, whoIs(petra));

/** Every kind of event, as it could follow. */
const EVENTS: readonly (readonly [RosterEvent, boolean])[] = [
  [added, true],
  [{ type: 'PatternAdded', pattern: rosterOf(pattern(anna, '2026-11-01')).patterns[0]! }, true],
  [{ type: 'OverrideAdded', override: rosterOf(override(anna, saturday)).overrides[0]! }, true],
  [{ type: 'AbsenceMarked', absence: rosterOf(absence(anna, saturday)).absences[0]! }, true],
  [{ type: 'SwapAsked', swap: rosterOf(unansweredSwap(anna, arie, saturday)).swaps[0]! }, false],
  [{ type: 'SwapAnswered', swap: 'swap-Anna-Arie', accepted: true }, true],
  [
    { type: 'SwapAsked', swap: { ...rosterOf(unansweredSwap(anna, arie, saturday)).swaps[0]!, id: 'no' } },
    false,
  ],
  [{ type: 'SwapAnswered', swap: 'no', accepted: false }, false],
  [{ type: 'EntryRemoved', entry: 'absence-Anna' }, true],
  [{ type: 'ShiftsImported', shifts: [{ ...shiftOf(arie), id: 'i', uid: 'u' }], replaced: ['u'] }, true],
  [{ type: 'ReachTested', people: [whoIs(anna)] }, false],
  [{ type: 'NoticeUndeliverable', to: whoIs(anna) }, true],
  [{ type: 'ReachProven', person: whoIs(anna) }, true],
  [{ type: 'GapsChecked', gaps: [{ id: 'gap', role: ADULT, ...saturday }] }, false],
  [{ type: 'GapsReported', level: 'planner', gaps: ['gap'], told: [whoIs(petra)] }, false],
  [{ type: 'DutyHandedOver', until: MONDAY, comes: [], goes: [] }, false],
];
const full = EVENTS.reduce((document, [event]) => withRosterEvents(document, [event], MONDAY), fresh);

describe('The document of a roster', () => {
  it('begins empty and due at once', () => {
    assert.equal(fresh.id, 'roster/hoogeveen');
    assert.equal(fresh.dueAt, MONDAY);
    assert.deepEqual(fresh.state, emptyRoster('hoogeveen', MONDAY));
    assert.deepEqual([fresh.log, fresh.outbox, fresh.done, fresh.recheck], [[], [], [], false]);
  });

  it('says who did something, and nobody where the clock did', () => {
    const line = { at: MONDAY, by: whoIs(petra), event: added };
    assert.deepEqual(withShift.log, chained(beginningOf('roster/hoogeveen'), [line]));
    assert.equal('by' in withRosterEvents(fresh, [added], MONDAY).log.at(-1)!, false);
  });

  it('is chained from its name on, or from the lines that were moved elsewhere', () => {
    assert.equal(firstBreak(beginningOf('roster/hoogeveen'), full.log), undefined);
    const last = full.log.at(-1);
    assert.ok(last);
    const checked: RosterEvent = { type: 'GapsChecked', gaps: [] };
    const moved = withRosterEvents({ ...full, log: [], before: last.hash }, [checked], MONDAY);
    assert.deepEqual(moved.log, withRosterEvents(full, [checked], MONDAY).log.slice(-1));
  });

  it('is the same when nothing happened', () => {
    assert.equal(withRosterEvents(withShift, [], MONDAY + HOUR, whoIs(petra)), withShift);
  });

  it('reads back from JSON as it was written, with every kind of event in it', () => {
    for (const document of [fresh, full, withDone(withShift, 'activity')])
      assert.deepEqual(parseRoster(toDocument(document.id, JSON.stringify(document))), document);
  });

  it('is refused when it is damaged', () => {
    assert.throws(() => parseRoster({ ...fresh, schema: ROSTER_SCHEMA + 1 }));
    assert.throws(() => parseRoster({ ...fresh, kind: 'case' }));
    assert.throws(() => parseRoster({ id: 'roster/hoogeveen', kind: 'roster', schema: 1 }));
  });

  it('remembers the latest five hundred activities, keeps every line of its log, and counts them', () => {
    const many = Array.from({ length: 510 }, (_, index) => `activity ${index}`);
    const { done } = many.reduce((one, activity) => withDone(one, activity), fresh);
    assert.deepEqual(
      many.filter((activity) => seenBefore(done, activity)),
      many.slice(10),
    );
    const checks = Array.from({ length: 510 }, (): RosterEvent => ({ type: 'GapsChecked', gaps: [] }));
    const long = withRosterEvents(withShift, checks, MONDAY);
    assert.equal(long.log.length, 511);
    assert.equal(long.events, 511);
  });

  it('asks for a look at the cases when it may change who is on duty or counts', () => {
    let before = fresh;
    for (const [event, asks] of EVENTS) {
      const { recheck } = withRosterEvents({ ...before, recheck: false }, [event], MONDAY);
      assert.equal(recheck, asks, event.type);
      before = withRosterEvents(before, [event], MONDAY);
    }
    const quiet: RosterEvent = { type: 'ReachTested', people: [] };
    assert.equal(withRosterEvents(withShift, [quiet], MONDAY).recheck, true, 'until that was done');
  });
});

describe('What somebody decides of a roster', () => {
  const decided = (by = petra) =>
    withRosterDecision(fresh, [added], {
      now: MONDAY,
      actor: by,
      region: rosterRegion,
      municipality: hoogeveen,
    });

  it('is told to whoever it puts on duty, by name of who did it', () => {
    assert.deepEqual(decided().outbox, [
      {
        kind: 'rostered',
        to: whoIs(anna),
        by: whoIs(petra),
        changes: [{ what: 'on', role: ADULT, ...saturday }],
        id: 0,
        tries: 0,
        nextTryAt: MONDAY,
        route: 'personal',
      },
    ]);
  });

  it('is not told to themselves', () => {
    assert.deepEqual(decided(anna).outbox, []);
  });

  it('is otherwise what the events do', () => {
    const { outbox, messages, ...rest } = decided();
    const {
      outbox: none,
      messages: zero,
      ...same
    } = withRosterEvents(fresh, [added], MONDAY, {
      ...whoIs(petra),
      roles: rolesIn(petra, 'hoogeveen'),
    });
    assert.deepEqual(rest, same, 'and the log knows in which roles');
    assert.equal(messages, 1);
  });
});

describe('When a roster is due', () => {
  const silent: RosterClock = { raise: () => [], nextDue: (_state, now) => now + DAY };
  const waiting = (nextTryAt: number): RosterDocument => {
    const { outbox, ...rest } = withRosterDecision(fresh, [added], {
      now: MONDAY,
      actor: petra,
      region: rosterRegion,
      municipality: hoogeveen,
    });
    return { ...rest, recheck: false, outbox: outbox.map((message) => ({ ...message, nextTryAt })) };
  };

  it('is at the earliest of its clock and its messages', () => {
    assert.equal(settleRoster(fresh, silent, MONDAY).dueAt, MONDAY + DAY);
    assert.equal(settleRoster(waiting(MONDAY + MINUTE), silent, MONDAY).dueAt, MONDAY + MINUTE);
    assert.equal(
      settleRoster(waiting(MONDAY + 2 * DAY), silent, MONDAY).dueAt,
      MONDAY,
      'the clock was set back since',
    );
  });

  it('is at once while the cases must be looked at', () => {
    assert.equal(settleRoster(withShift, silent, MONDAY + MINUTE).dueAt, MONDAY + MINUTE);
  });

  it('is settled together with what the clock does: gaps, reports and messages are one write', () => {
    const clock = rosterClock(rosterRegion, dutchDays());
    const settled = settleRoster(fresh, clock, MONDAY);
    assert.deepEqual(
      settled.log.map(({ event }) => event.type),
      ['GapsChecked', 'GapsReported'],
    );
    assert.deepEqual(
      settled.outbox.map(({ kind, to }) => [kind, to.name]),
      [['gaps', 'Petra']],
    );
    assert.equal(settled.dueAt, MONDAY);
    const { log } = settleRoster(settled, clock, MONDAY);
    assert.equal(log.length, settled.log.length);
  });

  it('ends after ten rounds, and stays due for the rest', () => {
    const endless: RosterClock = {
      raise: () => [{ type: 'GapsChecked', gaps: [] }],
      nextDue: (_state, now) => now,
    };
    const settled = settleRoster(fresh, endless, MONDAY);
    assert.equal(settled.events, 10);
    assert.equal(settled.dueAt, MONDAY);
  });
});
