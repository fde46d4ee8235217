import assert from 'node:assert/strict';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { MINUTE } from '../../src/core/time.ts';
import { START, hour, minute } from '../case/history.ts';
import { lars, regionWith, sanne, yara } from '../case/region.ts';
import { type Call, inShort, takesAll } from './messenger.ts';
import { CASE_ID, type World, act, announceCase, channelLink, startWorld, stored, tickAt } from './world.ts';

const claim = { type: 'ClaimSlot' } as const;
const refusing =
  (...hows: readonly Call['how'][]) =>
  ({ how }: Call): Promise<void> =>
    hows.includes(how) ? Promise.reject(new DeliveryFailed('HTTP 404', 'gone')) : Promise.resolve();

describe('A place in Teams that is gone or not there yet', () => {
  let world: World;
  const start = async (given: Parameters<typeof startWorld>[0] = {}): Promise<void> => {
    world = await startWorld(given);
  };
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const tried = (): readonly string[] => world.messenger.tried.map(inShort);

  describe('the card of the case', () => {
    it('is posted anew when it cannot be changed any more, and lives on there', async () => {
      await start();
      await announceCase(world);
      world.messenger.teams = refusing('update');
      await act(world, claim, yara);
      assert.deepEqual(sent(), ['post kanaal', 'post kanaal']);
      assert.equal((await stored(world)).thread?.activity, 'post 2');
      world.messenger.teams = takesAll;
      await act(world, claim, lars);
      assert.equal(sent().at(-1), 'update post 2');
    });

    it('is tried every five minutes when posting is refused too, not in a circle', async () => {
      await start();
      await announceCase(world);
      world.messenger.teams = refusing('update', 'post');
      await act(world, claim, yara);
      assert.deepEqual(tried(), ['post kanaal', 'update post 1', 'post kanaal']);
      assert.equal((await stored(world)).dueAt, START + 5 * MINUTE);
      await tickAt(world, START + 5 * MINUTE);
      assert.equal(tried().length, 4);
      world.messenger.teams = takesAll;
      await tickAt(world, START + 10 * MINUTE);
      assert.equal(sent().length, 2);
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('keeps its thread for whoever can only be told there, as long as no new one was taken', async () => {
      // A card that grew too large (HTTP 413) is refused for good as well, while its thread is still there.
      await start();
      await announceCase(world);
      world.messenger.teams = refusing('update', 'post', 'toPerson');
      await act(world, { type: 'Escalate', obstacle: 'capacity' }, yara);
      assert.equal(sent().at(-1), 'inThread post 1 @Mia');
    });

    it('that is refused from the first moment keeps being tried', async () => {
      await start();
      world.messenger.teams = refusing('post');
      await announceCase(world);
      assert.deepEqual(tried(), ['post kanaal']);
      assert.equal((await stored(world)).dueAt, START + 5 * MINUTE);
    });
  });

  describe('the channel of the municipality', () => {
    it('that is not known yet keeps the card, and keeps nobody from being called', async () => {
      await start({ linked: false });
      await announceCase(world, { directDanger: true });
      assert.equal(sent().filter((line) => line.startsWith('toPerson')).length, 6);
      assert.deepEqual(
        (await stored(world)).outbox.map(({ kind, nextTryAt }) => [kind, nextTryAt]),
        [['card', START + 1000]],
      );
    });

    it('gets the card at once as soon as it is known', async () => {
      await start({ linked: false });
      await announceCase(world);
      await tickAt(world, minute(3));
      assert.ok(((await stored(world)).dueAt ?? 0) > minute(3));
      await world.channels.link(channelLink);
      await world.delivery.hurry('hoogeveen');
      await world.delivery.idle();
      assert.deepEqual(sent(), ['post kanaal']);
      assert.equal((await stored(world)).dueAt, hour(1));
    });

    it('has everybody told 1:1 once more as soon as it is known, from the first try', async () => {
      await start({ linked: false });
      world.messenger.teams = refusing('toPerson');
      await announceCase(world, { directDanger: true });
      const personal = async () =>
        (await stored(world)).outbox.flatMap((one) =>
          one.kind === 'ping' ? [`${one.to?.name} ${one.route} ${one.nextTryAt - world.now}`] : [],
        );
      assert.ok((await personal()).every((one) => one.includes('thread')));
      assert.equal((await personal()).length, 6);
      const before = tried().length;
      world.messenger.teams = takesAll;
      await world.channels.link(channelLink);
      await world.delivery.hurry('hoogeveen');
      await world.delivery.idle();
      const again = tried().slice(before);
      assert.equal(again.filter((one) => one.startsWith('toPerson')).length, 6);
      assert.ok(!again.some((one) => one.startsWith('inThread')));
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('gets the cards of its own cases only, and of those that have something to send', async () => {
      await start({ linked: false });
      await announceCase(world);
      await announceCase(world, {}, 'case/2');
      await world.channels.link({ ...channelLink, municipality: 'assen', channel: 'ander kanaal' });
      await world.delivery.hurry('assen');
      await world.delivery.idle();
      assert.deepEqual(sent(), []);
      await world.channels.link(channelLink);
      await world.delivery.hurry('hoogeveen');
      await world.delivery.hurry('hoogeveen');
      await world.delivery.idle();
      assert.deepEqual(sent(), ['post kanaal', 'post kanaal']);
    });

    it('that is linked again changes nothing in a case that has nothing to send', async () => {
      await start();
      await announceCase(world);
      const version = (await world.store.read(CASE_ID))?.version;
      await world.delivery.hurry('hoogeveen');
      await world.delivery.idle();
      assert.equal((await world.store.read(CASE_ID))?.version, version);
    });

    it('is asked again for the next case when it moves', async () => {
      await start();
      await announceCase(world);
      await world.channels.link({ ...channelLink, channel: 'nieuw kanaal' });
      await announceCase(world, {}, 'case/2');
      await act(world, claim, yara);
      assert.deepEqual(sent(), ['post kanaal', 'post nieuw kanaal', 'update post 1']);
    });
  });

  describe('the thread of a case', () => {
    const isYara = ({ how, where }: Call): boolean => how === 'toPerson' && where === 'Yara';

    it('that is gone starts anew with the card, and whoever is called there is tried again', async () => {
      await start({ convening: true });
      const gone = new DeliveryFailed('HTTP 404', 'gone');
      world.messenger.teams = (call) =>
        isYara(call) || (['inThread', 'update'].includes(call.how) && call.where === 'post 1')
          ? Promise.reject(gone)
          : Promise.resolve();
      await announceCase(world);
      const { outbox, log, thread } = await stored(world);
      assert.equal(thread?.activity, 'post 2');
      assert.deepEqual(
        outbox.map(({ kind, tries }) => [kind, tries]),
        [['call', 1]],
      );
      const before = sent().length;
      await tickAt(world, START + 1000);
      assert.deepEqual(sent().slice(before), ['inThread post 2 @Yara']);
      assert.ok(log.every(({ event }) => event.type !== 'CallAnswered'));
      assert.deepEqual((await stored(world)).outbox, []);
      assert.deepEqual(world.log.errors(), []);
    });

    it('that takes no replies is not posted again for them, and whoever cannot be told is unreachable', async () => {
      await start({ convening: true });
      world.messenger.teams = refusing('toPerson', 'inThread');
      await announceCase(world);
      for (let seconds = 1; seconds <= 20; seconds += 1) await tickAt(world, START + seconds * 1000);
      assert.equal(sent().filter((one) => one.startsWith('post ')).length, 1);
      const { log } = await stored(world);
      const lost = log.filter(({ event }) => event.type === 'CallAnswered' && event.answer === 'unreachable');
      assert.ok(lost.length >= 4);
    });
  });

  describe('the clock', () => {
    it('that was set back keeps nothing waiting: more than a quarter of an hour ahead is due', async () => {
      await start();
      world.messenger.teams = refusing('post');
      await announceCase(world);
      assert.equal((await stored(world)).outbox[0]?.nextTryAt, START + 5 * MINUTE);
      world.messenger.teams = takesAll;
      await tickAt(world, START - 10 * MINUTE);
      assert.deepEqual(sent(), []);
      world.now -= 1;
      world.delivery.nudge(CASE_ID);
      await world.delivery.idle();
      assert.deepEqual(sent(), ['post kanaal']);
    });
  });

  describe('what nobody could be told', () => {
    const nobody = { region: regionWith({ people: [sanne] }) };

    it('is said in the thread, to nobody by name', async () => {
      await start(nobody);
      await announceCase(world);
      await tickAt(world, hour(1));
      assert.deepEqual(sent(), ['post kanaal', 'update post 1', 'inThread post 1']);
    });

    it('does not disappear without a trace when the thread refuses it for good', async () => {
      await start(nobody);
      await announceCase(world);
      world.messenger.teams = refusing('inThread');
      const { log, outbox } = await tickAt(world, hour(1));
      const kept = outbox.some(({ kind }) => kind === 'ping');
      const written = log.some(({ event }) => event.type === 'PingUndeliverable');
      assert.ok(kept || written, 'neither in the outbox nor in the log of the case');
    });
  });

  describe('the store', () => {
    const failAfterTheRedraw = async (): Promise<void> => {
      let failing = false;
      const failsOnce = (store: DocumentStore): DocumentStore => ({
        ...store,
        replace: (document, expected) => {
          if (!failing) return store.replace(document, expected);
          failing = false;
          return Promise.reject(new Error('disk I/O error'));
        },
      });
      await start({ around: failsOnce });
      await announceCase(world);
      world.messenger.teams = ({ how }) => {
        failing = how === 'update';
        return Promise.resolve();
      };
      await act(world, claim, yara);
      assert.equal(world.log.errors().length, 1);
      assert.equal((await stored(world)).outbox.length, 1);
      world.messenger.teams = takesAll;
    };
    const assertDone = async (): Promise<void> => {
      assert.deepEqual((await stored(world)).outbox, []);
      assert.deepEqual(await world.store.findDue(minute(1), 10), []);
    };

    it('that fails after Teams took a message is told so later, and the message does not go out again', async () => {
      await failAfterTheRedraw();
      await tickAt(world, minute(1));
      assert.deepEqual(sent(), ['post kanaal', 'update post 1']);
      await assertDone();
    });

    it('that was never told makes a message go out again after a restart, rather than not at all', async () => {
      await failAfterTheRedraw();
      world.restart();
      await tickAt(world, minute(1));
      assert.deepEqual(sent(), ['post kanaal', 'update post 1', 'update post 1']);
      await assertDone();
    });
  });
});
