import { RELEASE_GROUNDS, VIEW_PURPOSES } from '../../../src/case/vocabulary.ts';
import { SAFE_AT_HOME } from '../../../src/core/region.ts';
import { type Idea, byVisitor, someone } from './idea.ts';
import { SERVICE_URL, TENANT } from './region.ts';

/** Veilig Thuis fills in who the household is, and tells whoever goes. */
const recordHousehold: Idea = (seen) => ({
  by: someone(seen, SAFE_AT_HOME),
  command: { type: 'RecordHousehold', sealed: 'unreadable', fields: ['address', 'notes'] },
});
const releaseHousehold: Idea = (seen) => {
  const to = seen.state.slots.flatMap(({ claim, role }) =>
    claim && role !== SAFE_AT_HOME ? [claim.by] : [],
  );
  return to.length === 0
    ? undefined
    : {
        by: someone(seen, SAFE_AT_HOME),
        command: { type: 'ReleaseHousehold', to, ground: seen.chance.pick(RELEASE_GROUNDS) },
      };
};
const askHousehold: Idea = (seen) => byVisitor(seen, { type: 'AskHousehold' });
/** In the message in which the form stands: in another chat for everybody. */
const viewHousehold: Idea = (seen) => {
  const choice = byVisitor(seen, { type: 'AskHousehold' });
  const by = seen.chance.is(0.7) ? choice.by : someone(seen, SAFE_AT_HOME);
  const at = {
    serviceUrl: SERVICE_URL,
    tenant: TENANT,
    conversation: `personal ${by.id}`,
    activity: `look of ${by.id} at ${seen.state.number}, ${seen.chance.whole(1, 2)}`,
  };
  return { by, command: { type: 'ViewHousehold', purpose: seen.chance.pick(VIEW_PURPOSES), at } };
};
/** What comes next; what nobody was told is filled in first. */
const forward: Idea = (seen) => {
  const { household, slots, releases } = seen.state;
  if (!household) return recordHousehold(seen);
  const told = slots.filter(({ claim }) => claim && releases.some(({ to }) => to.id === claim.by.id));
  return told.length === 0 ? releaseHousehold(seen) : viewHousehold(seen);
};

/** What is done about who a household is, in every step of a case. */
export const HOUSEHOLD: readonly (readonly [number, Idea])[] = [
  [3, forward],
  [0.5, askHousehold],
  [0.3, viewHousehold],
  [0.2, releaseHousehold],
];
