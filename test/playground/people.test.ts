import type { Locator } from 'playwright-core';
import { choose, fill, press } from '../support/playground.ts';
import { ME } from '../support/playground-server.ts';
import { inPlayground } from '../support/playground-world.ts';
import { user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';

const { youth, safeAtHome, planner, manager } = PEOPLE;
const sanne = user('Sanne de Vries');

/** Whoever sits behind the browser plans Hoogeveen, and not Assen. */
describe('People and settings in the Agents Playground', function () {
  this.timeout(180_000);

  const world = inPlayground({
    roles: ['politie', 'planner'],
    others: [youth, safeAtHome, planner, manager, sanne],
    more: [{ name: 'Jan Jansen', role: 'jeugd-mw' }],
    second: true,
    mobiles: { [youth.name]: '+31600000001' },
    at: '2026-11-25T09:00',
  });

  const list = (): Locator => world().playground.card('Mensen in Hoogeveen').last();

  const asked = async (words: string): Promise<Locator> => {
    const { playground, atRest } = world();
    await atRest();
    await playground.say(words);
    await playground.settled();
    await list().waitFor();
    return list();
  };

  it('lists who takes part, with their roles', async () => {
    const { playground, keep } = world();
    await playground.goToChannel();
    await playground.mentionBot('koppel Hoogeveen');
    await playground.message('Dit kanaal hoort nu bij Hoogeveen').waitFor();
    await playground.goToPersonalChat();
    const people = await asked('mensen');
    await people.filter({ hasText: `${ME.name} · ` }).waitFor();
    await keep('45-mensen', people);
  });

  it('adds somebody by the people picker, with every field that is wrong marked', async () => {
    const { playground, keep, pressAtRest } = world();
    await pressAtRest(await asked('mensen'), 'Iemand toevoegen');
    const form = playground.card('Naam, zoals die op de kaarten komt').last();
    await form.waitFor();
    // The picker looks among everybody of the organisation, whom the region file need not know.
    await form.getByLabel('People Picker').pressSequentially('Sanne');
    await form.page().getByRole('option', { name: 'Sanne de Vries' }).click();
    await fill(form, 'Naam, zoals die op de kaarten komt', sanne.name);
    await fill(form, 'Mobiel nummer, voor sms', '12345');
    await keep('46-iemand-toevoegen', form);
    await press(form, 'Toevoegen');
    const refused = playground.card('Nog niet opgeslagen').last();
    await refused.waitFor();
    await keep('47-toevoegen-fout', refused);
    await fill(refused, 'Fout: Mobiel nummer, voor sms', '06 00000002');
    await choose(refused, 'Fout: Rollen in Hoogeveen', ['Maatschappelijk werker (volwassenen)']);
    await press(refused, 'Toevoegen');
    await list().filter({ hasText: 'Toegevoegd. Het geldt meteen.' }).waitFor();
    await list().filter({ hasText: 'Sanne de Vries · Maatschappelijk werker (volwassenen)' }).waitFor();
  });

  it('changes and stops somebody, and lets them in again', async () => {
    const { playground, keep, pressAtRest } = world();
    const people = await asked(`mensen ${youth.name.split(' ')[0] ?? ''}`);
    await pressAtRest(people, 'Bekijken of wijzigen');
    const person = playground.card('Aanmeldnaam, voor een Teams-gesprek').last();
    await person.waitFor();
    await keep('48-persoon', person);
    await pressAtRest(person, 'Toegang stoppen');
    const stopped = playground.card('De toegang is gestopt').last();
    await stopped.waitFor();
    await keep('49-toegang-gestopt', stopped);
    await pressAtRest(stopped, 'Weer toegang geven');
    await playground.card('Deze persoon heeft weer toegang').last().waitFor();
  });

  it('sets which roles need somebody on call', async () => {
    const { playground, keep, atRest } = world();
    await atRest();
    await playground.say('instellingen');
    const settings = playground.card('Instellingen Hoogeveen').last();
    await settings.waitFor();
    await choose(settings, 'Rollen met piket', ['Veilig Thuis', 'Jeugdmaatschappelijk werker']);
    await keep('50-instellingen', settings);
    await press(settings, 'Opslaan');
    await playground.card('Opgeslagen. Het geldt meteen.').last().waitFor();
  });
});
