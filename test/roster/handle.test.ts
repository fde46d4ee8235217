import { rolesAt, rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { DAY, HOUR } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { rosterIdOf } from '../../src/roster/document.ts';
import { emptyRoster } from '../../src/roster/state.ts';
import { ADULT, anna, arie, eva, petra, sanne } from '../case/region.ts';
import { addShift } from './asks.ts';
import { type RosterDesk, startRosterDesk } from './desk.ts';
import { MONDAY } from './given.ts';
import { names, rosterRegion } from './people.ts';
import { saturday } from './scenarios.ts';

const ID = 'roster/hoogeveen';
const door = { activity: 'the same activity' };
/** Anna works in both municipalities here, and so does Petra. */
const twice = (person: Person): Person => ({
  ...person,
  roles: rolesAt(rolesOf(person), 'hoogeveen', 'assen'),
});
const shared = {
  ...rosterRegion,
  people: rosterRegion.people.map((person) => (person.id === anna.id ? twice(person) : person)),
};
const away = (person = anna): Extract<RosterCommand, { type: 'MarkAbsent' }> => ({
  type: 'MarkAbsent',
  person: whoIs(person),
  ...saturday,
});

describe('The rosters on disk', () => {
  let desk: RosterDesk;
  beforeEach(async () => {
    desk = await startRosterDesk();
  });
  afterEach(() => desk.dispose());

  const run = (command: RosterCommand, by: Person, from = door) =>
    desk.rosters.run('hoogeveen', command, by, from);
  const due = (): Promise<readonly string[]> => desk.store.findDue(desk.now, 10);
  /** What the sweep does. */
  const sweep = async (): Promise<void> => {
    for (const id of await due()) await desk.rosters.tick(id);
  };
  describe('are made', () => {
    it('for every municipality that has none, due at once', async () => {
      await desk.rosters.ensure();
      assert.deepEqual(new Set(await due()), new Set([ID, 'roster/assen']));
      await sweep();
      assert.deepEqual((await desk.stored()).state.gaps.length, 6);
    });

    it('once, also when the program is started again', async () => {
      await desk.rosters.ensure();
      await desk.act(addShift(anna), petra);
      const before = await desk.stored();
      desk.restart();
      await desk.rosters.ensure();
      assert.deepEqual(await desk.stored(), before);
    });

    it('with the first command, when there was none yet', async () => {
      assert.deepEqual(await desk.rosters.of('hoogeveen'), emptyRoster('hoogeveen', MONDAY));
      const state = await desk.act(addShift(anna), petra);
      assert.deepEqual(await desk.rosters.of('hoogeveen'), state);
    });
  });

  describe('a command', () => {
    it('acts once for one activity, and answers the same roster again', async () => {
      const first = await run(addShift(anna), petra);
      const again = await run(addShift(anna), petra);
      assert.deepEqual(again, first);
      assert.equal((await desk.stored()).state.shifts.length, 1);
    });

    it('acts once for one activity that comes in many times at once', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => run(addShift(anna), petra)));
      assert.ok(answers.every(({ ok }) => ok));
      assert.equal((await desk.stored()).state.shifts.length, 1);
    });

    it('gives entries an id that follows from the activity and the municipality', async () => {
      const id = async (municipality: string): Promise<string | undefined> => {
        const answer = await desk.rosters.run(municipality, addShift(twice(anna)), twice(petra), door);
        assert.ok(answer.ok, answer.ok ? '' : answer.refusal.code);
        return answer.value.shifts[0]?.id;
      };
      desk.restart({
        ...shared,
        people: [...shared.people.filter(({ id: known }) => known !== petra.id), twice(petra)],
      });
      const [here, there] = [await id('hoogeveen'), await id('assen')];
      assert.match(here ?? '', /^[0-9a-f]{32}$/);
      assert.notEqual(here, there);
      await desk.dispose();
      desk = await startRosterDesk();
      const again = await run(addShift(anna), petra);
      assert.equal(again.ok && again.value.shifts[0]?.id, here);
    });

    it('loses nothing of what many people do at once', async () => {
      const many = Array.from({ length: 10 }, (_, index) =>
        addShift(index % 2 === 0 ? anna : arie, {
          from: saturday.from + index * HOUR,
          to: saturday.to + index * HOUR,
        }),
      );
      await Promise.all(many.map((command) => desk.act(command, petra)));
      const { shifts } = await desk.rosters.of('hoogeveen');
      assert.equal(shifts.length, 10);
      assert.equal(new Set(shifts.map(({ id }) => id)).size, 10);
    });

    it('changes nothing when it is refused, also not when Teams sends the same activity again later', async () => {
      const refused = await run({ type: 'RemoveEntry', entry: 'nowhere' }, petra);
      assert.deepEqual(refused, { ok: false, refusal: { code: 'entryGone' } });
      assert.equal(await desk.store.read(ID), undefined);
      await desk.act(addShift(anna), petra);
      const { state } = await desk.stored();
      assert.deepEqual(await run({ type: 'RemoveEntry', entry: 'nowhere' }, petra), refused);
      const [shift] = state.shifts;
      assert.ok(shift);
      const again = await run({ type: 'RemoveEntry', entry: shift.id }, petra);
      assert.deepEqual(again, { ok: false, refusal: { code: 'refusedBefore' } });
      assert.deepEqual((await desk.stored()).state, state);
    });

    it('finds and reports what it opens in the same write', async () => {
      const { gaps } = await desk.act(addShift(anna), petra);
      assert.ok(gaps.length > 0 && gaps.every(({ told }) => told.includes('planner')));
    });

    it('hands what there is to send to the outbox, and tells whoever is put on duty', async () => {
      await desk.act(addShift(anna), petra);
      assert.deepEqual(desk.nudged, [ID]);
      const { outbox } = await desk.stored();
      assert.deepEqual(
        outbox.map(({ kind, to }) => `${kind} ${to.name}`),
        ['rostered Anna', 'gaps Petra'],
      );
    });

    it('on a municipality that is not in the region file is a fault', async () => {
      await assert.rejects(
        desk.rosters.run('atlantis', addShift(anna), petra, door),
        /atlantis is not in the region/,
      );
    });
  });

  describe('a command for everywhere', () => {
    beforeEach(() => {
      desk.restart(shared);
    });

    it('acts in every municipality of whoever it is about', async () => {
      const answer = await desk.rosters.runEverywhere(away(), twice(anna), door);
      assert.ok(answer.ok);
      assert.deepEqual(
        answer.value.map(({ municipality, absences }) => [municipality, absences.length]),
        [
          ['hoogeveen', 1],
          ['assen', 1],
        ],
      );
    });

    it('acts where it is allowed: a planner of one municipality changes nothing in another', async () => {
      const answer = await desk.rosters.runEverywhere(away(), petra, door);
      assert.deepEqual(answer.ok && answer.value.map(({ municipality }) => municipality), ['hoogeveen']);
      assert.deepEqual((await desk.rosters.of('assen')).absences, []);
    });

    it('is refused when all of them refuse, for the first reason', async () => {
      assert.deepEqual(await desk.rosters.runEverywhere({ type: 'ProveReach' }, twice(anna), door), {
        ok: false,
        refusal: { code: 'notAsked' },
      });
      assert.deepEqual(await desk.rosters.runEverywhere(away(), sanne, { activity: 'other' }), {
        ok: true,
        value: [await desk.rosters.of('assen')],
      });
      assert.deepEqual(await desk.rosters.runEverywhere(away(arie), anna, door), {
        ok: false,
        refusal: { code: 'notAllowed', command: 'MarkAbsent' },
      });
    });

    it('proves reach wherever it was asked', async () => {
      desk.restart({ ...shared, people: [...shared.people, eva] });
      await desk.act(addShift(anna), eva);
      await desk.act({ type: 'TestReach' }, eva);
      const answer = await desk.rosters.runEverywhere({ type: 'ProveReach' }, twice(anna), door);
      assert.deepEqual(answer.ok && answer.value.map(({ municipality }) => municipality), ['hoogeveen']);
    });

    it('is for nobody who works nowhere', async () => {
      const nowhere = { ...anna, roles: {} };
      assert.deepEqual(await desk.rosters.runEverywhere({ type: 'ProveReach' }, nowhere, door), {
        ok: false,
        refusal: { code: 'notAllowed', command: 'ProveReach' },
      });
    });
  });

  describe('tell who can be counted on', () => {
    it('as the roster stands now', async () => {
      const onDuty = async () => {
        const cover = await desk.rosters.coverFor('hoogeveen');
        return names(cover.onDuty(ADULT, saturday.from));
      };
      assert.deepEqual(await onDuty(), []);
      await desk.act(addShift(anna), petra);
      assert.deepEqual(await onDuty(), ['Anna']);
    });

    it('nobody while it is not known where', async () => {
      const cover = await desk.rosters.coverFor(undefined);
      assert.deepEqual(cover.onDuty(ADULT, MONDAY), []);
      assert.equal(cover.isAbsent(anna, MONDAY), false);
      assert.equal(cover.lastTogether([], { from: MONDAY, to: MONDAY + DAY }), undefined);
    });

    it('nobody while the roster is damaged, so that cases go on and managers hear of them', async () => {
      await desk.act(addShift(anna), petra);
      const loaded = await desk.store.read(rosterIdOf('hoogeveen'));
      assert.ok(loaded);
      const damaged = { ...loaded.document, state: { municipality: 'hoogeveen' } };
      assert.ok((await desk.store.replace(damaged, loaded.version)).ok);
      const cover = await desk.rosters.coverFor('hoogeveen');
      assert.deepEqual(cover.onDuty(ADULT, saturday.from), []);
      assert.equal(cover.lastTogether([ADULT], saturday), undefined);
      assert.deepEqual(
        desk.log.errors().map(({ message }) => message),
        ['a roster cannot be read: nobody counts as on duty'],
      );
    });

    it('not for a municipality that is not in the region file', async () => {
      await assert.rejects(desk.rosters.coverFor('atlantis'), /atlantis/);
    });
  });
});
