import assert from 'node:assert/strict';
import { choose, fill, press } from '../support/playground.ts';
import { ME } from '../support/playground-server.ts';
import { type PlaygroundWorld, hasBrowser, openWorld } from '../support/playground-world.ts';
import { PEOPLE } from '../support/region-file.ts';

const OTHERS = [PEOPLE.youth, PEOPLE.safeAtHome, PEOPLE.municipal, PEOPLE.manager, PEOPLE.director];

describe('Escalation in the Agents Playground', function () {
  this.timeout(120_000);

  let world: PlaygroundWorld;

  before(async function () {
    if (!hasBrowser()) this.skip();
    world = await openWorld({
      roles: ['politie', 'veilig-thuis', 'jeugd-mw', 'manager'],
      others: OTHERS,
      onCall: ['jeugd-mw', 'veilig-thuis'],
      policy: { ackReminder: 'PT4S' },
      serviceHours: { workdays: ['08:30-17:00'], weekend: ['10:00-18:00'], holidays: ['10:00-18:00'] },
      at: '2026-11-27T22:15',
    });
  });

  after(() => world?.close());

  const theCase = () => world.playground.card(/Casus HGV-2026-0001/).filter({ hasText: 'Wie gaat mee' });

  it('tells the manager at once that nobody is left who could go', async () => {
    const { playground } = world;
    await playground.goToChannel();
    await playground.mentionBot('nieuw');
    const form = playground.card('Vooraankondiging');
    await form.waitFor();
    await playground.settled();
    await fill(form, 'Referentie politie', 'PL0100-2026123456');
    await fill(form, 'Aantal kinderen', '2');
    await press(form, 'Versturen');
    await theCase().waitFor();
    await playground.goToPersonalChat();
    const ping = playground.card('Er heeft niemand meer dienst');
    await ping.waitFor();
    await world.keep('19-bericht-dekking', ping);
    await playground.page.screenshot({ path: '/tmp/pgs/esc1.png' });
    await world.pressSettled(ping, 'Ik pak dit op');
    const taken = playground.card('U pakt dit op');
    await taken.waitFor();
    await world.keep('x-opgepakt', taken);
    const asked = playground.card('Is het gelukt?');
    await asked.waitFor();
    await world.keep('x-is-gelukt-dekking', asked);
    await playground.goToChannel();
    await theCase().filter({ hasText: `${ME.name} pakt dit op` }).waitFor();
    await world.keep('x-casus-opgepakt', theCase());
  });

  it('takes a call for help to the rung that was chosen', async () => {
    const { playground } = world;
    await world.pressSettled(theCase(), 'Opschalen');
    await choose(theCase(), 'Waar loopt u tegenaan', 'Geen passende hulp');
    await world.keep('20-opschalen', theCase());
    await press(theCase(), 'Vraag om hulp');
    await theCase().filter({ hasText: 'Knelpunten' }).waitFor();
    await playground.goToPersonalChat();
    const ping = playground.card('Een collega vraagt om hulp').first();
    await ping.waitFor();
    await world.keep('x-hulp-gevraagd', ping);
    await world.pressSettled(ping, 'Ik pak dit op');
    await playground.card('U pakt dit op').last().waitFor();
    await world.keep('x-hulp-opgepakt', playground.card('U pakt dit op').last());
    const asked = playground.card('Is het gelukt?').filter({ hasText: 'Een collega vraagt om hulp' });
    await asked.waitFor();
    await world.keep('21-is-het-gelukt', asked);
    await world.pressSettled(asked, 'Het is opgelost');
    const done = playground.card('Opgelost. U hoeft niets meer te doen.');
    await done.waitFor();
    await world.keep('x-opgelost', done);
    await playground.goToChannel();
    await world.pressSettled(theCase(), 'Tijdlijn').catch(() => undefined);
    await world.keep('x-casus-opgelost', theCase());
  });

  it('brings the remedies with the message', async () => {
    const { playground } = world;
    await playground.goToPersonalChat();
    await world.moveTo('2026-12-01T09:00');
    const ping = playground.card('De bezoektermijn is voorbij').last();
    await ping.waitFor();
    await playground.settled();
    await playground.page.screenshot({ path: '/tmp/pgs/esc2.png' });
    await world.keep('x-te-laat', ping);
    await world.pressSettled(ping, 'Formele melding');
    await fill(ping, 'Nummer van CORV of Veilig Thuis', 'CORV-2026-123456');
    await world.keep('x-formele', ping);
    await press(ping, 'Nummer opslaan');
    await playground.page.waitForTimeout(3000);
    await playground.page.screenshot({ path: '/tmp/pgs/esc3.png' });
    assert.deepEqual(playground.problems, []);
  });
});
