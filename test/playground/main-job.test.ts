import assert from 'node:assert/strict';
import { choose, fill, inputOf, press, tabTo } from '../support/playground.ts';
import { ME } from '../support/playground-server.ts';
import { inPlayground } from '../support/playground-world.ts';
import { PEOPLE } from '../support/region-file.ts';

describe('The main job in the Agents Playground', function () {
  this.timeout(180_000);

  const world = inPlayground({
    // Every role, so that only the second one of the pair has to be played.
    roles: ['politie', 'veilig-thuis', 'veilig-opgroeien', 'jeugd-mw', 'amw', 'manager', 'planner'],
    others: Object.values(PEOPLE).slice(0, 5),
    at: '2026-11-24T10:00',
  });

  it('walks from a mention to a closed case', async () => {
    const { playground, keep, now, atRest } = world();
    await playground.goToChannel();
    await atRest();
    await playground.mentionBot('nieuw');
    const form = playground.card('Vooraankondiging');
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'PL0100-2026123456');
    await fill(form, 'Aantal kinderen', '2');
    await keep('1-vooraankondiging', form);
    await press(form, 'Versturen');
    await playground.card('Verstuurd: casus').first().waitFor();

    const theCase = playground.card(/Casus HGV-\d{4}-0001/).filter({ hasText: 'Wie gaat mee' });
    const shows = (text: string | RegExp): Promise<void> => theCase.filter({ hasText: text }).waitFor();
    const step = async (button: string, then: string | RegExp): Promise<void> => {
      await atRest();
      await press(theCase, button);
      await shows(then);
    };
    await shows('Stap 1 van 5');
    await shows('Overleg nu in de vaste ruimte');
    await atRest();
    await theCase.getByText('Deelnemen aan overleg', { exact: true }).waitFor();
    await keep('2-casus-gemeld', theCase);

    await playground.goToPersonalChat();
    const call = playground.card('Overleg nu: casus');
    await call.waitFor();
    await atRest();
    await call.getByText('Deelnemen aan overleg', { exact: true }).waitFor();
    await keep('15-oproep', call);
    await press(call, 'Ik kom');
    await call.filter({ hasText: '✔ U komt' }).waitFor();
    await atRest();
    await keep('16-oproep-ik-kom', call);
    await press(call, 'Ik ben er');
    await call.filter({ hasText: '✔ U bent erbij' }).waitFor();
    await playground.goToChannel();
    await shows(`✔ Politie: is erbij (${ME.name})`);
    await shows('… Veilig Thuis: gevraagd (Vera Veilig)');
    await atRest();
    await keep('17-wie-is-er', theCase);

    await playground.reply(playground.thread('Verstuurd'), 'als Gea');
    await playground.message('Gea Gemeente is: Veilig Opgroeien').waitFor();
    await step('Ik ga mee', '✔ Veilig Opgroeien: Gea Gemeente');
    await atRest();
    await playground.reply(playground.thread('Verstuurd'), 'als mijzelf');
    await playground.message('U handelt weer als uzelf').waitFor();
    await step('Ik ga mee', `✔ Jeugdmaatschappelijk werker: ${ME.name}`);
    await atRest();
    await press(theCase, 'Overleg vastleggen');
    await keep('3-overleg-vastleggen', theCase);
    await press(theCase, 'Besluit opslaan');
    await shows('Stap 2 van 5');
    await atRest();
    await press(theCase, 'Overleg aanvullen');
    await keep('18-overleg-aanvullen', theCase);
    await press(theCase, 'Aanvulling opslaan');
    await theCase.filter({ hasText: 'Vul het overleg aan' }).waitFor({ state: 'hidden' });

    await atRest();
    await keep('4-bezoek-regelen', theCase);
    await press(theCase, 'Bezoek plannen');
    await keep('5-bezoek-plannen', theCase);
    await press(theCase, 'Planning opslaan');
    await shows('Stap 3 van 5');

    await atRest();
    await press(theCase, 'Bezoek vastleggen');
    await choose(theCase, 'Hoe ging het', 'Gezien en gesproken');
    const { date, time } = now();
    await fill(theCase, 'Datum bezoek', date);
    await fill(theCase, 'Tijd bezoek', time);
    await choose(theCase, 'Zijn er veiligheidsafspraken gemaakt', 'Ja');
    await keep('6-bezoek-vastleggen', theCase);
    await press(theCase, 'Bezoek opslaan');
    await shows('Stap 4 van 5');

    await step('School is ingelicht', 'Ingelicht');
    await atRest();
    await keep('7-afronden', theCase);
    await press(theCase, 'Terugkoppeling');
    await press(theCase, 'Terugkoppeling is gedaan');
    await shows('Nog te doen: Formele melding registreren');
    await atRest();
    await press(theCase, 'Formele melding');
    await fill(theCase, 'Nummer van CORV of Veilig Thuis', 'CORV-2026-123456');
    await press(theCase, 'Nummer opslaan');
    await shows('Alles is klaar');
    await press(theCase, 'Casus sluiten');
    await choose(theCase, 'Waar is het dossier nu', 'Veilig Thuis');
    await press(theCase, 'Overgedragen en sluiten');
    await shows('Stap 5 van 5: gesloten');
    await atRest();
    await press(theCase, 'Tijdlijn');
    await keep('8-gesloten-tijdlijn', theCase);
    assert.deepEqual(playground.problems, []);
  });

  it('shows direct danger first, pings in the 1:1 chat, and what was taken up', async () => {
    const { playground, keep, atRest } = world();
    await playground.goToChannel();
    await atRest();
    await playground.mentionBot('nieuw');
    const form = playground.card('Referentie politie');
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'PL0100-2026654321');
    await playground.page.getByLabel('Ja, er is direct gevaar').check();
    await press(form, 'Versturen');
    const sent = playground.card('Verstuurd: casus').filter({ hasText: 'DIRECT GEVAAR' });
    await sent.waitFor();
    await atRest();
    await keep('9-direct-gevaar-verstuurd', sent);
    await keep(
      '10-direct-gevaar',
      playground.card(/Casus HGV-\d{4}-0002/).filter({ hasText: 'Wie gaat mee' }),
    );

    await playground.goToPersonalChat();
    const ping = playground.card('vraagt uw aandacht');
    await ping.waitFor();
    await atRest();
    await keep('11-bericht', ping);
    await press(ping, 'Ik pak dit op');
    const taken = playground.card('U pakt dit op');
    await taken.waitFor();
    await keep('12-opgepakt', taken);
  });

  it('lists the open cases and opens the form with the mistakes marked', async () => {
    const { playground, keep, atRest } = world();
    await atRest();
    await playground.say('casussen');
    const list = playground.card('Open casussen: 1');
    await list.waitFor();
    await atRest();
    await keep('13-casussen', list);
    await atRest();
    await playground.say('nieuw');
    const form = playground.card('Referentie politie');
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'mevrouw Jansen');
    await press(form, 'Versturen');
    const marked = playground.card('Hier lijken gegevens van een persoon te staan');
    await marked.waitFor();
    await keep('14-fout-in-formulier', marked);
  });

  it('opens the form as a dialog from the compose box', async () => {
    const { playground, atRest } = world();
    const dialog = await playground.openMessageExtension('vooraankondiging');
    const form = playground.card('Vooraankondiging', dialog);
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'PL0100-2026777777');
    await press(form, 'Versturen');
    await dialog.getByText(/Verstuurd: casus HGV-\d{4}-0003/).waitFor();
    await playground.closeDialog();
  });

  it('opens the form on a message, with what can be read there safely', async () => {
    const { playground, atRest, keep } = world();
    await playground.goToChannel();
    await playground.mentionBot('casussen, 3 kinderen, er wordt gedreigd met een mes');
    const message = playground.thread('gedreigd met een mes');
    await atRest();
    const dialog = await playground.openMessageExtension('vooraankondiging', message);
    const form = playground.card('Kijk het na', dialog);
    await form.waitFor();
    assert.equal(await (await inputOf(form, 'Aantal kinderen')).inputValue(), '3');
    await form.getByText('⚠ DIRECT GEVAAR').waitFor();
    await keep('51-formulier-bij-bericht', form);
    await playground.closeDialog();
    await playground.goToPersonalChat();
  });

  it('takes the form without a mouse', async () => {
    const { playground, atRest } = world();
    const { page } = playground;
    const { keyboard } = page;
    await playground.say('nieuw');
    const form = playground.card('Referentie politie').last();
    await form.getByText('Aantal kinderen').waitFor();
    await atRest();
    // From the button beside the text box back to the top of the form, as a keyboard comes to the newest message.
    await tabTo(page, 'Versturen', 'Shift+Tab');
    await tabTo(page, 'Referentie politie', 'Shift+Tab');
    await keyboard.type('PL0100-2026888888');
    await tabTo(page, 'Aantal kinderen');
    await keyboard.press('ArrowUp');
    await tabTo(page, 'Direct gevaar');
    await keyboard.press('Space');
    await tabTo(page, 'Risico voor bezoekers');
    await keyboard.press('Enter');
    await page.getByRole('option').first().waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    assert.notEqual(await (await inputOf(form, 'Risico voor bezoekers')).inputValue(), 'Geen');
    await tabTo(page, 'Versturen');
    await keyboard.press('Enter');
    const sent = playground.card(/Verstuurd: casus HGV-\d{4}-0004/);
    await sent.filter({ hasText: 'DIRECT GEVAAR' }).waitFor();
    assert.deepEqual(playground.problems, []);
  });
});
