import assert from 'node:assert/strict';
import { type Reach, reach } from '../../src/bot/reach.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';

describe('The reach of Teams', () => {
  let now: Instant;
  let teams: Reach;

  beforeEach(() => {
    now = Date.UTC(2026, 10, 22, 3);
    teams = reach(() => now);
  });

  const failFor = (minutes: number, every = 5): void => {
    for (let minute = 0; minute <= minutes; minute += every) {
      teams.failed();
      if (minute < minutes) now += every * MINUTE;
    }
  };

  it('is good as long as nothing was sent', () => {
    assert.ok(teams.isGood());
  });

  it('stays good while it fails for less than ten minutes', () => {
    failFor(9, 3);
    assert.ok(teams.isGood());
  });

  it('is not good any more once everything has failed for ten minutes, until something is taken', () => {
    failFor(10);
    assert.ok(!teams.isGood());
    teams.failed();
    assert.ok(!teams.isGood());
    teams.answered();
    assert.ok(teams.isGood());
  });

  it('stays good when something in between is taken', () => {
    failFor(5);
    teams.answered();
    failFor(5);
    assert.ok(teams.isGood());
  });

  it('says nothing of what was tried long ago', () => {
    failFor(10);
    now += HOUR;
    assert.ok(teams.isGood());
  });

  it('is not lost by one failure a day after another', () => {
    teams.failed();
    now += DAY;
    teams.failed();
    assert.ok(teams.isGood());
  });
});
