import assert from 'node:assert/strict';
import { DAY } from '../../src/core/time.ts';
import { anna, arie, assen, petra } from '../case/region.ts';
import { addShift } from './asks.ts';
import { type RosterDesk, startRosterDesk } from './desk.ts';
import { rosterRegion } from './people.ts';
import { at } from './rosters.ts';

const ID = 'roster/hoogeveen';

describe('The rosters on disk', () => {
  let desk: RosterDesk;
  beforeEach(async () => {
    desk = await startRosterDesk();
  });
  afterEach(() => desk.dispose());

  const due = (): Promise<readonly string[]> => desk.store.findDue(desk.now, 10);
  /** What the sweep does. */
  const sweep = async (): Promise<void> => {
    for (const id of await due()) await desk.rosters.tick(id);
  };
  /** Leaves nothing in the outbox, as if it was all sent. */
  const sendAll = async (): Promise<void> => {
    const loaded = await desk.store.read(ID);
    const { outbox, ...rest } = await desk.stored();
    await desk.store.replace({ ...rest, ...{ outbox: [] } }, loaded!.version);
    await desk.rosters.tick(ID);
  };

  describe('looked at by the clock', () => {
    it('leave no trace when nothing is due', async () => {
      await desk.rosters.ensure();
      await sweep();
      await sendAll();
      const version = (await desk.store.read(ID))?.version;
      desk.now = at('2026-11-24T06:59:59.999+01:00');
      await desk.rosters.tick(ID);
      assert.equal((await desk.store.read(ID))?.version, version);
      assert.equal((await due()).includes(ID), false);
      desk.now += 1;
      assert.ok((await due()).includes(ID));
      await desk.rosters.tick(ID);
      assert.notEqual((await desk.store.read(ID))?.version, version);
    });

    it('are a fault when there is no roster', async () => {
      await assert.rejects(desk.rosters.tick(ID), /roster\/hoogeveen is due but not there/);
    });

    it('rest while the municipality is out of the region file, and go on when it is back', async () => {
      await desk.act(addShift(anna), petra);
      desk.restart({ ...rosterRegion, municipalities: [assen] });
      await desk.rosters.tick(ID);
      desk.now += DAY;
      assert.deepEqual(await due(), []);
      desk.restart();
      await desk.rosters.ensure();
      assert.ok((await due()).includes(ID));
      await desk.rosters.tick(ID);
      assert.equal((await desk.stored()).state.checkedAt, desk.now);
      assert.equal((await desk.stored()).state.shifts.length, 1);
    });
  });

  describe('have the open cases looked at', () => {
    it('at the next sweep after their cover changed, once', async () => {
      await desk.act(addShift(anna), petra);
      await sendAll();
      assert.deepEqual(desk.rechecked, ['hoogeveen']);
      assert.equal((await desk.stored()).recheck, false);
      assert.deepEqual(await due(), []);
      await desk.rosters.tick(ID);
      assert.deepEqual(desk.rechecked, ['hoogeveen']);
    });

    it('again when it failed, or the program died before it could say so', async () => {
      await desk.act(addShift(anna), petra);
      desk.whileRechecking = () => Promise.reject(new Error('the store is gone'));
      await assert.rejects(desk.rosters.tick(ID), /the store is gone/);
      assert.equal((await desk.stored()).recheck, true);
      assert.deepEqual(await due(), [ID]);
      desk.whileRechecking = () => Promise.resolve();
      desk.restart();
      await desk.rosters.tick(ID);
      assert.deepEqual(desk.rechecked, ['hoogeveen']);
    });

    it('again when the roster changed meanwhile', async () => {
      await desk.act(addShift(anna), petra);
      desk.whileRechecking = async () => {
        desk.whileRechecking = () => Promise.resolve();
        await desk.act(addShift(arie), petra);
      };
      await desk.rosters.tick(ID);
      assert.equal((await desk.stored()).recheck, true);
      assert.deepEqual(await due(), [ID]);
      await desk.rosters.tick(ID);
      assert.deepEqual(desk.rechecked, ['hoogeveen', 'hoogeveen']);
      assert.equal((await desk.stored()).recheck, false);
    });

    it('at the start of the program, for the region file may be another, and not again', async () => {
      await desk.rosters.ensure();
      await sweep();
      assert.deepEqual(desk.rechecked, ['hoogeveen', 'assen']);
      await sweep();
      assert.deepEqual(desk.rechecked, ['hoogeveen', 'assen']);
    });
  });
});
