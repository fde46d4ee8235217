import assert from 'node:assert/strict';
import { cardIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { PERSONAL } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { CALLED, type Scenario, startScenario } from './scenario.ts';

const { youth, municipal, manager, director } = PEOPLE;

/** The clock is real here; seconds stand for hours. */
const IN_SECONDS = { claimWithin: 'PT1S', ackWithin: 'PT2S', consultWithin: 'PT1H' };

describe('The ladder over HTTP, with periods of seconds', function () {
  this.timeout(60_000);

  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await startScenario({ policy: IN_SECONDS });
  });

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  it('pings who is on duty, then the manager, then the director, each once', async () => {
    const { connector } = scenario;
    const { posted } = await scenario.announce();
    const redrawn = () => connector.expectUpdate({ activityId: posted.activityId });
    const ping = { text: 'vraagt uw aandacht' };
    await Promise.all([
      connector.expectPersonal({ member: youth, ...ping }),
      connector.expectPersonal({ member: municipal, ...ping }),
      redrawn(),
    ]);
    await Promise.all([connector.expectPersonal({ member: manager, ...ping }), redrawn()]);
    await Promise.all([connector.expectPersonal({ member: director, ...ping }), redrawn()]);

    // Nothing follows the top of the ladder: three more sweeps come by without a message.
    await sweepsPass(scenario, 3);
  });

  it('stops when somebody takes it up, and shows who', async () => {
    const { connector, teams } = scenario;
    const { posted, card } = await scenario.announce();
    const ping = { text: 'vraagt uw aandacht' };
    const [toYouth, toMunicipal] = await Promise.all([
      connector.expectPersonal({ member: youth, ...ping }),
      connector.expectPersonal({ member: municipal, ...ping }),
      connector.expectUpdate({ activityId: posted.activityId }),
    ]);
    for (const [who, message] of [
      [youth, toYouth],
      [municipal, toMunicipal],
    ] as const) {
      const answer = await teams.press(who, PERSONAL, connector.shown(message), 'Ik pak dit op');
      assert.match(textOf(cardIn(answer)), /U pakt dit op/);
      await connector.expectUpdate({ activityId: posted.activityId });
    }
    assert.match(textOf(card()), /✋ Joke Jeugd pakt dit op/);
    await sweepsPass(scenario, 4);
  });

  it('takes a person Teams refuses by a mention in the thread', async () => {
    const { connector } = scenario;
    connector.answerNext(({ kind, member }) => kind === 'open' && member === youth.aadObjectId, {
      status: 403,
      body: { error: { code: 'MessageWritesBlocked', message: 'The bot is not installed' } },
      times: 2,
    });
    const others = CALLED.filter((one) => one !== youth);
    const { posted } = await scenario.announce({}, others);
    const called = await connector.expectReply({ thread: posted, text: /Joke Jeugd[^]*Overleg nu: casus/ });
    assert.equal(called.activity.entities?.[0]?.type, 'mention');
    await connector.expectPersonal({ member: municipal });
    const mention = await connector.expectReply({ thread: posted, text: /Joke Jeugd[^]*vraagt uw aandacht/ });
    assert.equal(mention.activity.entities?.[0]?.type, 'mention');
    await connector.expectUpdate({ activityId: posted.activityId });
    assert.ok(mention.card);
    assert.match(textOf(mention.card), /Toon de casus[^]*Casus HGV/, 'the case opens inside the message');
    await Promise.all([
      connector.expectPersonal({ member: manager }),
      connector.expectUpdate({ activityId: posted.activityId }),
    ]);
    await Promise.all([
      connector.expectPersonal({ member: director }),
      connector.expectUpdate({ activityId: posted.activityId }),
    ]);
  });
});

/** Sweeps come every second and say so; what they would send is sent within the next one. */
const sweepsPass = async ({ program }: Scenario, count: number): Promise<void> => {
  for (let sweep = 0; sweep < count; sweep += 1) await program.next('sweep done');
};
