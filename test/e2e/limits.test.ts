import assert from 'node:assert/strict';
import { LIMITS } from '../../src/bot/limits.ts';
import { wordsIn } from '../support/answers.ts';
import { ATTEMPTS, key, published } from '../support/openid-attempts.ts';
import { type OpenId, claimsFor, signed, startOpenId } from '../support/openid.ts';
import { PERSONAL } from '../support/places.ts';
import { type Program, type Workplace, startProgram, workplace } from '../support/program.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type Teams, playTeams } from '../support/teams.ts';
import { quietRegion } from './scenario.ts';

const SERVICE = 'http://127.0.0.1:1/emea/';
const CARD = { conversationId: 'a:1', activityId: '1' };
const { youth, adult } = PEOPLE;

describe('The program on the internet', function () {
  this.timeout(60_000);

  let openId: OpenId;
  let place: Workplace;
  let program: Program;
  let authorization: string;
  let teams: Teams;

  before(async () => {
    openId = await startOpenId(...published());
    place = workplace(quietRegion());
    program = await startProgram(place, { ...openId.environment, MicrosoftAppType: 'UserAssignedMSI' });
    authorization = `Bearer ${await signed(claimsFor(SERVICE), key)}`;
    teams = playTeams({ botUrl: program.botUrl, serviceUrl: SERVICE, headers: { authorization } });
  });
  after(async () => {
    await program.stop('SIGTERM');
    place.remove();
    await openId.close();
  });

  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(program.botUrl, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  const asked: readonly [string, () => Promise<Response>, number][] = [
    ['that it lives', () => fetch(`${program.url}/healthz`), 200],
    ['that it is ready', () => fetch(`${program.url}/readyz`), 200],
    ['that a calendar is not there', () => fetch(`${program.url}/agenda/x.ics`), 404],
    ['that there is nothing here', () => fetch(`${program.url}/wp-login.php`), 404],
    ['that it does not know the caller', () => post('{}'), 401],
    ['that this is no activity', () => post('{}', { authorization }), 400],
    ['that this is too much', () => post('x'.repeat(256 * 1024 + 1), { authorization }), 413],
  ];
  for (const [what, ask, status] of asked)
    it(`says ${what} with headers for a browser, and not what it is made of`, async () => {
      const { status: answered, headers } = await ask();
      assert.equal(answered, status);
      assert.equal(headers.get('content-security-policy'), "default-src 'none';frame-ancestors 'none'");
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN');
      assert.match(headers.get('strict-transport-security') ?? '', /^max-age=\d{8}/);
      for (const telling of ['server', 'x-powered-by', 'via']) assert.equal(headers.get(telling), null);
    });

  it('reads no body of whoever has no token', async () => {
    assert.equal((await post('x'.repeat(256 * 1024 + 1))).status, 401);
  });

  it('slows a user down who sends more than anybody can press, and nobody else', async () => {
    const answers = [];
    for (let count = 0; count <= LIMITS.user.points; count += 1)
      answers.push(await teams.execute(youth, PERSONAL, CARD, 'show', { case: 'case/none' }));
    const words = answers.map(wordsIn);
    assert.ok(words.slice(0, -1).every((one) => one.includes('Deze casus bestaat niet')));
    assert.match(words.at(-1) ?? '', /te snel/);
    const other = await teams.execute(adult, PERSONAL, CARD, 'show', { case: 'case/none' });
    assert.match(wordsIn(other), /Deze casus bestaat niet/);
  });

  it('stays open for Teams in a flood of forged tokens from the same address', async () => {
    const forged = ATTEMPTS.find(({ what }) => what === 'a forged signature');
    const header = (await forged?.header(claimsFor(SERVICE))) ?? '';
    const statuses: number[] = [];
    const flood = async (): Promise<void> => {
      for (let count = 0; count < 100; count += 1)
        statuses.push((await post('{}', { authorization: header })).status);
    };
    const [, , , answer] = await Promise.all([
      flood(),
      flood(),
      flood(),
      teams.execute(adult, PERSONAL, CARD, 'show', { case: 'case/none' }),
    ]);
    assert.match(wordsIn(answer), /Deze casus bestaat niet/);
    assert.deepEqual([...new Set(statuses)].sort(), [401, 429]);
    const after = await teams.execute(adult, PERSONAL, CARD, 'show', { case: 'case/none' });
    assert.match(wordsIn(after), /Deze casus bestaat niet/);
    const lines = program.log.filter(({ msg }) => String(msg).startsWith('not authenticated'));
    assert.ok(lines.length <= LIMITS.refused.points + 1, `${lines.length} lines`);
  });
});
