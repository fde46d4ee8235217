/** What is asked and told about who a household is, for the tests of it. */
import type { CaseCommand } from '../../src/case/commands.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { ReleaseGround } from '../../src/case/vocabulary.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { HouseholdField, Person, Region } from '../../src/core/region.ts';
import { announced, bothClaimed, closed, recorded, told, transferred, visited } from './history.ts';
import { standsAt } from './meetings.ts';
import { DISCLOSURES, lars, regionWith, yara } from './region.ts';

const at = standsAt('look');
export const view: CaseCommand = { type: 'ViewHousehold', purpose: 'visit', at };
export const viewed = (fields: readonly HouseholdField[]): CaseEvent => ({
  type: 'HouseholdViewed',
  purpose: 'visit',
  fields: [...fields],
  at,
});

export const releaseTo = (...to: readonly Person[]): CaseCommand => ({
  type: 'ReleaseHousehold',
  to: to.map(({ tenant, id }) => ({ tenant, id })),
  ground: 'safety',
});
export const releasedTo = (
  who: Person,
  organisation: keyof typeof DISCLOSURES,
  ground: ReleaseGround = 'safety',
): CaseEvent => {
  const { reference, fields } = DISCLOSURES[organisation];
  return {
    type: 'HouseholdReleased',
    to: whoIs(who),
    organisation,
    ground,
    reference,
    fields: [...fields],
  };
};

/** Yara and Lars go on the visit. */
export const pair = [announced(), bothClaimed];
/** And Veilig Thuis filled in who they go to. */
export const known = [...pair, recorded()];
/** What social work may be told by the agreement. */
export const AGREED = DISCLOSURES.welzijn.fields;
export const toldYara = told(yara, { organisation: 'welzijn', fields: AGREED });
export const done = [visited, recorded(), told(lars), transferred, closed];

export const disclosing = (disclosures: Region['disclosures']): Region => regionWith({ disclosures });
