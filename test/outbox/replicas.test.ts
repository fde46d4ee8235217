import assert from 'node:assert/strict';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import type { Log } from '../../src/core/log.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { type Works, wired } from '../../src/wiring.ts';
import { START, announcement } from '../case/history.ts';
import { olga, region, yara } from '../case/region.ts';
import { plainDays } from '../support/cover.ts';
import { type FakeMessenger, fakeMessenger } from './messenger.ts';
import { CASE_ID, channelLink, fresh, keptLog, temporaryStore } from './world.ts';
import { memoryVault } from '../support/case-vault.ts';

/** Two replicas of the program on one store, in one Teams. */
describe('Two replicas', () => {
  let now: Instant;
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let teams: FakeMessenger;
  let log: ReturnType<typeof keptLog>;
  let timers: { run: () => void; at: Instant }[];
  let one: Works;
  let other: Works;

  const replica = (us: string, messenger: FakeMessenger, kept: Log, ahead = 0): Works =>
    wired({
      store,
      region,
      days: plainDays(),
      messengerFor: () => messenger,
      texts: undefined,
      online: undefined,
      vault: memoryVault(),
      sealKey: Buffer.alloc(32, 7),
      clock: () => now + ahead,
      chance: () => 0.5,
      later: (run, wait) => timers.push({ run, at: now + wait }),
      log: kept,
      us,
    });

  const stored = async (): Promise<CaseDocument> => {
    const found = await one.cases.read(CASE_ID);
    assert.ok(found);
    return found;
  };
  const announced = async (works: Works): Promise<void> => {
    await works.cases.openIntake(CASE_ID, olga);
    const command = { type: 'Announce', announcement } as const;
    assert.ok((await works.cases.run(CASE_ID, command, olga, fresh())).ok);
  };
  const idle = async (): Promise<void> => {
    await one.delivery.idle();
    await other.delivery.idle();
  };
  const posts = (): number => teams.tried.filter(({ how }) => how === 'post').length;

  beforeEach(async () => {
    [now, timers, log, teams] = [START, [], keptLog(), fakeMessenger()];
    ({ store, dispose } = await temporaryStore());
    one = replica('one', teams, log.log);
    other = replica('other', teams, log.log);
    await one.channels.link(channelLink);
  });
  afterEach(async () => {
    await idle();
    await dispose();
  });

  it('send everything once, also when both are asked to send it at the same moment', async () => {
    await announced(one);
    other.delivery.nudge(CASE_ID);
    await other.sweep();
    await idle();
    const { outbox, lease } = await stored();
    assert.deepEqual([outbox, lease], [[], undefined]);
    const told = teams.taken.map(({ how, where }) => `${how} ${where}`);
    assert.equal(new Set(told).size, told.length, told.join('\n'));
    assert.equal(posts(), 1);
  });

  it('leave what one of them is sending to it, and do not look at it before it had the time', async () => {
    let release: () => void = () => undefined;
    teams.teams = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    await announced(one);
    const { lease, dueAt } = await stored();
    assert.equal(lease?.holder, 'one');
    assert.equal(dueAt, lease.until);
    other.delivery.nudge(CASE_ID);
    await other.delivery.idle();
    assert.equal(await other.sweep(), 0);
    assert.ok(timers.some(({ at }) => at === lease.until));
    teams.teams = () => Promise.resolve();
    release();
    await idle();
    assert.equal(posts(), 1);
  });

  it('take over what another that was killed had to send, when its lease is over', async () => {
    const dead: FakeMessenger = fakeMessenger();
    dead.teams = () => new Promise(() => undefined);
    const killed = replica('killed', dead, log.log);
    await announced(killed);
    const { lease } = await stored();
    assert.equal(lease?.holder, 'killed');
    now = lease.until - SECOND;
    assert.equal(await other.sweep(), 0);
    now = START + MINUTE;
    assert.ok(now >= lease.until, 'within one sweep');
    assert.ok((await other.sweep()) > 0);
    await idle();
    const { outbox, lease: after, thread } = await stored();
    assert.ok(outbox.length === 0 && after === undefined && thread !== undefined);
  });

  it('say that their clocks differ when one holds a message for longer than it can, and send it', async () => {
    const dead: FakeMessenger = fakeMessenger();
    dead.teams = () => new Promise(() => undefined);
    await announced(replica('ahead', dead, log.log, 20 * MINUTE));
    assert.equal((await stored()).lease?.holder, 'ahead');
    other.delivery.nudge(CASE_ID);
    await idle();
    assert.equal(posts(), 1);
    assert.ok(
      log.lines.some(({ level, message }) => level === 'warn' && message.includes('clocks of two replicas')),
    );
  });

  it('send what the other saved while one is sending', async () => {
    const waiting: (() => void)[] = [];
    teams.teams = () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      });
    await announced(one);
    assert.ok((await other.cases.run(CASE_ID, { type: 'ClaimSlot' }, yara, fresh())).ok);
    teams.teams = () => Promise.resolve();
    for (const resolve of waiting) resolve();
    await idle();
    const { outbox, thread } = await stored();
    assert.deepEqual(outbox, []);
    assert.ok(
      teams.taken.some(({ how, where }) => how === 'update' && where === thread?.activity),
      'the card shows who goes',
    );
  });

  it('repeat a message only when the one that sent it hung for longer than its lease', async () => {
    let release: () => void = () => undefined;
    const hangs = new Promise<void>((met) => {
      teams.teams = ({ how }) => {
        if (how !== 'post') return Promise.resolve();
        met();
        return new Promise((resolve) => {
          release = resolve;
        });
      };
    });
    await announced(one);
    await hangs;
    now += MINUTE;
    teams.teams = () => Promise.resolve();
    await other.sweep();
    await other.delivery.idle();
    assert.equal(posts(), 2, 'the one that hangs, and another');
    release();
    await idle();
    assert.equal(posts(), 2);
    assert.deepEqual((await stored()).outbox, []);
  });
});
