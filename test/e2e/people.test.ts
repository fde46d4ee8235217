import assert from 'node:assert/strict';
import { cardIn, wordsIn } from '../support/answers.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { type Answers, type Piece, type PressOptions, findAction, textOf } from '../support/cards.ts';
import { choiceNamed } from '../support/form.ts';
import type { Received } from '../support/inbox.ts';
import {
  PERSONAL,
  type User,
  conversationOf,
  personalConversation,
  placeOf,
  user,
} from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { ShownCard } from '../support/teams.ts';
import { CHANNEL, type Scenario, startScenario } from './scenario.ts';

const { planner, police, manager } = PEOPLE;
const nina = user('Nina Nieuw');
const foreign = user('Fien Vreemd', { tenantId: '99999999-9999-4999-8999-999999999999' });

describe('People by card over HTTP', function () {
  this.timeout(60_000);

  let scenario: Scenario;

  before(async () => {
    scenario = await startScenario({ strangers: [nina, foreign] });
    // It is known where the channel is, so that somebody can be written to.
    await says(planner, 'help', CHANNEL);
  });

  after(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  /** What somebody is answered in their own chat, or in the channel. */
  const says = async (who: User, words: string, place = PERSONAL): Promise<Received> => {
    const asked = await scenario.teams.message(who, place, words);
    return place.kind === 'personal'
      ? scenario.connector.expectPersonal({ member: who })
      : scenario.connector.expectReply({ thread: asked });
  };
  const wordsOf = ({ card, activity }: Received): string => (card ? textOf(card) : (activity.text ?? ''));
  const presses = async (
    who: User,
    seen: ShownCard,
    title: string,
    answers: Answers = {},
    options: PressOptions = {},
  ): Promise<ShownCard & { card: Piece; words: string }> => {
    const answer = await scenario.teams.press(
      who,
      placeOf(seen.conversationId),
      seen,
      title,
      answers,
      options,
    );
    const card = cardIn(answer);
    return { ...seen, card, words: textOf(card) };
  };
  const opened = async (name: string) => {
    const list = await says(planner, `mensen ${name}`);
    assert.ok(list.card);
    const person = choiceNamed(list.card, 'Bekijken of wijzigen', 'person', name);
    return presses(planner, list, 'Bekijken of wijzigen', { person });
  };

  it('adds whoever is mentioned in the channel; they can act at once, without a new start', async () => {
    assert.match(wordsOf(await says(nina, 'nieuw')), /Ik ken u nog niet/);
    const asked = await scenario.teams.message(planner, CHANNEL, `persoon <at>${nina.name}</at>`, {
      mentioned: [nina],
    });
    const form = await scenario.connector.expectPersonal({ member: planner, text: 'nog geen rol' });
    await scenario.connector.expectReply({
      thread: asked,
      text: /Nina Nieuw staat in de lijst van Hoogeveen/,
    });
    assert.match(wordsOf(await says(nina, 'nieuw')), /hoort niet bij uw rol/);
    const saved = await presses(planner, form, 'Opslaan', { roles: ['politie'], mobile: '06 12345678' });
    assert.match(saved.words, /Opgeslagen\. Het geldt meteen/);
    assert.match(wordsOf(await says(nina, 'nieuw')), /Referentie politie/);
  });

  it('stops somebody in the same second, and lets them in again', async () => {
    const person = await opened(police.name);
    const stopped = await presses(planner, person, 'Toegang stoppen');
    assert.match(stopped.words, /toegang gestopt in Hoogeveen/);
    assert.match(wordsOf(await says(police, 'nieuw')), /Ik ken u nog niet/);
    await presses(planner, stopped, 'Weer toegang geven');
    assert.match(wordsOf(await says(police, 'nieuw')), /Referentie politie/);
  });

  it('marks what is wrong in a form, and keeps what was typed', async () => {
    const list = await says(planner, 'mensen');
    const form = await presses(planner, list, 'Iemand toevoegen');
    const answers = { person: nina.aadObjectId, mobile: '12', signIn: 'geen' };
    const refused = await presses(planner, form, 'Toevoegen', answers, { anyway: true });
    assert.match(refused.words, /Dit is geen aanmeldnaam[^]*Dit is geen mobiel nummer/);
  });

  it('never lets the last planner go', async () => {
    for (const title of ['Toegang stoppen', 'Ja, verwijderen']) {
      const refused = await presses(planner, await opened(planner.name), title);
      assert.match(refused.words, /dan heeft Hoogeveen geen planner meer/);
    }
    const refused = await presses(planner, await opened(planner.name), 'Opslaan', { roles: ['manager'] });
    assert.match(refused.words, /dan heeft Hoogeveen geen planner meer/);
  });

  it('is for planners, in their own chat, whatever a card sends', async () => {
    const own = { conversationId: personalConversation(manager), activityId: '1' };
    const forged = (who: User, verb: string, data: Answers, place = PERSONAL) =>
      scenario.teams.execute(who, place, { ...own, conversationId: conversationOf(who, place) }, verb, {
        people: 'hoogeveen',
        ...data,
      });
    const me = personKey({ tenant: manager.tenantId, id: manager.aadObjectId });
    for (const verb of [
      'people-change',
      'people-add',
      'people-suspend',
      'people-remove',
      'difference-settle',
    ])
      assert.match(
        wordsIn(await forged(manager, verb, { person: me, roles: 'planner', name: 'Mara' })),
        /zijn voor de planner/,
        verb,
      );
    assert.match(wordsIn(await forged(planner, 'people-show', {}, CHANNEL)), /in onze eigen chat/);
    assert.match(wordsIn(await forged(planner, 'people-show', { people: 'assen' })), /hoort niet bij u/);
    const gone = cardIn(await forged(planner, 'people-suspend', { person: 'nobody' }));
    assert.match(textOf(gone), /staat niet \(meer\) in de lijst/);
    assert.match(wordsOf(await says(manager, 'mensen')), /zijn voor de planner/);
    assert.match(wordsOf(await says(planner, 'mensen', CHANNEL)), /in onze eigen chat/);
  });

  it('refuses a mention of somebody of a tenant that is not allowed', async () => {
    const asked = await scenario.teams.message(planner, CHANNEL, `persoon <at>${foreign.name}</at>`, {
      mentioned: [foreign],
    });
    await scenario.connector.expectReply({ thread: asked, text: /een organisatie die nog niet meedoet/ });
  });

  it('says so when Teams does not tell who somebody is', async () => {
    const mention = () =>
      scenario.teams.message(planner, CHANNEL, 'persoon <at>Nergens</at>', { mentioned: [user('Nergens')] });
    const asked = await mention();
    await scenario.connector.expectReply({ thread: asked, text: 'vind ik niet in dit kanaal' });
    scenario.connector.answerNext(({ kind }) => kind === 'ask', { status: 403 });
    const again = await mention();
    await scenario.connector.expectReply({ thread: again, text: 'Teams zegt nu niet wie dit is' });
  });

  it('acts once on what Teams sends again', async () => {
    const person = await opened(police.name);
    const stop = findAction(person.card, 'Toegang stoppen');
    const data = stop.data as Answers;
    const first = await scenario.teams.execute(planner, PERSONAL, person, 'people-suspend', data);
    await presses(planner, { ...person, card: cardIn(first) }, 'Weer toegang geven');
    assert.equal((await scenario.teams.resend(first)).status, 200);
    assert.match(wordsOf(await says(police, 'casussen')), /open casussen/i);
  });
});
