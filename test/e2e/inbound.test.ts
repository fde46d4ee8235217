import assert from 'node:assert/strict';
import { cardIn, wordsIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { PERSONAL, channel, user } from '../support/places.ts';
import { runToEnd, startProgram, workplace } from '../support/program.ts';
import { PEOPLE, regionFile } from '../support/region-file.ts';
import { CHANNEL, type PostedCase, type Scenario, expectCalls, startScenario } from './scenario.ts';

const { youth, planner, police, manager } = PEOPLE;

describe('Whatever comes in', function () {
  this.timeout(60_000);

  let scenario: Scenario;
  let posted: PostedCase;

  before(async () => {
    scenario = await startScenario({ second: true });
    const linked = await scenario.teams.message(planner, CHANNEL, 'koppel hoogeveen');
    await scenario.connector.expectReply({ thread: linked, text: 'hoort nu bij Hoogeveen' });
    posted = await scenario.announce({ municipality: 'hoogeveen' });
  });

  after(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  it('answers an unknown button with a sentence', async () => {
    const answer = await scenario.teams.execute(youth, posted.thread, posted.posted, 'verzonnen', {
      case: posted.id,
    });
    assert.match(wordsIn(answer), /Deze knop werkt niet meer/);
  });

  it('answers what else Teams may invoke or tell, and changes nothing', async () => {
    const pressed = await scenario.teams.execute(youth, posted.thread, posted.posted, 'show', {
      case: posted.id,
    });
    for (const change of [
      { name: 'composeExtension/query' },
      { name: 'task/fetch' },
      { name: undefined },
      { type: 'messageReaction', name: undefined },
      { type: 'event', name: 'application/vnd.microsoft/readReceipt' },
      { type: 'nonsense' },
    ]) {
      const answer = await scenario.teams.send({ ...pressed.activity, ...change });
      assert.equal(answer.status, 200, JSON.stringify(change));
    }
  });

  it('answers a case that does not exist with a sentence', async () => {
    for (const data of [
      { case: 'case/none' },
      { case: 7 },
      {},
      { case: 'channels' },
      { case: 'numbers/HGV/2026' },
    ]) {
      const answer = await scenario.teams.execute(youth, posted.thread, posted.posted, 'claim', data);
      assert.match(wordsIn(answer), /Deze casus bestaat niet/);
    }
  });

  it('answers a client that knows only Action.Submit with the newest card', async () => {
    await scenario.teams.submit(manager, posted.thread, posted.posted, { verb: 'show', case: posted.id });
    await scenario.connector.expectReply({ thread: posted.posted, text: 'HGV-' });
  });

  it('gives an unknown person a friendly sentence and nothing else', async () => {
    const stranger = user('Onbekend');
    const answer = await scenario.teams.execute(stranger, posted.thread, posted.posted, 'show', {
      case: posted.id,
    });
    assert.match(wordsIn(answer), /Ik ken u nog niet/);
    await scenario.teams.message(stranger, PERSONAL, 'casussen');
    await scenario.connector.expectPersonal({ member: stranger, text: 'Ik ken u nog niet' });
  });

  it('does not know a person who comes from another tenant with the same object id', async () => {
    const twin = user(youth.name, { aadObjectId: youth.aadObjectId, tenantId: 'ander', id: '29:twin' });
    const answer = await scenario.teams.execute(twin, posted.thread, posted.posted, 'claim', {
      case: posted.id,
    });
    assert.match(wordsIn(answer), /Ik ken u nog niet/);
  });

  it('takes the actor from the activity, never from the card', async () => {
    const data = { case: posted.id, actor: youth.aadObjectId, from: youth, by: youth };
    const refused = cardIn(await scenario.teams.execute(police, posted.thread, posted.posted, 'claim', data));
    assert.match(textOf(refused), /Meegaan hoort niet bij uw rol/);
  });

  it('links a second channel only for a planner, to a municipality that exists', async () => {
    const other = channel('19:assen@thread.tacv2');
    const wrong = await scenario.teams.message(planner, other, 'koppel Emmen');
    await scenario.connector.expectReply({ thread: wrong, text: /ken ik niet.*Hoogeveen, Assen/ });
    const notPlanner = await scenario.teams.message(youth, other, 'koppel Assen');
    await scenario.connector.expectReply({ thread: notPlanner, text: 'Alleen een planner' });
  });

  it('keeps a case whose municipality has no channel, and posts it as soon as there is one', async () => {
    const { teams, connector } = scenario;
    await teams.message(police, PERSONAL, 'nieuw');
    const form = await connector.expectPersonal({ member: police });
    const filled = { municipality: 'assen', reference: '2026123456', children: 1 };
    const sent = await teams.press(police, PERSONAL, connector.shown(form), 'Versturen', filled);
    assert.match(textOf(cardIn(sent)), /ASN-\d{4}-0001/);
    await connector.expectUpdate({ activityId: form.activityId });
    // The consultation does not wait for the channel.
    await expectCalls(connector);
    const other = channel('19:assen@thread.tacv2');
    const linked = await teams.message(planner, other, 'koppel Assen');
    await connector.expectThread({ channel: other.channel, text: 'ASN-' });
    await connector.expectReply({ thread: linked, text: 'hoort nu bij Assen' });
  });

  it('never answers 5xx to nonsense, and changes nothing', async () => {
    const before = textOf(posted.card());
    const bodies = [
      '',
      '{',
      '[]',
      '"x"',
      'null',
      '{}',
      '{"type":"message"}',
      JSON.stringify({ type: 'message', from: 1 }),
    ];
    for (const body of bodies) {
      const response = await fetch(scenario.program.botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      assert.ok(response.status >= 400 && response.status < 500, `${body} gave ${response.status}`);
    }
    assert.equal(textOf(posted.card()), before);
  });
});

describe('Starting and stopping', function () {
  this.timeout(60_000);

  it('refuses an environment that is wrong, one line per problem, with exit code 78', async () => {
    const { code, output } = await runToEnd({
      PORT: 'abc',
      STORE: 'mongo',
      BOT_AUTH: 'none',
      HOST: '0.0.0.0',
    });
    assert.equal(code, 78);
    const lines = output.trim().split('\n');
    for (const name of ['PORT', 'STORE', 'HOST'])
      assert.ok(
        lines.some((line) => line.startsWith(name)),
        output,
      );
  });

  it('refuses a region file that is wrong, with the line', async () => {
    const place = workplace(regionFile().replace('roles: [manager]', 'roles: [manger]'));
    const { code, output } = await runToEnd({
      BOT_AUTH: 'none',
      REGION_FILE: place.regionFile,
      DATA_DIR: place.dataDir,
    });
    place.remove();
    assert.equal(code, 78);
    assert.match(output, /region\.yaml:\d+:\d+ people\[\d+\]\.roles\[0\]: .*manger.*manager/);
  });

  it('asks Teams who it is when authentication is required, and has no test mode then', async () => {
    const place = workplace(regionFile());
    const program = await startProgram(place, {
      BOT_AUTH: 'required',
      MicrosoftAppId: '33333333-3333-4333-8333-333333333333',
      MicrosoftAppPassword: 'not-a-secret',
      MicrosoftAppTenantId: '44444444-4444-4444-8444-444444444444',
    });
    const refused = await fetch(program.botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: '1',
        channelId: 'msteams',
        serviceUrl: 'http://127.0.0.1:1',
        text: 'als Joke Jeugd',
        conversation: { id: 'a:1' },
        from: { id: '29:1' },
        recipient: { id: '28:1' },
      }),
    });
    assert.equal(refused.status, 401);
    const exit = await program.stop('SIGTERM');
    place.remove();
    assert.deepEqual(exit, { code: 0, signal: null });
  });

  it('says whether it lives and is ready', async () => {
    const place = workplace(regionFile());
    const program = await startProgram(place);
    const [health, ready] = await Promise.all([
      fetch(`${program.url}/healthz`),
      fetch(`${program.url}/readyz`),
    ]);
    assert.deepEqual([health.status, ready.status], [200, 200]);
    assert.deepEqual(await ready.json(), {
      ready: true,
      store: true,
      delivery: true,
      teams: true,
      sweep: true,
    });
    assert.deepEqual(await program.stop('SIGTERM'), { code: 0, signal: null });
    place.remove();
  });
});
