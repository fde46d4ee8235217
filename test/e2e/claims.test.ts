import assert from 'node:assert/strict';
import { cardIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { user } from '../support/places.ts';
import { type Scenario, startScenario } from './scenario.ts';

const USERS = Array.from({ length: 50 }, (_, index) => ({
  name: `Collega ${String(index + 1).padStart(2, '0')}`,
  role: index % 2 === 0 ? 'jeugd-mw' : 'veilig-opgroeien',
}));

describe('Fifty people who press "Ik ga mee" at the same moment', function () {
  this.timeout(60_000);

  let scenario: Scenario;

  before(async () => {
    scenario = await startScenario({ more: USERS });
  });

  after(async () => {
    await scenario.close();
  });

  it('gives a two-slot case to exactly two, and tells the others who', async () => {
    const posted = await scenario.announce();
    const answers = await Promise.all(
      USERS.map(async ({ name }) => ({
        name,
        seen: textOf(cardIn(await posted.try(user(name), 'Ik ga mee'))),
      })),
    );
    const refused = answers.filter(({ seen }) => /Deze plek is al van Collega \d\d/.test(seen));
    const holders = answers.filter((answer) => !refused.includes(answer));
    assert.equal(holders.length, 2);
    assert.equal(refused.length, 48);

    const told = refused.flatMap(
      ({ seen }) => /Deze plek is al van ([^.]+)\./.exec(seen)?.[1]?.split(' en ') ?? [],
    );
    const names = holders.map(({ name }) => name).sort();
    assert.deepEqual([...new Set(told)].sort(), names);
    while (!names.every((name) => textOf(posted.card()).includes(name))) {
      await scenario.connector.expectUpdate({ activityId: posted.posted.activityId });
    }
    assert.doesNotMatch(textOf(posted.card()), /nog open/);
  });
});
