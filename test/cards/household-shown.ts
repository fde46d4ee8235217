/** Every card about who a household is. */
import {
  type HouseholdVerb,
  detailsCard,
  farewellCard,
  hiddenCard,
  householdCard,
  householdElsewhere,
  householdFormAgain,
  recordForm,
  releaseForm,
  viewForm,
} from '../../src/cards/household-card.ts';
import type { OutgoingCard } from '../../src/cards/element.ts';
import type { Form } from '../../src/cards/forms.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import { HOUSEHOLD_FIELDS, type Region } from '../../src/core/region.ts';
import { followed } from './cases.ts';
import { HOUSEHOLD, householdSituations } from './household-situations.ts';
import { ADULT_WORKER, SAFE_HOME_WORKER } from './regions.ts';
import type { Shown } from './shown-cards.ts';

const NOTE = 'Dit is niet gelukt.';

/** Verbs of these cards, which are not those of a case. */
export const HOUSEHOLD_VERBS: Readonly<Record<HouseholdVerb, true>> = {
  'household-record': true,
  'household-release': true,
  'household-view': true,
};

/** What somebody typed who was refused: all of the household, and a ground that is none. */
const typedInto = ({ fields }: Form) => ({
  values: {
    ...Object.fromEntries(fields.map(({ id, kind }) => [id, kind === 'text' ? HOUSEHOLD.address : ''])),
    ...HOUSEHOLD,
  },
  problems: fields.map(({ name }) => ({ field: name, problem: 'address' as const })),
});

const shown = (name: string, { card, summary }: OutgoingCard): Shown => ({ name, card, summary });

export const ofHouseholds = (region: Region, who: Actor): readonly Shown[] =>
  householdSituations(region, who).flatMap(({ name, document }) => {
    const forms = [recordForm(followed(document)), viewForm(), releaseForm(followed(document))];
    return [
      ...[who, SAFE_HOME_WORKER, ADULT_WORKER].flatMap((to) => [
        shown(`${name}: for ${to.id}`, householdCard(document, whoIs(to), region)),
        shown(`${name}: for ${to.id}, with a note`, householdCard(document, whoIs(to), region, NOTE)),
        shown(
          `${name}: for ${to.id}, filled in wrong`,
          householdCard(document, whoIs(to), region, NOTE, {
            verb: 'household-record',
            typed: typedInto(recordForm({})),
          }),
        ),
      ]),
      ...forms
        .filter(({ fields }) => fields.every((field) => !('choices' in field) || hasChoices(field)))
        .map((form) =>
          shown(`${name}: ${form.verb} again`, householdFormAgain(document, form, typedInto(form), NOTE)),
        ),
      shown(`${name}: hidden`, hiddenCard(document)),
      shown(`${name}: elsewhere`, householdElsewhere(document)),
      shown(`${name}: farewell`, farewellCard(followed(document).number)),
      {
        ...shown(`${name}: details`, detailsCard(document, HOUSEHOLD, HOUSEHOLD_FIELDS)),
        details: true as const,
      },
    ];
  });

/** Where nobody goes there is nobody to release to, and that form is not offered. */
const hasChoices = ({ choices }: { choices: unknown }): boolean =>
  Array.isArray(choices) && choices.length > 0;
