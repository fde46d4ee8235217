import assert from 'node:assert/strict';
import sinon from 'sinon';
import { LIMITS, type Limits, limits } from '../../src/bot/limits.ts';

const anna = { tenant: 'T', id: 'anna' };

describe('How much may come in', () => {
  let clock: sinon.SinonFakeTimers;
  let counted: Limits;

  beforeEach(() => {
    clock = sinon.useFakeTimers();
    counted = limits();
  });
  afterEach(() => {
    clock.restore();
  });

  const times = async (count: number, one: () => Promise<unknown>): Promise<void> => {
    for (let done = 0; done < count; done += 1) assert.equal(await one(), undefined);
  };

  it('of one user is far more than somebody presses in a night', async () => {
    // Five times a second, for ten minutes.
    for (let second = 0; second < 600; second += 1) {
      await times(5, () => counted.activity(anna));
      clock.tick(1_000);
    }
  });

  it('of one user ends at some point, says so once, and is free again after ten seconds', async () => {
    await times(LIMITS.user.points, () => counted.activity(anna));
    clock.tick(4_000);
    assert.deepEqual(await counted.activity(anna), { wait: 6, first: true });
    assert.deepEqual(await counted.activity({ tenant: 't', id: 'ANNA' }), { wait: 6, first: false });
    assert.equal(await counted.activity({ ...anna, tenant: 'another' }), undefined);
    clock.tick(6_000);
    assert.equal(await counted.activity(anna), undefined);
  });

  it('of a tenant is not used up by one user, whatever they send', async () => {
    for (let count = 0; count < 5_000; count += 1) await counted.activity(anna);
    assert.equal(await counted.activity({ ...anna, id: 'bert' }), undefined);
  });

  it('of a tenant is what Teams itself allows', async () => {
    let user = 0;
    await times(LIMITS.tenant.points, () => counted.activity({ ...anna, id: `user-${(user += 1)}` }));
    assert.deepEqual(await counted.activity({ ...anna, id: 'one more' }), { wait: 10, first: true });
    assert.equal(await counted.activity({ tenant: 'another', id: 'bert' }), undefined);
  });

  it('without a right token is told apart by address, and worth a line once', async () => {
    await times(LIMITS.refused.points, () => counted.refused('10.0.0.1'));
    assert.deepEqual(await counted.refused('10.0.0.1'), { wait: 60, first: true });
    assert.deepEqual(await counted.refused('10.0.0.1'), { wait: 60, first: false });
    assert.equal(await counted.refused('10.0.0.2'), undefined);
  });

  it('counts only calendars that are not there', async () => {
    await times(LIMITS.calendar.points, async () => {
      assert.equal(await counted.isGuessing('10.0.0.1'), undefined);
      await counted.wrongCalendar('10.0.0.1');
    });
    assert.deepEqual(await counted.isGuessing('10.0.0.1'), { wait: 60, first: false });
    assert.equal(await counted.isGuessing('10.0.0.2'), undefined);
    clock.tick(60_000);
    assert.equal(await counted.isGuessing('10.0.0.1'), undefined);
  });

  it('forgets whoever does not come back', async () => {
    for (let count = 0; count < 1_000; count += 1) await counted.refused(`10.0.0.${count}`);
    assert.equal(clock.countTimers(), 1_000);
    clock.tick(60_000);
    assert.equal(clock.countTimers(), 0);
  });
});
