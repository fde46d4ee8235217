import assert from 'node:assert/strict';
import fc from 'fast-check';
import { whoIs } from '../../src/core/actor.ts';
import { HOUR } from '../../src/core/time.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { anna, mia, policy, regionOf, yara } from '../case/region.ts';
import { lookAt, saved, storedRoster } from './rosters.ts';
import { mobileOf, withMobiles } from './texts.ts';
import { type World, announceCase, startWorld, stored, tickAt } from './world.ts';

type Answer = 'taken' | DeliveryFailed['outlook'];

const RUNS = { numRuns: 15 };
/** Longer than any message is tried by all its ways, where the last of them is a text message. */
const ROUNDS = 30;

const answers = fc.array(fc.constantFrom<Answer[]>('again', 'again', 'again', 'gone', 'never', 'taken'), {
  maxLength: ROUNDS,
});

/** One person is answered so, try by try, whatever the way; after that they are taken. */
const answering = (world: World, to: { name: string }, mobile: string, given: readonly Answer[]) => {
  const left = [...given];
  const counted = { taken: 0 };
  const next = (): Promise<void> => {
    const answer = left.shift() ?? 'taken';
    if (answer !== 'taken') return Promise.reject(new DeliveryFailed('refused', answer));
    counted.taken += 1;
    return Promise.resolve();
  };
  world.messenger.teams = ({ how, where, mention }) =>
    mention === to.name || (how === 'toPerson' && where === to.name) ? next() : Promise.resolve();
  world.texts.service = (text) => (text.mobile === mobile ? next() : Promise.resolve());
  return counted;
};

const deliveredLines = (world: World, document: string, message: number): number =>
  world.log.lines.filter(
    ({ message: line, fields }) =>
      line === 'message delivered' &&
      'document' in fields &&
      fields.document === document &&
      'message' in fields &&
      fields.message === message,
  ).length;

describe('Whatever a person, a thread, a channel and a text message answer', () => {
  it('a call for attention is taken once, or the case says that it was not', async () => {
    const quiet = withMobiles(regionOf({ policy: { ...policy, ackWithin: 24 * HOUR, textFrom: 9 } }));
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const world = await startWorld({ region: quiet });
        try {
          await announceCase(world);
          const counted = answering(world, mia, mobileOf(quiet, 'Mia'), given);
          await world.cases.run('case/1', { type: 'Escalate', obstacle: 'capacity' }, yara, {
            activity: 'x',
          });
          const ping = (await stored(world)).outbox.find((one) => one.kind === 'ping');
          assert.ok(ping);
          await world.delivery.idle();
          for (let round = 0; round < ROUNDS; round += 1) {
            const waiting = (await stored(world)).outbox.find(({ id }) => id === ping.id);
            if (!waiting) break;
            await tickAt(world, Math.max(world.now, waiting.nextTryAt));
          }
          const { log, outbox } = await stored(world);
          const lost = log.filter(
            ({ event }) => event.type === 'PingUndeliverable' && event.to?.id === mia.id,
          ).length;
          assert.ok(outbox.every(({ id }) => id !== ping.id));
          assert.deepEqual(
            [counted.taken + lost, deliveredLines(world, 'case/1', ping.id)],
            [1, counted.taken],
          );
        } finally {
          await world.dispose();
        }
      }),
      RUNS,
    );
  });

  it('a message about a roster is taken once, or the roster says that it was not', async () => {
    const quiet = withMobiles(regionOf({ onCall: [] }));
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const world = await startWorld({ region: quiet });
        try {
          const counted = answering(world, anna, mobileOf(quiet, 'Anna'), given);
          await saved(world, { type: 'ReachTested', people: [whoIs(anna)] });
          for (let round = 0; round < ROUNDS; round += 1) {
            const [waiting] = (await storedRoster(world)).outbox;
            if (!waiting) break;
            await lookAt(world, Math.max(world.now, waiting.nextTryAt));
          }
          const { log, outbox } = await storedRoster(world);
          const lost = log.filter(({ event }) => event.type === 'NoticeUndeliverable').length;
          assert.deepEqual(outbox, []);
          assert.deepEqual(
            [counted.taken + lost, deliveredLines(world, 'roster/hoogeveen', 0)],
            [1, counted.taken],
          );
        } finally {
          await world.dispose();
        }
      }),
      RUNS,
    );
  });
});
