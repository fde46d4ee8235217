import assert from 'node:assert/strict';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { type Sweeper, startSweeping } from '../../src/scheduler/cron.ts';

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('The sweep by the clock', () => {
  let clock: SinonFakeTimers;
  let sweeper: Sweeper;
  let sweeps: number;
  let broken: boolean;
  /** Time that only runs forward, also when the wall clock is set back. */
  let elapsed: number;

  beforeEach(() => {
    clock = useFakeTimers({ now: Date.parse('2026-11-23T12:00:00Z') });
    [sweeps, elapsed, broken] = [0, 0, false];
    sweeper = startSweeping({
      expression: '0 * * * * *',
      sweep: () => {
        if (broken) return Promise.reject(new Error('the store is gone'));
        sweeps += 1;
        return Promise.resolve(0);
      },
      monotonic: () => elapsed,
      log: quiet,
    });
  });

  afterEach(async () => {
    await sweeper.stop();
    clock.restore();
  });

  const pass = async (time: number): Promise<void> => {
    for (let step = 0; step < time; step += 1_000) {
      elapsed += 1_000;
      await clock.tickAsync(1_000);
    }
  };

  it('comes at the start and then every minute', async () => {
    await pass(5 * MINUTE);
    assert.equal(sweeps, 6);
    assert.ok(sweeper.isAlive());
  });

  it('goes on when the clock of the machine is set back', async () => {
    await pass(MINUTE);
    clock.setSystemTime(Date.now() - 2 * HOUR);
    const before = sweeps;
    await pass(10 * MINUTE);
    assert.ok(sweeps - before >= 5, `${sweeps - before} sweeps in ten minutes`);
    assert.ok(sweeper.isAlive());
  });

  it('is not alive when no sweep was completed for two minutes', async () => {
    await pass(MINUTE);
    broken = true;
    await pass(3 * MINUTE);
    assert.equal(sweeper.isAlive(), false);
    broken = false;
    await pass(2 * MINUTE);
    assert.ok(sweeper.isAlive());
  });
});
