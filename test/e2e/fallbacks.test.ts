import assert from 'node:assert/strict';
import { textOf } from '../support/cards.ts';
import type { Received } from '../support/inbox.ts';
import type { User } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type SmsService, startSms } from '../support/sms.ts';
import { type Call, TROUBLE, type Trouble } from '../support/trouble.ts';
import { type PostedCase, type Scenario, startScenario } from './scenario.ts';
import { storedCase } from './stored.ts';
import {
  FOR_EVER,
  MOBILES,
  TROUBLED,
  type TeamsWay,
  always,
  arrived,
  mobileOf,
  trouble,
  troubleAll,
} from './troubled.ts';

const { youth, municipal, manager, director } = PEOPLE;

const PING = 'vraagt uw aandacht';

/** That the time line can be seen. */
const TIMELINE = /vooraankondiging gedaan/;

/** The people who have to act are told after a second, and nobody climbs for an hour. */
const POLICY = { claimWithin: 'PT1S', consultWithin: 'PT1H', ackWithin: 'PT1H' };

describe('A ping that Teams does not take, over HTTP with a loopback SMS service', function () {
  this.timeout(120_000);

  let sms: SmsService;
  let scenario: Scenario;
  let posted: PostedCase;

  beforeEach(async () => {
    sms = await startSms();
  });

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
    await sms.close();
  });

  const redrawn = (): Promise<Received> =>
    scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
  const pinged = (member: User): Promise<Received> =>
    scenario.connector.expectPersonal({ member, text: PING });
  const mentioned = (who: User): Promise<Received> =>
    scenario.connector.expectReply({
      thread: posted.posted,
      text: PING,
      where: ({ activity }) => activity.text === `<at>${who.name}</at>`,
    });
  const texted = (who: User) => sms.expectText({ to: mobileOf(who), withinMs: 30_000 });
  const fails = (who: User, way: TeamsWay, what: Trouble) =>
    trouble(scenario.connector, who, way, PING, what);
  const unreachable = (who: User): void => {
    fails(who, 'personal', always(TROUBLE.writesBlocked));
    fails(who, 'reply', always(TROUBLE.notInRoster));
  };
  const sweepsPass = async (count: number): Promise<void> => {
    for (let sweep = 0; sweep < count; sweep += 1) await scenario.program.next('sweep done');
  };

  it('takes the next way, in order, and reaches everybody once', async () => {
    const more = TROUBLED.map(({ name }) => ({ name, role: 'jeugd-mw' }));
    scenario = await startScenario({ policy: POLICY, more, mobiles: MOBILES }, sms.environment);
    const everybodyIsReached = troubleAll(scenario.connector, sms, PING, 'reply');
    posted = await scenario.announce();
    const ways = { personal: pinged, mention: mentioned, text: texted };
    await Promise.all([redrawn(), pinged(youth), pinged(municipal), everybodyIsReached(ways)]);
    await sweepsPass(2);
    await posted.press(manager, 'Ik pak dit op');
    assert.match(textOf(posted.card()), TIMELINE);
    assert.doesNotMatch(textOf(posted.card()), /kwam niet aan/);
  });

  it('follows the case card to its new thread when the old one is gone', async () => {
    scenario = await startScenario({ policy: { ...POLICY, claimWithin: 'PT6S' } });
    const { connector } = scenario;
    posted = await scenario.announce();
    const old = posted.posted;
    fails(youth, 'personal', TROUBLE.writesBlocked);
    const isThere = ({ kind, conversationId, activityId }: Call): boolean =>
      (kind === 'update' && activityId === old.activityId) ||
      (kind === 'reply' && conversationId === old.conversationId);
    connector.answerNext(isThere, always(TROUBLE.notFound));
    posted.movedTo(await connector.expectThread({ text: 'HGV-' }));
    await Promise.all([mentioned(youth), pinged(municipal)]);
    await sweepsPass(2);
    assert.equal(arrived(connector, youth, PING).length, 1);
  });

  for (const [why, mobiles, refusal, env] of [
    ['there is no number', {}, undefined, true],
    ['the number is refused', MOBILES, { recipient: 400, times: FOR_EVER }, true],
    ['text messages are not configured', MOBILES, undefined, false],
  ] as const) {
    it(`goes to the next rung at once when nothing reaches somebody: ${why}`, async () => {
      scenario = await startScenario({ policy: POLICY, mobiles }, env ? sms.environment : {});
      if (refusal) sms.answerNext({ ...refusal, to: mobileOf(youth) });
      unreachable(youth);
      posted = await scenario.announce();
      await Promise.all([redrawn(), pinged(municipal)]);
      const [toManager] = await Promise.all([pinged(manager), redrawn()]);
      assert.match(textOf(toManager.card ?? {}), /Nog niet iedereen die op bezoek gaat is bekend/);
      // Only what did not reach anybody climbs: the other place waits for its hour.
      await sweepsPass(3);
      assert.deepEqual([arrived(scenario.connector, youth, PING), sms.texts], [[], []]);
      await posted.press(manager, 'Ik pak dit op');
      assert.match(textOf(posted.card()), /bericht aan Joke Jeugd kwam niet aan/);

      await scenario.program.stop('SIGTERM');
      const { log } = await storedCase(scenario, posted.id);
      const at = (type: string): number => log.findLast(({ event }) => event.type === type)?.at ?? NaN;
      assert.equal(at('RiskRaised'), at('PingUndeliverable'), 'in the same write');
    });
  }

  for (const [textFrom, texts] of [
    [0, [youth, manager]],
    [1, [manager]],
  ] as const) {
    it(`texts whoever leaves a ping on rung ${textFrom} or higher without an answer, when it climbs`, async () => {
      const { [municipal.name]: _none, ...mobiles } = MOBILES;
      const policy = { ...POLICY, ackWithin: 'PT5S' };
      scenario = await startScenario({ policy, textFrom, mobiles }, sms.environment);
      posted = await scenario.announce();
      await Promise.all([redrawn(), pinged(youth), pinged(municipal)]);
      assert.equal(sms.texts.length, 0, 'everybody has time to answer');
      await Promise.all([redrawn(), pinged(manager), ...texts.slice(0, -1).map(texted)]);
      await Promise.all([redrawn(), pinged(director), ...texts.slice(-1).map(texted)]);
      const words = /^Eerder Erbij: casus HGV-\d{4}-0001 vraagt uw aandacht in Teams$/;
      for (const { words: sent } of sms.texts) assert.match(sent, words, 'nameless');
      await sweepsPass(3);
      await posted.press(director, 'Ik pak dit op');
      assert.match(textOf(posted.card()), /bericht gestuurd aan Bert Bestuur, en een sms aan Mara Manager/);
    });
  }

  it('climbs no sooner when the text beside a message in Teams fails, and says nothing of numbers in its log', async () => {
    const policy = { ...POLICY, ackWithin: 'PT5S' };
    scenario = await startScenario({ policy, textFrom: 0, mobiles: MOBILES }, sms.environment);
    const refused = sms.answerNext({ recipient: 400, times: FOR_EVER });
    posted = await scenario.announce();
    await Promise.all([redrawn(), pinged(youth), pinged(municipal)]);
    await Promise.all([redrawn(), pinged(manager), refused.met]);
    await posted.press(manager, 'Ik pak dit op');
    await sweepsPass(4);
    assert.doesNotMatch(textOf(posted.card()), /kwam niet aan/);
    const log = JSON.stringify(scenario.program.log);
    for (const secret of [...Object.values(MOBILES), youth.name, 'HGV-', 'vraagt uw aandacht'])
      assert.ok(!log.includes(secret), secret);
  });
});
