import assert from 'node:assert/strict';
import { choose, fill, press } from '../support/playground.ts';
import { inPlayground } from '../support/playground-world.ts';
import { PEOPLE } from '../support/region-file.ts';

describe('Who a household is, in the Agents Playground', function () {
  this.timeout(180_000);

  const world = inPlayground({
    roles: ['politie', 'veilig-thuis', 'jeugd-mw', 'manager', 'planner'],
    others: Object.values(PEOPLE).slice(0, 5),
    disclosures: {
      gemeente: { basis: 'law', reference: 'Wpg artikel 16', fields: ['address', 'phone', 'names', 'notes'] },
      welzijn: {
        basis: 'agreement',
        reference: 'Afspraak 1',
        fields: ['address', 'notes'],
        until: '2030-12-31',
      },
    },
    at: '2026-11-24T10:00',
  });

  it('is recorded, released and seen in the 1:1 chat only, and hidden again after ten minutes', async () => {
    const { playground, keep, atRest, moveTo } = world();
    await playground.goToChannel();
    await atRest();
    await playground.mentionBot('nieuw');
    const form = playground.card('Referentie politie');
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'PL0100-2026123456');
    await fill(form, 'Aantal kinderen', '1');
    await press(form, 'Versturen');
    await playground.card('Verstuurd: casus').first().waitFor();
    const theCase = playground.card(/Casus HGV-\d{4}-0001/).filter({ hasText: 'Wie gaat mee' });
    await theCase.filter({ hasText: 'Stap 1 van 5' }).waitFor();
    await atRest();
    await playground.reply(playground.thread('Verstuurd'), 'als Gea');
    await playground.message('Gea Gemeente is: Veilig Opgroeien').waitFor();
    await press(theCase, 'Ik ga mee');
    await theCase.filter({ hasText: '✔ Veilig Opgroeien: Gea Gemeente' }).waitFor();
    await atRest();
    await playground.reply(playground.thread('Verstuurd'), 'als mijzelf');
    await playground.message('U handelt weer als uzelf').waitFor();

    await playground.goToPersonalChat();
    await playground.say('gegevens HGV-2026-0001');
    const household = playground.card('Gegevens bij casus HGV-2026-0001').last();
    await household.filter({ hasText: 'Er is nog niets ingevuld' }).waitFor();
    await atRest();
    await press(household, 'Gegevens invullen');
    await fill(household, 'Postcode', '7901 AB');
    await fill(household, 'Huisnummer', '12');
    await fill(household, 'Straat en plaats', 'Voorbeeldstraat, Hoogeveen');
    await fill(household, 'Telefoon', '06 00 00 00 00');
    await fill(household, 'Wie wonen er', 'Moeder en twee kinderen');
    await fill(household, 'Wat moeten bezoekers weten', 'Bel niet aan. Klop op het raam.');
    await keep('39-gegevens-invullen', household);
    await press(household, 'Versleuteld opslaan');
    await household.filter({ hasText: 'Opgeslagen en versleuteld' }).waitFor();
    await atRest();
    await press(household, 'Gegevens vrijgeven');
    await choose(household, 'Waarom mag dit', 'Het is nodig voor de veiligheid');
    await keep('40-gegevens-vrijgeven', household);
    await press(household, 'Vrijgeven');
    await household.filter({ hasText: 'Vrijgegeven aan: Gea Gemeente' }).waitFor();
    await atRest();
    await press(household, 'Gegevens bekijken');
    await choose(household, 'Waarvoor', 'Het bezoek voorbereiden');
    await keep('41-gegevens-waarvoor', household);
    await press(household, 'Laat zien');
    await household.filter({ hasText: 'Klop op het raam' }).waitFor();
    await keep('42-gegevens', household);

    await playground.goToChannel();
    await theCase.filter({ hasText: 'Vrijgegeven aan Gea Gemeente' }).waitFor();
    await atRest();
    await keep('43-casus-met-gegevens', theCase);
    assert.equal(await playground.page.getByText('Voorbeeldstraat').count(), 0);

    await moveTo('2026-11-24T10:30');
    await playground.goToPersonalChat();
    await playground.card('🔒 Verborgen').waitFor();
    await atRest();
    await keep('44-gegevens-verborgen', playground.card('🔒 Verborgen'));
    assert.equal(await playground.page.getByText('Klop op het raam').count(), 0);
    assert.deepEqual(playground.problems, []);
  });
});
