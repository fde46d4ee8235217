import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { cardIn, wordsIn } from '../support/answers.ts';
import { type Answers, type Piece, textOf } from '../support/cards.ts';
import { PERSONAL, type User, placeOf } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { ShownCard } from '../support/teams.ts';
import { type Scenario, startScenario } from './scenario.ts';

const { planner, youth, manager, municipal } = PEOPLE;

describe('People and settings besides the rest of the program', function () {
  this.timeout(90_000);

  let scenario: Scenario;
  afterEach(() => scenario.close());

  const says = async (who: User, words: string) => {
    await scenario.teams.message(who, PERSONAL, words);
    const found = await scenario.connector.expectPersonal({ member: who });
    return { ...found, words: found.card ? textOf(found.card) : (found.activity.text ?? '') };
  };
  const presses = async (
    seen: ShownCard,
    title: string,
    answers: Answers = {},
    who: User = planner,
  ): Promise<ShownCard & { card: Piece; words: string }> => {
    const answer = await scenario.teams.press(who, placeOf(seen.conversationId), seen, title, answers);
    const card = cardIn(answer);
    return { ...seen, card, words: textOf(card) };
  };
  /** Whose name is one of a kind: the only choice is chosen already. */
  const opened = async (who: User) =>
    presses(await says(planner, `mensen ${who.name}`), 'Bekijken of wijzigen');
  const rewritten = (from: string, to: string): void => {
    const { regionFile } = scenario.place;
    const text = readFileSync(regionFile, 'utf8');
    assert.ok(text.includes(from), from);
    writeFileSync(regionFile, text.replace(from, to));
  };

  it('a changed region file adds up with what was done by card; where both changed somebody, a planner chooses', async () => {
    scenario = await startScenario({
      mobiles: { [youth.name]: '+31600000001', [municipal.name]: '+31600000002' },
    });
    await presses(await opened(youth), 'Opslaan', { roles: ['jeugd-mw'], mobile: '06 00000003' });
    await scenario.program.stop('SIGTERM');
    rewritten('+31600000001', '+31600000004');
    rewritten('+31600000002', '+31600000005');
    await scenario.restart('SIGTERM');
    const [line] = scenario.program.log.filter(({ msg }) => String(msg).includes('both changed a person'));
    assert.deepEqual([line?.person, line?.fields], [youth.aadObjectId, ['mobile']]);
    assert.doesNotMatch(JSON.stringify(scenario.program.log), /\+316|Joke/);
    assert.match((await opened(municipal)).words, /Gea Gemeente/);
    assert.equal(JSON.stringify((await opened(municipal)).card).includes('+31600000005'), true);

    const difference = await presses(await says(planner, 'mensen'), '⚠ 1 verschil met het bestand');
    assert.match(difference.words, /Joke Jeugd[^]*Kaart: \+31600000003\nBestand: \+31600000004/);
    const taken = await presses(difference, 'Neem het bestand over');
    assert.match(taken.words, /✔ Geen verschil met het regiobestand/);
    assert.equal(JSON.stringify((await opened(youth)).card).includes('+31600000004'), true);
    const started = await scenario.restart('SIGTERM');
    assert.equal(started.code, 0);
    assert.doesNotMatch((await says(planner, 'mensen')).words, /verschil/);
  });

  it('whoever is stopped cannot act on a case, and the card says what they had on hand', async () => {
    scenario = await startScenario();
    const posted = await scenario.announce();
    await posted.press(youth, 'Ik ga mee');
    const person = await opened(youth);
    assert.match(person.words, /⚠ Let op: Joke Jeugd gaat mee in HGV-\d{4}-0001/);
    const stopped = await presses(person, 'Toegang stoppen');
    assert.match(stopped.words, /Let op wat hieronder staat/);
    assert.match(wordsIn(await posted.try(youth, 'Ik kan toch niet')), /Ik ken u nog niet/);
  });

  it('managers set what their own municipality needs, and the roster follows', async () => {
    scenario = await startScenario({ serviceHours: { workdays: ['08:30-17:00'] } });
    const settings = await says(manager, 'instellingen');
    const saved = await presses(settings, 'Opslaan', { roles: ['amw'] }, manager);
    assert.match(saved.words, /Opgeslagen\. Het geldt meteen/);
    assert.match((await says(planner, 'piket')).words, /Maatschappelijk werker \(volwassenen\): niemand/);
    assert.match((await says(youth, 'instellingen')).words, /voor de planner en de manager/);
  });

  it('in a region of two municipalities nobody decides for the other', async () => {
    scenario = await startScenario({
      second: true,
      more: [{ name: 'Ans Assen', role: 'planner', in: 'assen' }],
    });
    assert.match((await says(planner, 'mensen')).words, /Voor welke gemeente[^]*Hoogeveen, Assen/);
    assert.match((await says(planner, 'mensen assen joke')).words, /Mensen in Assen\n1 persoon/);
  });
});
