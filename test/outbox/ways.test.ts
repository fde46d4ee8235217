import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { HOUR } from '../../src/core/time.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { minute } from '../case/history.ts';
import { mia, policy, region, regionOf, yara } from '../case/region.ts';
import { type Call, inShort } from './messenger.ts';
import { mobileOf, withMobiles } from './texts.ts';
import { type World, act, announceCase, startWorld, stored, tickAt } from './world.ts';

type Refusal = DeliveryFailed['outlook'];
/** What each way answers; a way that is not named takes the message. */
interface Answers {
  personal?: Refusal;
  thread?: Refusal;
  text?: Refusal;
}

const MIA = mobileOf(region, 'Mia');
const WORDS = 'Eerder Erbij: casus HGV-2026-0001 vraagt uw aandacht in Teams';
const escalate = { type: 'Escalate', obstacle: 'capacity' } as const;

const answer = (outlook: Refusal | undefined): Promise<void> =>
  outlook ? Promise.reject(new DeliveryFailed('refused', outlook)) : Promise.resolve();

const isToMia = ({ how, where, mention }: Call): boolean =>
  (how === 'toPerson' && where === 'Mia') || mention === 'Mia';

describe('The way to somebody who is asked for attention', () => {
  let world: World;
  /** Every try for Mia, in order, whatever the way. */
  let tries: string[];
  afterEach(() => world.dispose());

  /** The manager is the one who is asked, has a day to take it up, and gets no text messages besides. */
  const start = async (given: { mobiles?: boolean; texting?: false } = {}): Promise<void> => {
    const quiet = regionOf({ policy: { ...policy, ackWithin: 24 * HOUR, textFrom: 9 } });
    world = await startWorld({ ...given, region: given.mobiles === false ? quiet : withMobiles(quiet) });
    tries = [];
    await announceCase(world);
  };
  const answering = ({ personal, thread, text }: Answers): void => {
    world.messenger.teams = (call) => {
      if (!isToMia(call)) return Promise.resolve();
      tries.push(inShort(call));
      return answer(call.how === 'toPerson' ? personal : thread);
    };
    world.texts.service = ({ mobile }) => {
      if (mobile !== MIA) return Promise.resolve();
      tries.push(`text ${mobile}`);
      return answer(text);
    };
  };
  const pings = async () =>
    (await stored(world)).outbox.filter((one) => one.kind === 'ping' && one.to?.name === 'Mia');
  /** Lets every retry have its time, until there is none. */
  const untilDone = async (most: number): Promise<void> => {
    for (let round = 0; round < most; round += 1) {
      const [ping] = await pings();
      if (!ping) return;
      await tickAt(world, Math.max(world.now, ping.nextTryAt));
    }
  };
  const events = async () => (await stored(world)).log.map(({ event }) => event);
  /** How often she was told, whatever the way. */
  const delivered = (): number =>
    world.messenger.taken.filter(isToMia).length +
    world.texts.taken.filter(({ mobile }) => mobile === MIA).length;
  const times = (count: number, line: string): readonly string[] => Array.from({ length: count }, () => line);

  const PERSONAL = 'toPerson Mia';
  const THREAD = 'inThread post 1 @Mia';
  const TEXT = `text ${MIA}`;

  const orders: readonly [what: string, answers: Answers, expected: readonly string[]][] = [
    ['that takes it is the only one', {}, [PERSONAL]],
    ['that refuses it 1:1 leads to the thread', { personal: 'never' }, [PERSONAL, THREAD]],
    ['that is gone 1:1 leads to the thread', { personal: 'gone' }, [PERSONAL, THREAD]],
    [
      'that is refused in the thread too leads to a text message',
      { personal: 'never', thread: 'never' },
      [PERSONAL, THREAD, TEXT],
    ],
    [
      'that is busy is tried four times, and the thread then',
      { personal: 'again' },
      [...times(4, PERSONAL), THREAD],
    ],
    [
      'that is busy in the thread too is tried four times there, and a text message then',
      { personal: 'again', thread: 'again' },
      [...times(4, PERSONAL), ...times(4, THREAD), TEXT],
    ],
    [
      'of a thread that is gone waits for another four times, and leads to a text message then',
      { personal: 'never', thread: 'gone' },
      [PERSONAL, ...times(4, THREAD), TEXT],
    ],
  ];
  for (const [what, answers, expected] of orders)
    it(`${what}, and the message is delivered once`, async () => {
      await start();
      answering(answers);
      await act(world, escalate, yara);
      await untilDone(10);
      assert.deepEqual(tries, expected);
      assert.equal(delivered(), 1);
      assert.deepEqual(await pings(), []);
      assert.ok((await events()).every(({ type }) => type !== 'PingUndeliverable'));
    });

  it('is at an end when every way refused it: written in the case with its risks, and nothing counts as delivered', async () => {
    await start();
    answering({ personal: 'never', thread: 'never', text: 'never' });
    await act(world, escalate, yara);
    assert.deepEqual(tries, [PERSONAL, THREAD, TEXT]);
    assert.deepEqual(await pings(), []);
    const lost = (await events()).find((event) => event.type === 'PingUndeliverable');
    assert.deepEqual(lost, {
      type: 'PingUndeliverable',
      to: whoIs(mia),
      risks: [`escalated:capacity@${world.now}`],
    });
    assert.deepEqual(
      world.log.lines.flatMap(({ message, fields }) =>
        message === 'message delivered' && 'route' in fields ? [fields.route] : [],
      ),
      ['personal'],
      'only whoever is on the next rung was reached',
    );
    assert.equal(world.log.errors().length, 1);
  });

  it('leaves the next rung told in the same moment when nobody on this one could be', async () => {
    await start();
    answering({ personal: 'never', thread: 'never', text: 'never' });
    await act(world, escalate, yara);
    const told = (await events()).flatMap((event) =>
      event.type === 'RiskRaised' ? [event.told.map(({ name }) => name)] : [],
    );
    assert.deepEqual(told, [['Mia'], ['Bram']]);
    assert.equal(world.messenger.taken.filter(({ where }) => where === 'Bram').length, 1);
  });

  it('ends after twenty text messages that came to nothing', async () => {
    await start();
    answering({ personal: 'never', thread: 'never', text: 'again' });
    await act(world, escalate, yara);
    await untilDone(19);
    assert.deepEqual(tries, [PERSONAL, THREAD, ...times(20, TEXT)]);
    assert.deepEqual(await pings(), []);
    assert.ok((await events()).some(({ type }) => type === 'PingUndeliverable'));
    assert.equal(new Set(world.texts.tried.map(({ key }) => key)).size, 1);
    assert.deepEqual(world.texts.taken, []);
  });

  const unreachable: readonly [string, Parameters<typeof start>[0]][] = [
    ['somebody without a mobile number', { mobiles: false }],
    ['anybody while no text messages can be sent', { texting: false }],
  ];
  for (const [who, given] of unreachable) {
    it(`goes on in the thread for ${who}, for as long as that is busy`, async () => {
      await start(given);
      answering({ personal: 'never', thread: 'again' });
      await act(world, escalate, yara);
      await untilDone(30);
      assert.deepEqual(tries, [PERSONAL, ...times(31, THREAD)]);
      answering({ personal: 'never' });
      await untilDone(1);
      assert.deepEqual(await pings(), []);
      assert.equal(delivered(), 1);
      assert.deepEqual(world.texts.tried, []);
    });

    it(`ends in the thread for ${who}, when that refuses`, async () => {
      await start(given);
      answering({ personal: 'never', thread: 'never' });
      await act(world, escalate, yara);
      assert.deepEqual(tries, [PERSONAL, THREAD]);
      assert.ok((await events()).some(({ type }) => type === 'PingUndeliverable'));
      assert.deepEqual(world.texts.tried, []);
    });
  }

  it('by text says which case it is and nothing else, under a key of its own', async () => {
    await start();
    answering({ personal: 'never', thread: 'never' });
    await act(world, escalate, yara);
    const [text] = world.texts.taken;
    assert.deepEqual([text?.mobile, text?.words], [MIA, WORDS]);
    await tickAt(world, minute(1));
    await act(world, { ...escalate, obstacle: 'other' }, yara);
    assert.equal(world.texts.taken.length, 2);
    assert.equal(new Set(world.texts.taken.map(({ key }) => key)).size, 2);
  });

  it('does not put a mobile number in the log', async () => {
    await start();
    answering({ personal: 'never', thread: 'never', text: 'again' });
    await act(world, escalate, yara);
    assert.ok(world.log.lines.some(({ fields }) => 'route' in fields && fields.route === 'text'));
    assert.ok(!JSON.stringify(world.log.lines).includes(MIA));
  });
});
