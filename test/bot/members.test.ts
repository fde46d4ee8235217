import assert from 'node:assert/strict';
import { botAuthentication } from '../../src/bot/adapter.ts';
import { connect } from '../../src/bot/connector.ts';
import type { Members, Origin } from '../../src/bot/identity.ts';
import { members } from '../../src/bot/members.ts';
import { MINUTE } from '../../src/core/time.ts';
import { keptLog } from '../outbox/world.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { user } from '../support/places.ts';
import { TROUBLE } from '../support/trouble.ts';

const other = user('Olga Overkant', { tenantId: '88888888-8888-4888-8888-888888888888' });

describe('Who is who in a channel', () => {
  let connector: Connector;
  let now: number;
  let ask: Members;
  let log: ReturnType<typeof keptLog>;

  beforeEach(async () => {
    connector = await startConnector({ people: [other] });
    now = 0;
    log = keptLog();
    const connector_ = connect(botAuthentication({ kind: 'none' }), '');
    ask = members({ connect: connector_, clock: () => now, log: log.log, timeOut: 300 });
  });
  afterEach(() => connector.close());

  const origin = (name = other.id): Origin => ({
    tenant: 'host',
    account: { tenant: 'host', id: other.aadObjectId },
    user: name,
    serviceUrl: connector.serviceUrl,
    conversation: '19:hoogeveen@thread.tacv2;messageid=1',
    kind: 'channel',
    channel: '19:hoogeveen@thread.tacv2',
  });
  const account = { tenant: other.tenantId, id: other.aadObjectId };
  /** Whatever is asked from now on goes wrong. */
  const never = () => connector.answerNext(({ kind }) => kind === 'ask', { ...TROUBLE.broken, times: 9 });

  it('is asked of Teams, by the channel, and remembered for some minutes', async () => {
    assert.deepEqual(await ask(origin()), account);
    const asked = never();
    now = 5 * MINUTE - 1;
    assert.deepEqual(await ask(origin()), account);
    assert.equal(asked.calls.length, 0);
    now += 1;
    assert.equal(await ask(origin()), undefined);
    assert.equal(asked.calls.length, 1, 'and the client does not try by itself');
    assert.match(asked.calls[0]?.path ?? '', /conversations\/19:hoogeveen@thread\.tacv2\/members/);
  });

  it('is remembered of whoever is no member, too', async () => {
    assert.equal(await ask(origin('29:nobody')), undefined);
    const asked = never();
    assert.equal(await ask(origin('29:nobody')), undefined);
    assert.equal(asked.calls.length, 0);
    assert.deepEqual(log.lines, []);
  });

  for (const [what, trouble] of [
    ['fails', TROUBLE.broken],
    ['does not answer', { hang: true }],
    [
      'answers with something else',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
    ],
  ] as const)
    it(`is not known when Teams ${what}, and asked again next time`, async () => {
      connector.answerNext(({ kind }) => kind === 'ask', trouble);
      assert.equal(await ask(origin()), undefined);
      assert.equal(log.lines.length, 1);
      assert.deepEqual(await ask(origin()), account);
    });

  it('does not grow without end', async () => {
    await ask(origin());
    for (let count = 0; count < 1_000; count += 1) await ask(origin(`29:nobody-${count}`));
    const asked = never();
    await ask(origin());
    assert.equal(asked.calls.length, 1);
  });
});
