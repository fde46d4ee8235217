import assert from 'node:assert/strict';
import { HOUR } from '../../src/core/time.ts';
import { CARDS, type Drawing } from '../../src/outbox/drawing.ts';
import { policy, region, regionOf, yara } from '../case/region.ts';
import { mobileOf, withMobiles } from './texts.ts';
import { type World, act, announceCase, startWorld, stored, tickAt } from './world.ts';

const escalate = { type: 'Escalate', obstacle: 'capacity' } as const;

const broken = (): never => {
  throw new Error('this card cannot be drawn');
};

/** Messages of which the card cannot be drawn: a fault of ours, that does not go away by trying. */
describe('A message that cannot be made', () => {
  let world: World;
  afterEach(() => world.dispose());

  const start = async (drawing: Partial<Drawing>, mobiles: boolean): Promise<void> => {
    const quiet = regionOf({ policy: { ...policy, ackWithin: 24 * HOUR, textFrom: 9 } });
    world = await startWorld({
      region: mobiles ? withMobiles(quiet) : quiet,
      drawing: { ...CARDS, ...drawing },
    });
    await announceCase(world);
  };
  /** Lets every retry have its time, until nothing is left to try. */
  const untilDone = async (): Promise<void> => {
    for (let round = 0; round < 60; round += 1) {
      const { outbox } = await stored(world);
      if (outbox.length === 0) return;
      await tickAt(world, Math.max(world.now, ...outbox.map(({ nextTryAt }) => nextTryAt)));
    }
    assert.fail('it goes on for ever');
  };
  const errors = (): readonly string[] => world.log.errors().map(({ message }) => message);

  it('reaches somebody all the same by a way that needs no card', async () => {
    await start({ pingCard: broken }, true);
    await act(world, escalate, yara);
    await untilDone();
    assert.ok(world.texts.taken.some(({ mobile }) => mobile === mobileOf(region, 'Mia')));
    assert.deepEqual((await stored(world)).parked, []);
  });

  it('is parked when no way is left, reported, and the ladder climbs at once', async () => {
    await start({ pingCard: broken }, false);
    await act(world, escalate, yara);
    await untilDone();
    const { parked, log } = await stored(world);
    assert.ok(
      parked.length > 0 && parked.every(({ why, message }) => why === 'fault' && message.kind === 'ping'),
    );
    assert.ok(errors().includes('message parked: somebody must look at it'));
    const told = log.flatMap(({ event }) =>
      event.type === 'RiskRaised' ? [event.told.map(({ name }) => name)] : [],
    );
    assert.deepEqual(told[0], ['Mia']);
    assert.ok(told.length > 1, 'the next rung was told');
    assert.ok(log.some(({ event }) => event.type === 'PingUndeliverable'));
  });

  it('keeps nobody else waiting: of the card in the channel people are called without it', async () => {
    await start({ caseCard: broken }, false);
    await act(world, escalate, yara);
    assert.ok(world.messenger.taken.some(({ how, where }) => how === 'toPerson' && where === 'Mia'));
    await untilDone();
    const { parked, thread } = await stored(world);
    assert.deepEqual(
      parked.map(({ message }) => message.kind),
      ['card'],
    );
    assert.equal(thread, undefined);
  });

  it('goes out when the program was mended and started again', async () => {
    const drawing = { ...CARDS, caseCard: broken as Drawing['caseCard'] };
    world = await startWorld({ drawing });
    await announceCase(world);
    await untilDone();
    assert.equal((await stored(world)).parked.length, 1);
    drawing.caseCard = CARDS.caseCard;
    await world.cases.recheck('case/1');
    await world.delivery.idle();
    const { parked, outbox, thread } = await stored(world);
    assert.deepEqual([parked, outbox], [[], []]);
    assert.ok(thread);
  });
});
