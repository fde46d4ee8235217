import assert from 'node:assert/strict';
import { MINUTE, type Instant } from '../src/core/time.ts';
import { wired } from '../src/wiring.ts';
import { START, announcement } from './case/history.ts';
import { olga, region } from './case/region.ts';
import { fakeMessenger } from './outbox/messenger.ts';
import { CASE_ID, fresh, keptLog, temporaryStore } from './outbox/world.ts';
import { plainDays } from './support/cover.ts';
import { memoryVault } from './support/case-vault.ts';

describe('An open case that could not be looked at when its cover changed', () => {
  it('is looked at a minute later, once it can', async () => {
    const { store, dispose } = await temporaryStore();
    const timers: { run: () => void; at: Instant }[] = [];
    const { log, errors } = keptLog();
    let now = START;
    let reads = 0;
    let isAway = false;
    const works = wired({
      store: {
        ...store,
        read: (id, known) => {
          if (id === CASE_ID) reads += 1;
          return id === CASE_ID && isAway ? Promise.reject(new Error('away')) : store.read(id, known);
        },
      },
      region,
      days: plainDays(),
      messengerFor: fakeMessenger,
      texts: undefined,
      online: undefined,
      vault: memoryVault(),
      sealKey: Buffer.alloc(32, 7),
      clock: () => now,
      chance: () => 0.5,
      later: (run, wait) => timers.push({ run, at: now + wait }),
      log,
    });
    await works.cases.openIntake(CASE_ID, olga);
    const command = { type: 'Announce', announcement } as const;
    assert.ok((await works.cases.run(CASE_ID, command, olga, fresh())).ok);
    await works.delivery.idle();
    timers.length = 0;
    isAway = true;
    await works.rosters.ensure();
    await works.sweep();
    assert.deepEqual(
      errors().map(({ message }) => message),
      ['a due document could not be handled'],
    );
    isAway = false;
    now += MINUTE;
    reads = 0;
    const [again, ...others] = timers.filter(({ at }) => at === now);
    assert.ok(again && others.length === 0);
    again.run();
    await works.delivery.idle();
    assert.ok(reads > 0, 'nobody looked');
    await dispose();
  });
});
