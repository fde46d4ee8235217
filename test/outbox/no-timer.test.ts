import assert from 'node:assert/strict';
import { type Deliverer, deliverer } from '../../src/outbox/deliver.ts';
import type { Mailbox } from '../../src/outbox/mail.ts';
import { pace } from '../../src/outbox/pace.ts';
import { keptLog } from './world.ts';

const NEXT_TRY = 5_000;

describe('A document of which something must go later', () => {
  let sent: string[];
  let asked: number[];
  let broken: boolean;
  let log: ReturnType<typeof keptLog>;
  let delivery: Deliverer;

  beforeEach(() => {
    [sent, asked, broken, log] = [[], [], false, keptLog()];
    const mailbox: Mailbox = {
      holds: () => true,
      idsIn: () => Promise.resolve([]),
      hurry: () => Promise.resolve(),
      sendAll: (id, { wakeAt }) => {
        wakeAt(NEXT_TRY);
        sent.push(id);
        return Promise.resolve();
      },
    };
    delivery = deliverer({
      mailboxes: [mailbox],
      pace: pace(),
      clock: () => 0,
      log: log.log,
      later: (_run, wait) => {
        asked.push(wait);
        if (broken) throw new Error('no timer');
      },
    });
  });
  const nudged = (): Promise<void> => {
    delivery.nudge('case/1');
    return delivery.idle();
  };

  it('asks for one timer for one moment', async () => {
    await nudged();
    await nudged();
    assert.deepEqual(asked, [NEXT_TRY]);
  });

  it('sends what can go now also without a timer, and asks for one again at the next sweep', async () => {
    broken = true;
    await nudged();
    assert.deepEqual(sent, ['case/1']);
    assert.deepEqual(
      log.errors().map(({ message }) => message),
      ['no timer could be set; the next sweep tries again'],
    );
    broken = false;
    await nudged();
    assert.deepEqual(asked, [NEXT_TRY, NEXT_TRY]);
  });
});
