import assert from 'node:assert/strict';
import { MINUTE } from '../../src/core/time.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { announcement } from '../case/history.ts';
import { olga, yara } from '../case/region.ts';
import { gate, inShort, takesAll } from './messenger.ts';
import { CASE_ID, type World, act, announceCase, fresh, startWorld, stored, tickAt } from './world.ts';

const inDanger = {
  type: 'Announce',
  announcement: { ...announcement, directDanger: true },
} as const;

describe('What Teams took is recorded', () => {
  let world: World;
  /** What the store does with a case that is replaced. */
  let failing: 'never' | 'before' | 'after';
  let refused: ReturnType<typeof gate>;
  beforeEach(async () => {
    failing = 'never';
    refused = gate();
    world = await startWorld({
      around: (store) => ({
        ...store,
        replace: async (document, expected) => {
          if (failing === 'never' || document.id !== CASE_ID) return store.replace(document, expected);
          if (failing === 'after') await store.replace(document, expected);
          refused.open();
          throw new Error('the store gives no answer');
        },
      }),
    });
  });
  afterEach(() => world.dispose());

  const sent = (how: string): readonly string[] =>
    world.messenger.taken.map(inShort).filter((line) => line.startsWith(how));

  /** Everybody is told at once; the store fails when it must remember that, and is back before Yara was told. */
  const recoverBeforeTheLast = async (how: typeof failing): Promise<void> => {
    const asked = gate();
    const answer = gate();
    world.messenger.teams = async ({ where }) => {
      if (where !== yara.name) {
        await asked.opened;
        failing = how;
        return;
      }
      asked.open();
      await answer.opened;
    };
    await world.cases.openIntake(CASE_ID, olga);
    assert.ok((await world.cases.run(CASE_ID, inDanger, olga, fresh())).ok);
    await refused.opened;
    failing = 'never';
    answer.open();
    await world.delivery.idle();
    world.messenger.teams = takesAll;
    await tickAt(world, world.now + MINUTE);
  };

  it('with what is taken later, when the store was away for a moment', async () => {
    await recoverBeforeTheLast('before');
    const told = sent('toPerson');
    assert.ok(told.length > 1 && new Set(told).size === told.length, told.join('\n'));
    assert.equal(sent('post').length, 1);
    assert.deepEqual((await stored(world)).outbox, []);
  });

  it('once, when the store did remember it and only its answer got lost', async () => {
    await recoverBeforeTheLast('after');
    const told = sent('toPerson');
    assert.ok(told.length > 1 && new Set(told).size === told.length, told.join('\n'));
    const { log, callCards } = await stored(world);
    assert.equal(new Set(callCards.map(({ at }) => at.activity)).size, callCards.length);
    assert.equal(log.filter(({ event }) => event.type === 'PingUndeliverable').length, 0);
  });

  it('once the store can, when it was away for long: nobody is told the same every minute', async () => {
    world.messenger.teams = () => {
      failing = 'before';
      return Promise.resolve();
    };
    await world.cases.openIntake(CASE_ID, olga);
    assert.ok((await world.cases.run(CASE_ID, inDanger, olga, fresh())).ok);
    await world.delivery.idle();
    for (let minute = 0; minute < 10; minute += 1) await tickAt(world, world.now + MINUTE);
    failing = 'never';
    world.messenger.teams = takesAll;
    await tickAt(world, world.now + MINUTE);
    const toYara = sent('toPerson').filter((line) => line.endsWith(` ${yara.name}`));
    assert.equal(toYara.length, 1);
  });

  it('once in a new thread, also when the card changed while it was posted anew', async () => {
    await announceCase(world);
    const asked = gate();
    const answer = gate();
    world.messenger.teams = async ({ how }) => {
      if (how === 'update') throw new DeliveryFailed('HTTP 404', 'gone');
      if (how !== 'post') return;
      asked.open();
      await answer.opened;
    };
    const claimed = act(world, { type: 'ClaimSlot' }, yara);
    await asked.opened;
    await world.cases.run(CASE_ID, { type: 'Escalate', obstacle: 'capacity' }, yara, fresh());
    world.messenger.teams = async ({ how }) => {
      if (how === 'post') await answer.opened;
    };
    answer.open();
    await claimed;
    await world.delivery.idle();
    assert.deepEqual([sent('post').length, (await stored(world)).outbox], [2, []]);
  });
});
