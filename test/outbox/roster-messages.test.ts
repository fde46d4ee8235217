import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { HOUR } from '../../src/core/time.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { START, announcement, hour, minute } from '../case/history.ts';
import { ADULT, anna, arie, hoogeveen, region, regionOf, regionWith, sanne, yara } from '../case/region.ts';
import { gate, inShort, takesAll } from './messenger.ts';
import { ROSTER_ID, happened, lookAt, saved, storedRoster } from './rosters.ts';
import { withMobiles } from './texts.ts';
import { type World, act, announceCase, channelLink, fresh, startWorld, stored } from './world.ts';

type Refusal = DeliveryFailed['outlook'];

/** Nobody is on call, so that the clock has nothing to say of its own. */
const quiet = regionOf({ onCall: [] });
const test: RosterEvent = { type: 'ReachTested', people: [whoIs(anna)] };

const answer = (outlook: Refusal | undefined): Promise<void> =>
  outlook ? Promise.reject(new DeliveryFailed('refused', outlook)) : Promise.resolve();

describe('A message about a roster', () => {
  let world: World;
  const start = async (given: Parameters<typeof startWorld>[0] = {}): Promise<void> => {
    world = await startWorld({ region: withMobiles(quiet), ...given });
  };
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const lost = async () =>
    (await storedRoster(world)).log.flatMap(({ event }) =>
      event.type === 'NoticeUndeliverable' ? [event.to.name] : [],
    );

  it('goes 1:1, once, with its card', async () => {
    await start();
    await happened(world, test);
    world.delivery.nudge(ROSTER_ID);
    await world.delivery.idle();
    assert.deepEqual(sent(), ['toPerson Anna']);
    assert.match(JSON.stringify(world.messenger.taken[0]?.card), /Ja, ik ben bereikbaar/);
    assert.deepEqual((await storedRoster(world)).outbox, []);
    assert.deepEqual(await lost(), []);
  });

  it('is kept until it was taken, and not sent a second time meanwhile', async () => {
    await start();
    const asked = gate();
    const taken = gate();
    world.messenger.teams = () => {
      asked.open();
      return taken.opened;
    };
    await saved(world, test);
    world.delivery.nudge(ROSTER_ID);
    await asked.opened;
    world.delivery.nudge(ROSTER_ID);
    assert.equal((await storedRoster(world)).outbox.length, 1);
    taken.open();
    await world.delivery.idle();
    assert.equal(world.messenger.tried.length, 1);
    assert.deepEqual((await storedRoster(world)).outbox, []);
  });

  it('by text says that there is something in Teams, and nothing of it', async () => {
    await start();
    world.messenger.teams = () => answer('never');
    await happened(world, test);
    assert.deepEqual(
      world.texts.taken.map(({ words }) => words),
      ['Eerder Erbij: het piketrooster vraagt uw aandacht in Teams'],
    );
  });

  describe('of a municipality without a channel', () => {
    it('waits for it when there is no other way, and goes 1:1 first once it is known', async () => {
      await start({ region: quiet, linked: false });
      world.messenger.teams = () => answer('never');
      await happened(world, test);
      await lookAt(world, hour(1));
      assert.equal((await storedRoster(world)).outbox[0]?.route, 'channel');
      world.messenger.teams = takesAll;
      await world.channels.link(channelLink);
      await world.delivery.hurry('hoogeveen');
      await world.delivery.idle();
      assert.deepEqual(sent(), ['toPerson Anna']);
      assert.deepEqual((await storedRoster(world)).outbox, []);
    });

    it('goes by text instead after four looks at the channel', async () => {
      await start({ linked: false });
      world.messenger.teams = () => answer('never');
      await happened(world, test);
      for (let tries = 1; tries < 4; tries += 1) await lookAt(world, minute(tries));
      assert.equal(world.texts.taken.length, 1);
    });
  });

  it('that Teams leaves without an answer keeps no case waiting', async () => {
    await start();
    const never = gate();
    const claimed = gate();
    await announceCase(world);
    world.messenger.teams = ({ how }) => {
      if (how === 'update') claimed.open();
      return how === 'toPerson' ? never.opened : Promise.resolve();
    };
    await saved(world, test);
    world.delivery.nudge(ROSTER_ID);
    await world.cases.run('case/1', { type: 'ClaimSlot' }, yara, fresh());
    await claimed.opened;
    never.open();
    await world.delivery.idle();
    assert.deepEqual((await stored(world)).outbox, []);
    assert.deepEqual((await storedRoster(world)).outbox, []);
  });

  it('that comes of the clock is sent by itself: the planner hears of gaps with the write that finds them', async () => {
    await start({ region });
    await happened(world, test);
    assert.deepEqual(sent().toSorted(), ['toPerson Anna', 'toPerson Petra']);
    assert.match(JSON.stringify(world.messenger.taken.at(-1)?.card), /gaten in het piketrooster/);
    const { state, outbox, dueAt } = await storedRoster(world);
    assert.ok(state.gaps.length > 0 && state.gaps.every(({ told }) => told.includes('planner')));
    assert.deepEqual(outbox, []);
    assert.ok(dueAt !== null && dueAt > world.now);
  });

  describe('that hands a duty over', () => {
    const duty = { person: whoIs(anna), role: ADULT, from: START, to: hour(8) };
    const handOver: RosterEvent = { type: 'DutyHandedOver', until: START, comes: [duty], goes: [] };

    it('shows the open cases of the municipality, as they are when it is sent', async () => {
      await start();
      await announceCase(world);
      await world.cases.openIntake('case/2', sanne);
      const elsewhere = { ...announcement, municipality: 'assen' };
      await act(world, { type: 'Announce', announcement: elsewhere }, sanne, 'case/2');
      await happened(world, handOver);
      const card = JSON.stringify(world.messenger.taken.at(-1)?.card);
      assert.match(card, /HGV-2026-0001/);
      assert.doesNotMatch(card, /ASN-2026/);
    });

    it('is given without a case that cannot be read, which is reported', async () => {
      await start();
      await announceCase(world);
      const broken = { id: 'case/broken', kind: 'case', schema: 1, municipality: 'hoogeveen', open: true };
      await world.store.create(broken);
      await happened(world, handOver);
      assert.match(JSON.stringify(world.messenger.taken.at(-1)?.card), /HGV-2026-0001/);
      assert.deepEqual(
        world.log.errors().map(({ fields }) => 'document' in fields && fields.document),
        ['case/broken'],
      );
    });
  });

  it('that nobody needs any more is not sent', async () => {
    await start();
    await saved(world, test, { type: 'ReachProven', person: whoIs(anna) });
    await happened(world);
    assert.deepEqual(world.messenger.tried, []);
    assert.deepEqual((await storedRoster(world)).outbox, []);
  });

  it('of a municipality that was taken out of the region file is not sent, and the roster sleeps', async () => {
    await start({ region: regionWith({ municipalities: [{ ...hoogeveen, id: 'emmen' }] }) });
    await happened(world, test);
    assert.deepEqual(world.messenger.tried, []);
    const { outbox, dueAt } = await storedRoster(world);
    assert.deepEqual([outbox, dueAt], [[], null]);
    assert.deepEqual(world.log.errors(), []);
  });

  it('that meets a fault of ours holds up nobody else, is reported and tried again', async () => {
    await start();
    world.messenger.teams = ({ where }) =>
      where === 'Anna' ? Promise.reject(new TypeError('undefined is not a function')) : Promise.resolve();
    await happened(world, { type: 'ReachTested', people: [whoIs(anna), whoIs(arie)] });
    assert.deepEqual(sent(), ['toPerson Arie']);
    assert.equal(world.log.errors().length, 1);
    world.messenger.teams = takesAll;
    await lookAt(world, START + HOUR);
    assert.deepEqual(sent(), ['toPerson Arie', 'toPerson Anna']);
  });

  it('is not looked for in a document of another kind', async () => {
    await start();
    world.delivery.nudge('channels');
    await world.delivery.idle();
    assert.equal(world.log.errors().length, 1);
  });
});
