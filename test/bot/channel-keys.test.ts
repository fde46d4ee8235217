import assert from 'node:assert/strict';
import { KeysUnreachable, channelKeys } from '../../src/bot/channel-keys.ts';
import { DAY, type Duration, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { keptLog } from '../outbox/world.ts';
import { type OpenId, TEAMS, signingKey, startOpenId } from '../support/openid.ts';

const [ours, next] = [signingKey(TEAMS), signingKey(TEAMS)];
const [webChat, bare] = [signingKey(['webchat', 'directline']), signingKey()];

describe('The keys of the channel', () => {
  let server: OpenId;
  let now: number;
  let log: ReturnType<typeof keptLog>;

  beforeEach(async () => {
    server = await startOpenId(ours, webChat, bare);
    now = Date.UTC(2026, 10, 22, 12);
    log = keptLog();
  });
  afterEach(() => server.close());

  const keys = (patience: Duration = MINUTE) =>
    channelKeys({ metadataUrl: server.metadataUrl, clock: () => now, log: log.log, patience });

  const pem = (key: typeof ours.publicKey | undefined) => key?.export({ format: 'pem', type: 'spki' });

  it('are found by their id, and fetched once for fifty turns at the same time', async () => {
    const find = keys();
    const found = await Promise.all(Array.from({ length: 50 }, () => find(ours.kid)));
    assert.ok(found.every((key) => pem(key) === pem(ours.publicKey)));
    assert.equal(server.asked(), 1);
  });

  it('are only those endorsed for Teams', async () => {
    const find = keys();
    for (const { kid } of [webChat, bare]) assert.equal(await find(kid), undefined);
    assert.equal(await find(undefined), undefined);
  });

  it('are looked at again when one is unknown, but not for each made-up one', async () => {
    const find = keys();
    await find(ours.kid);
    server.keys = [next];
    now += 10 * SECOND;
    assert.equal(pem(await find(next.kid)), pem(next.publicKey));
    assert.equal(await find(ours.kid), undefined, 'one that was withdrawn is good no more');
    for (let count = 0; count < 20; count += 1) assert.equal(await find(`made up ${count}`), undefined);
    assert.equal(server.asked(), 2);
  });

  it('are looked at again after a day, without a turn that waits for it', async () => {
    const find = keys();
    await find(ours.kid);
    server.keys = [next];
    now += DAY;
    assert.equal(pem(await find(ours.kid)), pem(ours.publicKey));
    assert.equal(pem(await find(next.kid)), pem(next.publicKey));
    assert.equal(server.asked(), 2);
  });

  const troubles: readonly [string, OpenId['trouble']][] = [
    ['refuses', { status: 503 }],
    ['answers with something else', { status: 200, body: '{"keys": 7}' }],
    ['answers with no JSON', { status: 200, body: '<html>' }],
    ['sends us elsewhere', { status: 302 }],
    ['does not answer', 'hang'],
  ];
  for (const [what, trouble] of troubles) {
    it(`that are known stay good for a day when the key server ${what}; whoever is unknown is not refused`, async () => {
      const find = keys(trouble === 'hang' ? SECOND : MINUTE);
      await find(ours.kid);
      server.trouble = trouble;
      now += DAY + HOUR;
      await assert.rejects(find(next.kid), KeysUnreachable);
      assert.equal(pem(await find(ours.kid)), pem(ours.publicKey));
      assert.ok(log.errors().length > 0);
      now += DAY;
      await assert.rejects(find(ours.kid), KeysUnreachable);
      server.trouble = undefined;
      now += 10 * SECOND;
      assert.equal(pem(await find(ours.kid)), pem(ours.publicKey));
    });
  }

  it('are not known when the key server is away from the start; it is asked again after ten seconds', async () => {
    server.trouble = { status: 500 };
    const find = keys();
    await assert.rejects(find(ours.kid), KeysUnreachable);
    server.trouble = undefined;
    await assert.rejects(find(ours.kid), KeysUnreachable);
    assert.equal(server.asked(), 0);
    now += 10 * SECOND;
    assert.equal(pem(await find(ours.kid)), pem(ours.publicKey));
  });

  it('are not taken from an address anybody could listen in on', async () => {
    const find = channelKeys({
      metadataUrl: `data:application/json,${JSON.stringify({ jwks_uri: 'http://keys.example.invalid/' })}`,
      clock: () => now,
      log: log.log,
    });
    await assert.rejects(find(ours.kid), KeysUnreachable);
  });
});
