import assert from 'node:assert/strict';
import { isSame, personOf } from '../../src/core/actor.ts';
import { parseRoster, settleRoster } from '../../src/roster/document.ts';
import { evolve } from '../../src/roster/evolve.ts';
import { emptyRoster } from '../../src/roster/state.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import { MONDAY } from './given.ts';
import { type Taken, clock, holdsAt, manyWalks, world } from './walks.ts';

describe('Whatever is asked of a roster, and whenever', function () {
  this.timeout(120_000);
  let taken: readonly (readonly Taken[])[];
  before(() => {
    taken = manyWalks();
  });

  it('most kinds of command are accepted somewhere, and refused somewhere', () => {
    const stops = taken.flat();
    for (const [isAccepted, kinds] of [
      [true, 10],
      [false, 8],
    ] as const) {
      const found = stops.filter(({ decision }) => decision.ok === isAccepted);
      const types = new Set(found.map(({ command }) => command.type));
      assert.ok(types.size >= kinds, `${isAccepted}: ${[...types].join(', ')}`);
    }
  });

  it('the log explains the roster', () => {
    holdsAt(taken, ({ after }) => {
      assert.ok(after.log.length === after.events);
      assert.deepEqual(after.log.reduce(evolve, emptyRoster('hoogeveen', MONDAY)), after.state);
    });
  });

  it('what is stored can be read back', () => {
    holdsAt(taken, ({ after }) => {
      assert.deepEqual(parseRoster(toDocument(after.id, JSON.stringify(after))), after);
    });
  });

  it('it is always looked at again, and nothing is due that was not done', () => {
    holdsAt(taken, ({ now, after }) => {
      const due = clock.nextDue(after.state, now);
      assert.ok(Number.isFinite(due) && due > now, `due ${due} at ${now}`);
      assert.ok(after.dueAt !== null && after.dueAt <= due);
      assert.equal(settleRoster(after, clock, now).events, after.events);
      if (after.recheck) assert.equal(after.dueAt, now);
    });
  });

  it('a refusal leaves it as it was', () => {
    holdsAt(taken, ({ settled, decision, after }) => {
      if (!decision.ok) assert.deepEqual(after.state, settled.state);
    });
  });

  it('nobody hears twice of one thing, nor from the roster what they did themselves', () => {
    let messages = 0;
    holdsAt(taken, ({ by, after: { outbox } }) => {
      messages += outbox.length;
      const keys = outbox.map(({ kind, to }) => `${kind} ${to.tenant}/${to.id}`);
      assert.deepEqual(keys, [...new Set(keys)]);
      assert.equal(new Set(outbox.map(({ id }) => id)).size, outbox.length);
      for (const { kind, to } of outbox) if (kind === 'rostered') assert.equal(isSame(to, by), false);
    });
    assert.ok(messages > 100, `only ${messages} messages`);
  });

  it('only people of the municipality are put on it', () => {
    holdsAt(taken, ({ after: { state } }) => {
      for (const { person, role } of [...state.shifts, ...state.patterns, ...state.overrides]) {
        const known = personOf(world, person);
        assert.ok(known?.roles.hoogeveen?.includes(role), person.name);
      }
    });
  });
});
