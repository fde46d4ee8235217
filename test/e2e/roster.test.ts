import assert from 'node:assert/strict';
import { DAY } from '../../src/core/time.ts';
import { cardIn, wordsIn } from '../support/answers.ts';
import { type Answers, actionTitles, findAction, textOf } from '../support/cards.ts';
import { choiceNamed } from '../support/form.ts';
import type { Received } from '../support/inbox.ts';
import { PERSONAL, type User, personalConversation, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import { dateAndTime } from '../support/wall-clock.ts';
import {
  NO_WEEKENDS,
  SATURDAY,
  SUNDAY,
  type RosterDesk,
  type Seen,
  between,
  deskOf,
  seenIn,
  startRoster,
} from './rosters.ts';
import { CHANNEL, startScenario } from './scenario.ts';

const { planner, youth, manager } = PEOPLE;
const jan = user('Jan Jeugd');

const ON_SATURDAY = { from: `${SATURDAY}T10:00`, to: `${SATURDAY}T18:00` };
const ON_SUNDAY = { from: `${SUNDAY}T10:00`, to: `${SUNDAY}T18:00` };

const GAP = '⚠ Gat in het piketrooster van Hoogeveen';

describe('The on-call roster over HTTP', function () {
  this.timeout(60_000);

  let desk: RosterDesk;
  /** The message with which the planner heard of the gaps. */
  let gaps: Seen;

  before(async () => {
    desk = await startRoster({ onCall: ['jeugd-mw'], more: [{ name: jan.name, role: 'jeugd-mw' }] });
    gaps = seenIn(await desk.scenario.connector.expectPersonal({ member: planner, text: '2 gaten' }));
  });

  after(async () => {
    await desk.scenario.close();
  });

  afterEach(() => {
    desk.scenario.connector.assertNothingElse();
  });

  const tells = (member: User, text: string | RegExp): Promise<Received> =>
    desk.scenario.connector.expectPersonal({ member, text });
  const weekend = async (who: User = planner): Promise<string> => (await desk.asks(who)).words;

  /** Sends what no card offered them, from their own chat. */
  const forged = async (who: User, verb: string, data: Answers): Promise<string> => {
    const { teams } = desk.scenario;
    const somewhere = { conversationId: personalConversation(who), activityId: gaps.activityId };
    const answer = await teams.execute(who, PERSONAL, somewhere, verb, { roster: 'hoogeveen', ...data });
    return textOf(cardIn(answer));
  };

  it('shows who is on duty now and in the weekend, in the channel as well', async () => {
    const expected =
      /⚠ Het rooster is niet rond[^]*Nu\nGewone werkdag[^]*za 28 nov\. 10:00-18:00\n⚠ Jeugdm[^\n]*: niemand\nzo 29 nov\./;
    assert.match(await weekend(), expected);
    assert.match(await weekend(youth), expected);
    const asked = await desk.scenario.teams.message(youth, CHANNEL, 'piket');
    await desk.scenario.connector.expectReply({ thread: asked, text: expected });
  });

  it('puts somebody on it, once; a wrong field keeps what was typed', async () => {
    const { seen, told } = await desk.puts({ who: youth, ...ON_SATURDAY });
    assert.match(seen.words, /za 28 nov\. 10:00-18:00\n⚠ Jeugdm[^\n]*: Joke Jeugd \(nog niet getest\)/);
    assert.match(
      textOf(told.card ?? {}),
      /✔ U heeft piket: za 28 nov\. 10:00-18:00[^]*Petra Planner heeft het rooster aangepast/,
    );
    const twice = await desk.saves(seen, { who: youth, ...ON_SATURDAY });
    assert.match(twice.words, /Dit staat al op het rooster: Joke Jeugd/);
    const wrong = await desk.saves(seen, { who: jan, from: ON_SUNDAY.to, to: ON_SUNDAY.from });
    assert.match(wrong.words, /⚠ Het einde is vóór het begin/);
    assert.match(JSON.stringify(wrong.card), /"value":"2026-11-29"[^]*"value":"18:00"/);
  });

  it('is changed by the planner only, also with a button that is not there', async () => {
    const titles = actionTitles((await desk.asks(youth)).card);
    for (const title of ['Piket toevoegen', 'Verwijderen', 'Bereikbaarheid testen'])
      assert.ok(!titles.includes(title), title);
    const roster = await desk.asks(planner);
    const entry = choiceNamed(roster.card, 'Van het rooster halen', 'removeEntry', 'Joke Jeugd');
    const addPerson = choiceNamed(roster.card, 'Piket opslaan', 'addPerson', 'Jan Jeugd');
    const absentPerson = choiceNamed(roster.card, 'Afwezigheid opslaan', 'absentPerson', 'Jan Jeugd');
    for (const [verb, data] of [
      ['roster-add', { addPerson, addEvery: 'once', ...between('add', ON_SUNDAY) }],
      ['roster-remove', { removeEntry: entry }],
      ['roster-absent', { absentPerson, ...between('absent', ON_SUNDAY) }],
      ['roster-test', {}],
    ] as const)
      assert.match(await forged(youth, verb, data), /hoort niet bij uw rol\. Vraag de planner/, verb);
    assert.equal(await weekend(), roster.words);
  });

  it('counts only whoever answered the test, and says who did not', async () => {
    const { connector } = desk.scenario;
    const asked = await desk.asks(planner, 'bereikbaar', 'De test is verstuurd');
    const test = await connector.expectPersonal({ member: youth, text: 'Bereikbaarheidstest' });
    assert.match(asked.words, /⚠ Gevraagd, nog geen antwoord[^\n]*\nJoke Jeugd/);
    assert.match(await weekend(), /zijn er 2 gaten/);
    const proven = await desk.presses(youth, test, 'Ja, ik ben bereikbaar');
    assert.match(proven.words, /✔ Dank u, u bent bereikbaar/);
    const again = await desk.presses(planner, asked, 'Kijk opnieuw');
    assert.match(again.words, /✔ Iedereen is bereikbaar/);
    assert.match(await weekend(), /is er 1 gat[^]*✔ Jeugdm[^\n]*: Joke Jeugd\n/);
  });

  it('fills a gap from the message with which it was reported', async () => {
    const submit = 'Op het rooster zetten (2)';
    const person = choiceNamed(gaps.card, submit, 'fillPerson1', 'Jan Jeugd');
    const filled = await desk.presses(planner, gaps, submit, { fillPerson1: person });
    assert.match(filled.words, /Jan Jeugd staat nu op het rooster, maar is nog niet getest/);
    await tells(jan, /✔ U heeft piket: zo 29 nov\. 10:00-18:00/);
    await desk.proves([youth, jan]);
    assert.match(await weekend(), /✔ Tot en met zo 29 nov\. is het rooster rond/);
    const late = await desk.presses(planner, gaps, submit, { fillPerson1: person });
    assert.match(late.words, /Dit gat is al gevuld of voorbij/);
  });

  /** Asks Jan to take over Saturday; answers the message he gets. */
  const asksForSaturday = async (): Promise<Seen> => {
    const roster = await desk.asks(youth);
    const submit = 'Ruil vragen';
    const swapDuty = choiceNamed(roster.card, submit, 'swapDuty', 'za 28 nov.');
    const swapWith = choiceNamed(roster.card, submit, 'swapWith', jan.name);
    const { words } = await desk.presses(youth, roster, submit, { swapDuty, swapWith });
    assert.match(words, /Zonder akkoord blijft de dienst zoals hij is[^]*za 28[^\n]*\n[^\n]*Joke Jeugd/);
    return seenIn(await tells(jan, 'Kunt u deze piketdienst overnemen?'));
  };

  it('leaves a duty where it is when the other declines', async () => {
    const question = await asksForSaturday();
    const { data } = findAction(question.card, 'Akkoord');
    const notHers = await forged(manager, 'swap-answer', data as Answers);
    assert.match(notHers, /Deze vraag is aan iemand anders gesteld/);
    assert.match((await desk.presses(jan, question, 'Liever niet')).words, /De dienst blijft van Joke Jeugd/);
    await tells(youth, '✖ Jan Jeugd kan niet');
    assert.match(await weekend(), /za 28[^\n]*\n✔ Jeugdm[^\n]*: Joke Jeugd\nzo 29/);
  });

  it('moves a duty when the other agrees', async () => {
    const question = await asksForSaturday();
    assert.match((await desk.presses(jan, question, 'Akkoord')).words, /✔ U neemt de dienst over/);
    await tells(youth, '✔ Jan Jeugd neemt de dienst over');
    assert.match(await weekend(), /za 28[^\n]*\n✔ Jeugdm[^\n]*: Jan Jeugd\nzo 29/);
    assert.match((await desk.presses(jan, question, 'Liever niet')).words, /Op deze vraag is al ja gezegd/);
  });

  it('tells the planner at once of the gap that an absence leaves, and takes the absence back', async () => {
    const roster = await desk.asks(jan);
    const away = await desk.presses(jan, roster, 'Afwezigheid opslaan', between('absent', ON_SATURDAY));
    await tells(planner, new RegExp(`${GAP}[^]*za 28 nov\\. 10:00-18:00`));
    const submit = 'Van het rooster halen';
    const removeEntry = choiceNamed(away.card, submit, 'removeEntry', 'Afwezig za 28');
    assert.match((await desk.presses(jan, away, submit, { removeEntry })).words, /is het rooster rond/);
  });

  it('puts somebody in the place of whoever stands there; both hear of it', async () => {
    await desk.puts({ who: youth, ...ON_SUNDAY, often: 'replace' });
    await tells(jan, /✖ U heeft geen piket meer: zo 29 nov\./);
    assert.match(await weekend(), /zo 29[^\n]*\n✔ Jeugdm[^\n]*: Joke Jeugd$/m);
  });

  it('takes a duty away; whoever had it hears of it, and the planner of the gap', async () => {
    const roster = await desk.asks(planner);
    const submit = 'Van het rooster halen';
    const removeEntry = choiceNamed(roster.card, submit, 'removeEntry', 'za 28 nov.');
    const { words } = await desk.presses(planner, roster, submit, { removeEntry });
    assert.match(words, /Van het rooster gehaald[^]*za 28[^\n]*\n⚠ Jeugdm[^\n]*: niemand/);
    await tells(jan, /✖ U heeft geen piket meer: za 28 nov\./);
    await tells(planner, GAP);
    assert.match((await desk.presses(planner, roster, submit, { removeEntry })).words, /staat niet meer/);
  });

  it('knows duties that come back', async () => {
    const { told } = await desk.puts({ who: jan, ...ON_SATURDAY, often: 'week2' });
    assert.match(textOf(told.card ?? {}), /✔ U heeft piket: elke 2 weken za 10:00-18:00/);
    assert.match(await weekend(), /is het rooster rond/);
  });
});

describe('The roster of another municipality, over HTTP', function () {
  this.timeout(60_000);

  const anna = user('Anna Assen');

  it('shows nothing to whoever does not work there, and takes nothing from them', async () => {
    const more = [{ name: anna.name, role: 'planner', in: 'assen' }];
    const scenario = await startScenario({
      second: true,
      onCall: ['jeugd-mw'],
      serviceHours: NO_WEEKENDS,
      more,
    });
    const { teams, connector } = scenario;
    const linked = await teams.message(planner, CHANNEL, 'koppel hoogeveen');
    await connector.expectReply({ thread: linked, text: 'hoort nu bij Hoogeveen' });
    const desk = deskOf(scenario);
    const roster = await desk.asks(planner, 'piket hoogeveen');
    const { date } = dateAndTime(Date.now() + 7 * DAY);
    await desk.saves(roster, { who: youth, from: `${date}T10:00`, to: `${date}T18:00` });
    await connector.expectPersonal({ member: youth, text: '✔ U heeft piket' });

    const own = await desk.asks(anna, 'piket', 'Piketrooster Assen');
    assert.ok(!actionTitles(own.card).includes('Verwijderen'), 'nothing stands on it');
    for (const word of ['piket', 'bereikbaar']) {
      await teams.message(anna, PERSONAL, `${word} hoogeveen`);
      await connector.expectPersonal({ member: anna, text: /^Voor welke gemeente\?.*uit: Assen\.$/m });
    }
    const addPerson = choiceNamed(roster.card, 'Piket opslaan', 'addPerson', 'Joke Jeugd');
    for (const [verb, data] of [
      ['roster-show', {}],
      ['roster-show', { show: 'gaps' }],
      ['roster-add', { addPerson, addEvery: 'once', ...between('add', ON_SUNDAY) }],
      ['roster-test', {}],
    ] as const) {
      const answer = await teams.execute(anna, PERSONAL, own, verb, { roster: 'hoogeveen', ...data });
      assert.match(wordsIn(answer), /Deze gemeente hoort niet bij u/);
    }
    await scenario.close();
    connector.assertNothingElse();
  });
});
