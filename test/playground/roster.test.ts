import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { choose, fill, press } from '../support/playground.ts';
import { ME } from '../support/playground-server.ts';
import { inPlayground } from '../support/playground-world.ts';
import { PEOPLE } from '../support/region-file.ts';

const { youth, safeAtHome, planner, manager, director } = PEOPLE;

const YOUTH_WORKER = 'Jeugdmaatschappelijk werker';

/** Whoever sits behind the browser keeps the roster, stands on it, and is a manager. */
describe('The roster in the Agents Playground', function () {
  this.timeout(180_000);

  const world = inPlayground({
    roles: ['politie', 'jeugd-mw', 'planner', 'manager'],
    others: [youth, safeAtHome, planner, manager, director],
    onCall: ['jeugd-mw', 'veilig-thuis'],
    serviceHours: { workdays: ['08:30-17:00'], weekend: ['10:00-18:00'], holidays: ['10:00-18:00'] },
    // A Wednesday: the planner has heard of a gap, the manager not yet.
    at: '2026-11-25T09:00',
  });

  const rosterCard = (): Locator => world().playground.card('Piketrooster Hoogeveen').last();

  const askForRoster = async (): Promise<Locator> => {
    const { playground, atRest } = world();
    await atRest();
    await playground.say('piket');
    await playground.settled();
    await rosterCard().waitFor();
    return rosterCard();
  };

  const actAs = async (name: string, answer: string): Promise<void> => {
    const { playground, atRest } = world();
    await atRest();
    await playground.say(`als ${name}`);
    await playground.message(answer).last().waitFor();
  };

  /** Opens the form to put somebody on duty and fills in who, and the day when that is not Saturday. */
  const openDutyForm = async (roster: Locator, name: string, day?: string): Promise<void> => {
    await world().pressAtRest(roster, 'Piket toevoegen');
    await choose(roster, 'Wie en in welke rol', `${name} · ${YOUTH_WORKER}`);
    if (day === undefined) return;
    await fill(roster, 'Datum begin', day);
    await fill(roster, 'Datum einde', day);
  };

  const isSaved = (): Promise<void> => rosterCard().filter({ hasText: 'Opgeslagen.' }).waitFor();

  it('reports the gaps of the coming weekend to the planner by itself', async () => {
    const { playground, keep, atRest } = world();
    await playground.goToChannel();
    await atRest();
    await playground.mentionBot('piket');
    await rosterCard().waitFor();
    await playground.goToPersonalChat();
    const gaps = playground.card('4 gaten in het piketrooster');
    await gaps.waitFor();
    await keep('24-gat-in-rooster', gaps);
  });

  it('puts somebody on duty, but not with an end before the beginning', async () => {
    const { playground, keep, atRest } = world();
    const roster = await askForRoster();
    await openDutyForm(roster, ME.name);
    await keep('23-piket-toevoegen', roster);
    await fill(roster, 'Tijd einde', '09:00');
    await press(roster, 'Piket opslaan');
    const refused = playground.card('Kies een later einde');
    await refused.waitFor();
    await keep('31-piket-fout', refused);
    await atRest();
    await fill(refused, 'Fout: Tijd einde', '18:00');
    await press(refused, 'Piket opslaan');
    await isSaved();
    await rosterCard()
      .filter({ hasText: `⚠ ${YOUTH_WORKER}: ${ME.name} (nog niet getest)` })
      .waitFor();

    const again = await askForRoster();
    await openDutyForm(again, youth.name, '2026-12-06');
    await choose(again, 'Hoe vaak', 'Elke 2 weken');
    await press(again, 'Piket opslaan');
    await isSaved();
  });

  it('counts whoever says to be in reach', async () => {
    const { playground, keep, atRest, pressAtRest } = world();
    await atRest();
    await playground.say('bereikbaar');
    const test = playground.card('Bereikbaarheidstest');
    const overview = playground.card('Bereikbaarheid piket Hoogeveen');
    await overview.filter({ hasText: '⚠ Bereikbaar: 0 van 2' }).waitFor();
    await test.waitFor();
    await keep('26-bereikbaar-test', test);
    await pressAtRest(test, 'Ja, ik ben bereikbaar');
    await playground.card('U telt mee op het piketrooster').waitFor();
    await pressAtRest(overview, 'Kijk opnieuw');
    await overview.filter({ hasText: '⚠ Bereikbaar: 1 van 2' }).waitFor();
    await keep('27-wie-is-bereikbaar', overview);
    const roster = await askForRoster();
    await roster.filter({ hasText: `✔ ${YOUTH_WORKER}: ${ME.name}` }).waitFor();
  });

  it('fills gaps from the card they were reported with', async () => {
    const { playground, keep, pressAtRest } = world();
    const gaps = playground.card('4 gaten in het piketrooster');
    await pressAtRest(gaps, 'Ik vul dit (3)');
    await press(gaps, 'Op het rooster zetten (3)');
    const left = playground.card('Nog 2 gaten in het piketrooster');
    await left.filter({ hasText: `✔ ${ME.name} staat nu op het rooster.` }).waitFor();
    await keep('25-gat-gevuld', left);
    await pressAtRest(left, 'Ik vul dit (1)');
    await choose(left, 'Wie heeft dan piket', `${safeAtHome.name} (nog niet getest)`);
    await press(left, 'Op het rooster zetten (1)');
    await left.filter({ hasText: 'Tot dan blijft het een gat.' }).waitFor();
    await pressAtRest(left, 'Toon het rooster');
    await left.waitFor({ state: 'hidden' });
    const roster = playground.card(`⚠ Veilig Thuis: ${safeAtHome.name} (nog niet getest)`);
    await roster.filter({ hasText: '⚠ Veilig Thuis: niemand' }).waitFor();
    await keep('22-rooster', roster);
  });

  it('asks a colleague to take over a duty', async () => {
    const { playground, keep } = world();
    const roster = await askForRoster();
    await world().pressAtRest(roster, 'Ruilen');
    await choose(roster, 'Welke dienst', `za 28 nov. 10:00-18:00 · ${ME.name} · ${YOUTH_WORKER}`);
    await choose(roster, 'Wie neemt de dienst over', `${youth.name} (nog niet getest) · ${YOUTH_WORKER}`);
    await keep('28-ruilen', roster);
    await press(roster, 'Ruil vragen');
    await playground.card('De vraag is verstuurd').waitFor();
  });

  it('takes over a duty that a colleague asks about', async () => {
    const { playground, keep, pressAtRest } = world();
    await actAs('Joke', `${youth.name} is:`);
    const roster = await askForRoster();
    await pressAtRest(roster, 'Ruilen');
    await choose(roster, 'Welke dienst', `zo 6 dec. 10:00-18:00 · ${YOUTH_WORKER}`);
    await choose(roster, 'Wie neemt de dienst over', `${ME.name} · ${YOUTH_WORKER}`);
    await press(roster, 'Ruil vragen');
    const asked = playground.card('Kunt u deze piketdienst overnemen?');
    await asked.waitFor();
    await actAs('mijzelf', 'U handelt weer als uzelf');
    await keep('33-kunt-u-overnemen', asked);
    await pressAtRest(asked, 'Akkoord');
    await playground.card('✔ U neemt de dienst over').waitFor();
  });

  it('tells whose duties another changed', async () => {
    const { playground, keep } = world();
    await actAs('Petra', `${planner.name} is:`);
    const roster = await askForRoster();
    await openDutyForm(roster, ME.name, '2026-12-05');
    await press(roster, 'Piket opslaan');
    const changed = playground.card('Uw piketdienst in Hoogeveen is veranderd');
    await changed.filter({ hasText: '✔ U heeft piket: za 5 dec. 10:00-18:00' }).waitFor();
    await actAs('mijzelf', 'U handelt weer als uzelf');
    await keep('32-dienst-veranderd', changed);
  });

  it('reports the gap that an absence opens', async () => {
    const { playground, keep, pressAtRest } = world();
    const roster = await askForRoster();
    await pressAtRest(roster, 'Afwezig');
    await choose(roster, 'Wie is afwezig', ME.name);
    await fill(roster, 'Datum begin', '2026-11-29');
    await fill(roster, 'Tijd begin', '00:00');
    await fill(roster, 'Datum einde', '2026-11-29');
    await keep('34-afwezig', roster);
    await press(roster, 'Afwezigheid opslaan');
    await playground
      .card('⚠ Gat in het piketrooster')
      .filter({ hasText: `zo 29 nov. 10:00-18:00 · ${YOUTH_WORKER}` })
      .waitFor();
  });

  it("gives the address of a calendar with one's own duties", async () => {
    const { playground, url, atRest } = world();
    await atRest();
    await playground.say('agenda');
    const address = await playground
      .message(/\/agenda\/.*\.ics/)
      .last()
      .innerText();
    const [path = ''] = /\/agenda\/[\w-]+\.ics/.exec(address) ?? [];
    const calendar = await (await fetch(`${url}${path}`)).text();
    assert.match(calendar, /SUMMARY:Piket Jeugdmaatschappelijk werker\\, Hoogeveen/);
    assert.match(calendar, /DTSTART[^\n]*:20261128T/);
  });

  it('reports to the manager what the planner did not solve', async () => {
    const { playground, keep, moveTo } = world();
    await moveTo('2026-11-27T11:00');
    const report = playground.card('Regelt u iemand?');
    await report.filter({ hasText: `Wel op het rooster: ${safeAtHome.name} (nog niet getest).` }).waitFor();
    await report.getByRole('button', { name: 'Bereikbaarheid testen' }).waitFor();
    await keep('35-gat-manager', report);
  });

  it('hands over to whoever comes on duty, and to whoever goes off', async () => {
    const { playground, keep, moveTo, atRest, pressAtRest } = world();
    await moveTo('2026-11-27T22:15');
    await atRest();
    await playground.say('nieuw');
    const form = playground.card('Referentie politie');
    await form.waitFor();
    await atRest();
    await fill(form, 'Referentie politie', 'PL0100-2026123456');
    await fill(form, 'Aantal kinderen', '2');
    await press(form, 'Versturen');
    await playground.goToChannel();
    const theCase = playground.card('Casus HGV-2026-0001').filter({ hasText: 'Wie gaat mee' });
    await theCase.waitFor();
    await pressAtRest(theCase, 'Ik ga mee');
    await theCase.filter({ hasText: `✔ ${YOUTH_WORKER}: ${ME.name}` }).waitFor();
    await playground.goToPersonalChat();

    await moveTo('2026-11-28T09:59:58');
    const begins = playground.card('Uw piketdienst begint');
    await begins.filter({ hasText: 'HGV-2026-0001' }).waitFor();
    await keep('29-overdracht-begint', begins);

    await moveTo('2026-11-28T17:59:58');
    const over = playground.card('Uw piketdienst is voorbij');
    await over.filter({ hasText: 'U heeft nog een plek in 1 casus.' }).waitFor();
    await keep('30-overdracht-voorbij', over);
    assert.deepEqual(playground.problems, []);
  });
});
