import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { MessageRef } from '../../src/case/messages.ts';
import { whoIs } from '../../src/core/actor.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { minute } from '../case/history.ts';
import { lars, mia, regionOf, vera, yara } from '../case/region.ts';
import { textOf } from '../support/cards.ts';
import { type Call, inShort } from './messenger.ts';
import { withMobiles } from './texts.ts';
import { type World, act, announceCase, startWorld, stored, tickAt } from './world.ts';

const RECORD: CaseCommand = {
  type: 'RecordHousehold',
  sealed: 'unreadable',
  fields: ['address', 'phone', 'names', 'notes'],
};
const RELEASE: CaseCommand = { type: 'ReleaseHousehold', to: [whoIs(yara)], ground: 'safety' };
const LOOK: MessageRef = {
  serviceUrl: 'https://teams.example.invalid/',
  tenant: yara.tenant,
  conversation: 'with Yara',
  activity: 'look 1',
};
const view = (at = LOOK): CaseCommand => ({ type: 'ViewHousehold', purpose: 'visit', at });

const refusing =
  (outlook: DeliveryFailed['outlook'], ...how: readonly Call['how'][]) =>
  (call: Call): Promise<void> =>
    how.includes(call.how) ? Promise.reject(new DeliveryFailed('no', outlook)) : Promise.resolve();

describe('Who a household is', () => {
  let world: World;
  const start = async (given: Parameters<typeof startWorld>[0] = {}): Promise<void> => {
    world = await startWorld(given);
    await announceCase(world);
    await act(world, { type: 'ClaimSlot' }, yara);
    await act(world, { type: 'ClaimSlot' }, lars);
    await act(world, RECORD, vera);
  };
  afterEach(() => world.dispose());

  /** What Teams took since, but for the card of the case. */
  const takenBy = async (act_: () => Promise<unknown>): Promise<readonly Call[]> => {
    const before = world.messenger.taken.length;
    await act_();
    const { thread } = await stored(world);
    return world.messenger.taken.slice(before).filter(({ where }) => where !== thread?.activity);
  };
  const hidesOf = async () => (await stored(world)).outbox.filter(({ kind }) => kind === 'hideHousehold');
  const hiddenIn = (calls: readonly Call[]): readonly string[] =>
    calls.filter(({ card }) => textOf(card.card).includes('🔒 Verborgen')).map(inShort);

  describe('is offered', () => {
    it('1:1 to whoever was told, with a way to see it and without it', async () => {
      await start();
      const calls = await takenBy(() => act(world, RELEASE, vera));
      assert.deepEqual(calls.map(inShort), ['toPerson Yara']);
      assert.match(textOf(calls[0]!.card.card), /Gegevens bij casus HGV-2026-0001[^]*Gegevens bekijken/);
      assert.equal(calls[0]!.card.summary, 'Casus HGV-2026-0001');
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('in the thread, without a name or a form, to whoever cannot be reached 1:1', async () => {
      await start();
      world.messenger.teams = refusing('never', 'toPerson');
      const before = world.messenger.taken.length;
      await act(world, RELEASE, vera);
      const call = world.messenger.taken.slice(before).find(({ how }) => how === 'inThread');
      assert.ok(call);
      assert.equal(call.mention, 'Yara');
      const { body } = call.card.card;
      assert.equal(textOf({ body }).split('\n')[0], 'Casus HGV-2026-0001: er staan gegevens voor u klaar.');
      assert.doesNotMatch(JSON.stringify(call.card), /Action\.|Input\.|Ingevuld|Vrijgegeven|unreadable/);
    });

    it('by a text message that says no more than any other, when Teams cannot be reached', async () => {
      await start({ region: withMobiles(regionOf({})) });
      world.messenger.teams = refusing('never', 'toPerson', 'inThread');
      const before = world.texts.taken.length;
      await act(world, RELEASE, vera);
      const [text, ...more] = world.texts.taken.slice(before);
      assert.ok(text && more.length === 0);
      assert.doesNotMatch(JSON.stringify(text), /gegevens|adres|gezin|unreadable/i);
    });

    it('to whoever asks, told or not, and they read what to do', async () => {
      await start();
      const calls = await takenBy(() => act(world, { type: 'AskHousehold' }, lars));
      assert.deepEqual(calls.map(inShort), ['toPerson Lars']);
      assert.match(textOf(calls[0]!.card.card), /Nog aan niemand vrijgegeven/);
      assert.doesNotMatch(textOf(calls[0]!.card.card), /Gegevens bekijken/);
    });
  });

  describe('is hidden', () => {
    const looked = async (): Promise<void> => {
      await start();
      await act(world, RELEASE, vera);
      assert.deepEqual(hiddenIn(await takenBy(() => act(world, view(), yara))), []);
    };

    it('ten minutes after a look, in the message in which it was shown, and not before', async () => {
      await looked();
      assert.equal((await stored(world)).dueAt, minute(10));
      const early = await takenBy(() => tickAt(world, minute(10) - 1));
      assert.deepEqual(hiddenIn(early), []);
      const calls = await takenBy(() => tickAt(world, minute(10)));
      assert.deepEqual(hiddenIn(calls), ['update look 1']);
      assert.deepEqual(await hidesOf(), []);
    });

    it('ten minutes after the last look, where it was looked at again', async () => {
      await looked();
      world.now = minute(9);
      await act(world, view(), yara);
      assert.deepEqual(hiddenIn(await takenBy(() => tickAt(world, minute(18)))), []);
      assert.deepEqual(hiddenIn(await takenBy(() => tickAt(world, minute(19)))), ['update look 1']);
    });

    it('also by a program that was started since and knows nothing but what was saved', async () => {
      await looked();
      world.restart();
      const calls = await takenBy(() => tickAt(world, minute(10)));
      assert.deepEqual(hiddenIn(calls), ['update look 1']);
    });

    it('also when Teams is away in that moment, until it is back', async () => {
      await looked();
      world.messenger.teams = refusing('again', 'update');
      await tickAt(world, minute(10));
      await tickAt(world, minute(30));
      assert.equal((await hidesOf()).length, 1);
      world.messenger.teams = refusing('again');
      const calls = await takenBy(() => tickAt(world, minute(36)));
      assert.deepEqual(hiddenIn(calls), ['update look 1']);
      assert.deepEqual(await hidesOf(), []);
    });

    it('is nothing to do where the message is gone, and is tried for a day where Teams refuses', async () => {
      await looked();
      await act(world, view({ ...LOOK, activity: 'look 2' }), yara);
      world.messenger.teams = (call) =>
        Promise.reject(new DeliveryFailed('no', call.where === 'look 1' ? 'gone' : 'never'));
      await tickAt(world, minute(10));
      assert.deepEqual(
        (await hidesOf()).map(({ tries }) => tries),
        [1],
      );
      const { parked } = await stored(world);
      assert.deepEqual(
        parked.map(({ message, why }) => [message.kind === 'hideHousehold' && message.at.activity, why]),
        [],
      );
    });

    it('at once, and not never, when everything is hurried for a channel that was linked', async () => {
      await looked();
      const calls = await takenBy(async () => {
        await world.delivery.hurry('hoogeveen');
        await world.delivery.idle();
      });
      assert.deepEqual(hiddenIn(calls), ['update look 1']);
    });

    it('also when whoever looked does not go any more', async () => {
      await looked();
      await act(world, { type: 'ReleaseSlot' }, yara);
      await act(world, { type: 'Escalate', obstacle: 'other' }, mia);
      assert.deepEqual(hiddenIn(await takenBy(() => tickAt(world, minute(10)))), ['update look 1']);
    });
  });
});
