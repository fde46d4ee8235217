import assert from 'node:assert/strict';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import { type Connector, startConnector } from './connector.ts';
import { type MessageRef, TENANT, user } from './places.ts';
import { TROUBLE } from './trouble.ts';

const CHANNEL = '19:hoogeveen@thread.tacv2';
const anna = user('Anna de Vries');

type Message = Parameters<ConnectorClient['conversations']['sendToConversation']>[1];

const card = (text: string): Message => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text }] },
    },
  ],
});

/** The real client of the Bot Framework against the connector of the tests. */
describe('The connector for tests', function () {
  this.timeout(20_000);

  let connector: Connector;
  let client: ConnectorClient;

  beforeEach(async () => {
    connector = await startConnector({ people: [anna], withinMs: 200 });
    const authentication = new ConfigurationBotFrameworkAuthentication({});
    const factory = authentication.createConnectorFactory(new ClaimsIdentity([]));
    client = await factory.create(connector.serviceUrl, '');
  });
  afterEach(() => connector.close());

  const openThread = async (text: string): Promise<MessageRef> => {
    const { id, activityId } = await client.conversations.createConversation({
      isGroup: true,
      channelData: { channel: { id: CHANNEL } },
      activity: card(text),
    } as Parameters<ConnectorClient['conversations']['createConversation']>[0]);
    return { conversationId: id, activityId };
  };

  const openPersonal = async (id: string): Promise<string> => {
    const parameters = { isGroup: false, members: [{ id }], tenantId: TENANT, activity: {} };
    const { id: conversation } = await client.conversations.createConversation(
      parameters as Parameters<ConnectorClient['conversations']['createConversation']>[0],
    );
    return conversation;
  };

  it('gives a thread its root message as id', async () => {
    const made = await openThread('Nieuwe casus');
    const thread = await connector.expectThread({ channel: CHANNEL, text: 'Nieuwe casus' });
    assert.equal(thread.conversationId, `${CHANNEL};messageid=${thread.activityId}`);
    assert.deepEqual(made, { conversationId: thread.conversationId, activityId: thread.activityId });
    connector.assertNothingElse();
  });

  it('hands over a message that comes in later, to whom it fits', async () => {
    const thread = await openThread('Nieuwe casus');
    const update = connector.expectUpdate({ activityId: thread.activityId, text: /tweede/ });
    await client.conversations.updateActivity(thread.conversationId, thread.activityId, card('De eerste'));
    await client.conversations.updateActivity(thread.conversationId, thread.activityId, card('De tweede'));
    assert.equal((await update).order, 3);
    await connector.expectThread();
    assert.throws(() => {
      connector.assertNothingElse();
    }, /nobody expected #2 update of \d+ in 19:hoogeveen.*"De eerste"/);
    assert.deepEqual(connector.shown(thread).card.body, [{ type: 'TextBlock', text: 'De tweede' }]);
  });

  it('knows a person by both ids, and has one chat for each', async () => {
    const conversation = await openPersonal(anna.id);
    assert.equal(await openPersonal(anna.aadObjectId), conversation);
    await client.conversations.sendToConversation(conversation, card('Voor u'));
    assert.equal((await connector.expectPersonal({ member: anna })).to, 'Anna de Vries');
    connector.assertNothingElse();
  });

  it('tells what came in instead of what was expected', async () => {
    const thread = await openThread('Nieuwe casus');
    await assert.rejects(
      connector.expectReply({ thread }),
      /No reply in 19:.* within 200 ms.*\n.*#1 thread in/,
    );
  });

  it('counts the typing sign, and a change of what it never got', async () => {
    const thread = await openThread('Nieuwe casus');
    await connector.expectThread();
    await client.conversations.sendToConversation(thread.conversationId, { type: 'typing' });
    await assert.rejects(client.conversations.updateActivity(thread.conversationId, '1', card('x')));
    assert.throws(() => {
      connector.assertNothingElse();
    }, /#2 typing in[^]*PUT .*404 ActivityNotFoundInConversation/);
  });

  it('refuses as told, and then no more', async () => {
    const conversation = await openPersonal(anna.id);
    connector.answerNext(({ kind }) => kind === 'personal', TROUBLE.writesBlocked);
    const refused = client.conversations.sendToConversation(conversation, card('Voor u'));
    await assert.rejects(refused, { statusCode: 403, code: 'MessageWritesBlocked' });
    connector.assertNothingElse();
    await client.conversations.sendToConversation(conversation, card('Voor u'));
    await connector.expectPersonal();
  });

  it('can keep a call waiting', async () => {
    const held = connector.answerNext(({ kind }) => kind === 'thread', { hang: true });
    const made = openThread('Nieuwe casus');
    await held.met;
    assert.equal(connector.received.length, 0);
    held.release();
    await made;
    await connector.expectThread();
  });

  it('can take a message and lose the answer, after which the client sends it again', async () => {
    const thread = await openThread('Nieuwe casus');
    connector.answerNext(({ kind }) => kind === 'reply', { drop: true, delivered: true });
    await client.conversations.sendToConversation(thread.conversationId, card('Dubbel'));
    await connector.expectReply({ thread, text: 'Dubbel' });
    await connector.expectReply({ thread, text: 'Dubbel' });
  });
});
