import assert from 'node:assert/strict';
import { wordsIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { channels } from '../../src/address/channels.ts';
import { keptLog } from '../outbox/world.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { PERSONAL, TENANT, user } from '../support/places.ts';
import { runToEnd, startProgram } from '../support/program.ts';
import { PEOPLE } from '../support/region-file.ts';
import { writeFileSync } from 'node:fs';
import { CHANNEL, type PostedCase, type Scenario, quietRegion, startScenario } from './scenario.ts';

const { youth, police, municipal } = PEOPLE;

describe('What must not go wrong', function () {
  this.timeout(60_000);

  let scenario: Scenario;
  let posted: PostedCase;

  beforeEach(async () => {
    scenario = await startScenario();
    posted = await scenario.announce();
  });

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  it('an activity of odd types is refused with 4xx, never 5xx, and changes nothing', async () => {
    const before = textOf(posted.card());
    const pressed = await scenario.teams.execute(youth, posted.thread, posted.posted, 'show', {
      case: posted.id,
    });
    const odd: readonly Record<string, unknown>[] = [
      { id: undefined },
      { replyToId: 5 },
      { entities: [null] },
      { entities: [{ type: 'mention' }] },
      { entities: [{ type: 'MENTION', mentioned: { id: 7 } }] },
      { locale: {} },
      { from: { id: '29:1', aadObjectId: 7 } },
      { from: { id: '29:1', name: ['x'] } },
      { recipient: { id: '28:1', name: 3 } },
      { conversation: { id: 'a', tenantId: [] } },
      { conversation: { id: 'a\u0100' } },
      { conversation: { id: 'a\nb' } },
      { conversation: { id: 'a'.repeat(1_001) } },
      { conversation: { id: 'a', conversationType: 1 } },
    ];
    for (const change of odd) {
      const { status } = await scenario.teams.send({
        ...pressed.activity,
        ...change,
      });
      assert.equal(status, 400, JSON.stringify(change));
    }
    assert.equal(textOf(posted.card()), before);
  });

  it('two presses of different people stay two, whatever ids Teams gives', async () => {
    const before = scenario.connector.received.length;
    await Promise.all([posted.try(youth, 'Ik ga mee'), posted.try(municipal, 'Ik ga mee')]);
    await scenario.connector.expectUpdate({
      activityId: posted.posted.activityId,
      card: (card) => !textOf(card).includes('nog open'),
    });
    // The card may have been redrawn once for each, or once for both.
    await Promise.all(
      earlier(scenario, posted, before).map(({ activityId }) =>
        scenario.connector.expectUpdate({ activityId }),
      ),
    );
    assert.match(textOf(posted.card()), /✔ Jeugdmaatschappelijk werker: Joke Jeugd/);
    assert.match(textOf(posted.card()), /✔ Veilig Opgroeien: Gea Gemeente/);
  });

  it('a conversation Teams does not call personal is never taken for a 1:1 chat', async () => {
    const asked = await scenario.teams.message(youth, PERSONAL, 'help');
    await scenario.connector.expectPersonal({ member: youth });
    const { conversation, ...rest } = asked.activity;
    const other = { ...(conversation as object), id: '19:x@thread.v2', conversationType: undefined };
    await scenario.teams.send({
      ...rest,
      id: 'other',
      text: 'casussen',
      conversation: other,
    });
    await scenario.connector.expectMessage('group', { text: /^In dit gesprek laat ik geen casussen zien/ });
  });

  it('a reply that Teams refuses after the claim was saved is not called "not saved"', async () => {
    scenario.connector.answerNext(({ kind }) => kind === 'reply', { status: 400 });
    await scenario.teams.submit(youth, posted.thread, posted.posted, { verb: 'claim', case: posted.id });
    const apology = await scenario.connector.expectReply({ thread: posted.posted });
    assert.match(apology.activity.text ?? '', /Typ "casussen" om te zien of het is opgeslagen/);
    await scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
    assert.match(textOf(posted.card()), /✔ Jeugdmaatschappelijk werker: Joke Jeugd/);
  });

  it('a reply that can be delivered nowhere is no reason to fail', async () => {
    const asked = await scenario.teams.message(user('Onbekend'), PERSONAL, 'help');
    await scenario.connector.expectPersonal({ text: 'Ik ken u nog niet' });
    const { status } = await scenario.teams.send({
      ...asked.activity,
      id: 'other',
      serviceUrl: 'http://127.0.0.1:1/',
    });
    assert.equal(status, 200);
    await scenario.program.logged('nobody could be told that it went wrong');
  });

  it('an open case can be reached again by its number', async () => {
    const number = /HGV-\d{4}-\d{4}/.exec(textOf(posted.card()))?.[0] ?? '';
    await scenario.teams.message(youth, PERSONAL, `casus ${number.toLowerCase()}`);
    const { card } = await scenario.connector.expectPersonal({ member: youth });
    assert.ok(card);
    assert.match(textOf(card), new RegExp(`Casus ${number}[^]*Ik ga mee`));
    await scenario.teams.message(youth, PERSONAL, 'casus HGV-1999-0001');
    await scenario.connector.expectPersonal({ member: youth, text: 'Deze open casus ken ik niet' });
  });

  it('a reply that Teams never answers does not keep the program from stopping', async () => {
    const script = scenario.connector.answerNext(({ kind }) => kind === 'reply', { hang: true });
    const asked = scenario.teams.message(police, CHANNEL, 'help').catch(() => undefined);
    await script.met;
    assert.deepEqual(await scenario.program.stop('SIGTERM'), { code: 0, signal: null });
    await asked;
    await scenario.connector.expectReply({ text: 'Er ging iets mis' });
    scenario.program = await startProgram(scenario.place);
  });

  it('a municipality with open cases cannot disappear from the region file unnoticed', async () => {
    await scenario.program.stop('SIGTERM');
    const { regionFile: file, dataDir } = scenario.place;
    writeFileSync(file, quietRegion().replaceAll('hoogeveen', 'hoogeveen-de-wolden'));
    const { code, output } = await runToEnd({
      BOT_AUTH: 'none',
      PORT: '0',
      REGION_FILE: file,
      DATA_DIR: dataDir,
    });
    assert.equal(code, 78);
    assert.match(output, /open cases of hoogeveen; keep it until they are closed/);
    writeFileSync(file, quietRegion());
    scenario.program = await startProgram(scenario.place);
  });

  it('a form opens in a channel that was linked to a municipality the region file no longer has', async () => {
    const { connector, place } = scenario;
    await scenario.program.stop('SIGTERM');
    const store = openSqliteStore({ directory: place.dataDir });
    const { serviceUrl } = connector;
    const link = { municipality: 'opgeheven', channel: CHANNEL.channel, serviceUrl, tenant: TENANT };
    await channels(store, keptLog().log).link(link);
    await store.close();
    await scenario.restart('SIGTERM');
    const asked = await scenario.teams.message(police, CHANNEL, 'nieuw', { activityId: '1650000000000' });
    await connector.expectReply({ thread: asked, text: 'Referentie politie' });
  });

  it('a person whose id is in capitals in the region file is the same person', async () => {
    await posted.press(youth, 'Ik ga mee');
    await scenario.program.stop('SIGTERM');
    const { aadObjectId } = youth;
    writeFileSync(scenario.place.regionFile, quietRegion().replace(aadObjectId, aadObjectId.toUpperCase()));
    await scenario.restart('SIGTERM');
    assert.match(textOf(await posted.press(youth, 'Ik kan toch niet')), /○ Jeugdmaatschappelijk werker/);
  });

  it('a data directory that cannot be used is said in one line, with exit code 78', async () => {
    const { code, output } = await runToEnd({ BOT_AUTH: 'none', PORT: '0', DATA_DIR: '/dev/null' });
    assert.equal(code, 78);
    assert.match(output, /^DATA_DIR .*\/dev\/null/);
    assert.equal(output.trim().split('\n').length, 1);
  });

  it('an unknown person learns nothing from a button', async () => {
    const answer = await scenario.teams.execute(
      { ...youth, aadObjectId: 'nobody' },
      posted.thread,
      posted.posted,
      'show',
      { case: posted.id },
    );
    assert.match(wordsIn(answer), /Ik ken u nog niet/);
  });
});

/** Redraws of the case card in which a place was still open after somebody had claimed. */
const earlier = ({ connector }: Scenario, { posted }: PostedCase, before: number) =>
  connector.received.filter(
    ({ kind, activityId, card, order }) =>
      order > before &&
      kind === 'update' &&
      activityId === posted.activityId &&
      card !== undefined &&
      textOf(card).includes('nog open'),
  );
