import assert from 'node:assert/strict';
import { cardIn, wordsIn } from '../support/answers.ts';
import { actionTitles, textOf } from '../support/cards.ts';
import type { Received } from '../support/inbox.ts';
import { type MessageRef, PERSONAL, type User, user } from '../support/places.ts';
import type { ShownCard } from '../support/teams.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type PostedCase, type Scenario, expectConsultation, startScenario } from './scenario.ts';

const { police, youth, municipal, safeAtHome, manager, adult } = PEOPLE;

/** The clock is real here; seconds stand for minutes. */
const IN_SECONDS = { chaseAfter: 'PT2S', recordWithin: 'PT1H' };

const COLLEAGUE = 'Gerda Gemeente';
const colleague = user(COLLEAGUE);

describe('The consultation over HTTP, with a Bot Connector that allows no surprises', function () {
  this.timeout(60_000);

  let scenario: Scenario;
  let posted: PostedCase;

  const begin = async (policy: Readonly<Record<string, string>>): Promise<void> => {
    scenario = await startScenario({ policy, more: [{ name: COLLEAGUE, role: 'veilig-opgroeien' }] });
    posted = await scenario.announce();
  };

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  /** Answers a call on the card of that call, as it was sent or as it is shown after an answer. */
  const answer = async (
    who: User,
    call: ShownCard,
    title: string,
  ): Promise<ShownCard & { words: string }> => {
    const card = cardIn(await scenario.teams.press(who, PERSONAL, call, title));
    // The message itself shows it too, wherever else the person looks.
    await Promise.all([redrawn(), redrawnFor(who, call)]);
    return { ...call, card, words: textOf(card) };
  };
  const redrawn = (): Promise<Received> =>
    scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
  /** Every card with which somebody was called in this consultation. */
  const redrawnFor = (who: User, call: MessageRef): Promise<unknown> => {
    const first = posted.calls.find(({ to }) => to === who.name);
    const cards = new Set([call.activityId, ...(first ? [first.activityId] : [])]);
    return Promise.all([...cards].map((activityId) => scenario.connector.expectUpdate({ activityId })));
  };
  const called = (member: User, text: string | RegExp): Promise<Received> =>
    scenario.connector.expectPersonal({ member, text });
  const sweepsPass = async (count: number): Promise<void> => {
    for (let sweep = 0; sweep < count; sweep += 1) await scenario.program.next('sweep done');
  };
  const othersCome = async (): Promise<void> => {
    for (const who of [police, safeAtHome, youth]) await answer(who, posted.callOf(who), 'Ik kom');
  };

  it('chases the one organisation that is silent: again, its next person, its manager, each once', async () => {
    await begin(IN_SECONDS);
    await othersCome();
    assert.match(textOf(posted.card()), /… Gemeente: gevraagd \(Gea Gemeente\)/);
    await Promise.all([called(municipal, 'We vragen het nog een keer'), redrawn()]);
    await Promise.all([called(colleague, 'U bent gevraagd namens Gemeente'), redrawn()]);
    const [toManager] = await Promise.all([called(manager, 'Van Gemeente is nog niemand'), redrawn()]);
    assert.match(textOf(posted.card()), /✖ Gemeente: nog niemand/);
    // Nothing follows the manager: the time of two more steps passes without a message.
    await sweepsPass(5);
    assert.match((await answer(manager, toManager, 'Ik regel het')).words, /✔ U regelt dat er iemand komt/);
    assert.match(textOf(posted.card()), /➜ Gemeente: wordt geregeld door Mara Manager/);
  });

  for (const title of ['Ik kom', 'Ik ben er'] as const) {
    it(`stops the chase when it answers "${title}"`, async () => {
      await begin(IN_SECONDS);
      await othersCome();
      const [again] = await Promise.all([called(municipal, 'We vragen het nog een keer'), redrawn()]);
      if (title === 'Ik kom') await answer(municipal, again, title);
      else {
        await posted.press(municipal, title);
        await redrawnFor(municipal, again);
      }
      assert.match(textOf(posted.card()), /Gemeente: (komt|is erbij) \(Gea Gemeente\)/);
      await sweepsPass(5);
    });
  }

  it('asks a colleague of the same role for whoever cannot come', async () => {
    await begin({});
    const declined = answer(municipal, posted.callOf(municipal), 'Ik kan niet');
    const [{ words }, substitute] = await Promise.all([
      declined,
      called(colleague, 'U bent gevraagd namens Gemeente'),
    ]);
    assert.match(words, /U kunt niet\. We zoeken iemand anders/);
    const coming = await answer(colleague, substitute, 'Ik kom');
    assert.match(coming.words, /✔ U komt/);
    assert.match(textOf(posted.card()), /➜ Gemeente: komt \(Gerda Gemeente\)/);
    assert.match((await answer(colleague, coming, 'Ik ben er')).words, /✔ U bent erbij/);
    assert.match(textOf(posted.card()), /✔ Gemeente: is erbij \(Gerda Gemeente\)/);
  });

  it('counts whoever comes without having been called, of any organisation that consults', async () => {
    await begin({});
    await posted.press(colleague, 'Ik ben er');
    assert.match(textOf(posted.card()), /✔ Gemeente: is erbij \(Gerda Gemeente\)/);
    assert.match(textOf(cardIn(await posted.try(colleague, 'Ik ben er'))), /Dit is al vastgelegd/);
    await posted.press(adult, 'Ik ben er');
    assert.match(textOf(posted.card()), /✔ Welzijn: is erbij \(Arie Volwassen\)/);
  });

  it('asks whoever made the pre-announcement for the outcome when nobody recorded it, once', async () => {
    await begin({ recordWithin: 'PT1S' });
    const [asked] = await Promise.all([called(police, 'Er is nog geen besluit'), redrawn()]);
    await sweepsPass(3);
    const { connector, teams } = scenario;
    const next = cardIn(await teams.press(police, PERSONAL, connector.shown(asked), 'Besluit opslaan'));
    assert.match(textOf(next), /^Het besluit is opgeslagen/);
    await redrawn();
    await Promise.all(posted.calls.map(({ activityId }) => connector.expectUpdate({ activityId })));
    assert.match(textOf(connector.shown(posted.callOf(youth)).card), /Besluit: Gaan binnen 24 uur/);
    const over = connector.shown(posted.callOf(youth)).card;
    assert.deepEqual(actionTitles(over), ['Overleg aanvullen', 'Aanvulling opslaan', 'Toon de casus']);
    const late = await teams.execute(youth, PERSONAL, posted.callOf(youth), 'come', {
      case: posted.id,
      meeting: 1,
    });
    assert.match(textOf(cardIn(late)), /Dit overleg is al geweest/);
  });

  it('holds a second consultation on the same case and keeps the first', async () => {
    await begin({});
    await posted.press(police, 'Besluit opslaan');
    const { connector } = scenario;
    await posted.press(safeAtHome, 'Nieuw overleg starten');
    const calls = await expectConsultation(connector, posted.posted);
    assert.match(textOf(posted.card()), /Overleg 2 nu in de vaste ruimte/);
    const twice = await scenario.teams.execute(youth, posted.thread, posted.posted, 'begin', {
      case: posted.id,
    });
    assert.match(textOf(cardIn(twice)), /Het overleg is al begonnen/);
    await posted.try(youth, 'Besluit opslaan', { exceptional: true });
    await redrawn();
    await Promise.all(calls.map(({ activityId }) => connector.expectUpdate({ activityId })));
    const words = textOf(posted.card());
    assert.match(words, /Uitzondering\nVeilig Thuis gaat mee/);
    assert.match(words, /○ Veilig Thuis: nog open/);
    assert.match(words, /Eerder overleg\n.*Gaan binnen 24 uur/);
  });

  it('ignores a consultation number that is not there, and never lets a card say who answers', async () => {
    await begin({});
    const { teams } = scenario;
    const data = { case: posted.id, meeting: 7, to: municipal, who: municipal };
    const old = cardIn(await teams.execute(adult, posted.thread, posted.posted, 'come', data));
    assert.match(textOf(old), /Dit overleg is al geweest[^]*… Gemeente: gevraagd/);
    const { meeting: _none, ...now } = data;
    const refused = cardIn(await teams.execute(adult, posted.thread, posted.posted, 'decline', now));
    assert.match(textOf(refused), /U bent niet gevraagd voor dit overleg[^]*… Gemeente: gevraagd/);
    const stranger = await teams.execute(user('Onbekend'), posted.thread, posted.posted, 'come', data);
    assert.match(wordsIn(stranger), /Ik ken u nog niet/);
  });
});
