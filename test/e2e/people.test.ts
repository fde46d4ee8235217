import assert from 'node:assert/strict';
import { cardIn } from '../support/answers.ts';
import { type Answers, type Piece, textOf } from '../support/cards.ts';
import { choiceNamed } from '../support/form.ts';
import type { Received } from '../support/inbox.ts';
import { PERSONAL, type User, placeOf, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { ShownCard } from '../support/teams.ts';
import { CHANNEL, type Scenario, startScenario } from './scenario.ts';

const { planner, police } = PEOPLE;
const nina = user('Nina Nieuw');

describe('People by card over HTTP', function () {
  this.timeout(60_000);

  let scenario: Scenario;

  before(async () => {
    scenario = await startScenario({ strangers: [nina.name] });
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
  ): Promise<ShownCard & { card: Piece; words: string }> => {
    const answer = await scenario.teams.press(who, placeOf(seen.conversationId), seen, title, answers);
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

  it('stops somebody at once, and lets them in again', async () => {
    const person = await opened(police.name);
    const stopped = await presses(planner, person, 'Toegang stoppen');
    assert.match(stopped.words, /toegang gestopt in Hoogeveen/);
    assert.match(wordsOf(await says(police, 'nieuw')), /Ik ken u nog niet/);
    await presses(planner, stopped, 'Weer toegang geven');
    assert.match(wordsOf(await says(police, 'nieuw')), /Referentie politie/);
  });
});
