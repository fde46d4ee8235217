import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { deliverer } from '../../src/outbox/deliver.ts';
import type { Mailbox } from '../../src/outbox/mail.ts';
import { pace } from '../../src/outbox/pace.ts';

describe('What is to be sent', () => {
  it('waits until what is going on is over, and is not idle meanwhile', async () => {
    const course: string[] = [];
    const mailbox: Mailbox = {
      holds: () => true,
      idsIn: () => Promise.resolve([]),
      hurry: () => Promise.resolve(),
      sendAll: (id) => {
        course.push(`sends ${id}`);
        return Promise.resolve();
      },
    };
    const silent = (): void => undefined;
    const delivery = deliverer({
      mailboxes: [mailbox],
      pace: pace(),
      clock: () => 0,
      log: { debug: silent, info: silent, warn: silent, error: silent },
      later: silent,
      afterThis: setImmediate,
    });
    delivery.nudge('case/1');
    const delivered = delivery.idle().then(() => course.push('idle'));
    // As long as an answer takes that waits for nothing from outside.
    for (let step = 0; step < 100; step += 1) await Promise.resolve();
    course.push('answered');
    await delivered;
    assert.deepEqual(course, ['answered', 'sends case/1', 'idle']);
  });
});
