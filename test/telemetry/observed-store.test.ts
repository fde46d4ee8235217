import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import { parseCase, withEvents } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { UNHEARD } from '../../src/core/telemetry.ts';
import { MINUTE } from '../../src/core/time.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { observedStore } from '../../src/telemetry/observed-store.ts';
import { waitingMessages } from '../../src/telemetry/waiting.ts';
import { type Works, wired } from '../../src/wiring.ts';
import { START, announcement, caseAnnounced } from '../case/history.ts';
import { TENANT, lars, olga, region, yara } from '../case/region.ts';
import { fakeMessenger } from '../outbox/messenger.ts';
import { CASE_ID, channelLink, fresh, keptLog, temporaryStore } from '../outbox/world.ts';
import { memoryVault } from '../support/case-vault.ts';
import { plainDays } from '../support/cover.ts';

const announce: CaseCommand = { type: 'Announce', announcement };

describe('The store that tells what is committed through it', () => {
  let store: DocumentStore;
  let dispose: () => Promise<void>;
  let now: number;
  let log: ReturnType<typeof keptLog>;
  /** Nothing goes out while it does. */
  let isAway: boolean;

  beforeEach(async () => {
    ({ store, dispose } = await temporaryStore());
    now = START;
    log = keptLog();
    isAway = false;
  });
  afterEach(() => dispose());

  /** A program on the store, with what it told. */
  const program = (under: DocumentStore = store): { works: Works; told: string[]; age: () => number } => {
    const told: string[] = [];
    const clock = (): number => now;
    const waiting = waitingMessages<string>({ clock });
    const works = wired({
      store: under,
      region,
      days: plainDays(),
      messengerFor: () => {
        const messenger = fakeMessenger();
        const away = (): Promise<never> => Promise.reject(new DeliveryFailed('HTTP 503', 'again'));
        return {
          ...messenger,
          post: (...given) => (isAway ? away() : messenger.post(...given)),
          toPerson: (...given) => (isAway ? away() : messenger.toPerson(...given)),
          inThread: (...given) => (isAway ? away() : messenger.inThread(...given)),
        };
      },
      texts: undefined,
      online: undefined,
      vault: memoryVault(),
      sealKey: Buffer.alloc(32, 7),
      clock,
      chance: () => 0.5,
      later: () => undefined,
      log: log.log,
      observed: (real) =>
        observedStore(real, {
          telemetry: UNHEARD,
          tell: ({ measure }) => told.push(measure),
          waiting,
          here: () => undefined,
          turn: () => undefined,
          log: log.log,
        }),
    });
    return { works, told, age: () => waiting.age() };
  };

  const linked = async ({ channels }: Works): Promise<void> => {
    await channels.link({ ...channelLink, tenant: TENANT });
  };

  it('tells an intake once, also when its activity comes again, and after a restart', async () => {
    const first = program();
    await first.works.cases.openIntake(CASE_ID, olga);
    const door = fresh();
    assert.ok((await first.works.cases.run(CASE_ID, announce, olga, door)).ok);
    assert.ok((await first.works.cases.run(CASE_ID, announce, olga, door)).ok);
    await first.works.delivery.idle();
    const again = program();
    assert.ok((await again.works.cases.run(CASE_ID, announce, olga, door)).ok);
    await again.works.sweep();
    await again.works.delivery.idle();
    assert.deepEqual(
      first.told.filter((measure) => measure === 'intakes'),
      ['intakes'],
    );
    assert.ok(!again.told.includes('intakes'), again.told.join());
    assert.deepEqual(log.errors(), []);
  });

  it('tells of two replicas that race only what each of them committed', async () => {
    const [one, other] = [program(), program()];
    await one.works.cases.openIntake(CASE_ID, olga);
    assert.ok((await one.works.cases.run(CASE_ID, announce, olga, fresh())).ok);
    const claim: CaseCommand = { type: 'ClaimSlot' };
    const claims = await Promise.all([
      one.works.cases.run(CASE_ID, claim, yara, fresh()),
      other.works.cases.run(CASE_ID, claim, lars, fresh()),
    ]);
    assert.ok(claims.every(({ ok }) => ok));
    await Promise.all([one.works.delivery.idle(), other.works.delivery.idle()]);
    const times = [...one.told, ...other.told].filter((measure) => measure === 'timeToClaim');
    assert.deepEqual(times, ['timeToClaim']);
  });

  it('tells nothing of a save that was refused, or that failed', async () => {
    const { works, told } = program();
    await works.cases.openIntake(CASE_ID, olga);
    const loaded = await works.store.read(CASE_ID);
    assert.ok(loaded);
    const save = withEvents(parseCase(loaded.document), [caseAnnounced()], now, whoIs(olga));
    assert.deepEqual(await works.store.replace(save, 'another version'), { ok: false });
    const failing = program({ ...store, replace: () => Promise.reject(new Error('away')) });
    await assert.rejects(failing.works.cases.run(CASE_ID, announce, olga, fresh()), /away/);
    assert.deepEqual([told, failing.told], [[], []]);
  });

  it('knows the age of the oldest message that was not sent, and after a restart at least that of the last line', async () => {
    isAway = true;
    const first = program();
    await linked(first.works);
    await first.works.cases.openIntake(CASE_ID, olga);
    assert.equal(first.age(), 0);
    assert.ok((await first.works.cases.run(CASE_ID, announce, olga, fresh())).ok);
    await first.works.delivery.idle();
    now += 3 * MINUTE;
    await first.works.sweep();
    await first.works.delivery.idle();
    assert.equal(first.age(), 180);
    const again = program();
    assert.equal(again.age(), 0, 'nothing was looked at yet');
    now += MINUTE;
    await again.works.sweep();
    await again.works.delivery.idle();
    assert.equal(again.age(), 240);
    isAway = false;
    now += 5 * MINUTE;
    await again.works.sweep();
    await again.works.delivery.idle();
    assert.equal(again.age(), 0, 'everything was sent');
    await first.works.cases.read(CASE_ID);
    assert.equal(first.age(), 0, 'whoever left it to another sees that at its next look');
  });

  it('forgets what another replica has, when it does not see it again', async () => {
    isAway = true;
    const [one, other] = [program(), program()];
    await linked(one.works);
    await one.works.cases.openIntake(CASE_ID, olga);
    assert.ok((await one.works.cases.run(CASE_ID, announce, olga, fresh())).ok);
    await one.works.delivery.idle();
    now += MINUTE;
    await other.works.cases.read(CASE_ID);
    assert.equal(other.age(), 60);
    isAway = false;
    await one.works.sweep();
    await one.works.delivery.idle();
    assert.equal(one.age(), 0);
    now += 9 * MINUTE;
    assert.equal(other.age(), 0);
  });
});
