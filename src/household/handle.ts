import { isSame } from '../core/actor.ts';
import type { Actor } from '../core/actor.ts';
import type { HouseholdField } from '../core/region.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { Clock } from '../core/time.ts';
import type { CaseDocument } from '../case/document.ts';
import type { CaseHandlers, Door } from '../case/handle.ts';
import type { MessageRef } from '../case/message-ref.ts';
import { SHOWN_FOR } from '../case/outgoing.ts';
import type { Refusal } from '../case/refusals.ts';
import { isFollowed } from '../case/state.ts';
import type { ViewPurpose } from '../case/vocabulary.ts';
import { type Household, householdSchema } from './details.ts';

/** Makes text unreadable without the key of a case, which lives apart from the data. */
export interface CaseSeals {
  /** @throws when the case was forgotten, or the keys cannot be reached */
  seal(caseId: string, text: string): Promise<string>;
  /** Undefined when the key was destroyed: the case was forgotten. */
  open(caseId: string, sealed: string): Promise<string | undefined>;
}

/** What somebody sees of a household, or that it is hidden again or forgotten. */
export type Look =
  | { kind: 'shown'; document: CaseDocument; household: Household; fields: readonly HouseholdField[] }
  | { kind: 'hidden' | 'forgotten'; document: CaseDocument };

export interface Households {
  /** Seals what is known of a household in its case. */
  record(id: string, household: Household, actor: Actor, door: Door): Promise<Result<CaseDocument, Refusal>>;
  /** Shows it to somebody who may see it, in a message where it will be hidden again; each look is in the log of the case. */
  view(
    id: string,
    look: { purpose: ViewPurpose; at: MessageRef },
    actor: Actor,
    door: Door,
  ): Promise<Result<Look, Refusal>>;
}

interface Parts {
  cases: Pick<CaseHandlers, 'run' | 'trial'>;
  seals: CaseSeals;
  clock: Clock;
}

const filledIn = (household: Household): HouseholdField[] =>
  (['address', 'phone', 'names', 'notes'] as const).filter((field) => household[field] !== undefined);

export const households = ({ cases, seals, clock }: Parts): Households => ({
  record: async (id, household, actor, door) => {
    const sealed = await seals.seal(id, JSON.stringify(household));
    return cases.run(id, { type: 'RecordHousehold', sealed, fields: filledIn(household) }, actor, door);
  },

  view: async (id, { purpose, at }, actor, door) => {
    const command = { type: 'ViewHousehold', purpose, at } as const;
    const answer = await cases.run(id, command, actor, door);
    if (!answer.ok) return refuse(answer.refusal);
    const document = answer.value;
    const look = latestLook(document, actor, at);
    // The same press sent again much later: what it showed is hidden by now.
    if (!look || clock() - look.at >= SHOWN_FOR) return accept({ kind: 'hidden', document });
    // Sent again, it was answered before; what somebody may see may be less by now.
    const still = await cases.trial(document, command, actor);
    if (!still.ok) return refuse(still.refusal);
    const allowed = still.value.flatMap((event) => (event.type === 'HouseholdViewed' ? event.fields : []));
    const { state } = document;
    const sealed = isFollowed(state) ? state.household?.sealed : undefined;
    const opened = sealed === undefined ? undefined : await seals.open(id, sealed);
    if (opened === undefined) return accept({ kind: 'forgotten', document });
    const household = householdSchema.parse(JSON.parse(opened));
    return accept({
      kind: 'shown',
      document,
      household,
      fields: look.fields.filter((field) => allowed.includes(field)),
    });
  },
});

/** What somebody was last shown in a message. */
const latestLook = ({ log }: CaseDocument, actor: Actor, shown: MessageRef) => {
  for (const { at, by, event } of log.toReversed()) {
    if (event.type !== 'HouseholdViewed' || event.at.activity !== shown.activity) continue;
    if (by && isSame(by, actor)) return { at, fields: event.fields };
  }
  return undefined;
};
