import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { type PostedCase, type Scenario, startScenario } from '../e2e/scenario.ts';
import { freshInvokeId } from '../support/activities.ts';
import { cardIn, wordsIn } from '../support/answers.ts';
import type { Answer } from '../support/teams.ts';
import { transplanted, wholeCourse } from './recorded.ts';
import { SEED, TIMES } from './rounds.ts';
import { type StoredState, isQuiet, storedState } from './stored-state.ts';

/** The same in any order, seeded. */
const shuffled = <T>(all: readonly T[], seed: number): readonly T[] =>
  fc.sample(fc.shuffledSubarray([...all], { minLength: all.length }), { seed, numRuns: 1 }).flat();

describe('What Teams sends again, and in another order', function () {
  this.timeout(60_000 * (TIMES + 1));

  let scenario: Scenario;
  let posted: PostedCase;
  let answers: readonly Answer[];
  let stored: StoredState;

  const now = async (): Promise<StoredState> => {
    const store = openSqliteStore({ directory: scenario.place.dataDir });
    try {
      return await storedState(store);
    } finally {
      await store.close();
    }
  };
  const quiet = async (): Promise<StoredState> => {
    for (;;) {
      const state = await now();
      if (isQuiet(state, scenario.now())) return state;
      await scenario.program.next('sweep done');
    }
  };

  /** A card or a sentence, as the first time. */
  const resent = async (answer: Answer): Promise<void> => {
    const again = await scenario.teams.resend(answer);
    assert.equal(again.status, answer.status);
    if (answer.activity.type !== 'invoke') return;
    const type = (body: unknown): unknown => Reflect.get(Object(body) as object, 'type');
    if (type(again.body) === 'application/vnd.microsoft.card.adaptive') cardIn(again);
    else assert.match(wordsIn(again), /[a-z]{2,}.*\./);
  };
  const allAgain = async (order: readonly Answer[]): Promise<void> => {
    for (const answer of order) await resent(answer);
  };

  before(async () => {
    scenario = await startScenario();
  });

  after(() => scenario.close());

  it('changes nothing while a case goes on, after any step', async () => {
    const course = await wholeCourse(scenario, {}, async (before) => {
      const state = await quiet();
      await allAgain(shuffled(before, SEED));
      assert.deepEqual(await quiet(), state);
    });
    ({ posted, answers } = course);
    stored = await quiet();
    assert.match(JSON.stringify(stored[posted.id]), /"step":"closed"/);
  });

  it('changes nothing when the whole course comes again, in any order and all at once', async () => {
    const { connector } = scenario;
    const before = connector.received.length;
    await allAgain(answers);
    await allAgain([...answers].reverse());
    for (let round = 1; round <= 3 * TIMES; round += 1) {
      await allAgain(shuffled(answers, SEED + round));
      await Promise.all(shuffled([...answers, ...answers], SEED - round).map(resent));
    }
    assert.deepEqual(await quiet(), stored);
    const kinds = new Set(connector.received.slice(before).map(({ kind }) => kind));
    assert.deepEqual([...kinds], ['reply'], 'an answer to whoever sent a message, and nothing else');
  });

  it('changes nothing after a kill -9', async () => {
    await scenario.restart('SIGKILL');
    await allAgain(shuffled(answers, SEED));
    assert.deepEqual(await quiet(), stored);
  });

  it('carries out what comes in the wrong order as far as it may, and never anything later', async () => {
    for (let round = 1; round <= 2 * TIMES; round += 1) {
      const { id } = await scenario.announce();
      const ordered = answers
        .map(({ activity }) => transplanted(activity, posted.id, id, freshInvokeId()))
        .filter(({ type }) => type === 'invoke')
        .slice(1);
      const first = new Map<string, Answer>();
      for (const activity of shuffled(ordered, SEED + round))
        first.set(activity.id, await scenario.teams.send(activity));
      const state = await quiet();
      // Now each would be possible, one after the other.
      const inOrder = ordered.flatMap((activity) => first.get(activity.id) ?? []);
      for (const order of [inOrder, [...first.values()], inOrder]) await allAgain(order);
      assert.deepEqual(await quiet(), state);
    }
  });
});
