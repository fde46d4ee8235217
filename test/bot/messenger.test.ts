import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channels } from '../../src/address/channels.ts';
import { people } from '../../src/address/people.ts';
import { botAuthentication } from '../../src/bot/adapter.ts';
import { connect } from '../../src/bot/connector.ts';
import { teamsMessenger } from '../../src/bot/messenger.ts';
import { adaptiveCard, text } from '../../src/cards/element.ts';
import { DeliveryFailed, type Messenger } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { keptLog } from '../outbox/world.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { TENANT } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { TROUBLE, type Trouble } from '../support/trouble.ts';

const CARD = { card: adaptiveCard([text('Casus')]), summary: 'Casus HGV-2026-0001' };
/** As a proxy would give it. */
const BROKEN_OFF = {
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: '{"id": "1',
};
const { youth } = PEOPLE;
const WHO = { tenant: TENANT, id: youth.aadObjectId, name: youth.name };

describe('What the messenger makes of the answers of Teams', () => {
  let directory: string;
  let store: DocumentStore;
  let connector: Connector;
  let messenger: Messenger;
  /** What the messenger told of its calls. */
  let told: string[];
  const heard = { answered: () => told.push('answered'), failed: () => told.push('failed') };

  beforeEach(async () => {
    told = [];
    directory = mkdtempSync(join(tmpdir(), 'messenger-'));
    store = openSqliteStore({ directory });
    connector = await startConnector({ people: Object.values(PEOPLE) });
    messenger = teamsMessenger({
      connect: connect(botAuthentication({ kind: 'none' }), ''),
      appId: '',
      channels: channels(store, keptLog().log),
      people: people(store),
      clock: () => Date.now(),
      reach: heard,
      timeOut: 300,
    });
  });

  afterEach(async () => {
    await connector.close();
    await store.close();
    rmSync(directory, { recursive: true });
  });

  const link = () => ({
    municipality: 'hoogeveen',
    channel: '19:hoogeveen@thread.tacv2',
    serviceUrl: connector.serviceUrl,
    tenant: TENANT,
  });

  const failureOf = async (work: Promise<unknown>): Promise<DeliveryFailed> => {
    const failure = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof DeliveryFailed, String(failure));
    return failure;
  };

  const cases: readonly [
    name: string,
    trouble: Trouble,
    outlook: DeliveryFailed['outlook'],
    retryAfter: number | undefined,
  ][] = [
    ['403: never', TROUBLE.writesBlocked, 'never', undefined],
    ['404: gone', TROUBLE.notFound, 'gone', undefined],
    ['413: never', { status: 413 }, 'never', undefined],
    ['412: again', { status: 412 }, 'again', undefined],
    ['429: again, after what Teams asks', TROUBLE.throttled(7), 'again', 7_000],
    ['429 for a day: again, after five minutes', TROUBLE.throttled(86_400), 'again', 300_000],
    ['500: again', TROUBLE.broken, 'again', undefined],
    ['503: again', { status: 503 }, 'again', undefined],
    ['a broken connection: again', { drop: true }, 'again', undefined],
    ['no answer: again', { hang: true }, 'again', undefined],
    ['an answer that breaks off: again', BROKEN_OFF, 'again', undefined],
  ];
  for (const [name, trouble, outlook, retryAfter] of cases) {
    it(`${name}, and the client does not try by itself`, async () => {
      const script = connector.answerNext(({ kind }) => kind === 'thread', { ...trouble, times: 5 });
      const failure = await failureOf(messenger.post(link(), CARD));
      assert.equal(failure.outlook, outlook);
      assert.equal(failure.retryAfter, retryAfter);
      assert.equal(script.calls.length, 1);
      assert.deepEqual(told, [outlook === 'again' ? 'failed' : 'answered']);
    });
  }

  const json = { 'content-type': 'application/json' };
  const nowhere: readonly [name: string, body: object][] = [
    ['without saying where', {}],
    ['at numbers', { id: 123, activityId: 456 }],
    ['at empty places', { id: '', activityId: ' ' }],
    ['at half a character', { id: '19:a\ud800', activityId: '1\ud800' }],
    ['at objects', { id: { id: '1' }, activityId: ['1'] }],
  ];
  for (const [name, body] of nowhere) {
    it(`taken, ${name}: taken, and nobody knows where`, async () => {
      connector.answerNext(({ kind }) => kind === 'thread', { status: 201, headers: json, body });
      assert.equal(await messenger.post(link(), CARD), undefined);
      await people(store).learn(WHO, {
        user: youth.id,
        serviceUrl: connector.serviceUrl,
        conversation: 'a:1',
      });
      connector.answerNext(({ kind }) => kind === 'personal', { status: 201, headers: json, body });
      assert.equal(await messenger.toPerson(WHO, CARD), undefined);
    });

    it(`a chat ${name}: again, and no address is learned`, async () => {
      await people(store).learn(WHO, { user: youth.id, serviceUrl: connector.serviceUrl });
      connector.answerNext(({ kind }) => kind === 'open', { status: 201, headers: json, body });
      assert.equal((await failureOf(messenger.toPerson(WHO, CARD))).outlook, 'again');
      assert.equal((await people(store).of(WHO))?.conversation, undefined);
      connector.assertNothingElse();
    });
  }

  it('starts a thread with a mention of somebody, by the name Teams knows them under', async () => {
    await people(store).learn(WHO, { user: youth.id, serviceUrl: connector.serviceUrl });
    await messenger.post(link(), CARD, WHO);
    const { activity } = await connector.expectThread({ channel: link().channel });
    assert.equal(activity.text, `<at>${youth.name}</at>`);
    assert.deepEqual(activity.entities, [
      { type: 'mention', text: activity.text, mentioned: { id: youth.id, name: youth.name } },
    ]);
    assert.equal(activity.summary, CARD.summary);
    connector.assertNothingElse();
    assert.deepEqual(told, ['answered']);
  });

  it('posts a thread, updates it and mentions somebody in it', async () => {
    const ref = await messenger.post(link(), CARD);
    assert.ok(ref);
    const posted = await connector.expectThread({ channel: link().channel });
    assert.deepEqual([ref.conversation, ref.activity], [posted.conversationId, posted.activityId]);
    assert.equal(posted.activity.summary, CARD.summary);
    await messenger.update(ref, CARD);
    await connector.expectUpdate({ activityId: ref.activity });
    await messenger.inThread(ref, CARD, WHO);
    const { activity } = await connector.expectReply({ thread: posted });
    assert.equal(activity.text, `<at>${youth.name}</at>`);
    connector.assertNothingElse();
  });

  it('opens a 1:1 chat by object id with somebody it never met, and uses the known one afterwards', async () => {
    await channels(store, keptLog().log).link(link());
    await messenger.toPerson(WHO, CARD);
    const first = await connector.expectPersonal({ member: youth });
    await people(store).learn(WHO, {
      user: youth.id,
      serviceUrl: connector.serviceUrl,
      conversation: first.conversationId,
    });
    const opened = connector.answerNext(({ kind }) => kind === 'open', TROUBLE.notFound);
    await messenger.toPerson(WHO, CARD);
    await connector.expectPersonal({ member: youth });
    assert.equal(opened.calls.length, 0);
  });

  it('writes to the account that somebody used last, in the tenant of that account', async () => {
    const guest = { tenant: '99999999-9999-4999-8999-999999999999', id: PEOPLE.adult.aadObjectId };
    const seen = { user: PEOPLE.adult.id, serviceUrl: connector.serviceUrl, account: guest };
    await people(store).learn(WHO, { user: youth.id, serviceUrl: connector.serviceUrl, conversation: 'a:1' });
    await people(store).learn(WHO, seen);
    const opened = connector.answerNext(({ kind }) => kind === 'open', TROUBLE.throttled(1));
    await failureOf(messenger.toPerson(WHO, CARD));
    const [asked] = opened.calls;
    assert.deepEqual((asked?.body as { tenantId: string; members: unknown }).tenantId, guest.tenant);
    const sent = await messenger.toPerson(WHO, CARD);
    await connector.expectPersonal({ member: PEOPLE.adult });
    assert.equal(sent?.tenant, guest.tenant);
    assert.deepEqual(await people(store).of(WHO), { ...seen, conversation: sent.conversation });
  });

  it('waits when nobody and no channel was ever seen', async () => {
    assert.equal((await failureOf(messenger.toPerson(WHO, CARD))).outlook, 'again');
    assert.deepEqual(told, [], 'Teams was not asked');
  });
});
