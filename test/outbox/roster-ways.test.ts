import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import { anna, region, regionOf } from '../case/region.ts';
import { type Call, inShort } from './messenger.ts';
import { happened, lookAt, storedRoster } from './rosters.ts';
import { mobileOf, withMobiles } from './texts.ts';
import { type World, startWorld } from './world.ts';

type Refusal = DeliveryFailed['outlook'];
/** What each way answers; a way that is not named takes the message. */
interface Answers {
  personal?: Refusal;
  channel?: Refusal;
  text?: Refusal;
}

/** Nobody is on call, so that the clock has nothing to say of its own. */
const quiet = regionOf({ onCall: [] });
const ANNA = mobileOf(region, 'Anna');
const test: RosterEvent = { type: 'ReachTested', people: [whoIs(anna)] };

const answer = (outlook: Refusal | undefined): Promise<void> =>
  outlook ? Promise.reject(new DeliveryFailed('refused', outlook)) : Promise.resolve();

describe('A message about a roster goes', () => {
  let world: World;
  const start = async (given: Parameters<typeof startWorld>[0] = {}): Promise<void> => {
    world = await startWorld({ region: withMobiles(quiet), ...given });
  };
  afterEach(() => world.dispose());

  const lost = async () =>
    (await storedRoster(world)).log.flatMap(({ event }) =>
      event.type === 'NoticeUndeliverable' ? [event.to.name] : [],
    );
  let tries: string[];
  const answering = ({ personal, channel, text }: Answers): void => {
    tries = [];
    world.messenger.teams = (call: Call) => {
      tries.push(inShort(call));
      return answer(call.how === 'toPerson' ? personal : channel);
    };
    world.texts.service = ({ mobile }) => {
      tries.push(`text ${mobile}`);
      return answer(text);
    };
  };
  const untilDone = async (most: number): Promise<void> => {
    for (let round = 0; round < most; round += 1) {
      const [message] = (await storedRoster(world)).outbox;
      if (!message) return;
      await lookAt(world, Math.max(world.now, message.nextTryAt));
    }
  };
  const times = (count: number, line: string): readonly string[] => Array.from({ length: count }, () => line);
  const delivered = (): number => world.messenger.taken.length + world.texts.taken.length;

  const PERSONAL = 'toPerson Anna';
  const CHANNEL = 'post kanaal @Anna';
  const TEXT = `text ${ANNA}`;
  const orders: readonly [what: string, answers: Answers, expected: readonly string[]][] = [
    ['to the channel when it is refused 1:1', { personal: 'never' }, [PERSONAL, CHANNEL]],
    [
      'by text when the channel refuses it too',
      { personal: 'never', channel: 'never' },
      [PERSONAL, CHANNEL, TEXT],
    ],
    [
      'by text at once when the channel is gone',
      { personal: 'gone', channel: 'gone' },
      [PERSONAL, CHANNEL, TEXT],
    ],
    ['to the channel after four tries 1:1', { personal: 'again' }, [...times(4, PERSONAL), CHANNEL]],
    [
      'by text after four tries in the channel',
      { personal: 'again', channel: 'again' },
      [...times(4, PERSONAL), ...times(4, CHANNEL), TEXT],
    ],
  ];
  for (const [what, answers, expected] of orders)
    it(`${what}, and is delivered once`, async () => {
      await start();
      answering(answers);
      await happened(world, test);
      await untilDone(10);
      assert.deepEqual(tries, expected);
      assert.equal(delivered(), 1);
      assert.deepEqual((await storedRoster(world)).outbox, []);
      assert.deepEqual(await lost(), []);
    });

  it('nowhere when every way refuses it: that is in the roster, and nothing counts as delivered', async () => {
    await start();
    answering({ personal: 'never', channel: 'never', text: 'never' });
    await happened(world, test);
    assert.deepEqual(tries, [PERSONAL, CHANNEL, TEXT]);
    assert.deepEqual(await lost(), ['Anna']);
    assert.equal((await storedRoster(world)).state.reach[0]?.undeliverable, true);
    assert.deepEqual((await storedRoster(world)).outbox, []);
    assert.ok(world.log.lines.every(({ message }) => message !== 'message delivered'));
    assert.equal(world.log.errors().length, 1);
  });

  it('nowhere after twenty text messages, all under one key', async () => {
    await start();
    answering({ personal: 'never', channel: 'never', text: 'again' });
    await happened(world, test);
    await untilDone(19);
    assert.deepEqual(tries, [PERSONAL, CHANNEL, ...times(20, TEXT)]);
    assert.deepEqual(await lost(), ['Anna']);
    assert.equal(new Set(world.texts.tried.map(({ key }) => key)).size, 1);
  });

  it('to the channel for as long as that is busy, when there is no text message to send', async () => {
    await start({ region: quiet });
    answering({ personal: 'never', channel: 'again' });
    await happened(world, test);
    await untilDone(30);
    assert.deepEqual(tries, [PERSONAL, ...times(31, CHANNEL)]);
    answering({});
    await untilDone(1);
    assert.deepEqual(tries, [CHANNEL]);
    assert.deepEqual((await storedRoster(world)).outbox, []);
  });

  it('once to the channel that does not say where it stands', async () => {
    await start();
    world.messenger.saysWherePosted = false;
    answering({ personal: 'never' });
    await happened(world, test);
    await untilDone(5);
    assert.deepEqual(tries, [PERSONAL, CHANNEL]);
    assert.deepEqual((await storedRoster(world)).outbox, []);
  });
});
