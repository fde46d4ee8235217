import assert from 'node:assert/strict';
import { cardIn, dialogIn, lastWordsIn } from '../support/answers.ts';
import { type Piece, actionTitles, inputsFor, textOf } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';
import { PERSONAL, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { CHANNEL, REFERENCE, type Scenario, expectConsultation, startScenario } from './scenario.ts';

const { police, youth, planner } = PEOPLE;

const DIALOG = 'vooraankondiging';

describe('The pre-announcement', function () {
  this.timeout(60_000);

  let scenario: Scenario;

  before(async () => {
    scenario = await startScenario({ more: [{ name: 'Tweede Agent', role: 'politie' }] });
    const { teams, connector } = scenario;
    const posted = await teams.message(police, CHANNEL, 'help');
    await connector.expectReply({ thread: posted, text: /nieuw.*casussen/s });
  });

  after(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  const formIn = async (
    word: string,
    who = police,
  ): Promise<Awaited<ReturnType<Scenario['connector']['expectPersonal']>>> => {
    await scenario.teams.message(who, PERSONAL, word);
    return scenario.connector.expectPersonal({ member: who, text: 'Vooraankondiging' });
  };

  const caseAppears = async (): Promise<Piece> => {
    const { connector } = scenario;
    const posted = await connector.expectThread({ channel: CHANNEL.channel });
    await expectConsultation(connector, posted);
    return connector.shown(posted).card;
  };

  for (const word of ['nieuw', 'Vooraankondiging', 'MELDING', '  nieuw  ']) {
    it(`opens with "${word}" in personal chat`, async () => {
      const form = await formIn(word);
      assert.deepEqual(actionTitles(scenario.connector.shown(form).card), ['Versturen']);
    });
  }

  it('sends a routine case with at most six fields touched, from personal chat', async () => {
    const form = await formIn('nieuw');
    const touched = { reference: REFERENCE, children: 1 };
    assert.ok(Object.keys(touched).length <= 6);
    await scenario.teams.press(police, PERSONAL, scenario.connector.shown(form), 'Versturen', touched);
    assert.match(textOf(await caseAppears()), /1 kind/);
    await scenario.connector.expectUpdate({ activityId: form.activityId, text: 'Verstuurd' });
  });

  for (const context of ['compose', 'message'] as const) {
    it(`opens and sends as a dialog (${context})`, async () => {
      const { teams } = scenario;
      const opened = dialogIn(await teams.fetchTask(police, CHANNEL, DIALOG, context));
      const wrong = fillForm(opened.card, 'Versturen', { reference: 'de heer Jansen' }, { anyway: true });
      assert.equal(wrong.type, 'Action.Submit', 'a dialog knows no Action.Execute');
      const again = dialogIn(await teams.submitTask(police, CHANNEL, DIALOG, wrong.data, context));
      assert.match(textOf(again.card), /⚠ Hier lijken gegevens van een persoon te staan/);
      const { data } = fillForm(again.card, 'Versturen', { reference: REFERENCE, children: 0 });
      const sent = dialogIn(await teams.submitTask(police, CHANNEL, DIALOG, data, context));
      assert.match(textOf(sent.card), /Verstuurd: casus HGV/);
      assert.match(textOf(await caseAppears()), /Geen/);
    });
  }

  it('keeps what was typed, marks the wrong field and says what to do', async () => {
    const form = await formIn('nieuw');
    const refused = cardIn(
      await scenario.teams.press(police, PERSONAL, scenario.connector.shown(form), 'Versturen', {
        reference: REFERENCE,
        children: 3,
        incidentDate: '2099-12-31',
        help: 'yes',
      }),
    );
    assert.match(textOf(refused), /⚠ Dit moment is nog niet geweest/);
    const kept = inputsFor(refused, 'Versturen').map(({ id, value }) => [id, value]);
    for (const pair of [
      ['reference', REFERENCE],
      ['children', '3'],
      ['incidentDate', '2099-12-31'],
      ['help', 'yes'],
    ]) {
      assert.ok(
        kept.some(([id, value]) => id === pair[0] && String(value) === pair[1]),
        String(pair),
      );
    }
  });

  it('says "Bel 112 en Veilig Thuis" first when there is direct danger, also when a field is wrong', async () => {
    const form = await formIn('nieuw');
    const shown = scenario.connector.shown(form);
    const wrong = cardIn(
      await scenario.teams.press(police, PERSONAL, shown, 'Versturen', { reference: 'x', danger: true }),
    );
    assert.match(textOf(wrong), /^⚠ DIRECT GEVAAR\. Bel 112 en Veilig Thuis/);
    const right = { reference: REFERENCE, danger: true, children: 2 };
    const sent = cardIn(await scenario.teams.press(police, PERSONAL, shown, 'Versturen', right));
    assert.match(textOf(sent), /^⚠ DIRECT GEVAAR/);
    assert.match(textOf(await caseAppears()), /^⚠ DIRECT GEVAAR/);
    await scenario.connector.expectUpdate({ activityId: form.activityId });
    // Direct danger skips every waiting time: whoever has to act is called in the same moment.
    // One person per role was called; everybody else of those roles is pinged, and whoever may visit.
    for (const who of [youth, PEOPLE.municipal, user('Tweede Agent')]) {
      await scenario.connector.expectPersonal({ member: who, text: /DIRECT GEVAAR[^]*vraagt uw aandacht/ });
    }
  });

  it('can only be sent by the officer who opened it', async () => {
    const form = await formIn('nieuw');
    const other = user('Tweede Agent');
    const shown = scenario.connector.shown(form);
    const refused = cardIn(
      await scenario.teams.press(other, PERSONAL, shown, 'Versturen', { reference: REFERENCE }),
    );
    assert.match(textOf(refused), /Dit formulier is van Pim Politie/);
  });

  it('is not for other roles, and the answer says so', async () => {
    await scenario.teams.message(youth, PERSONAL, 'nieuw');
    await scenario.connector.expectPersonal({ member: youth, text: /hoort niet bij uw rol/ });
    assert.match(
      lastWordsIn(await scenario.teams.fetchTask(youth, CHANNEL, DIALOG)),
      /hoort niet bij uw rol/,
    );
  });

  it('opens one form for one message, also when Teams sends it again', async () => {
    const first = await scenario.teams.message(police, PERSONAL, 'nieuw');
    const form = await scenario.connector.expectPersonal({ member: police });
    await scenario.teams.resend(first);
    const again = await scenario.connector.expectPersonal({ member: police });
    assert.deepEqual(again.card, form.card);
  });

  it('does not let a planner link what is not a channel', async () => {
    await scenario.teams.message(planner, PERSONAL, 'koppel Hoogeveen');
    await scenario.connector.expectPersonal({ member: planner, text: 'Typ dit in het kanaal' });
  });
});
