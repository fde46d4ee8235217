import assert from 'node:assert/strict';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { MINUTE } from '../../src/core/time.ts';
import { decisions, minute } from '../case/history.ts';
import { mia, region, vera, yara } from '../case/region.ts';
import { type Call, inShort } from './messenger.ts';
import { mobileOf, withMobiles } from './texts.ts';
import { type World, act, announceCase, startWorld, stored, storedState, tickAt } from './world.ts';

const escalate = { type: 'Escalate', obstacle: 'capacity' } as const;
const refuse = (outlook: DeliveryFailed['outlook']) => (): Promise<void> =>
  Promise.reject(new DeliveryFailed('refused', outlook));
const MIA = mobileOf(region, 'Mia');
const YARA = mobileOf(region, 'Yara');

describe('A text message', () => {
  let world: World;
  afterEach(() => world.dispose());

  const events = async () => (await stored(world)).log.map(({ event }) => event);
  const texts = async () =>
    (await stored(world)).outbox.filter((one) => one.kind === 'ping' && one.route === 'text');

  describe('for whoever left a message in Teams without an answer', () => {
    const start = async (given: { texting?: false } = {}): Promise<void> => {
      world = await startWorld({ ...given, region: withMobiles(region) });
      await announceCase(world);
      await act(world, escalate, yara);
    };

    it('is sent beside what the next rung is told, once', async () => {
      await start();
      assert.deepEqual(world.texts.tried, []);
      await tickAt(world, minute(30));
      assert.deepEqual(
        world.texts.taken.map(({ mobile, words }) => [mobile, words]),
        [[MIA, 'Eerder Erbij: casus HGV-2026-0001 vraagt uw aandacht in Teams']],
      );
      const { taken } = world.messenger;
      assert.equal(taken.filter(({ where }) => where === 'Bram').length, 1);
      assert.equal(taken.filter(({ where }) => where === 'Mia').length, 1);
      await tickAt(world, minute(30));
      assert.equal(world.texts.tried.length, 1);
    });

    const losses: readonly [string, () => void, { texting?: false }][] = [
      ['that is refused', () => (world.texts.service = refuse('never')), {}],
      ['that cannot be sent', () => undefined, { texting: false }],
    ];
    for (const [what, given, parts] of losses)
      it(`${what} is left out, and said in the log: Teams had told them`, async () => {
        await start(parts);
        given();
        await tickAt(world, minute(30));
        assert.deepEqual((await stored(world)).outbox, []);
        assert.ok((await events()).every(({ type }) => type !== 'PingUndeliverable'));
        const lines = world.log.lines.filter(({ message }) => message.startsWith('nobody could be texted'));
        assert.equal(lines.length, 1);
        assert.deepEqual(world.log.errors(), []);
        assert.ok(!world.messenger.tried.map(inShort).includes('inThread post 1 @Mia'));
      });

    it('that is not taken for the moment is not sent any more once they took it up', async () => {
      await start();
      world.texts.service = refuse('again');
      await tickAt(world, minute(30));
      assert.equal((await texts()).length, 1);
      const risks = Object.keys((await storedState(world)).risks);
      await act(world, { type: 'Acknowledge', risks }, mia);
      world.texts.service = () => Promise.resolve();
      await tickAt(world, minute(31));
      assert.deepEqual(await texts(), []);
      assert.deepEqual(world.texts.taken, []);
    });

    it('stays a text message when the channel becomes known', async () => {
      await start();
      world.texts.service = refuse('again');
      await tickAt(world, minute(30));
      world.texts.service = () => Promise.resolve();
      await world.delivery.hurry('hoogeveen');
      await world.delivery.idle();
      assert.equal(world.texts.taken.length, 1);
      assert.equal(world.messenger.tried.filter(({ where }) => where === 'Mia').length, 1);
    });
  });

  describe('for whoever Teams does not reach', () => {
    const isYara = ({ where, mention }: Call): boolean => where === 'Yara' || mention === 'Yara';

    beforeEach(async () => {
      world = await startWorld({ convening: true, region: withMobiles(region) });
      world.messenger.teams = (call) => (isYara(call) ? refuse('never')() : Promise.resolve());
    });

    it('calls them to the consultation: they are not unreachable, and no card of it stands anywhere', async () => {
      await announceCase(world);
      assert.deepEqual(
        world.texts.taken.map(({ mobile }) => mobile),
        [YARA],
      );
      assert.ok((await events()).every(({ type }) => type !== 'CallAnswered'));
      assert.ok((await stored(world)).callCards.every(({ to }) => to.name !== 'Yara'));
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('that is refused as well makes them unreachable, and somebody else is called', async () => {
      world.texts.service = refuse('never');
      await announceCase(world);
      assert.ok(
        (await events()).some((event) => event.type === 'CallAnswered' && event.answer === 'unreachable'),
      );
      assert.ok(world.messenger.taken.map(inShort).includes('toPerson Yusuf'));
    });

    it('waits as long as was asked', async () => {
      world.texts.service = () => Promise.reject(new DeliveryFailed('HTTP 429', 'again', 2 * MINUTE));
      await announceCase(world);
      const [call] = (await stored(world)).outbox;
      assert.equal((call?.nextTryAt ?? 0) - world.now, 2 * MINUTE);
    });
  });

  it('is tried 1:1 again, not by text, when the channel becomes known', async () => {
    world = await startWorld({ linked: false, region: withMobiles(region) });
    await announceCase(world);
    world.messenger.teams = refuse('never');
    world.texts.service = refuse('again');
    await act(world, escalate, yara);
    for (let tries = 0; tries < 4; tries += 1) await tickAt(world, world.now + MINUTE);
    const [ping] = await texts();
    assert.ok(ping?.kind === 'ping' && ping.to?.name === 'Mia');
    world.messenger.teams = () => Promise.resolve();
    await world.delivery.hurry('hoogeveen');
    await world.delivery.idle();
    assert.equal(world.messenger.taken.filter(({ where }) => where === 'Mia').length, 1);
    assert.deepEqual(world.texts.taken, []);
  });
});
