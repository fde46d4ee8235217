import { type Actor, isSame, rolesIn } from '../core/actor.ts';
import type { Disclosure, HouseholdField, RoleId } from '../core/region.ts';
import { accept, refuse } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import type { CaseEvent } from './events.ts';
import type { Decider, Facts } from './decider.ts';
import { mayByRole } from './permissions.ts';
import { type Refusal, invalid } from './refusals.ts';
import type { Release } from './household.ts';
import type { FollowedCase, Slot } from './state.ts';

/*
 * Who a household is, is known to Veilig Thuis, and to whoever of the visiting pair Veilig Thuis told, by name and with a
 * ground (Bpg 4:2, Wpg 16 and 20). What is recorded is sealed before it comes here.
 */

export const recordHousehold: Decider<'RecordHousehold'> = ({ sealed, fields }, _state, { earlier }) =>
  accept([
    { type: 'HouseholdRecorded', sealed, fields: [...fields] },
    ...(earlier === undefined ? [] : [{ type: 'RepeatsCounted' as const, earlier }]),
  ]);

const isOver = ({ until }: Disclosure, now: Instant): boolean => until !== undefined && now >= until;

type Claimed = Required<Slot>;

const claimOf = (state: FollowedCase, who: Parameters<typeof isSame>[0]): Claimed | undefined =>
  state.slots.find((slot): slot is Claimed => slot.claim !== undefined && isSame(slot.claim.by, who));

/** The place of whoever acts, in a role that they still have. */
const ownPlace = (state: FollowedCase, { actor, municipality }: Pick<Facts, 'actor' | 'municipality'>) => {
  const slot = claimOf(state, actor);
  return slot && rolesIn(actor, municipality.id).includes(slot.role) ? slot : undefined;
};

/** What somebody who goes in a role may be told, or why nothing. */
const disclosureFor = (
  role: RoleId,
  { roles, disclosures, now }: Facts,
): { disclosure: Disclosure; organisation: string } | Refusal => {
  const organisation = roles[role];
  const disclosure =
    organisation !== undefined && Object.hasOwn(disclosures, organisation)
      ? disclosures[organisation]
      : undefined;
  if (organisation === undefined || !disclosure) return { code: 'noAgreement', role };
  return isOver(disclosure, now) ? { code: 'agreementOver', role } : { disclosure, organisation };
};

export const releaseHousehold: Decider<'ReleaseHousehold'> = ({ to, ground }, state, facts) => {
  const { household } = state;
  if (!household) return refuse({ code: 'noHousehold' });
  if (to.length === 0) return refuse(invalid({ field: 'to', problem: 'missing' }));
  const events: CaseEvent[] = [];
  for (const who of to) {
    const slot = claimOf(state, who);
    if (!slot) return refuse(invalid({ field: 'to', problem: 'notAChoice' }));
    const found = disclosureFor(slot.role, facts);
    if ('code' in found) return refuse(found);
    const { disclosure, organisation } = found;
    events.push({
      type: 'HouseholdReleased',
      to: slot.claim.by,
      organisation,
      ground,
      reference: disclosure.reference,
      fields: [...disclosure.fields],
    });
  }
  return accept(events);
};

export const askHousehold: Decider<'AskHousehold'> = (command, state, facts) => {
  const { actor, municipality } = facts;
  const isTheirs = mayByRole(actor, command.type, municipality) || ownPlace(state, facts) !== undefined;
  return isTheirs
    ? accept([{ type: 'HouseholdAsked' }])
    : refuse({ code: 'notAllowed', command: command.type });
};

const releaseTo = (state: FollowedCase, actor: Actor): Release | undefined =>
  state.releases.find(({ to }) => isSame(to, actor));

/**
 * The fields somebody may see now. Whoever was told goes on seeing it for as long as they go on the visit and what it rests
 * on is in force.
 */
export const fieldsFor = (state: FollowedCase, facts: Facts): readonly HouseholdField[] | Refusal => {
  const { actor, municipality } = facts;
  const { household } = state;
  if (mayByRole(actor, 'ViewHousehold', municipality))
    return household ? household.fields : { code: 'noHousehold' };
  const release = releaseTo(state, actor);
  const slot = ownPlace(state, facts);
  if (!slot) return { code: 'notAllowed', command: 'ViewHousehold' };
  if (!household) return { code: 'noHousehold' };
  if (!release) return { code: 'notReleased' };
  const found = disclosureFor(slot.role, facts);
  if ('code' in found) return found;
  // Told as somebody of another organisation, they may know other things.
  if (release.organisation !== found.organisation) return { code: 'notReleased' };
  const allowed = release.fields.filter((field) => found.disclosure.fields.includes(field));
  const fields = household.fields.filter((field) => allowed.includes(field));
  return fields.length > 0 ? fields : { code: 'noAgreement', role: slot.role };
};

export const viewHousehold: Decider<'ViewHousehold'> = ({ purpose, at }, state, facts) => {
  const fields = fieldsFor(state, facts);
  return 'code' in fields
    ? refuse(fields)
    : accept([{ type: 'HouseholdViewed', purpose, fields: [...fields], at }]);
};
