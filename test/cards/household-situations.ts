/** What can be known of a household, and who was told: for the cards of it and for those that must keep silent about it. */
import type { CaseDocument } from '../../src/case/document.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import { HOUSEHOLD_FIELDS, type HouseholdField, type Region } from '../../src/core/region.ts';
import type { Household } from '../../src/household/details.ts';
import { after, announced, claimed, followed, line } from './cases.ts';
import { SAFE_HOME_WORKER } from './regions.ts';

/** Made up, and in no other test. */
export const HOUSEHOLD: Required<Household> = {
  address: '9999 ZZ 1024 b, Verzonnenlaan, Nergenshuizen',
  phone: '06 99 99 99 99',
  names: 'Xantippe Quadflieg-Ypma en Wolfert Ypma',
  notes: 'De zwarte hond heet Zorro; bel niet aan',
};

/** Unreadable, and still nobody's business. */
export const SEALED = 'c2VhbGVkLWJ5LXRoZS10ZXN0';

export const householdRecorded = (fields: readonly HouseholdField[] = HOUSEHOLD_FIELDS): CaseEvent => ({
  type: 'HouseholdRecorded',
  sealed: SEALED,
  fields: [...fields],
});

export const householdReleased = (to: Actor): CaseEvent => ({
  type: 'HouseholdReleased',
  to: whoIs(to),
  organisation: 'welzijn',
  ground: 'safety',
  reference: 'Afspraak 1 (test)',
  fields: [...HOUSEHOLD_FIELDS],
});

const looked: CaseEvent = {
  type: 'HouseholdViewed',
  purpose: 'visit',
  fields: [...HOUSEHOLD_FIELDS],
  at: { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'a' },
};

/** A case of which somebody holds a place, with more and more known of it. */
export const householdSituations = (
  region: Region,
  who: Actor,
): readonly { name: string; document: CaseDocument }[] => {
  const bare = announced(region);
  const role = followed(bare).slots[0]?.role ?? '';
  const goes = after(bare, line(0.5, who, claimed(0, role)));
  const vt = SAFE_HOME_WORKER;
  const recorded = after(goes, line(1, vt, householdRecorded(), { type: 'RepeatsCounted', earlier: 1 }));
  const told = after(recorded, line(1.5, vt, householdReleased(who)));
  return [
    { name: 'household, nothing is known', document: goes },
    { name: 'household, nobody goes', document: after(bare, line(1, vt, householdRecorded(['address']))) },
    { name: 'household, nobody was told', document: recorded },
    { name: 'household, somebody was told', document: told },
    {
      name: 'household, somebody looked',
      document: after(told, line(2, who, { type: 'HouseholdAsked' }, looked)),
    },
  ];
};
