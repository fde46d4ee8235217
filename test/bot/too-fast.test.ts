import assert from 'node:assert/strict';
import { Application } from '@microsoft/teams-ai';
import type { FastifyInstance } from 'fastify';
import { TeamsAdapter, botAuthentication } from '../../src/bot/adapter.ts';
import { limits } from '../../src/bot/limits.ts';
import { httpServer } from '../../src/bot/server.ts';
import { accept, refuse } from '../../src/core/result.ts';
import { keptLog } from '../outbox/world.ts';
import { lastWordsIn, wordsIn } from '../support/answers.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { PERSONAL, channel } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type Teams, playTeams } from '../support/teams.ts';
import { TROUBLE } from '../support/trouble.ts';

const TOO_FAST = /te snel .* Wacht 10 seconden/;
const CHANNEL = channel('19:hoogeveen@thread.tacv2');
const MESSAGE = { conversationId: 'a:1', activityId: '1' };
const { youth, adult } = PEOPLE;

describe('Whoever sends too much', () => {
  let connector: Connector;
  let server: FastifyInstance;
  let teams: Teams;
  let url: string;
  let log: ReturnType<typeof keptLog>;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    log = keptLog();
    connector = await startConnector({ people: Object.values(PEOPLE) });
    server = httpServer({
      adapter: new TeamsAdapter(botAuthentication({ kind: 'none' }), ''),
      // Only this header is right.
      authenticate: ([header]) =>
        Promise.resolve(
          header === 'right'
            ? accept({ allows: () => accept(true) })
            : refuse({ status: 401, code: 'NO_TOKEN' } as const),
        ),
      limits: limits({
        user: { points: 3, duration: 10 },
        refused: { points: 3, duration: 60 },
        calendar: { points: 3, duration: 60 },
      }),
      application: new Application(),
      log: log.log,
      clock: () => Date.now(),
      calendar: (secret) => {
        asked.push(secret);
        return Promise.resolve(secret === 'x'.repeat(43) ? 'BEGIN:VCALENDAR' : undefined);
      },
      ready: {},
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
    const headers = { authorization: 'right' };
    teams = playTeams({ botUrl: `${url}/api/messages`, serviceUrl: connector.serviceUrl, headers });
  });
  afterEach(async () => {
    await server.close();
    await connector.close();
    connector.assertNothingElse();
  });

  /** Uses up what one may send. */
  const used = async (): Promise<void> => {
    for (let count = 0; count < 3; count += 1)
      assert.equal((await teams.message(youth, PERSONAL, 'help')).status, 200);
  };

  it('reads it under the button that was pressed, each time', async () => {
    await used();
    for (let count = 0; count < 3; count += 1)
      assert.match(wordsIn(await teams.execute(youth, PERSONAL, MESSAGE, 'show')), TOO_FAST);
    assert.match(lastWordsIn(await teams.fetchTask(youth, CHANNEL, 'vooraankondiging')), TOO_FAST);
    assert.equal(log.lines.filter(({ message }) => message === 'too many activities').length, 1);
  });

  it('is told once in the chat, and Teams is asked to send the message again', async () => {
    await used();
    for (let count = 0; count < 3; count += 1)
      assert.equal((await teams.message(youth, PERSONAL, 'help')).status, 429);
    await connector.expectPersonal({ member: youth, text: TOO_FAST });
  });

  it('gets its 429 also when nobody can be told', async () => {
    await used();
    connector.answerNext(({ kind }) => kind === 'personal', { ...TROUBLE.writesBlocked, times: 1 });
    assert.equal((await teams.message(youth, PERSONAL, 'help')).status, 429);
    assert.equal(log.errors().length, 1);
  });

  it('does not stop anybody else', async () => {
    await used();
    await teams.execute(youth, PERSONAL, MESSAGE, 'show');
    assert.equal((await teams.message(adult, PERSONAL, 'help')).status, 200);
  });

  it('without a right token is answered with less work, and does not keep Teams out', async () => {
    const forged = () =>
      fetch(`${url}/api/messages`, { method: 'POST', headers: { authorization: 'forged' } });
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await forged());
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 401, 401, 429, 429, 429],
    );
    assert.equal(answers.at(-1)?.headers.get('retry-after'), '60');
    assert.deepEqual(
      log.lines.map(({ level }) => level),
      ['warn', 'warn', 'warn', 'error'],
    );
    assert.equal((await teams.message(youth, PERSONAL, 'help')).status, 200);
  });

  it('guesses calendars in vain: after a few nothing is looked up for that address', async () => {
    const get = async (secret: string) => (await fetch(`${url}/agenda/${secret}.ics`)).status;
    for (let count = 0; count < 20; count += 1) assert.equal(await get('x'.repeat(43)), 200);
    for (let count = 0; count < 3; count += 1) assert.equal(await get(`${count}`.repeat(43)), 404);
    assert.equal(asked.length, 23);
    assert.equal(await get('y'.repeat(43)), 429);
    assert.equal(await get('x'.repeat(43)), 429);
    assert.equal(asked.length, 23);
  });
});
