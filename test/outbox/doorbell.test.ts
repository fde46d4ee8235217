import assert from 'node:assert/strict';
import type { DocumentStore } from '../../src/store/port.ts';
import { announcement } from '../case/history.ts';
import { lars, olga, yara } from '../case/region.ts';
import { gate, inShort } from './messenger.ts';
import { CASE_ID, type World, announceCase, fresh, startWorld, stored } from './world.ts';

const claim = { type: 'ClaimSlot' } as const;

/** A store whose answers to `read` can be held back; a held answer is what was stored when it was asked. */
const slowStore = () => {
  let hold: (() => Promise<void>) | undefined;
  return {
    around: (store: DocumentStore): DocumentStore => ({
      ...store,
      read: async (id) => {
        const found = await store.read(id);
        const waiting = hold;
        hold = undefined;
        await waiting?.();
        return found;
      },
    }),
    /** Holds back the next answer. */
    holdNext: (until: () => Promise<void>): void => {
      hold = until;
    },
  };
};

describe('Something new while the outbox looks what there is', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('is sent, also when the outbox was woken by a message that just left', async () => {
    const slow = slowStore();
    world = await startWorld({ around: slow.around });
    await announceCase(world);
    const first = gate();
    const onItsWay = gate();
    const looking = gate();
    const look = gate();
    world.messenger.teams = async () => {
      onItsWay.open();
      await first.opened;
    };
    // One redraw is on its way, and the outbox waits for it or for a ring.
    await world.cases.run(CASE_ID, claim, yara, fresh());
    await onItsWay.opened;
    await new Promise(setImmediate);
    // The redraw lands: the outcome is written from one reading, and the outbox looks again with another.
    let readings = 0;
    const holdSecond = (): void => {
      slow.holdNext(async () => {
        readings += 1;
        if (readings === 1) {
          holdSecond();
          return;
        }
        looking.open();
        await look.opened;
      });
    };
    holdSecond();
    first.open();
    await looking.opened;
    // Meanwhile somebody else claims: saved, and the bell is rung, after the outbox read.
    await world.cases.run(CASE_ID, claim, lars, fresh());
    look.open();
    await world.delivery.idle();
    assert.deepEqual((await stored(world)).outbox, []);
    assert.deepEqual(world.messenger.taken.map(inShort), ['post kanaal', 'update post 1', 'update post 1']);
  });

  it('is looked for once per ring, not over and over for as long as a message is on its way', async () => {
    let reads = 0;
    world = await startWorld({
      around: (store) => ({
        ...store,
        read: (id) => {
          reads += 1;
          return reads > 100 ? Promise.reject(new Error('read over and over')) : store.read(id);
        },
      }),
    });
    await announceCase(world);
    const answer = gate();
    const onItsWay = gate();
    world.messenger.teams = async () => {
      onItsWay.open();
      await answer.opened;
    };
    await world.cases.run(CASE_ID, claim, yara, fresh());
    await onItsWay.opened;
    const before = reads;
    const looks: number[] = [];
    for (let rings = 0; rings < 3; rings += 1) {
      world.delivery.nudge(CASE_ID);
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
      looks.push(reads - before);
    }
    answer.open();
    await world.delivery.idle();
    assert.deepEqual(looks, [1, 2, 3]);
    assert.deepEqual(world.messenger.taken.map(inShort), ['post kanaal', 'update post 1']);
    assert.deepEqual(world.log.errors(), []);
  });

  it('is sent when it came up while the case was read for the first time', async () => {
    const slow = slowStore();
    world = await startWorld({ around: slow.around });
    await world.cases.openIntake(CASE_ID, olga);
    await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, fresh());
    await world.delivery.idle();
    const looking = gate();
    const look = gate();
    slow.holdNext(async () => {
      looking.open();
      await look.opened;
    });
    world.delivery.nudge(CASE_ID);
    await looking.opened;
    await world.cases.run(CASE_ID, claim, yara, fresh());
    look.open();
    await world.delivery.idle();
    assert.deepEqual(world.messenger.taken.map(inShort), ['post kanaal', 'update post 1']);
  });
});
