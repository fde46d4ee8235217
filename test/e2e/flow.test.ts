import assert from 'node:assert/strict';
import { cardIn } from '../support/answers.ts';
import { actionTitles, textOf } from '../support/cards.ts';
import { PEOPLE } from '../support/region-file.ts';
import {
  REFERENCE,
  REPORT,
  type PostedCase,
  type Scenario,
  justNow,
  seen as seenNow,
  startScenario,
} from './scenario.ts';

const { police, youth, municipal, adult, manager, safeAtHome } = PEOPLE;

describe('The main job over HTTP, with a Bot Connector that allows no surprises', function () {
  this.timeout(60_000);

  let scenario: Scenario;
  let posted: PostedCase;

  before(async () => {
    scenario = await startScenario();
  });

  after(async () => {
    assert.deepEqual(await scenario.close(), { code: 0, signal: null });
  });

  afterEach(() => {
    scenario.connector.assertNothingElse();
  });

  it('starts with a nameless form that puts the case card in the channel', async () => {
    posted = await scenario.announce();
    const shown = textOf(posted.card());
    assert.match(shown, /Casus HGV-\d{4}-0001/);
    assert.match(shown, /2 kinderen/);
    assert.match(shown, /○ Jeugdmaatschappelijk werker: nog open/);
  });

  it('lets the right role claim, and tells another why not', async () => {
    const refused = cardIn(await posted.try(adult, 'Ik ga mee'));
    assert.match(textOf(refused), /Dat is niet uw rol/);
    const seen = await posted.press(youth, 'Ik ga mee');
    assert.match(textOf(seen), /✔ Jeugdmaatschappelijk werker: Joke Jeugd/);
    assert.equal(textOf(posted.card()), textOf(seen), 'everybody sees the same card');
  });

  it('refuses a visit before the consultation is recorded', async () => {
    assert.ok(!actionTitles(posted.card()).includes('Bezoek plannen'));
    const answer = await scenario.teams.execute(youth, posted.thread, posted.posted, 'plan', {
      case: posted.id,
      planDate: '2026-01-01',
      planTime: '10:00',
    });
    assert.match(textOf(cardIn(answer)), /kan nu niet\. Leg eerst het overleg vast/);
  });

  it('records the consultation, and the police may do so', async () => {
    const first = await posted.press(police, 'Besluit opslaan');
    assert.match(textOf(first), /^Het besluit is opgeslagen\. Vul ook de rest in: "Overleg aanvullen"/);
    assert.match(textOf(posted.card()), /Stap 2 van 5[^]*Vul het overleg aan[^]*Gaan binnen 24 uur/);
    const second = await posted.press(police, 'Aanvulling opslaan');
    assert.doesNotMatch(textOf(second), /Vul het overleg aan/);
  });

  it('releases a slot and lets it be claimed again', async () => {
    assert.match(textOf(await posted.press(youth, 'Ik kan toch niet')), /○ Jeugdmaatschappelijk werker/);
    await posted.press(youth, 'Ik ga mee');
    const seen = await posted.press(municipal, 'Ik ga mee');
    assert.match(textOf(seen), /✔ Veilig Opgroeien: Gea Gemeente/);
    assert.ok(!actionTitles(seen).includes('Ik ga mee'));
  });

  it('plans inside the window, and keeps what was typed when it is outside', async () => {
    const late = { planDate: '2099-01-01', planTime: '10:00' };
    const refused = cardIn(await posted.try(youth, 'Planning opslaan', late));
    assert.match(textOf(refused), /⚠ Dit is na de bezoektermijn/);
    assert.match(JSON.stringify(refused), /"value":"2099-01-01"/);
    assert.match(textOf(await posted.press(municipal, 'Planning opslaan')), /Stap 3 van 5/);
  });

  it('counts a failed attempt and asks why it failed', async () => {
    const asked = cardIn(await posted.try(youth, 'Bezoek opslaan', { result: 'failed', ...justNow() }));
    assert.match(textOf(asked), /Waarom is het niet gelukt/);
    const again = await scenario.teams.press(
      youth,
      posted.thread,
      { ...posted.posted, card: asked },
      'Bezoek opslaan',
      { attemptReason: 'nobodyHome' },
    );
    await scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
    assert.match(textOf(cardIn(again)), /Poging 1/);
  });

  it('records that the household was seen and spoken', async () => {
    await assert.rejects(posted.try(youth, 'Bezoek opslaan'), 'nothing is chosen beforehand');
    const seen = await posted.press(youth, 'Bezoek opslaan', seenNow());
    assert.match(textOf(seen), /Gezien en gesproken/);
    assert.match(textOf(seen), /Nog te doen: School inlichten/);
  });

  it('refuses to close while something is open, and says what', async () => {
    assert.ok(!actionTitles(posted.card()).includes('Casus sluiten'));
    const answer = await scenario.teams.execute(manager, posted.thread, posted.posted, 'close', {
      case: posted.id,
      dossier: 'safeAtHome',
    });
    assert.match(
      textOf(cardIn(answer)),
      /Sluiten kan nog niet\. Nog te doen: School .*Veilig Thuis, .*politie en Formele melding/,
    );
  });

  it('takes the number of the formal report from Veilig Thuis, and only a number', async () => {
    const named = { reportReference: 'Melding Jansen' };
    const refused = cardIn(await posted.try(safeAtHome, 'Nummer opslaan', named));
    assert.match(textOf(refused), /⚠ Hier lijken gegevens van een persoon te staan/);
    const notTheirs = cardIn(await posted.try(youth, 'Nummer opslaan', REPORT));
    assert.match(textOf(notTheirs), /hoort niet bij uw rol/);
    const shown = await posted.press(safeAtHome, 'Nummer opslaan', REPORT);
    assert.match(textOf(shown), /Formele melding\nCORV-2026-123456/);
    assert.ok(!actionTitles(shown).includes('Formele melding'));
  });

  it('closes after the formal report, the school notice and the feedback', async () => {
    await posted.press(municipal, 'School is ingelicht');
    await posted.press(youth, 'Terugkoppeling is gedaan');
    const unsaid = posted.try(manager, 'Overgedragen en sluiten');
    await assert.rejects(unsaid, /"dossier" is required/, 'nothing is chosen beforehand');
    const closed = await posted.press(manager, 'Overgedragen en sluiten', { dossier: 'municipality' });
    assert.match(textOf(closed), /Stap 5 van 5: gesloten/);
    assert.deepEqual(actionTitles(closed), ['Tijdlijn']);
    assert.match(textOf(closed), /Mara Manager: dossier overgedragen aan: de gemeente/);
    assert.match(textOf(closed), /Joke Jeugd: gezin gezien en gesproken/, 'the time line stays');
  });

  it('numbers the next case and sends it to an adult worker when there are no children', async () => {
    const next = await scenario.announce({ children: 0 });
    assert.match(textOf(next.card()), /HGV-\d{4}-0002/);
    assert.match(textOf(await next.press(adult, 'Ik ga mee')), /✔ Maatschappelijk werker/);
  });

  it('lists open cases with what each waits for', async () => {
    const asked = await scenario.teams.message(youth, { kind: 'personal' }, 'casussen');
    assert.equal(asked.status, 200);
    await scenario.connector.expectPersonal({
      member: youth,
      text: /Open casussen: 1[^]*0002[^]*Overleg nu/,
    });
  });

  it('keeps no name and no reference in its log', () => {
    const log = JSON.stringify(scenario.program.log);
    for (const { name } of Object.values(PEOPLE)) assert.ok(!log.includes(name), name);
    assert.ok(!log.includes(REFERENCE));
  });
});
