import assert from 'node:assert/strict';
import { cardIn } from '../support/answers.ts';
import { actionTitles, textOf } from '../support/cards.ts';
import type { Received } from '../support/inbox.ts';
import { PERSONAL, type User } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { ShownCard } from '../support/teams.ts';
import { type PostedCase, type Scenario, startScenario } from './scenario.ts';

const { youth, municipal, manager, director } = PEOPLE;

const TAKE_UP = 'Ik pak dit op';

/** The clock is real here; seconds stand for hours. */
const IN_SECONDS = { claimWithin: 'PT1S', ackWithin: 'PT4S', consultWithin: 'PT1H' };

describe('The ladder over HTTP, with periods of seconds', function () {
  this.timeout(90_000);

  let scenario: Scenario;
  let posted: PostedCase;

  const begin = async (policy: Readonly<Record<string, string>>): Promise<void> => {
    scenario = await startScenario({ policy });
    posted = await scenario.announce();
  };

  afterEach(async () => {
    await scenario.close();
    scenario.connector.assertNothingElse();
  });

  const redrawn = (): Promise<Received> =>
    scenario.connector.expectUpdate({ activityId: posted.posted.activityId });

  /** What one step of the ladder sends: a message to each, and one redraw of the case card. */
  const pinged = async (
    who: readonly User[],
    text: string | RegExp = 'vraagt uw aandacht',
  ): Promise<Received[]> => {
    const [, ...messages] = await Promise.all([
      redrawn(),
      ...who.map((member) => scenario.connector.expectPersonal({ member, text })),
    ]);
    return messages;
  };

  /** Presses a button of a message; the case card is redrawn. Answers what the presser sees. */
  const press = async (who: User, message: ShownCard | undefined, title: string): Promise<ShownCard> => {
    assert.ok(message);
    const card = cardIn(await scenario.teams.press(who, PERSONAL, message, title));
    await redrawn();
    return { ...message, card };
  };

  /** Sweeps come every second and say so; what they would send is sent within the next one. */
  const sweepsPass = async (count: number): Promise<void> => {
    for (let sweep = 0; sweep < count; sweep += 1) await scenario.program.next('sweep done');
  };

  it('pings who is on duty, then the manager, then the director, each once', async () => {
    await begin(IN_SECONDS);
    await pinged([youth, municipal]);
    await pinged([manager]);
    await pinged([director]);
    // The top is told again only after `ackReminder`: three more sweeps come by without a message.
    await sweepsPass(3);
  });

  it('tells the top again every ackReminder, until somebody takes it up', async () => {
    await begin({ ...IN_SECONDS, ackWithin: 'PT1S', ackReminder: 'PT6S' });
    await pinged([youth, municipal]);
    await pinged([manager]);
    await pinged([director]);
    await pinged([director]);
    const [third] = await pinged([director]);
    await press(director, third, TAKE_UP);
    assert.match(textOf(posted.card()), /✋ Bert Bestuur pakt dit op/);
  });

  it('stops when somebody takes it up, and shows who', async () => {
    await begin(IN_SECONDS);
    const [toYouth, toMunicipal] = await pinged([youth, municipal]);
    for (const { card } of [
      await press(youth, toYouth, TAKE_UP),
      await press(municipal, toMunicipal, TAKE_UP),
    ])
      assert.match(textOf(card ?? {}), /U pakt dit op/);
    assert.match(textOf(posted.card()), /✋ Joke Jeugd pakt dit op/);
    await sweepsPass(6);
  });

  it('asks whoever took it up whether it worked, and climbs on without an answer', async () => {
    await begin({ ...IN_SECONDS, ackReminder: 'PT8S' });
    const [toYouth, toMunicipal] = await pinged([youth, municipal]);
    // One after the other: of two at once the case card may be redrawn only once.
    await press(youth, toYouth, TAKE_UP);
    await press(municipal, toMunicipal, TAKE_UP);
    const [asked] = await Promise.all([
      scenario.connector.expectPersonal({ member: youth, text: 'Is het gelukt?' }),
      scenario.connector.expectPersonal({ member: municipal, text: 'Is het gelukt?' }),
    ]);
    await redrawn();
    await press(youth, asked, 'Ik ben er nog mee bezig');
    // What the other left without an answer climbs; what was answered does not.
    const [toManager] = await pinged([manager]);
    await press(manager, toManager, TAKE_UP);
    assert.match(textOf(posted.card()), /✋ Joke Jeugd pakt dit op[^]*✋ Mara Manager pakt dit op/);
  });

  it('can be taken up on the case card, by whoever did not get the message itself', async () => {
    await begin({ ...IN_SECONDS, ackWithin: 'PT1H' });
    assert.ok(!actionTitles(posted.card()).includes(TAKE_UP), 'nothing stands yet');
    await pinged([youth, municipal]);
    assert.ok(actionTitles(posted.card()).includes(TAKE_UP));
    const refused = cardIn(await posted.try(PEOPLE.adult, TAKE_UP));
    assert.match(textOf(refused), /hoort niet bij uw rol/);
    const seen = await posted.press(manager, TAKE_UP);
    assert.match(textOf(seen), /✋ Mara Manager pakt dit op/);
    assert.equal(textOf(posted.card()), textOf(seen), 'it stays the case card, for everybody');
    assert.ok(!actionTitles(posted.card()).includes(TAKE_UP), 'everything that stands was taken up');
  });

  it('brings a missed window to the manager and the director at once, and takes the reason', async () => {
    await begin({ visitWithin: 'PT8S', warnBefore: '[]', ackReminder: 'PT1H' });
    const [toManager] = await pinged([manager, director], 'De bezoektermijn is voorbij');
    assert.ok(toManager);
    const { teams } = scenario;
    const reason = { reason: 'delayPolice' };
    await teams.press(manager, PERSONAL, toManager, 'Reden opslaan', reason);
    await redrawn();
    assert.match(textOf(posted.card()), /Later dan 24 uur\nVertraging bij de politie/);
    await sweepsPass(3);
  });

  it('brings a call for help to the rung that was chosen, at once, until it is solved', async () => {
    await begin({});
    await posted.try(youth, 'Vraag om hulp', { obstacle: 'waitingList', rung: '2' });
    const [message] = await pinged([director], 'Een collega vraagt om hulp: wachtlijst');
    const taken = await press(director, message, TAKE_UP);
    assert.match(textOf(posted.card()), /✋ Bert Bestuur pakt dit op/);
    const solved = await press(director, taken, 'Het is opgelost');
    assert.match(textOf(solved.card ?? {}), /De hulpvraag is opgelost/);
    assert.doesNotMatch(textOf(posted.card()), /✋/);
    assert.match(textOf(posted.card()), /Knelpunten\nWachtlijst/);
  });
});
