import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { choose, fill, press } from '../support/playground.ts';
import { ME } from '../support/playground-server.ts';
import { inPlayground } from '../support/playground-world.ts';
import { PEOPLE } from '../support/region-file.ts';

const { youth, safeAtHome, municipal, manager, director } = PEOPLE;

/** Whoever sits behind the browser reports the case, and hears of it as a manager and for Veilig Thuis. */
describe('Escalation in the Agents Playground', function () {
  this.timeout(180_000);

  const world = inPlayground({
    roles: ['politie', 'veilig-thuis', 'manager'],
    others: [youth, safeAtHome, municipal, manager, director],
    onCall: ['jeugd-mw', 'veilig-thuis'],
    policy: { ackReminder: 'PT3S' },
    serviceHours: { workdays: ['08:30-17:00'], weekend: ['10:00-18:00'], holidays: ['10:00-18:00'] },
    // Friday night, and nobody on the roster for the weekend.
    at: '2026-11-27T22:15',
  });

  const theCase = (): Locator =>
    world().playground.card('Casus HGV-2026-0001').filter({ hasText: 'Wie gaat mee' });

  it('tells the manager at once that nobody is left who could go', async () => {
    const { playground, keep, atRest } = world();
    await playground.goToChannel();
    await atRest();
    await playground.mentionBot('nieuw');
    const form = playground.card('Referentie politie');
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'PL0100-2026123456');
    await fill(form, 'Aantal kinderen', '2');
    await press(form, 'Versturen');
    await theCase().waitFor();
    await playground.goToPersonalChat();
    const ping = playground.card('Er heeft niemand meer dienst om vóór za 28 nov. 22:15 op bezoek te gaan.');
    await ping.filter({ hasText: 'Casus HGV-2026-0001 vraagt uw aandacht' }).waitFor();
    await keep('19-bericht-dekking', ping);
  });

  it('takes a call for help to the rung that was chosen, and asks whoever took it up whether it worked', async () => {
    const { playground, keep, pressAtRest } = world();
    await playground.goToChannel();
    await pressAtRest(theCase(), 'Opschalen');
    await choose(theCase(), 'Waar loopt u tegenaan', 'Geen passende hulp');
    await choose(theCase(), 'Wie moet dit weten', 'Manager');
    await keep('20-opschalen', theCase());
    await press(theCase(), 'Vraag om hulp');
    await theCase().filter({ hasText: 'Knelpunten' }).waitFor();

    await playground.goToPersonalChat();
    const help = playground.card('Een collega vraagt om hulp: geen passende hulp.');
    await pressAtRest(help, 'Ik pak dit op');
    await help.filter({ hasText: 'U pakt dit op.' }).waitFor();
    const asked = help.filter({ hasText: 'Is het gelukt?' });
    await asked.waitFor();
    await keep('21-is-het-gelukt', asked);
    await pressAtRest(asked, 'Het is opgelost');
    await playground.card('De hulpvraag is opgelost.').waitFor();
  });

  it('shows everybody who took it up', async () => {
    const { playground, keep, pressAtRest } = world();
    await pressAtRest(playground.card('Er heeft niemand meer dienst'), 'Ik pak dit op');
    const taken = playground.card('U pakt dit op.').filter({ hasText: 'Er heeft niemand meer dienst' });
    await taken.getByRole('button', { name: 'Toon het rooster' }).waitFor();
    await keep('37-dekking-opgepakt', taken);
    await playground.goToChannel();
    const shown = theCase().filter({ hasText: `${ME.name} pakt dit op (vr 27 nov. 22:15)` });
    await shown.waitFor();
    await keep('36-wie-pakt-dit-op', shown);
    await pressAtRest(theCase(), 'Tijdlijn');
    await theCase().getByText(`${ME.name}: hulpvraag opgelost`).waitFor();
  });

  it('brings what can be done about it with the message', async () => {
    const { playground, keep, pressAtRest, moveTo } = world();
    await playground.goToPersonalChat();
    await moveTo('2026-12-01T09:00');
    const ping = playground.card('De formele melding bij Veilig Thuis is nog niet geregistreerd.').last();
    await ping.filter({ hasText: 'De bezoektermijn is voorbij' }).waitFor();
    await pressAtRest(ping, 'Formele melding');
    await fill(ping, 'Nummer van CORV of Veilig Thuis', 'CORV-2026-123456');
    await keep('38-bericht-met-formulier', ping);
    await press(ping, 'Nummer opslaan');
    await playground.card('CORV-2026-123456').filter({ hasText: 'Wie gaat mee' }).first().waitFor();
    assert.deepEqual(playground.problems, []);
  });
});
