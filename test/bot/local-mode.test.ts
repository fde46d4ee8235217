import assert from 'node:assert/strict';
import { actingFor } from '../../src/bot/acting.ts';
import { textOf } from '../support/cards.ts';
import { PERSONAL } from '../support/places.ts';
import { PEOPLE, regionFile } from '../support/region-file.ts';
import { parseRegion } from '../../src/config/region.ts';
import { type Scenario, startScenario } from '../e2e/scenario.ts';

const { planner, youth } = PEOPLE;

describe('One tester, many people', function () {
  this.timeout(60_000);

  const region = parseRegion(regionFile(), 'region.yaml');
  assert.ok(region.ok);

  it('does not exist when authentication is required', () => {
    const auth = {
      kind: 'required',
      appType: 'UserAssignedMSI',
      appId: 'app',
      appTenantId: 'tenant',
    } as const;
    assert.equal(actingFor(auth), undefined);
    assert.notEqual(actingFor({ kind: 'none' }), undefined);
  });

  describe('in local mode', () => {
    let scenario: Scenario;

    before(async () => {
      scenario = await startScenario();
    });

    after(async () => {
      await scenario.close();
      scenario.connector.assertNothingElse();
    });

    const say = async (text: string): Promise<string> => {
      await scenario.teams.message(planner, PERSONAL, text);
      const { activity, card } = await scenario.connector.expectPersonal({ member: planner });
      return card ? textOf(card) : (activity.text ?? '');
    };

    it('acts as somebody else until told otherwise, and every answer says so', async () => {
      assert.match(await say('nieuw'), /hoort niet bij uw rol/);
      assert.match(await say('als Pim'), /^Testmodus: u handelt als Pim Politie\.\s+Pim Politie is: Politie/);
      const form = await say('nieuw');
      assert.match(form, /^Testmodus: u handelt als Pim Politie/);
      assert.match(form, /Referentie politie/);
      assert.match(await say('casussen'), /^Testmodus: u handelt als Pim Politie/);
      assert.match(await say('als mijzelf'), /^U handelt weer als uzelf: Petra Planner/);
      assert.match(await say('nieuw'), /^Een vooraankondiging doen hoort niet bij uw rol/);
    });

    it('knows only people of the region file, and plays for one tester at a time', async () => {
      assert.match(await say('als Niemand'), /Deze persoon ken ik niet\. Kies uit: Pim Politie/);
      assert.match(await say('als Pim Politie'), /u handelt als Pim/);
      await scenario.teams.message(youth, PERSONAL, 'nieuw');
      await scenario.connector.expectPersonal({ member: youth, text: 'hoort niet bij uw rol' });
    });
  });
});
