import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { DocumentStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { cardIn, wordsIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { ATTEMPTS, key, published } from '../support/openid-attempts.ts';
import { type OpenId, claimsFor, signed, startOpenId } from '../support/openid.ts';
import { type User, user } from '../support/places.ts';
import { type Program, runToEnd, startProgram } from '../support/program.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type Teams, playTeams } from '../support/teams.ts';
import { isQuiet, storedState } from '../torture/stored-state.ts';
import { type PostedCase, type Scenario, startScenario } from './scenario.ts';

const APP_TYPES: readonly [Readonly<Record<string, string>>, User][] = [
  [{ MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'not-a-secret' }, PEOPLE.youth],
  [{ MicrosoftAppType: 'UserAssignedMSI' }, PEOPLE.municipal],
];

for (const [appType, claimer] of APP_TYPES)
  describe(`Who may call ${appType.MicrosoftAppType}`, function () {
    this.timeout(60_000);

    let openId: OpenId;
    let scenario: Scenario;
    let posted: PostedCase;
    let store: DocumentStore;

    before(async () => {
      openId = await startOpenId(...published());
      scenario = await startScenario();
      posted = await scenario.announce();
      await scenario.program.stop('SIGTERM');
      store = openSqliteStore({ directory: scenario.place.dataDir });
    });
    after(async () => {
      await store.close();
      await scenario.close();
      await openId.close();
    });

    /** The program as it runs for real, once everything was sent and nothing is due. */
    const required = async (): Promise<Program> => {
      const started = await startProgram(scenario.place, { ...openId.environment, ...appType });
      while (!isQuiet(await storedState(store), Date.now())) await started.next('sweep done');
      return started;
    };

    const claims = (): ReturnType<typeof claimsFor> => claimsFor(scenario.connector.serviceUrl);
    const right = async (): Promise<string> => `Bearer ${await signed(claims(), key)}`;

    describe('is', () => {
      let program: Program;
      const teams = (authorization?: string): Teams =>
        playTeams({
          botUrl: program.botUrl,
          serviceUrl: scenario.connector.serviceUrl,
          ...(authorization !== undefined && { headers: { authorization } }),
        });
      const claiming = (authorization?: string, who = claimer) =>
        teams(authorization).press(who, posted.thread, scenario.connector.shown(posted.posted), 'Ik ga mee');

      before(async () => {
        program = await required();
      });
      after(() => program.stop('SIGTERM'));

      for (const { what, header, status, code } of ATTEMPTS) {
        it(`not ${what}`, async () => {
          const before = await storedState(store);
          const refused = program.next('not authenticated');
          const answer = await claiming(await header(claims()));
          assert.deepEqual([answer.status, answer.body], [status, undefined]);
          assert.equal((await refused).code, code);
          assert.deepEqual(await storedState(store), before);
        });
      }

      it('not an activity that says it comes from another channel, whose clients say themselves who they are', async () => {
        const before = await storedState(store);
        const authorization = await right();
        const { activity } = await claiming('');
        const answer = await teams(authorization).send({ ...activity, channelId: 'directline' });
        assert.equal(answer.status, 403);
        assert.deepEqual(await storedState(store), before);
      });

      const rawStatus = async (authorization: string | string[], body: string): Promise<number | undefined> =>
        new Promise((resolve, reject) => {
          const sent = request(program.botUrl, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
          });
          sent.setHeader('authorization', authorization);
          sent.once('response', (response) => {
            response.resume();
            resolve(response.statusCode);
          });
          sent.once('error', reject);
          sent.end(body);
        });

      it('not with several headers, nor with a huge one', async () => {
        const token = await right();
        const body = JSON.stringify((await claiming('')).activity);
        const before = await storedState(store);
        assert.equal(await rawStatus([token, 'Bearer x'], body), 401);
        assert.equal(await rawStatus(['Bearer x', token], body), 401);
        assert.equal(await rawStatus(`${token}${'x'.repeat(14_000)}`, body), 401);
        assert.equal(await rawStatus(`Bearer ${'x'.repeat(100_000)}`, body), 431);
        assert.deepEqual(await storedState(store), before);
      });

      it('a user of a foreign tenant is refused politely, and it is logged', async () => {
        const before = await storedState(store);
        const authorization = await right();
        const tenantId = '77777777-7777-4777-8777-777777777777';
        const foreigner = user(claimer.name, {
          aadObjectId: claimer.aadObjectId,
          tenantId,
          id: '29:foreign',
        });
        const logged = program.next('activity of an unknown person');
        const answer = await claiming(authorization, foreigner);
        assert.match(wordsIn(answer), /Ik ken u nog niet/);
        const { tenant, person } = await logged;
        assert.deepEqual([tenant, person], [tenantId, claimer.aadObjectId]);
        assert.deepEqual(await storedState(store), before);
      });

      it('Teams, with the right token', async () => {
        const before = await storedState(store);
        const seen = textOf(cardIn(await claiming(await right())));
        assert.match(seen, new RegExp(claimer.name));
        assert.notDeepEqual(await storedState(store), before);
      });

      it('and nothing of any token is in the log', () => {
        assert.ok(program.log.length > ATTEMPTS.length);
        assert.doesNotMatch(JSON.stringify(program.log), /eyJ|Bearer/);
      });
    });

    it('is not refused, but asked to come again, while the key server is away', async () => {
      openId.trouble = { status: 500 };
      const program = await required();
      const before = await storedState(store);
      const teams = playTeams({
        botUrl: program.botUrl,
        serviceUrl: scenario.connector.serviceUrl,
        headers: { authorization: await right() },
      });
      const answer = await teams.message(PEOPLE.police, posted.thread, 'casussen');
      assert.deepEqual([answer.status, answer.body], [503, undefined]);
      assert.equal((await program.logged('nobody can be authenticated now')).level, 50);
      // Whoever cannot be Teams is refused all the same.
      assert.equal(
        (
          await playTeams({ botUrl: program.botUrl, serviceUrl: 'http://127.0.0.1/' }).message(
            PEOPLE.police,
            posted.thread,
            'x',
          )
        ).status,
        401,
      );
      assert.deepEqual(await storedState(store), before);
      await program.stop('SIGTERM');
      openId.trouble = undefined;
    });

    it('is never anybody: without an app id the program does not start', async () => {
      const { dataDir, regionFile } = scenario.place;
      const { code, output } = await runToEnd({
        ...openId.environment,
        ...appType,
        MicrosoftAppId: '',
        DATA_DIR: dataDir,
        REGION_FILE: regionFile,
      });
      assert.equal(code, 78);
      assert.match(output, /^MicrosoftAppId is missing/m);
    });
  });
