import assert from 'node:assert/strict';
import { MANAGER } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { evolve } from '../../src/case/evolve.ts';
import { isFollowed } from '../../src/case/state.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { type History, followedAfter } from '../case/given.ts';
import {
  DEADLINE,
  acknowledged,
  announced,
  bothClaimed,
  claimed,
  consulted,
  escalated,
  hour,
  minute,
  names,
  noChildren,
  released,
} from '../case/history.ts';
import { BOARD, anna, arie, eva, lars, region, regionWith, sanne, yara } from '../case/region.ts';
import { lookedAt, raisedBy, rulesOf, shownAt, watchOver } from './watching.ts';

/** Only the places of adults make risks here: the consultation was held, the window is far. */
const open = [announced(noChildren), consulted({ tellSchool: false }, ['amw'])];
/** The rules that these stories are about. */
const USUAL = rulesOf('consultationLate', 'unclaimed', 'windowClosing', 'windowMissed', 'escalated');

const [UNCLAIMED] = raisedBy(watchOver(), followedAfter(...open), hour(2));
const RISK = UNCLAIMED?.risk ?? '';

describe('The ladder', () => {
  const watch = watchOver({ rules: USUAL });

  it('climbs by itself: whoever is on duty, the manager, the board, each once', () => {
    let state = followedAfter(...open);
    const expected: readonly (readonly [number, string])[] = [
      [hour(2), 'unclaimed rung 0: Anna, Arie'],
      [hour(2.5), 'unclaimed rung 1: Mia'],
      [hour(3), 'unclaimed rung 2: Bram'],
    ];
    for (const [moment, shown] of expected) {
      assert.equal(watch.nextDue(state, moment - 1), moment);
      assert.deepEqual(shownAt(watch, state, moment - 1), []);
      assert.deepEqual(shownAt(watch, state, moment), [shown]);
      state = lookedAt(watch, state, moment);
      assert.deepEqual(shownAt(watch, state, moment), []);
    }
  });

  it('tells the top again as long as nobody there answers', () => {
    const top = lookedAt(watch, followedAfter(...open), hour(2), hour(2.5), hour(3));
    // Two hours at least, counted from the report: in step with whatever else stands at the top.
    assert.equal(watch.nextDue(top, hour(3)), hour(6));
    assert.deepEqual(shownAt(watch, top, hour(6) - 1), []);
    assert.deepEqual(shownAt(watch, top, hour(6)), ['unclaimed rung 2: Bram']);
    assert.deepEqual(shownAt(watch, lookedAt(watch, top, hour(6)), hour(8)), ['unclaimed rung 2: Bram']);
  });

  it('waits for an answer in elapsed time, also outside service hours', () => {
    const evening = announced({ ...noChildren, at: Date.parse('2026-11-23T16:00+01:00') });
    const due = Date.parse('2026-11-23T17:00+01:00');
    const state = lookedAt(watch, followedAfter(evening), due);
    assert.deepEqual(shownAt(watch, state, due + 30 * MINUTE), ['consultationLate rung 1: Mia']);
  });

  it('takes as long for an answer as the case was given, not as the region file says now', () => {
    const patient = announced({ ...noChildren, policy: { ackWithin: 2 * HOUR } });
    const state = lookedAt(watch, followedAfter(patient, open[1]!), hour(2));
    assert.deepEqual(shownAt(watch, state, hour(4) - 1), []);
    assert.deepEqual(shownAt(watch, state, hour(4)), ['unclaimed rung 1: Mia']);
  });

  it('has the rungs the case was given', () => {
    const flat = announced({ ...noChildren, policy: { ladder: [['on-duty', MANAGER], [BOARD]] } });
    const state = followedAfter(flat, open[1]!);
    assert.deepEqual(shownAt(watch, state, hour(2)), ['unclaimed rung 0: Anna, Arie, Mia']);
    assert.deepEqual(shownAt(watch, lookedAt(watch, state, hour(2)), hour(2.5)), ['unclaimed rung 1: Bram']);
  });

  it('climbs one rung at a time after an outage, from the moment it could tell', () => {
    const late = lookedAt(watch, followedAfter(...open), hour(9));
    assert.deepEqual(names(late.risks[RISK]?.told ?? []), ['Anna', 'Arie']);
    assert.deepEqual(shownAt(watch, late, hour(9.5) - 1), []);
    assert.deepEqual(shownAt(watch, late, hour(9.5)), ['unclaimed rung 1: Mia']);
  });

  describe('stops when somebody takes it up', () => {
    const after = (moments: readonly number[], by = anna) => {
      const told = lookedAt(watch, followedAfter(...open), ...moments);
      const taken = followedAfter(
        ...open,
        ...raisesOf(moments),
        acknowledged(RISK, by, moments.at(-1)! + MINUTE),
      );
      assert.deepEqual(Object.keys(taken.risks), Object.keys(told.risks));
      return taken;
    };
    const raisesOf = (moments: readonly number[]): History => {
      let state = followedAfter(...open);
      return moments.flatMap((at) => {
        const events = raisedBy(watch, state, at);
        state = lookedAt(watch, state, at);
        return events.map((event) => ({ at, event }));
      });
    };

    it('on every rung', () => {
      for (const moments of [[hour(2)], [hour(2), hour(2.5)]]) {
        const state = after(moments);
        const asked = moments.at(-1)! + MINUTE + 2 * HOUR;
        for (const moment of [hour(2.5), hour(3), hour(4), asked - 1])
          assert.deepEqual(shownAt(watch, state, moment), []);
        assert.equal(watch.nextDue(state, hour(3)), asked);
      }
    });

    describe('and when it still stands after a while', () => {
      const taken = after([hour(2)]);
      const ASKED = hour(4) + MINUTE;
      const asked = lookedAt(watch, taken, ASKED);

      it('asks whoever took it up how it goes, once', () => {
        assert.deepEqual(shownAt(watch, taken, ASKED - 1), []);
        assert.deepEqual(shownAt(watch, taken, ASKED), ['asked Anna: unclaimed']);
        assert.deepEqual(shownAt(watch, asked, ASKED), []);
      });

      it('climbs on without a word from them', () => {
        const climbs = ASKED + 30 * MINUTE;
        assert.equal(watch.nextDue(asked, ASKED), climbs);
        assert.deepEqual(shownAt(watch, asked, climbs - 1), []);
        assert.deepEqual(shownAt(watch, asked, climbs), ['unclaimed rung 1: Mia']);
        const above = lookedAt(watch, asked, climbs);
        assert.deepEqual(shownAt(watch, above, climbs + 30 * MINUTE), ['unclaimed rung 2: Bram']);
      });

      it('waits again when they say that they are still at it', () => {
        const again = {
          at: ASKED + MINUTE,
          event: { type: 'RiskAcknowledged', risk: RISK },
          by: whoIs(anna),
        } as const;
        const state = evolve(asked, again);
        assert.ok(isFollowed(state));
        assert.deepEqual(shownAt(watch, state, ASKED + 30 * MINUTE), []);
        assert.deepEqual(shownAt(watch, state, ASKED + MINUTE + 2 * HOUR), ['asked Anna: unclaimed']);
      });

      it('says nothing any more once it is solved', () => {
        const solved = evolve(asked, claimed(0, anna, ASKED + MINUTE));
        assert.ok(isFollowed(solved));
        assert.deepEqual(shownAt(watch, solved, hour(8)), []);
      });
    });

    it('for that risk, not for the next', () => {
      const state = after([hour(2)]);
      assert.deepEqual(shownAt(watch, state, DEADLINE - 6 * HOUR, 'windowClosing'), [
        'windowClosing rung 0: Anna, Arie',
      ]);
    });

    it('until the place opens again: that is a new risk, from the first rung', () => {
      const again = followedAfter(
        ...open,
        ...raisesOf([hour(2)]),
        acknowledged(RISK, anna, hour(2) + MINUTE),
        claimed(0, anna, hour(3)),
        released(0, anna, hour(4)),
      );
      assert.equal(watch.nextDue(again, hour(4)), hour(6));
      assert.deepEqual(shownAt(watch, again, hour(6) - 1), []);
      assert.deepEqual(shownAt(watch, again, hour(6)), ['unclaimed rung 0: Anna, Arie']);
    });
  });

  it('stops when the risk is gone', () => {
    const state = lookedAt(watch, followedAfter(announced(), bothClaimed), hour(1));
    const held = { ...followedAfter(announced(), bothClaimed, consulted()), risks: state.risks };
    assert.deepEqual(shownAt(watch, held, hour(12)), []);
  });

  describe('with empty rungs', () => {
    const without = (...missing: readonly string[]) =>
      watchOver({
        rules: USUAL,
        region: regionWith({ people: region.people.filter(({ name }) => !missing.includes(name)) }),
      });

    it('begins at the first with people on it', () => {
      const noAdults = without('Anna', 'Arie');
      assert.deepEqual(shownAt(noAdults, followedAfter(...open), hour(2)), ['unclaimed rung 1: Mia']);
      const boardOnly = without('Anna', 'Arie', 'Mia');
      assert.deepEqual(shownAt(boardOnly, followedAfter(...open), hour(2)), ['unclaimed rung 2: Bram']);
    });

    it('skips them without waiting', () => {
      const noManager = without('Mia');
      const state = lookedAt(noManager, followedAfter(...open), hour(2));
      assert.deepEqual(shownAt(noManager, state, hour(2.5)), ['unclaimed rung 2: Bram']);
    });

    it('is at its end when there is nobody further up', () => {
      const alone = without('Mia', 'Bram');
      const state = lookedAt(alone, followedAfter(...open), hour(2));
      assert.equal(alone.nextDue(state, hour(2)), hour(4));
      assert.deepEqual(shownAt(alone, state, hour(4)), ['unclaimed rung 0: Anna, Arie']);
    });

    it('goes down for what starts above, rather than telling nobody', () => {
      const noBosses = without('Mia', 'Bram');
      const going = followedAfter(announced(), consulted(), bothClaimed);
      assert.deepEqual(shownAt(noBosses, going, DEADLINE), ['windowMissed rung 0: Yara, Lars']);
    });

    it('tells the thread when there is nobody at all', () => {
      const empty = watchOver({ rules: USUAL, region: regionWith({ people: [sanne] }) });
      const state = followedAfter(...open, escalated(hour(1)));
      assert.deepEqual(shownAt(empty, state, hour(2)), ['unclaimed rung 2: ', 'escalated rung 2: ']);
      const told = lookedAt(empty, state, hour(2));
      assert.deepEqual(shownAt(empty, told, hour(4) - 1), []);
      assert.deepEqual(shownAt(empty, told, hour(4)), ['unclaimed rung 2: ', 'escalated rung 2: ']);
    });

    it('tells whoever joins later', () => {
      const state = lookedAt(without('Mia', 'Bram'), followedAfter(...open), hour(2));
      assert.deepEqual(shownAt(watchOver(), state, hour(2.5)), ['unclaimed rung 1: Mia']);
    });
  });

  describe('tells', () => {
    it('people of the municipality of the case only', () => {
      for (const moment of [hour(2), DEADLINE])
        for (const { told } of raisedBy(watch, followedAfter(...open), moment))
          assert.equal(names(told).includes('Sanne'), false);
    });

    it('a person once, whatever their roles and places', () => {
      const everybody = watchOver({ rules: USUAL, region: regionWith({ people: [...region.people, eva] }) });
      const state = followedAfter(announced(), consulted(), claimed(0, eva));
      const [warning] = raisedBy(everybody, state, DEADLINE - 6 * HOUR).filter(
        ({ rule }) => rule === 'windowClosing',
      );
      assert.deepEqual(names(warning?.told ?? []), ['Eva', 'Lars']);
    });

    it('whoever goes, as far as they are in the region file still', () => {
      const changed = watchOver({
        rules: USUAL,
        region: regionWith({ people: region.people.filter(({ name }) => name !== 'Yara') }),
      });
      const state = followedAfter(announced(), consulted(), claimed(0, yara), claimed(1, lars));
      assert.deepEqual(shownAt(changed, state, DEADLINE - 6 * HOUR), ['windowClosing rung 0: Lars']);
    });

    it('name, tenant and id: what a colleague may see, and what is needed to send', () => {
      const [risk] = raisedBy(watch, followedAfter(...open), hour(2));
      assert.deepEqual(
        risk?.told,
        [anna, arie].map(({ id, name, tenant }) => ({ tenant, id, name })),
      );
    });
  });

  it('says of a case at a moment what it always says, whatever it was asked before', () => {
    const early = followedAfter(...open);
    const states = [early, lookedAt(watch, early, hour(2)), followedAfter(...open, escalated(hour(1)))];
    const moments = [hour(1), hour(2), hour(2.5), DEADLINE];
    const questions = states.flatMap((state) => moments.map((moment) => ({ state, moment })));
    for (const { state, moment } of questions)
      for (const before of questions) {
        watch.raise(before.state, before.moment);
        const [alone, answer] = [watchOver({ rules: USUAL }), watch.raise(state, moment)];
        assert.deepEqual(answer, alone.raise(state, moment));
        assert.deepEqual(watch.raise(state, moment), answer);
        watch.nextDue(before.state, before.moment);
        assert.equal(watch.nextDue(state, moment), alone.nextDue(state, moment));
      }
  });

  it('starts at its first rung when it has only one', () => {
    const short = announced({ policy: { ladder: [['on-duty']] } });
    const state = followedAfter(short, consulted(), bothClaimed);
    assert.deepEqual(shownAt(watch, state, DEADLINE), ['windowMissed rung 0: Yara, Lars']);
  });

  it('keeps what it raised apart, also when everything is late at once', () => {
    const state = followedAfter(announced(), escalated(minute(15)));
    const raised = raisedBy(watch, state, DEADLINE + DAY);
    assert.deepEqual(
      raised.map(({ rule }) => rule),
      ['consultationLate', 'unclaimed', 'unclaimed', 'windowMissed', 'escalated'],
    );
    assert.equal(new Set(raised.map(({ risk }) => risk)).size, raised.length);
  });
});
