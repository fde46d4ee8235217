import assert from 'node:assert/strict';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { mia, policy, regionOf, yara, yusuf } from '../case/region.ts';
import { type Call, takesAll } from './messenger.ts';
import { withMobiles } from './texts.ts';
import { type World, act, announceCase, startWorld, stored, tickAt, wake } from './world.ts';

const isToMia = ({ how, where, mention }: Call): boolean =>
  (how === 'toPerson' && where === mia.name) || mention === mia.name;

/** A message that got stuck on another way must not keep the newest news from somebody who can be reached again. */
describe('What somebody must hear now', () => {
  let world: World;
  afterEach(() => world.dispose());

  const quiet = { policy: { ...policy, ackWithin: 24 * HOUR, textFrom: 9 } };
  const refusing = (outlook: DeliveryFailed['outlook']) => (call: Call) =>
    isToMia(call) ? Promise.reject(new DeliveryFailed('refused', outlook)) : Promise.resolve();
  const routes = async (): Promise<readonly string[]> =>
    (await stored(world)).outbox.flatMap((one) => (one.kind === 'ping' ? [one.route] : []));
  const untilOn = async (route: string): Promise<void> => {
    for (let round = 0; round < 20 && !(await routes()).includes(route); round += 1) await wake(world);
    assert.deepEqual(await routes(), [route]);
  };
  const told = (): number => world.messenger.taken.filter(isToMia).length;

  it('does not wait for a text message that is tried for an hour', async () => {
    world = await startWorld({ region: withMobiles(regionOf(quiet)) });
    await announceCase(world);
    world.texts.service = () => Promise.reject(new DeliveryFailed('refused', 'again'));
    world.messenger.teams = refusing('again');
    await act(world, { type: 'Escalate', obstacle: 'capacity' }, yara);
    await untilOn('text');
    await tickAt(world, world.now + 6 * MINUTE);
    world.messenger.teams = takesAll;
    await act(world, { type: 'Escalate', obstacle: 'waitingList' }, yusuf);
    assert.equal(told(), 1);
  });

  it('does not wait for a thread that cannot be started', async () => {
    world = await startWorld({ region: regionOf(quiet), linked: false });
    world.messenger.teams = refusing('never');
    await announceCase(world);
    await act(world, { type: 'Escalate', obstacle: 'capacity' }, yara);
    await untilOn('thread');
    world.messenger.teams = takesAll;
    await act(world, { type: 'Escalate', obstacle: 'waitingList' }, yusuf);
    assert.equal(told(), 1);
  });
});
