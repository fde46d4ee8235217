import assert from 'node:assert/strict';
import { choose, fill, press } from '../support/playground.ts';
import { ME } from '../support/playground-server.ts';
import { type PlaygroundWorld, hasBrowser, openWorld } from '../support/playground-world.ts';
import { PEOPLE } from '../support/region-file.ts';

const OTHERS = [PEOPLE.youth, PEOPLE.safeAtHome, PEOPLE.planner, PEOPLE.manager, PEOPLE.director];

describe('The roster in the Agents Playground', function () {
  this.timeout(120_000);

  let world: PlaygroundWorld;

  before(async function () {
    if (!hasBrowser()) this.skip();
    world = await openWorld({
      roles: ['politie', 'jeugd-mw', 'planner', 'manager'],
      others: OTHERS,
      onCall: ['jeugd-mw', 'veilig-thuis'],
      serviceHours: { workdays: ['08:30-17:00'], weekend: ['10:00-18:00'], holidays: ['10:00-18:00'] },
      at: '2026-11-25T09:00',
    });
  });

  after(() => world?.close());

  const rosterCard = () => world.playground.card('Piketrooster Hoogeveen').last();

  const showRoster = async () => {
    await world.playground.say('piket');
    await world.playground.settled();
    const roster = rosterCard();
    await roster.waitFor();
    return roster;
  };

  const actAs = async (name: string, says: string) => {
    await world.playground.say(`als ${name}`);
    await world.playground.message(says).last().waitFor();
  };

  it('reports the gaps of the coming weekend to the planner by itself', async () => {
    const { playground } = world;
    await playground.goToChannel();
    await playground.mentionBot('piket');
    await playground.card('Piketrooster Hoogeveen').waitFor();
    await playground.goToPersonalChat();
    const gaps = playground.card('4 gaten in het piketrooster');
    await gaps.waitFor();
    await world.keep('24-gat-in-rooster', gaps);
  });

  it('puts somebody on duty, once the end is after the beginning', async () => {
    const { playground } = world;
    const roster = await showRoster();
    await world.pressSettled(roster, 'Piket toevoegen');
    await choose(roster, 'Wie en in welke rol', `${ME.name} · Jeugdmaatschappelijk werker`);
    await fill(roster, 'Tijd einde', '09:00');
    await world.keep('23-piket-toevoegen', roster);
    await press(roster, 'Piket opslaan');
    const refused = playground.card('Kies een later einde');
    await refused.waitFor();
    await world.keep('31-piket-fout', refused);
    await playground.settled();
    await fill(refused, 'Tijd einde', '18:00');
    await press(refused, 'Piket opslaan');
    await rosterCard().filter({ hasText: 'Opgeslagen.' }).filter({ hasText: `Jeugdmaatschappelijk werker: ${ME.name} (nog niet getest)` }).waitFor();
    await world.keep('x-rooster-ongetest', rosterCard());
  });

  it('counts whoever says to be in reach', async () => {
    const { playground } = world;
    await playground.say('bereikbaar');
    const overview = playground.card('Bereikbaarheid piket');
    await overview.waitFor();
    const test = playground.card('Bereikbaarheidstest');
    await test.waitFor();
    await world.keep('26-bereikbaar-test', test);
    await world.keep('x-overzicht', overview);
    await world.pressSettled(test, 'Ja, ik ben bereikbaar');
    const proven = playground.card('U telt mee op het piketrooster');
    await proven.waitFor();
    await world.keep('x-bereikbaar-ja', proven);
    const roster = await showRoster();
    await roster.filter({ hasText: `✔ Jeugdmaatschappelijk werker: ${ME.name}` }).waitFor();
    await world.keep('x-rooster-getest', roster);
  });

  it('fills a gap from the card it was reported with', async () => {
    const { playground } = world;
    const gaps = playground.card('4 gaten in het piketrooster');
    await world.pressSettled(gaps, 'Ik vul dit (3)');
    await world.keep('x-ik-vul-dit', gaps);
    await press(gaps, 'Op het rooster zetten (3)');
    const left = playground.card('2 gaten in het piketrooster').filter({ hasText: `${ME.name} staat nu op het rooster` });
    await left.waitFor();
    await world.keep('25-gat-gevuld', left);
  });

  it('asks a colleague to take over a duty', async () => {
    const { playground } = world;
    const roster = await showRoster();
    await world.pressSettled(roster, 'Piket toevoegen');
    await choose(roster, 'Wie en in welke rol', `${PEOPLE.youth.name} · Jeugdmaatschappelijk werker`);
    await fill(roster, 'Datum begin', '2026-12-06');
    await fill(roster, 'Datum einde', '2026-12-06');
    await choose(roster, 'Hoe vaak', 'Elke 2 weken');
    await press(roster, 'Piket opslaan');
    await rosterCard().filter({ hasText: 'Opgeslagen.' }).waitFor();

    await world.pressSettled(rosterCard(), 'Ruilen');
    await choose(rosterCard(), 'Welke dienst', `za 28 nov. 10:00-18:00 · Jeugdmaatschappelijk werker · ${ME.name}`);
    await choose(rosterCard(), 'Wie neemt de dienst over', `${PEOPLE.youth.name} · Jeugdmaatschappelijk werker · nog niet getest`);
    await world.keep('28-ruilen', rosterCard());
    await press(rosterCard(), 'Ruil vragen');
    await rosterCard().filter({ hasText: 'De vraag is verstuurd' }).waitFor();
    await world.keep('x-ruil-verstuurd', rosterCard());

    await actAs('Joke', 'Joke Jeugd is:');
    const theirs = await showRoster();
    await world.pressSettled(theirs, 'Ruilen');
    await world.keep('x-ruilen-eigen', theirs);
    await choose(theirs, 'Welke dienst', 'zo 6 dec. 10:00-18:00 · Jeugdmaatschappelijk werker');
    await choose(theirs, 'Wie neemt de dienst over', `${ME.name} · Jeugdmaatschappelijk werker`);
    await press(theirs, 'Ruil vragen');
    const asked = playground.card('Kunt u deze piketdienst overnemen?');
    await asked.waitFor();
    await actAs('mijzelf', 'U handelt weer als uzelf');
    await world.keep('33-kunt-u-overnemen', asked);
    await world.pressSettled(asked, 'Akkoord');
    const taken = playground.card('U neemt de dienst over');
    await taken.waitFor();
    await world.keep('x-overgenomen', taken);
  });

  it('tells somebody that another changed their duties', async () => {
    const { playground } = world;
    await actAs('Petra', 'Petra Planner is:');
    const roster = await showRoster();
    await world.pressSettled(roster, 'Piket toevoegen');
    await choose(roster, 'Wie en in welke rol', `${ME.name} · Jeugdmaatschappelijk werker`);
    await fill(roster, 'Datum begin', '2026-12-05');
    await fill(roster, 'Datum einde', '2026-12-05');
    await press(roster, 'Piket opslaan');
    const changed = playground.card('Uw piketdienst in Hoogeveen is veranderd');
    await changed.waitFor();
    await actAs('mijzelf', 'U handelt weer als uzelf');
    await world.keep('32-dienst-veranderd', changed);
  });

  it('reports the gap that an absence opens', async () => {
    const { playground } = world;
    const roster = await showRoster();
    await world.pressSettled(roster, 'Afwezig');
    await choose(roster, 'Wie is afwezig', ME.name);
    await fill(roster, 'Datum begin', '2026-11-29');
    await fill(roster, 'Tijd begin', '00:00');
    await fill(roster, 'Datum einde', '2026-11-29');
    await world.keep('34-afwezig', roster);
    await press(roster, 'Afwezigheid opslaan');
    const gap = playground.card('⚠ Gat in het piketrooster');
    await gap.waitFor();
    await world.keep('35-gat-door-afwezigheid', gap);
    await world.keep('x-rooster-na-afwezig', rosterCard());
  });

  it('gives a calendar of one\'s own duties, only in the personal chat', async () => {
    const { playground } = world;
    await playground.say('agenda');
    await playground.message('Dit is het adres van uw eigen agenda').waitFor();
    await playground.page.screenshot({ path: '/tmp/pgs/agenda.png' });
  });

  it('hands over to whoever comes on duty, and to whoever goes off', async () => {
    const { playground } = world;
    await world.moveTo('2026-11-27T22:15');
    const report = playground.card('Regelt u iemand?');
    await report.waitFor();
    await world.keep('x-manager', report);
    await playground.say('nieuw');
    const form = playground.card('Vooraankondiging');
    await form.waitFor();
    await playground.settled();
    await fill(form, 'Referentie politie', 'PL0100-2026123456');
    await fill(form, 'Aantal kinderen', '2');
    await press(form, 'Versturen');
    await playground.card('Verstuurd: casus').waitFor();
    await playground.goToChannel();
    const theCase = playground.card(/Casus HGV-\d{4}-0001/).filter({ hasText: 'Wie gaat mee' });
    await world.pressSettled(theCase, 'Ik ga mee');
    await theCase.filter({ hasText: `✔ Jeugdmaatschappelijk werker: ${ME.name}` }).waitFor();
    await world.keep('x-casus-nacht', theCase);

    await world.moveTo('2026-11-28T09:59:57');
    await playground.goToPersonalChat();
    const begins = playground.card('Uw piketdienst begint');
    await begins.waitFor();
    await world.keep('29-overdracht-begint', begins);
    await world.moveTo('2026-11-28T17:59:57');
    const over = playground.card('Uw piketdienst is voorbij');
    await over.waitFor();
    await world.keep('30-overdracht-voorbij', over);
    await playground.page.screenshot({ path: '/tmp/pgs/over.png' });
    assert.deepEqual(playground.problems, []);
  });
});
