import assert from 'node:assert/strict';
import type { Answers } from '../support/cards.ts';
import { choiceNamed } from '../support/form.ts';
import type { Received } from '../support/inbox.ts';
import { PERSONAL, type User, personalConversation, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { ShownCard } from '../support/teams.ts';
import { type RosterDesk, SATURDAY, type Seen, between, seenIn, startRoster } from './rosters.ts';
import { storedRoster } from './stored.ts';
import { trouble } from './troubled.ts';

const { planner, youth } = PEOPLE;
const jan = user('Jan Jeugd');

const ON_SATURDAY = { from: `${SATURDAY}T10:00`, to: `${SATURDAY}T18:00` };

const CHANGED = 'Uw piketdienst in Hoogeveen is veranderd';
const TEST = 'Bereikbaarheidstest';
const SWAP = 'Kunt u deze piketdienst overnemen?';
const GAP = '⚠ Gat in het piketrooster van Hoogeveen';

/** A message that somebody gets. */
type Told = readonly [who: User, text: string];

describe('kill -9 and the roster', function () {
  this.timeout(180_000);

  let desk: RosterDesk;

  beforeEach(async () => {
    desk = await startRoster({ onCall: ['jeugd-mw'], more: [{ name: jan.name, role: 'jeugd-mw' }] });
    await tells([planner, '2 gaten']);
  });

  afterEach(async () => {
    await desk.scenario.close();
    desk.scenario.connector.assertNothingElse();
  });

  const tells = ([member, text]: Told): Promise<Received> =>
    desk.scenario.connector.expectPersonal({ member, text });

  /** Something is done and answered, and the program dies: what was left to send is sent after it, and nothing else. */
  const killedAfter = async (step: () => Promise<unknown>, told: readonly Told[]): Promise<Received[]> => {
    const { scenario } = desk;
    const { received } = scenario.connector;
    const before = received.length;
    await step();
    await scenario.program.stop('SIGKILL');
    const { outbox } = await storedRoster(scenario);
    const isLeft = ([who]: Told): boolean => outbox.some(({ to }) => to.name === who.name);
    const came = ([who, text]: Told): boolean =>
      received
        .slice(before)
        .some(
          ({ conversationId, activity }) =>
            conversationId === personalConversation(who) && JSON.stringify(activity).includes(text),
        );
    const lost = told.filter((one) => !isLeft(one) && !came(one));
    assert.deepEqual(lost, []);
    assert.ok(outbox.length <= told.length);
    // What Teams took in the last moment, and nobody could write down, comes once more.
    const first = await Promise.all(told.filter(came).map(tells));
    await scenario.restart('SIGKILL');
    const second = await Promise.all(told.filter(isLeft).map(tells));
    await scenario.program.next('sweep done');
    return [...first, ...second];
  };

  it('after any step loses nothing, and sends nothing but what was left', async () => {
    await killedAfter(
      async () => desk.saves(await desk.asks(planner), { who: youth, ...ON_SATURDAY }),
      [[youth, CHANGED]],
    );
    const [test] = await killedAfter(
      () => desk.asks(planner, 'bereikbaar', 'De test is verstuurd'),
      [[youth, TEST]],
    );
    await killedAfter(() => presses(youth, test, 'Ja, ik ben bereikbaar'), []);
    const [asked] = await killedAfter(asksToSwap, [[jan, SWAP]]);
    // Jan is not tested yet: Saturday is open again.
    await killedAfter(
      () => presses(jan, asked, 'Akkoord'),
      [
        [youth, '✔ Jan Jeugd neemt de dienst over'],
        [planner, GAP],
      ],
    );
    const away = between('absent', ON_SATURDAY);
    await killedAfter(async () => presses(jan, await desk.asks(jan), 'Afwezigheid opslaan', away), []);
    assert.match((await desk.asks(planner)).words, /za 28[^\n]*\n⚠ Jeugdm[^\n]*: niemand/);
  });

  const presses = (
    who: User,
    message: ShownCard | undefined,
    title: string,
    answers?: Answers,
  ): Promise<Seen> => {
    assert.ok(message);
    return desk.presses(who, message, title, answers);
  };
  const asksToSwap = async (): Promise<Seen> => {
    const roster = await desk.asks(youth);
    const submit = 'Ruil vragen';
    const swapDuty = choiceNamed(roster.card, submit, 'swapDuty', 'za 28 nov.');
    const swapWith = choiceNamed(roster.card, submit, 'swapWith', jan.name);
    return desk.presses(youth, roster, submit, { swapDuty, swapWith });
  };

  it('sends what Teams never took, once', async () => {
    const { connector } = desk.scenario;
    // Never released: the call dies with the program.
    const script = trouble(connector, youth, 'personal', CHANGED, { hang: true });
    const step = async (): Promise<void> => {
      await desk.saves(await desk.asks(planner), { who: youth, ...ON_SATURDAY });
      await script.met;
    };
    await killedAfter(step, [[youth, CHANGED]]);
  });

  it('acts once on what is sent again, also after it', async () => {
    const { scenario } = desk;
    const roster = await desk.asks(planner);
    const submit = 'Piket opslaan';
    const addPerson = choiceNamed(roster.card, submit, 'addPerson', `${youth.name} · `);
    const answers = { addPerson, addEvery: 'once', ...between('add', ON_SATURDAY) };
    const added = await scenario.teams.press(planner, PERSONAL, roster, submit, answers);
    await tells([youth, CHANGED]);
    const tested = await scenario.teams.message(planner, PERSONAL, 'bereikbaar');
    await tells([planner, 'De test is verstuurd']);
    const test = seenIn(await tells([youth, TEST]));
    await scenario.program.next('sweep done');
    await scenario.restart('SIGKILL');
    for (const sent of [added, tested]) assert.equal((await scenario.teams.resend(sent)).status, 200);
    await tells([planner, 'De test is verstuurd']);
    await desk.presses(youth, test, 'Ja, ik ben bereikbaar');
    await scenario.program.next('sweep done');
    await scenario.program.stop('SIGTERM');
    const { log, outbox } = await storedRoster(scenario);
    const events = log.flatMap(({ event: { type } }) => (type.startsWith('Gap') ? [] : [type]));
    assert.deepEqual([events, outbox], [['ShiftAdded', 'ReachTested', 'ReachProven'], []]);
  });
});
