import assert from 'node:assert/strict';
import { type Who, whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import type { HandOver, RosterEvent } from '../../src/roster/events.ts';
import type { RosterMessage } from '../../src/roster/messages.ts';
import { messagesFor, queued, rosteredNotices } from '../../src/roster/outgoing.ts';
import type { GapLevel } from '../../src/roster/state.ts';
import { ADULT, YOUTH, anna, arie, bram, mia, petra } from '../case/region.ts';
import { MONDAY } from './given.ts';
import { declinedSwap, rosterOf, swap, unansweredSwap } from './rosters.ts';
import { saturday } from './scenarios.ts';

const empty = rosterOf();
const reported = (level: GapLevel, gaps: readonly string[], ...told: readonly Person[]): RosterEvent => ({
  type: 'GapsReported',
  level,
  gaps: [...gaps],
  told: told.map(whoIs),
});
const duty = (person: Person, role = ADULT): HandOver => ({ person: whoIs(person), role, ...saturday });
const handedOver = (comes: readonly HandOver[], goes: readonly HandOver[] = []): RosterEvent => ({
  type: 'DutyHandedOver',
  until: MONDAY,
  comes: [...comes],
  goes: [...goes],
});

describe('What has to be sent of a roster', () => {
  it('is one message per person for all gaps of all levels, the highest said', () => {
    const events = [
      reported('planner', ['a', 'b'], petra, mia),
      reported('manager', ['b', 'c'], mia),
      reported('director', [], bram),
      reported('director', ['d'], bram),
    ];
    assert.deepEqual(messagesFor(events, empty), [
      { kind: 'gaps', to: whoIs(petra), level: 'planner', gaps: ['a', 'b'] },
      { kind: 'gaps', to: whoIs(mia), level: 'manager', gaps: ['a', 'b', 'c'] },
      { kind: 'gaps', to: whoIs(bram), level: 'director', gaps: ['d'] },
    ]);
  });

  it('is nothing for a level that nobody holds', () => {
    assert.deepEqual(messagesFor([reported('planner', ['a'])], empty), []);
  });

  it('is one message for whoever comes on and goes off at the same moment', () => {
    const events = [handedOver([duty(anna), duty(arie, YOUTH)], [duty(anna, YOUTH), duty(petra)])];
    assert.deepEqual(messagesFor(events, empty), [
      { kind: 'handOver', to: whoIs(anna), comes: [duty(anna)], goes: [duty(anna, YOUTH)] },
      { kind: 'handOver', to: whoIs(arie), comes: [duty(arie, YOUTH)], goes: [] },
      { kind: 'handOver', to: whoIs(petra), comes: [], goes: [duty(petra)] },
    ]);
    assert.deepEqual(messagesFor([handedOver([])], empty), []);
  });

  it('is the question to whoever is asked to swap', () => {
    const state = rosterOf(unansweredSwap(anna, arie, saturday));
    const [asked] = state.swaps;
    assert.deepEqual(messagesFor([{ type: 'SwapAsked', swap: asked! }], state), [
      { kind: 'swapAsked', to: whoIs(arie), swap: 'swap-Anna-Arie' },
    ]);
  });

  it('is the answer to whoever has the duty, and to the planner who asked', () => {
    const answered = (accepted: boolean): RosterEvent => ({
      type: 'SwapAnswered',
      swap: 'swap-Anna-Arie',
      accepted,
    });
    const to = (person: Person) => ({ kind: 'swapAnswered', to: whoIs(person), swap: 'swap-Anna-Arie' });
    assert.deepEqual(messagesFor([answered(true)], rosterOf(swap(anna, arie, saturday))), [to(anna)]);
    assert.deepEqual(messagesFor([answered(false)], rosterOf(declinedSwap(anna, arie, saturday))), [
      to(anna),
    ]);
    const byPlanner = rosterOf(swap(anna, arie, saturday, 0, { askedBy: whoIs(petra) }));
    assert.deepEqual(messagesFor([answered(true)], byPlanner), [to(anna), to(petra)]);
  });

  it('is a test message to everybody who is tested', () => {
    const events: RosterEvent[] = [{ type: 'ReachTested', people: [anna, arie, anna].map(whoIs) }];
    assert.deepEqual(messagesFor(events, empty), [
      { kind: 'reachTest', to: whoIs(anna) },
      { kind: 'reachTest', to: whoIs(arie) },
    ]);
  });

  it('is nothing for what needs nobody', () => {
    const quiet: readonly RosterEvent[] = [
      { type: 'GapsChecked', gaps: [] },
      { type: 'ReachProven', person: whoIs(anna) },
      { type: 'EntryRemoved', entry: 'somewhere' },
      // A message about a message that did not arrive would not arrive either.
      { type: 'NoticeUndeliverable', to: whoIs(anna) },
    ];
    assert.deepEqual(messagesFor(quiet, empty), []);
  });

  it('is what changed to whoever is put on or off duty, not to whoever did it', () => {
    const changes = [{ what: 'on' as const, role: ADULT, ...saturday }];
    const changed = [anna, petra].map((person) => ({ person: whoIs(person), changes }));
    assert.deepEqual(rosteredNotices(changed, whoIs(petra)), [
      { kind: 'rostered', to: whoIs(anna), by: whoIs(petra), changes },
    ]);
  });
});

describe('The outbox of a roster', () => {
  const test = (to: Who, id: number): RosterMessage => ({
    kind: 'reachTest',
    to,
    id,
    tries: 3,
    nextTryAt: MONDAY + 1,
    route: 'text',
  });

  it('numbers what is new, and sends it 1:1 at once', () => {
    const fresh = [anna, arie].map((person) => ({
      kind: 'swapAsked' as const,
      to: whoIs(person),
      swap: 's',
    }));
    const { outbox, messages } = queued(fresh, { outbox: [test(whoIs(mia), 2)], messages: 3 }, MONDAY);
    assert.deepEqual(outbox, [
      test(whoIs(mia), 2),
      { ...fresh[0], id: 3, tries: 0, nextTryAt: MONDAY, route: 'personal' },
      { ...fresh[1], id: 4, tries: 0, nextTryAt: MONDAY, route: 'personal' },
    ]);
    assert.equal(messages, 5);
  });

  it('has one test message for whoever is tested again while the first still waits', () => {
    const before = { outbox: [test(whoIs(anna), 0), test(whoIs(arie), 1)], messages: 2 };
    const { outbox } = queued([{ kind: 'reachTest', to: whoIs(anna) }], before, MONDAY);
    assert.deepEqual(
      outbox.map(({ id, to }) => [id, to.name]),
      [
        [1, 'Arie'],
        [2, 'Anna'],
      ],
    );
  });
});
