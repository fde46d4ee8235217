import assert from 'node:assert/strict';
import { DAY } from '../../src/core/time.ts';
import type { Received } from '../support/inbox.ts';
import { type User, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type SmsService, startSms } from '../support/sms.ts';
import { TROUBLE } from '../support/trouble.ts';
import { dateAndTime, wallClock } from '../support/wall-clock.ts';
import { NO_WEEKENDS, type RosterDesk, seenIn, startRoster } from './rosters.ts';
import { CHANNEL } from './scenario.ts';
import { storedRoster } from './stored.ts';
import { FOR_EVER, MOBILES, TROUBLED, always, arrived, mobileOf, trouble, troubleAll } from './troubled.ts';

const { youth, planner, manager } = PEOPLE;

const TEST = 'Bereikbaarheidstest';
const CHANGED = 'Uw piketdienst in Hoogeveen is veranderd';
const YES = 'Ja, ik ben bereikbaar';

/** A week from now, on whatever day this runs. */
const { date: NEXT_WEEK } = dateAndTime(Date.now() + 7 * DAY);
const DUTY = { from: `${NEXT_WEEK}T10:00`, to: `${NEXT_WEEK}T18:00` };

const BLOCKED = always(TROUBLE.writesBlocked);

describe('A message about the roster that Teams does not take, with a loopback SMS service', function () {
  this.timeout(120_000);

  let sms: SmsService;
  let desk: RosterDesk;

  /** Text messages are signed with the real time, so the clock is real; nobody is missed, whatever day it is. */
  const begin = async (
    more: readonly string[],
    mobiles: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = sms.environment,
  ): Promise<void> => {
    const people = more.map((name) => ({ name, role: 'jeugd-mw' }));
    const options = { onCall: ['jeugd-mw'], serviceHours: NO_WEEKENDS, more: people, mobiles };
    desk = await startRoster(options, env, wallClock());
  };

  beforeEach(async () => {
    sms = await startSms();
  });

  afterEach(async () => {
    await desk.scenario.close();
    desk.scenario.connector.assertNothingElse();
    await sms.close();
  });

  const posted = (who: User, text: string): Promise<Received> =>
    desk.scenario.connector.expectThread({
      channel: CHANNEL.channel,
      text,
      where: ({ activity }) => activity.text === `<at>${who.name}</at>`,
    });

  it('takes the next way, in order: 1:1, a new post with a mention, a text message; each gets it once', async () => {
    await begin(
      TROUBLED.map(({ name }) => name),
      MOBILES,
    );
    const { connector } = desk.scenario;
    for (const { name } of TROUBLED) await desk.puts({ who: user(name), ...DUTY });
    const everybodyIsReached = troubleAll(connector, sms, TEST, 'thread');
    const asked = await desk.asks(planner, 'bereikbaar', 'De test is verstuurd');
    await everybodyIsReached({
      personal: (member) => connector.expectPersonal({ member, text: TEST }),
      mention: (who) => posted(who, TEST),
      text: (who) => sms.expectText({ to: mobileOf(who), withinMs: 30_000 }),
    });
    const words = 'Eerder Erbij: het piketrooster vraagt uw aandacht in Teams';
    for (const text of sms.texts) assert.equal(text.words, words, 'nameless');
    const { words: overview } = await desk.presses(planner, asked, 'Kijk opnieuw');
    assert.doesNotMatch(overview, /Niet bereikt/, 'everybody was reached, in some way');
    const log = JSON.stringify(desk.scenario.program.log);
    for (const secret of [...Object.values(MOBILES), ...TROUBLED.map(({ name }) => name)])
      assert.ok(!log.includes(secret), secret);
  });

  it('counts the answer on a post in the channel, of whoever it is for', async () => {
    const frank = user('Frank Geblokkeerd');
    await begin([frank.name], {});
    const { connector } = desk.scenario;
    trouble(connector, frank, 'personal', CHANGED, TROUBLE.notInRoster);
    trouble(connector, frank, 'personal', TEST, TROUBLE.notFound);
    const roster = await desk.asks(planner);
    await desk.saves(roster, { who: frank, ...DUTY });
    await posted(frank, CHANGED);
    const asked = await desk.asks(planner, 'bereikbaar', 'De test is verstuurd');
    const test = seenIn(await posted(frank, TEST));
    const { words: refused } = await desk.presses(manager, test, YES);
    assert.match(refused, /U bent niet gevraagd voor deze test/);
    const silent = await desk.presses(planner, asked, 'Kijk opnieuw');
    assert.match(silent.words, /nog geen antwoord[^]*Frank Geblokkeerd/);
    assert.match((await desk.presses(frank, test, YES)).words, /✔ Dank u, u bent bereikbaar/);
    const proven = await desk.presses(planner, asked, 'Kijk opnieuw');
    assert.match(proven.words, /✔ Iedereen is bereikbaar[^]*✔ Bereikbaar\nFrank Geblokkeerd/);
  });

  for (const [why, mobiles, refusal, env] of [
    ['there is no number', {}, undefined, true],
    ['the number is refused', MOBILES, { recipient: 400, times: FOR_EVER }, true],
    ['text messages are not configured', MOBILES, undefined, false],
  ] as const) {
    it(`says who cannot be reached in any way: ${why}`, async () => {
      await begin([], mobiles, env ? sms.environment : {});
      const { scenario } = desk;
      await desk.puts({ who: youth, ...DUTY });
      trouble(scenario.connector, youth, 'personal', TEST, BLOCKED);
      const last = trouble(scenario.connector, youth, 'thread', TEST, BLOCKED);
      const refused = refusal && sms.answerNext({ ...refusal, to: mobileOf(youth) });
      const asked = await desk.asks(planner, 'bereikbaar', 'De test is verstuurd');
      await (refused ?? last).met;
      await scenario.program.logged('message could not be delivered anywhere');
      await scenario.program.next('sweep done');
      const { words } = await desk.presses(planner, asked, 'Kijk opnieuw');
      assert.match(words, /⚠ Niet bereikt: het bericht kwam niet aan\nJoke Jeugd/);
      assert.deepEqual([arrived(scenario.connector, youth, TEST), sms.texts], [[], []]);
      await scenario.program.stop('SIGTERM');
      const { outbox, state } = await storedRoster(scenario);
      assert.deepEqual(outbox, []);
      assert.deepEqual(
        state.reach.map(({ undeliverable, provenAt }) => [undeliverable, provenAt]),
        [[true, undefined]],
      );
    });
  }
});

describe('A gap in the roster of which its planner cannot be told', function () {
  this.timeout(60_000);

  it('is told to the manager at once, and to nobody twice', async () => {
    const words = 'gaten in het piketrooster';
    const desk = await startRoster({ onCall: ['jeugd-mw'] }, {}, undefined, ({ connector }) => {
      trouble(connector, planner, 'personal', words, BLOCKED);
      trouble(connector, planner, 'thread', words, BLOCKED);
    });
    const { scenario } = desk;
    await scenario.connector.expectPersonal({ member: manager, text: `2 ${words}` });
    for (let sweep = 0; sweep < 3; sweep += 1) await scenario.program.next('sweep done');
    assert.deepEqual(arrived(scenario.connector, planner, words), []);
    await scenario.close();
    scenario.connector.assertNothingElse();
  });
});
