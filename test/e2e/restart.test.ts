import assert from 'node:assert/strict';
import type { CaseDocument } from '../../src/case/document.ts';
import { cardIn } from '../support/answers.ts';
import { type Answers, textOf } from '../support/cards.ts';
import type { User } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import {
  CHANNEL,
  type PostedCase,
  REPORT,
  type Scenario,
  expectCalls,
  idIn,
  seen as seenNow,
  startScenario,
} from './scenario.ts';
import { storedCase } from './stored.ts';

const { police, youth, municipal, manager } = PEOPLE;

const STEPS: readonly (readonly [who: User, title: string, answers?: () => Answers])[] = [
  [youth, 'Ik ga mee'],
  [police, 'Besluit opslaan'],
  [police, 'Aanvulling opslaan'],
  [municipal, 'Ik ga mee'],
  [municipal, 'Planning opslaan'],
  [youth, 'Bezoek opslaan', seenNow],
  [municipal, 'School is ingelicht'],
  [youth, 'Terugkoppeling is gedaan'],
  [manager, 'Nummer opslaan', () => REPORT],
  [manager, 'Overgedragen en sluiten', () => ({ dossier: 'safeAtHome' })],
];

/** `kill -9`, a look at what was not recorded as sent, a new start, and exactly that being sent. */
const killAndRestart = async (scenario: Scenario, posted: PostedCase): Promise<CaseDocument> => {
  const { connector } = scenario;
  await scenario.program.stop('SIGKILL');
  const before = await storedCase(scenario, posted.id);
  await scenario.restart('SIGKILL');
  for (const message of before.outbox) {
    if (message.kind === 'sentForm') await connector.expectUpdate({ activityId: posted.form.activityId });
    else if (message.kind === 'call')
      posted.calledAnew(await connector.expectPersonal({ where: ({ to }) => to === message.to.name }));
    else if (message.kind === 'callCard')
      await connector.expectUpdate({ activityId: message.card.at.activity });
    else if (message.kind === 'card' && before.thread)
      await connector.expectUpdate({ activityId: posted.posted.activityId });
    else if (message.kind === 'card') posted.movedTo(await connector.expectThread({ text: 'HGV-' }));
    else assert.fail(`${message.kind} was not in flight`);
  }
  await scenario.program.next('sweep done');
  return before;
};

describe('kill -9', function () {
  this.timeout(120_000);

  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await startScenario();
  });

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  it('after any step loses nothing, and sends nothing twice but what was in flight', async () => {
    const posted = await scenario.announce();
    await killAndRestart(scenario, posted);
    for (const [who, title, answers] of STEPS) {
      const seen = await posted.press(who, title, answers?.());
      const kept = await killAndRestart(scenario, posted);
      // The first step of the consultation has a remark on top, for whoever recorded it only.
      if (title === 'Besluit opslaan') assert.ok(textOf(seen).endsWith(textOf(posted.card())));
      else
        assert.equal(textOf(posted.card()), textOf(seen), `after ${title} everybody sees what was answered`);
      assert.ok(
        kept.log.some(({ by }) => by?.name === who.name),
        `${title} is in the log`,
      );
    }
    assert.match(textOf(posted.card()), /gesloten/);
  });

  it('before the case card was taken by Teams posts it after the restart, once', async () => {
    const { connector, teams } = scenario;
    const asked = await teams.message(police, CHANNEL, 'nieuw');
    const form = await connector.expectReply({ thread: asked });
    // Never released: the call dies with the program, and Teams never took the message.
    const script = connector.answerNext(({ kind }) => kind === 'thread', { hang: true });
    const sent = await teams.press(police, asked.place, connector.shown(form), 'Versturen', {
      reference: 'PL0100-2026123456',
    });
    assert.match(textOf(cardIn(sent)), /Verstuurd/);
    await script.met;
    await connector.expectUpdate({ activityId: form.activityId });
    // People are called whether or not there is a card in the channel.
    await expectCalls(connector);
    await scenario.program.stop('SIGKILL');
    const before = await storedCase(scenario, idIn(form));
    assert.ok(before.outbox.some(({ kind }) => kind === 'card'));
    await scenario.restart('SIGKILL');
    await connector.expectThread({ text: 'HGV-' });
    for (const message of before.outbox) {
      if (message.kind !== 'call') continue;
      await connector.expectPersonal({ where: ({ to }) => to === message.to.name });
    }
    if (before.outbox.some(({ kind }) => kind === 'sentForm')) {
      await connector.expectUpdate({ activityId: form.activityId });
    }
    await scenario.program.next('sweep done');
  });

  it('answers a resend of what it carried out before in the same way, and acts once', async () => {
    const posted = await scenario.announce();
    const answer = await posted.try(youth, 'Ik ga mee');
    await scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
    await killAndRestart(scenario, posted);
    const again = await scenario.teams.resend(answer);
    assert.deepEqual(cardIn(again), cardIn(answer));
    const { log } = await scenario.program.stop('SIGKILL').then(() => storedCase(scenario, posted.id));
    assert.equal(log.filter(({ event }) => event.type === 'SlotClaimed').length, 1);
    await scenario.restart('SIGKILL');
  });
});
