import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DIALOG_COMMAND } from '../../src/bot/dialog.ts';
import { cardIn, dialogIn } from '../support/answers.ts';
import { inputsFor, textOf } from '../support/cards.ts';
import type { Received } from '../support/inbox.ts';
import { PERSONAL } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { CHANNEL, REFERENCE, type Scenario, expectConsultation, startScenario } from './scenario.ts';
import { TROUBLE } from '../support/trouble.ts';

const { police, youth } = PEOPLE;

/** Planted: none of it may ever be seen again. */
const PLANTED = {
  name: 'Xantippe Kowalczyk',
  phone: '06-48151623',
  bsn: '123456782',
  email: 'xantippe@voorbeeld.example',
  postcode: '7901 QX 42',
  birth: '12-03-1984',
};
const STORY = `Vrouw ${PLANTED.name} geb ${PLANTED.birth} bsn ${PLANTED.bsn} tel ${PLANTED.phone} ${PLANTED.email} woont ${PLANTED.postcode} in Hoogeveen, 3 kinderen, man dreigt met mes, tolk nodig`;
const STRINGS = [...Object.values(PLANTED), 'Xantippe', 'Kowalczyk', '48151623'];

const valuesIn = ({ card }: Pick<Received, 'card'>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    inputsFor(card ?? assert.fail('no card'), 'Versturen').map(({ id, value }) => [String(id), value]),
  );

describe('What somebody types about a person', function () {
  this.timeout(60_000);

  let scenario: Scenario;

  before(async () => {
    scenario = await startScenario();
    const { teams, connector } = scenario;
    const posted = await teams.message(police, CHANNEL, 'help');
    await connector.expectReply({ thread: posted, text: 'nieuw' });
  });

  after(async () => {
    const { place, program, connector } = scenario;
    const files = readdirSync(place.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    assert.ok(files.length > 0);
    const [log, sent] = [JSON.stringify(program.log), JSON.stringify(connector.received)];
    for (const planted of STRINGS) {
      assert.ok(!files.some((file) => file.includes(planted)), `${planted} is in the store`);
      assert.ok(!log.includes(planted), `${planted} is in the log`);
      assert.ok(!sent.includes(planted), `${planted} was sent`);
    }
    // The same search does find what is there.
    assert.ok(sent.includes(REFERENCE) && files.some((file) => file.includes(REFERENCE)));
    await scenario.close();
    connector.assertNothingElse();
  });

  it('opens the form 1:1, with what could be read safely, and says nothing in the channel', async () => {
    const { teams, connector } = scenario;
    await teams.message(police, CHANNEL, `nieuw ${STORY}`);
    const form = await connector.expectPersonal({ member: police, text: /Verwijder uw bericht/ });
    assert.match(textOf(form.card ?? {}), /DIRECT GEVAAR/);
    const { reference, children, danger, risk, interpreter } = valuesIn(form);
    assert.deepEqual([reference, children, danger, risk, interpreter], ['', 3, 'true', 'weapon', 'true']);
    assert.ok(!connector.received.some(({ kind, order }) => kind === 'reply' && order > form.order));
  });

  it('the form that was opened so can be sent', async () => {
    const { teams, connector } = scenario;
    await teams.message(police, CHANNEL, 'dhr Jansen slaat zijn vrouw, geen kinderen');
    const form = await connector.expectPersonal({ member: police });
    assert.equal(valuesIn(form).children, 0);
    const sent = await teams.press(police, PERSONAL, connector.shown(form), 'Versturen', {
      reference: REFERENCE,
    });
    assert.match(textOf(cardIn(sent)), /Verstuurd/);
    const posted = await connector.expectThread({ channel: CHANNEL.channel, text: 'HGV-' });
    await expectConsultation(connector, posted);
    await connector.expectUpdate({ activityId: form.activityId, text: 'Verstuurd' });
  });

  it('opens nothing twice when Teams sends the message again', async () => {
    const { teams, connector } = scenario;
    const first = await teams.message(police, CHANNEL, STORY);
    await connector.expectPersonal({ member: police, text: 'Vooraankondiging' });
    const before = connector.received.length;
    const again = await teams.resend(first);
    assert.equal(again.status, 200);
    assert.equal(connector.received.length, before);
  });

  it('answers in the own chat with the form', async () => {
    const { teams, connector } = scenario;
    const first = await teams.message(police, PERSONAL, STORY);
    const form = await connector.expectPersonal({ member: police, text: /Gebruik dit formulier/ });
    await teams.resend(first);
    const again = await connector.expectPersonal({ member: police });
    assert.deepEqual(again.card, form.card);
  });

  it('tells whoever may not announce how to go on, 1:1', async () => {
    const { teams, connector } = scenario;
    await teams.message(youth, CHANNEL, `casus ${PLANTED.name}`);
    await connector.expectPersonal({ member: youth, text: /Verwijder uw bericht.*"help"/ });
    await teams.message(youth, PERSONAL, PLANTED.phone);
    await connector.expectPersonal({ member: youth, text: /Verwijder uw bericht.*"help"/ });
  });

  it('says one sentence in the thread when there is no 1:1', async () => {
    const { teams, connector } = scenario;
    for (const [who, word] of [
      [police, 'nieuw'],
      [youth, 'help'],
    ] as const) {
      const blocked = connector.answerNext(({ kind }) => kind === 'personal', TROUBLE.writesBlocked);
      const posted = await teams.message(who, CHANNEL, STORY);
      await connector.expectReply({
        thread: posted,
        text: new RegExp(`^Zet hier geen gegevens van personen\\. Verwijder uw bericht\\. Typ "${word}"`),
      });
      blocked.release();
    }
  });

  it('takes the name of a colleague where a command asks for it, and nothing else of a person', async () => {
    const { teams, connector } = scenario;
    const acted = await teams.message(youth, CHANNEL, 'als Gea Gemeente');
    await connector.expectReply({ thread: acted, text: 'Gea Gemeente is:' });
    const stopped = await teams.message(youth, CHANNEL, 'als mijzelf');
    await connector.expectReply({ thread: stopped, text: 'weer als uzelf' });
    await teams.message(youth, CHANNEL, `als Gea ${PLANTED.phone}`);
    await connector.expectPersonal({ member: youth, text: /Verwijder uw bericht/ });
  });

  it('of somebody opens the form on that message, with what could be read safely and nothing else', async () => {
    const { teams } = scenario;
    const on = await teams.message(youth, CHANNEL, 'casussen');
    await scenario.connector.expectReply({ thread: on });
    const html = `<p>${STORY.replaceAll(', ', ',</p><p data-who="Xantippe">')}</p>`;
    const opened = await teams.fetchTask(police, CHANNEL, DIALOG_COMMAND, 'message', { on, html });
    const { card } = dialogIn(opened);
    const { reference, children, danger, risk, interpreter } = valuesIn({ card });
    assert.deepEqual([reference, children, danger, risk, interpreter], ['', 3, 'true', 'weapon', 'true']);
    assert.match(textOf(card), /Laat het bericht dan verwijderen/);
    for (const planted of STRINGS) assert.ok(!JSON.stringify(opened.body).includes(planted), planted);

    const nothing = { on, html: '<p>Kan iemand mij bellen?</p>' };
    const empty = dialogIn(await teams.fetchTask(police, CHANNEL, DIALOG_COMMAND, 'message', nothing));
    assert.doesNotMatch(textOf(empty.card), /overgenomen/);
  });

  it('opens the form at once on a message that is nothing but opened tags', async () => {
    const on = scenario.connector.received.find(({ kind }) => kind === 'reply') ?? assert.fail();
    const before = performance.now();
    const html = '<'.repeat(200_000);
    dialogIn(await scenario.teams.fetchTask(police, CHANNEL, DIALOG_COMMAND, 'message', { on, html }));
    // Teams waits ten seconds, and nobody else is answered meanwhile; it took twice that before.
    assert.ok(performance.now() - before < 5_000);
  });

  it('takes no name behind a word that is a command in the own chat only', async () => {
    const { teams, connector } = scenario;
    for (const words of ['mensen van familie Yilmaz hebben ruzie', 'persoon mevrouw Pietersma is geslagen']) {
      await teams.message(youth, CHANNEL, words);
      await connector.expectPersonal({ member: youth, text: /Verwijder uw bericht/ });
    }
  });

  it('carries out what holds nothing of a person', async () => {
    const { teams, connector } = scenario;
    const asked = await teams.message(youth, CHANNEL, 'casussen');
    await connector.expectReply({ thread: asked, text: 'HGV-' });
  });

  it('refuses it in a field, marked, and does not show it again', async () => {
    const { teams, connector } = scenario;
    await teams.message(police, PERSONAL, 'nieuw');
    const form = await connector.expectPersonal({ member: police });
    const data = { reference: PLANTED.name, children: 2 };
    const card = cardIn(await teams.press(police, PERSONAL, connector.shown(form), 'Versturen', data));
    assert.match(textOf(card), /⚠ Hier lijken gegevens van een persoon te staan/);
    assert.ok(!JSON.stringify(card).includes('Xantippe'));
    const kept = inputsFor(card, 'Versturen').map(({ id, value }) => `${String(id)}=${String(value)}`);
    assert.ok(kept.includes('reference=') && kept.includes('children=2'));
  });
});
