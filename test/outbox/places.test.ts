import assert from 'node:assert/strict';
import type { Made, MeetingOrder } from '../../src/consultation/port.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { START, announcement, decisions, minute } from '../case/history.ts';
import { hoogeveen, olga, person, region, regionWith, vera } from '../case/region.ts';
import { MADE, foundAt } from './meetings.ts';
import { gate, inShort } from './messenger.ts';
import {
  CASE_ID,
  type World,
  act,
  announceCase,
  fresh,
  startWorld,
  stored,
  storedState,
  tickAt,
  wake,
} from './world.ts';

const SECOND = 1000;

const later = (wait: number): Promise<Made> => Promise.resolve({ kind: 'later', wait, reason: 'throttled' });

describe('A place for a consultation', () => {
  let world: World;
  const start = async (given: Parameters<typeof startWorld>[0] = {}): Promise<void> => {
    world = await startWorld({ convening: true, ...given });
  };
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const calls = (): readonly string[] => sent().filter((line) => line.startsWith('toPerson'));
  const firstMeeting = async () => {
    const [meeting] = (await storedState(world)).meetings;
    assert.ok(meeting);
    return meeting;
  };

  it('is asked for with the number of the case and nothing else about it', async () => {
    const people = region.people.map((one) => ({ ...one, signIn: `${one.id}@example.invalid` }));
    await start({ region: regionWith({ people }) });
    await announceCase(world);
    assert.deepEqual(world.meetings.orders, [
      {
        municipality: hoogeveen,
        externalId: 'case-1-1',
        subject: 'HGV-2026-0001',
        startsAt: START,
        signIns: ['olga', 'vera', 'lars', 'yara'].map((name) => `${name}@example.invalid`),
        askedAt: START,
        tries: 0,
      } satisfies MeetingOrder,
    ]);
  });

  it('names only whose sign-in name is known', async () => {
    await start({
      region: regionWith({ people: [...region.people, person('Zoe', ['x'], { signIn: 'zoe@x' })] }),
    });
    await announceCase(world);
    assert.deepEqual(
      world.meetings.orders.map(({ signIns }) => signIns),
      [[]],
    );
  });

  it('is kept in the case, with the ways that were passed over; the log has no link', async () => {
    await start();
    const passed = [{ way: 'graph', reason: 'noPolicy' }] as const;
    world.meetings.making = () => Promise.resolve({ kind: 'made', place: { way: 'phone' }, passed });
    await announceCase(world);
    const { place, passed: kept } = await firstMeeting();
    assert.deepEqual([place, kept], [{ way: 'phone' }, passed]);
    const line = world.log.lines.find(({ fields }) => 'way' in fields);
    assert.deepEqual(line?.fields, {
      document: CASE_ID,
      message: 2,
      kind: 'meeting',
      tries: 1,
      way: 'phone',
      passed,
    });
  });

  it('that Graph made never puts its link in the log', async () => {
    await start();
    await announceCase(world);
    assert.ok(!JSON.stringify(world.log.lines).includes('meetup-join'));
    assert.deepEqual((await firstMeeting()).place, MADE);
  });

  describe('that must be asked for later', () => {
    it('is asked for exactly once, at the moment that was said', async () => {
      await start();
      world.chance = 1;
      world.meetings.making = () => later(1700);
      await announceCase(world);
      assert.equal(world.meetings.orders.length, 1);
      assert.deepEqual(calls(), []);
      assert.deepEqual(
        world.timers.map(({ at }) => at - START),
        [1700],
      );
      world.meetings.making = () => Promise.resolve(foundAt({ way: 'phone' }));
      await wake(world);
      assert.deepEqual(
        world.meetings.orders.map(({ tries, askedAt, externalId }) => [tries, askedAt, externalId]),
        [
          [0, START, 'case-1-1'],
          [1, START, 'case-1-1'],
        ],
      );
      assert.deepEqual(world.timers, []);
      assert.equal(calls().length, 4);
    });

    it('is not asked for one millisecond before, however often the case is looked at', async () => {
      await start();
      world.meetings.making = () => later(5 * SECOND);
      await announceCase(world);
      for (let count = 0; count < 20; count += 1) world.delivery.nudge(CASE_ID);
      await world.delivery.idle();
      await tickAt(world, START + 5 * SECOND - 1);
      assert.equal(world.meetings.orders.length, 1);
      assert.equal(world.timers.length, 1);
      await tickAt(world, START + 5 * SECOND);
      assert.equal(world.meetings.orders.length, 2);
    });

    it('leaves the store alone meanwhile', async () => {
      let reads = 0;
      const counting = (store: DocumentStore): DocumentStore => ({
        ...store,
        read: (id) => {
          reads += 1;
          return store.read(id);
        },
      });
      await start({ around: counting });
      world.meetings.making = () => later(5 * SECOND);
      await announceCase(world);
      const before = reads;
      world.delivery.nudge(CASE_ID);
      await world.delivery.idle();
      assert.equal(reads - before, 1, 'one look, and nothing to do');
      assert.ok(before < 20, `${before} reads for one announcement`);
    });

    it('is asked for in time also while the channel is not there for a long while', async () => {
      await start();
      world.messenger.teams = ({ how }) =>
        how === 'post'
          ? Promise.reject(new DeliveryFailed('HTTP 429', 'again', minute(5) - START))
          : Promise.resolve();
      world.meetings.making = () => later(2 * SECOND);
      await announceCase(world);
      world.meetings.making = () => Promise.resolve(foundAt({ way: 'phone' }));
      await wake(world);
      assert.equal(world.now, START + 2 * SECOND);
      assert.equal(calls().length, 4);
    });

    it('is asked for in time also once there is an outcome, but nobody is called to it', async () => {
      await start();
      world.meetings.making = () => later(5 * SECOND);
      await announceCase(world);
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.equal(world.meetings.orders.length, 1);
      world.meetings.making = () => Promise.resolve(foundAt(MADE));
      await tickAt(world, START + 5 * SECOND);
      assert.equal(world.meetings.orders.length, 2);
      assert.deepEqual((await firstMeeting()).place, MADE);
      assert.deepEqual(calls(), []);
      assert.deepEqual((await stored(world)).outbox, []);
    });
  });

  describe('that could not be asked for because of a fault of ours', () => {
    it('is reported and asked for again, and the case goes on', async () => {
      await start();
      world.meetings.making = () => Promise.reject(new TypeError('undefined is not a function'));
      await announceCase(world);
      assert.deepEqual(sent(), ['post kanaal']);
      assert.equal(world.log.errors().length, 1);
      world.meetings.making = () => Promise.resolve(foundAt({ way: 'phone' }));
      await wake(world);
      assert.equal(calls().length, 4);
    });
  });

  describe('that was made just before the program stopped', () => {
    it('is asked for again under the same id, so that it is made once', async () => {
      let failing = false;
      const stopping = (store: DocumentStore): DocumentStore => ({
        ...store,
        replace: (document, expected) => {
          if (!failing) return store.replace(document, expected);
          return Promise.reject(new Error('disk I/O error'));
        },
      });
      await start({ around: stopping });
      world.meetings.making = () => {
        failing = world.meetings.orders.length === 1;
        return Promise.resolve(foundAt(MADE));
      };
      await announceCase(world);
      failing = false;
      world.restart();
      assert.equal(world.log.errors().length, 1);
      await tickAt(world, minute(1));
      assert.deepEqual(
        world.meetings.orders.map(({ externalId }) => externalId),
        ['case-1-1', 'case-1-1'],
      );
      assert.deepEqual((await firstMeeting()).place, MADE);
      assert.deepEqual((await stored(world)).outbox, []);
    });
  });

  it('of a second consultation has an id and a patience of its own', async () => {
    await start();
    await announceCase(world);
    await act(world, { type: 'RecordConsultation', decisions }, vera);
    world.now = minute(20);
    await act(world, { type: 'StartConsultation' }, vera);
    assert.deepEqual(
      world.meetings.orders.map(({ externalId, askedAt }) => [externalId, askedAt]),
      [
        ['case-1-1', START],
        ['case-1-2', minute(20)],
      ],
    );
  });

  it('is looked for side by side with everything else: the case card is drawn again when it is known', async () => {
    await start();
    const place = gate();
    world.meetings.making = async () => {
      await place.opened;
      return foundAt({ way: 'phone' });
    };
    const posted = gate();
    world.messenger.teams = ({ how }) => {
      if (how === 'post') posted.open();
      return Promise.resolve();
    };
    await world.cases.openIntake(CASE_ID, olga);
    await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, fresh());
    await posted.opened;
    place.open();
    await world.delivery.idle();
    const cards = world.messenger.taken.filter(({ where }) => ['kanaal', 'post 1'].includes(where));
    assert.match(JSON.stringify(cards[0]?.card), /de link komt er zo aan/);
    assert.match(JSON.stringify(cards.at(-1)?.card), /bel 0528 123 456/);
  });
});
