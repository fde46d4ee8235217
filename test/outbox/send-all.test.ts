import assert from 'node:assert/strict';
import { POLICE } from '../../src/core/region.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { pace } from '../../src/outbox/pace.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { caseMailbox } from '../../src/outbox/case-mailbox.ts';
import { CARDS } from '../../src/outbox/drawing.ts';
import { doorbell } from '../../src/outbox/doorbell.ts';
import { teamsNotifiers, textNotifier } from '../../src/outbox/notifiers.ts';
import { person, region, regionWith } from '../case/region.ts';
import { takesAll } from './messenger.ts';
import { CASE_ID, type World, announceCase, startWorld, stored, wake } from './world.ts';
import { unchanging } from '../support/region-now.ts';

describe('Everything a case has to send', () => {
  let world: World;
  afterEach(() => world.dispose());

  it('stays below what Teams takes in one thread, also when many people can only be told there', async () => {
    const officers = Array.from({ length: 20 }, (_, index) => person(`Agent ${index}`, [POLICE]));
    world = await startWorld({
      region: regionWith({ people: [...region.people, ...officers] }),
      pace: pace(),
    });
    const told: number[] = [];
    world.messenger.teams = ({ how }) => {
      if (how === 'toPerson') return Promise.reject(new DeliveryFailed('HTTP 403', 'never'));
      if (how === 'inThread') told.push(world.now);
      return Promise.resolve();
    };
    await announceCase(world, { directDanger: true });
    for (let round = 0; round < 60 && told.length < 26; round += 1) await wake(world);
    assert.equal(told.length, 26);
    const most = Math.max(
      ...told.map((from) => told.filter((at) => at >= from && at < from + SECOND).length),
    );
    assert.ok(most <= 6, `${most} in one second`);
  });

  it('goes out by a replica that cannot say what is due besides', async () => {
    world = await startWorld();
    world.messenger.teams = () => Promise.reject(new DeliveryFailed('HTTP 503', 'again'));
    await announceCase(world, { directDanger: true });
    world.messenger.teams = takesAll;
    world.now += 5 * MINUTE;
    const { store, messenger, meetings, channels } = world;
    const replica = caseMailbox({
      store,
      messenger,
      meetings,
      channels,
      region: unchanging(region),
      drawing: CARDS,
      notifiersIn: (now) => ({ ...teamsNotifiers(messenger, channels), text: textNotifier(undefined, now) }),
      clock: () => world.now,
      chance: () => 0.5,
      log: world.log.log,
      watchFor: () => Promise.reject(new Error('a rule of the ladder fails')),
      us: 'replica',
    });
    const unhurried = { freeFrom: (_place: string, now: number) => now, sent: () => undefined };
    await replica.sendAll(CASE_ID, { bell: doorbell(), pace: unhurried, wakeAt: () => undefined });
    assert.deepEqual((await stored(world)).outbox, []);
    assert.ok(world.messenger.taken.some(({ how }) => how === 'toPerson'));
  });
});
