import assert from 'node:assert/strict';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { MINUTE } from '../../src/core/time.ts';
import { START, announcement } from '../case/history.ts';
import { lars, olga, yara } from '../case/region.ts';
import { type Call, inShort, takesAll } from './messenger.ts';
import { type World, act, announceCase, fresh, startWorld, stored, tickAt, CASE_ID } from './world.ts';

const SECOND = 1000;
const claim = { type: 'ClaimSlot' } as const;
const busy = (retryAfter?: number) => () =>
  Promise.reject(new DeliveryFailed('HTTP 429', 'again', retryAfter));
/** Refuses for good what the test names, and takes the rest. */
const refusing =
  (wanted: (call: Call) => boolean) =>
  (call: Call): Promise<void> =>
    wanted(call) ? Promise.reject(new DeliveryFailed('HTTP 403', 'never')) : Promise.resolve();

describe('A message that was not taken', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const tried = (): readonly string[] => world.messenger.tried.map(inShort);
  const waits = async (): Promise<readonly number[]> =>
    (await stored(world)).outbox.map(({ nextTryAt }) => nextTryAt - world.now);

  describe('for the moment', () => {
    it('is tried again, each time twice as long later, up to five minutes', async () => {
      world.messenger.teams = busy();
      await announceCase(world);
      const seconds: number[] = [];
      for (let tries = 0; tries < 12; tries += 1) {
        const [wait = 0] = await waits();
        seconds.push(wait / SECOND);
        await tickAt(world, world.now + wait);
      }
      assert.deepEqual(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
      assert.equal((await stored(world)).outbox[0]?.tries, 13);
      const [first] = world.log.lines.filter(({ level }) => level === 'warn');
      assert.deepEqual(first, {
        level: 'warn',
        fields: {
          document: CASE_ID,
          message: 0,
          kind: 'card',
          tries: 1,
          outlook: 'again',
          reason: 'HTTP 429',
        },
        message: 'message not delivered',
      });
      world.messenger.teams = takesAll;
      await tickAt(world, world.now + 300 * SECOND);
      assert.deepEqual(sent(), ['post kanaal']);
    });

    it('is spread by a quarter to either side', async () => {
      for (const [chance, wait] of [
        [0, 750],
        [1, 1250],
      ] as const) {
        world.chance = chance;
        world.messenger.teams = busy();
        await announceCase(world, {}, `case/${chance}`);
        assert.equal((await stored(world, `case/${chance}`)).outbox[0]?.nextTryAt, world.now + wait);
      }
    });

    it('is not tried one millisecond before its time, however often it is asked', async () => {
      world.messenger.teams = busy();
      await announceCase(world);
      await tickAt(world, START + SECOND - 1);
      assert.equal(tried().length, 1);
      await tickAt(world, START + SECOND);
      assert.equal(tried().length, 2);
    });

    it('waits as long as Teams asked, when that is longer, up to five minutes', async () => {
      world.messenger.teams = busy(3 * MINUTE);
      await announceCase(world);
      assert.deepEqual(await waits(), [3 * MINUTE]);
      assert.equal((await stored(world)).dueAt, START + 3 * MINUTE);
      world.messenger.teams = busy(7 * MINUTE);
      await tickAt(world, START + 3 * MINUTE);
      assert.deepEqual(await waits(), [5 * MINUTE]);
      world.messenger.teams = busy(100);
      await tickAt(world, START + 8 * MINUTE);
      assert.deepEqual(await waits(), [4 * SECOND]);
    });

    it('waits as long as Teams asked also when the case changes meanwhile', async () => {
      await announceCase(world);
      world.messenger.teams = busy(MINUTE);
      await act(world, claim, yara);
      world.now += SECOND;
      await act(world, claim, lars);
      assert.deepEqual(tried(), ['post kanaal', 'update post 1']);
      world.messenger.teams = takesAll;
      await tickAt(world, START + MINUTE);
      assert.deepEqual(sent(), ['post kanaal', 'update post 1']);
    });

    it('waits a whole number of milliseconds, whatever Teams asked', async () => {
      // `Retry-After: 1.0015` is not what the standard says, and must not stop a case.
      world.messenger.teams = ({ how }) => (how === 'post' ? busy(1001.5)() : Promise.resolve());
      await announceCase(world, { directDanger: true });
      assert.equal(sent().length, 6);
      const [wait = 0] = await waits();
      assert.ok(Number.isInteger(wait) && wait > SECOND, `waits ${wait} ms`);
      assert.deepEqual(world.log.errors(), []);
    });

    it('is counted for each message apart: the form that was sent has its own tries', async () => {
      const form = { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'the form' };
      world.messenger.teams = busy();
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, { ...fresh(), form });
      await world.delivery.idle();
      await act(world, claim, yara);
      const { outbox, messages } = await stored(world);
      assert.deepEqual(
        outbox.map(({ kind, id, tries }) => [kind, id, tries]),
        [
          ['sentForm', 1, 1],
          ['card', 2, 1],
        ],
      );
      assert.equal(messages, 3);
      assert.deepEqual(await waits(), [SECOND, SECOND]);
    });

    it('does not hold up the other messages of the case', async () => {
      world.messenger.teams = ({ how }) => (how === 'post' ? busy()() : Promise.resolve());
      await announceCase(world, { directDanger: true });
      assert.equal(sent().length, 6);
      assert.deepEqual(
        (await stored(world)).outbox.map(({ kind }) => kind),
        ['card'],
      );
    });
  });

  describe('because of a fault of ours', () => {
    it('is kept, reported and tried again, and does not hold up the others', async () => {
      world.messenger.teams = ({ where }) =>
        where === 'Olga' ? Promise.reject(new TypeError('undefined is not a function')) : Promise.resolve();
      await announceCase(world, { directDanger: true });
      assert.equal(sent().length, 6);
      assert.deepEqual(await waits(), [SECOND]);
      assert.equal(world.log.errors().length, 1);
      world.messenger.teams = takesAll;
      await tickAt(world, START + SECOND);
      assert.equal(sent().at(-1), 'toPerson Olga');
      assert.deepEqual((await stored(world)).outbox, []);
    });
  });

  describe('by a person, for good', () => {
    const toPerson = refusing(({ how }) => how === 'toPerson');

    it('goes into the thread at once, with their name', async () => {
      world.messenger.teams = refusing(({ how, where }) => how === 'toPerson' && where === 'Yara');
      await announceCase(world, { directDanger: true });
      assert.deepEqual(
        sent().filter((line) => line.includes('Yara')),
        ['inThread post 1 @Yara'],
      );
      assert.deepEqual((await stored(world)).outbox, []);
      assert.equal(sent().length, 7);
    });

    it('waits for the thread when there is none yet', async () => {
      world.messenger.teams = (call) => (call.how === 'post' ? busy(MINUTE)() : toPerson(call));
      await announceCase(world, { directDanger: true });
      assert.deepEqual(sent(), []);
      assert.equal((await stored(world)).outbox.length, 7);
      world.messenger.teams = toPerson;
      await tickAt(world, START + MINUTE);
      assert.equal(sent().length, 7);
    });

    it('is tried again in the thread when that is busy', async () => {
      world.messenger.teams = (call) => (call.how === 'inThread' ? busy()() : toPerson(call));
      await announceCase(world, { directDanger: true });
      const personal = tried().filter((line) => line === 'toPerson Olga').length;
      world.messenger.teams = toPerson;
      await tickAt(world, START + SECOND);
      assert.equal(tried().filter((line) => line === 'toPerson Olga').length, personal);
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('and by the thread is written in the log of the case, and reported', async () => {
      world.messenger.teams = refusing(({ where, mention }) => where === 'Olga' || mention === 'Olga');
      const { log } = await announceCase(world, { directDanger: true }).then(() => stored(world));
      const last = log.at(-1);
      assert.deepEqual(last?.event, {
        type: 'PingUndeliverable',
        to: { tenant: olga.tenant, id: 'olga', name: 'Olga' },
        risks: [`consultationLate:consultation@${START}`],
      });
      assert.equal(last.by, undefined);
      assert.equal(world.log.errors().length, 1);
      assert.deepEqual((await stored(world)).outbox, []);
      assert.equal(sent().at(-1), 'update post 1');
    });
  });

  it('as far as anybody can tell is posted again: a card that stands nobody knows where can never be changed', async () => {
    world.messenger.saysWherePosted = false;
    await announceCase(world);
    assert.equal((await stored(world)).thread, undefined);
    world.messenger.saysWherePosted = true;
    await tickAt(world, START + SECOND);
    assert.deepEqual(sent(), ['post kanaal', 'post kanaal']);
    assert.equal((await stored(world)).thread?.activity, 'post 2');
  });

  it('of a form that is gone is given up, and reported', async () => {
    const form = { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'the form' };
    world.messenger.teams = refusing(({ where }) => where === 'the form');
    await world.cases.openIntake(CASE_ID, olga);
    await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, { ...fresh(), form });
    await world.delivery.idle();
    assert.deepEqual(sent(), ['post kanaal']);
    assert.deepEqual((await stored(world)).outbox, []);
    assert.equal(world.log.errors().length, 1);
  });
});
