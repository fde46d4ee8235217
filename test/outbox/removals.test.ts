import assert from 'node:assert/strict';
import { parseCase } from '../../src/case/document.ts';
import { MeetingFailed } from '../../src/consultation/port.ts';
import { MINUTE } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { update } from '../../src/store/update.ts';
import { START, announcement, decisions, details, minute } from '../case/history.ts';
import { mia, olga, vera, yara } from '../case/region.ts';
import { MADE, foundAt } from './meetings.ts';
import { gate } from './messenger.ts';
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
} from './world.ts';

const SECOND = 1000;
const seen = { at: START, agreements: true, obstacles: [], followUp: 'other' as const };

/** From the outcome of a consultation to the end of the case. */
const finish = async (world: World): Promise<void> => {
  await act(world, { type: 'RecordConsultation', decisions }, vera);
  await act(world, { type: 'CompleteConsultation', details: { ...details, tellSchool: false } }, vera);
  await act(world, { type: 'RecordSeen', seen }, yara);
  await act(world, { type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
  await act(world, { type: 'RegisterFormalReport', reference: 'CORV-2026-1' }, vera);
  await act(world, { type: 'CloseCase', dossier: 'safeAtHome' }, mia);
};

describe('The meeting of a consultation, when its case closes', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ convening: true });
  });
  afterEach(() => world.dispose());

  const removals = async () => (await stored(world)).outbox.filter(({ kind }) => kind === 'removeMeeting');
  const removed = async () =>
    (await stored(world)).log.flatMap(({ event }) =>
      event.type === 'MeetingRemoved' ? [event.meeting] : [],
    );
  const throttled = (retryAfter?: number) => () =>
    Promise.reject(new MeetingFailed('throttled', true, retryAfter));

  it('is taken away, and the case says so', async () => {
    await announceCase(world);
    await finish(world);
    assert.deepEqual(world.meetings.ends, [{ organiser: 'o1', meeting: 'm1' }]);
    assert.deepEqual(await removed(), [1]);
    assert.ok((await storedState(world)).meetings.every(({ place }) => place === undefined));
    assert.deepEqual((await stored(world)).outbox, []);
    const last = world.messenger.taken.at(-1);
    assert.match(JSON.stringify(last?.card), /Teams-overleg verwijderd/);
    assert.doesNotMatch(JSON.stringify(last?.card), /meetup-join/);
  });

  it('is there until then', async () => {
    await announceCase(world);
    await act(world, { type: 'RecordConsultation', decisions }, vera);
    assert.deepEqual(world.meetings.ends, []);
  });

  it('is taken away of each consultation that had one', async () => {
    await announceCase(world);
    await act(world, { type: 'RecordConsultation', decisions }, vera);
    world.meetings.making = () => Promise.resolve(foundAt({ ...MADE, meeting: 'm2' }));
    await act(world, { type: 'StartConsultation' }, vera);
    await finish(world);
    assert.deepEqual(world.meetings.ends.map(({ meeting }) => meeting).toSorted(), ['m1', 'm2']);
    assert.deepEqual((await removed()).toSorted(), [1, 2]);
  });

  it('is nothing to take away where it was not made at Graph', async () => {
    world.meetings.making = () => Promise.resolve(foundAt({ way: 'standing-room' }));
    await announceCase(world);
    await finish(world);
    assert.deepEqual([world.meetings.ends, await removed()], [[], []]);
  });

  it('is tried again for as long as it may still work, when Graph says', async () => {
    world.meetings.ending = throttled(90 * SECOND);
    await announceCase(world);
    await finish(world);
    const waits = async () => (await removals()).map(({ nextTryAt }) => nextTryAt - world.now);
    assert.deepEqual(await waits(), [90 * SECOND]);
    await tickAt(world, START + 90 * SECOND - 1);
    assert.equal(world.meetings.ends.length, 1);
    world.meetings.ending = throttled();
    await tickAt(world, START + 90 * SECOND);
    assert.deepEqual(await waits(), [2 * SECOND]);
    world.meetings.ending = () => Promise.resolve();
    await tickAt(world, START + 92 * SECOND);
    assert.deepEqual([await removals(), await removed()], [[], [1]]);
    assert.deepEqual(world.log.errors(), []);
  });

  it('is tried every five minutes when Graph refuses for good: a permission may come back', async () => {
    world.meetings.ending = () => Promise.reject(new MeetingFailed('noPermission', false));
    await announceCase(world);
    await finish(world);
    assert.deepEqual(
      (await removals()).map(({ tries, nextTryAt }) => [tries, nextTryAt - world.now]),
      [[1, 5 * MINUTE]],
    );
    world.meetings.ending = () => Promise.resolve();
    await tickAt(world, START + 5 * MINUTE);
    assert.deepEqual([await removals(), await removed()], [[], [1]]);
    assert.deepEqual(world.log.errors(), []);
  });

  it('is left where it is, and reported, when Graph refuses it three hundred times', async () => {
    world.meetings.ending = () => Promise.reject(new MeetingFailed('noPermission', false));
    await announceCase(world);
    await finish(world);
    const tried = async (tries: number): Promise<void> => {
      await update(world.store, CASE_ID, parseCase, (current) => {
        assert.ok(current);
        const outbox = current.outbox.map((message) => ({ ...message, tries }));
        return { save: { ...current, outbox }, result: undefined };
      });
      await tickAt(world, world.now + 5 * MINUTE);
    };
    await tried(298);
    assert.equal((await removals())[0]?.tries, 299);
    assert.deepEqual(world.log.errors(), []);
    await tickAt(world, world.now + 5 * MINUTE);
    assert.deepEqual([await removals(), await removed()], [[], []]);
    assert.deepEqual(
      world.log.errors().map(({ message }) => message),
      ['message parked: somebody must look at it'],
    );
    const { dueAt, state } = await stored(world);
    assert.ok(state.step === 'closed');
    assert.equal(dueAt, state.closedAt + state.policy.purgeAfter, 'only to be forgotten');
    assert.equal((await stored(world)).parked.length, 1);
    assert.equal(world.meetings.ends.length, 3);
  });

  it('is tried again after a fault of ours', async () => {
    world.meetings.ending = () => Promise.reject(new TypeError('undefined is not a function'));
    await announceCase(world);
    await finish(world);
    assert.equal((await removals()).length, 1);
    world.meetings.ending = () => Promise.resolve();
    await tickAt(world, minute(1));
    assert.deepEqual([await removals(), await removed()], [[], [1]]);
  });

  it('is found again and taken away where the program stopped before it could keep that it was made', async () => {
    await world.dispose();
    let failing = false;
    const stopping = (store: DocumentStore): DocumentStore => ({
      ...store,
      replace: (document, expected) => {
        if (!failing) return store.replace(document, expected);
        return Promise.reject(new Error('disk I/O error'));
      },
    });
    world = await startWorld({ convening: true, around: stopping });
    world.meetings.making = () => {
      failing = true;
      return Promise.resolve(foundAt(MADE));
    };
    await announceCase(world);
    failing = false;
    world.restart();
    assert.equal(world.log.errors().length, 1);
    assert.equal((await storedState(world)).meetings[0]?.place, undefined);
    // Graph is busy until the case is over.
    world.meetings.making = () => Promise.resolve({ kind: 'later', wait: 90 * SECOND, reason: 'throttled' });
    await finish(world);
    assert.equal((await storedState(world)).step, 'closed');
    assert.deepEqual(world.meetings.ends, []);
    world.meetings.making = () => Promise.resolve(foundAt(MADE));
    await tickAt(world, START + 90 * SECOND);
    assert.deepEqual(world.meetings.ends, [{ organiser: 'o1', meeting: 'm1' }]);
    assert.deepEqual([...new Set(world.meetings.orders.map(({ externalId }) => externalId))], ['case-1-1']);
    assert.deepEqual([await removed(), (await stored(world)).outbox], [[1], []]);
  });

  it('is taken away also when it is made only after that', async () => {
    const place = gate();
    world.meetings.making = async () => {
      await place.opened;
      return foundAt(MADE);
    };
    await world.cases.openIntake(CASE_ID, olga);
    const run = async (command: Parameters<World['cases']['run']>[1], by = vera) => {
      const answer = await world.cases.run(CASE_ID, command, by, fresh());
      assert.ok(answer.ok, command.type);
    };
    await run({ type: 'Announce', announcement }, olga);
    await run({ type: 'RecordConsultation', decisions });
    await run({ type: 'CompleteConsultation', details: { ...details, tellSchool: false } });
    await run({ type: 'RecordSeen', seen }, yara);
    await run({ type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
    await run({ type: 'RegisterFormalReport', reference: 'CORV-2026-1' });
    await run({ type: 'CloseCase', dossier: 'safeAtHome' }, mia);
    assert.deepEqual(world.meetings.ends, []);
    place.open();
    await world.delivery.idle();
    assert.deepEqual(world.meetings.ends, [{ organiser: 'o1', meeting: 'm1' }]);
    assert.deepEqual((await stored(world)).outbox, []);
  });
});
