import type { CaseDocument } from '../case/document.ts';
import { mayByRole } from '../case/permissions.ts';
import { type FollowedCase, isFollowed } from '../case/state.ts';
import { type Who, isSame, personOf } from '../core/actor.ts';
import { type HouseholdField, type Region, SAFE_AT_HOME, municipalityOf } from '../core/region.ts';
import type { Household } from '../household/details.ts';
import {
  type Card,
  type Element,
  type OutgoingCard,
  adaptiveCard,
  heading,
  showCard,
  text,
  withRemark,
} from './element.ts';
import { type Typed, choiceField, manyField, textField } from './fields.ts';
import { formCard } from './case-actions.ts';
import { type Form, NOTHING_CHOSEN, addressFields } from './forms.ts';
import { GROUND, HOUSEHOLD_FIELD, HOUSEHOLD_FILLED, PURPOSE } from './household-texts.nl.ts';
import { PROBLEM, listed } from './texts.nl.ts';

/*
 * Who a household is. These cards only ever stand in the 1:1 chat of one person; only `detailsCard` says anything about the
 * household, and only as the answer to whoever asked.
 */

/** The forms of these cards, by their verb. */
export type HouseholdVerb = 'household-record' | 'household-release' | 'household-view';

export const recordForm = ({ household }: Pick<FollowedCase, 'household'>): Form => ({
  title: household ? 'Gegevens opnieuw invullen' : 'Gegevens invullen',
  verb: 'household-record',
  submit: 'Versleuteld opslaan',
  intro: 'Alleen wat bezoekers nodig hebben. Wat u nu opslaat komt in de plaats van wat er stond.',
  fields: [
    ...addressFields(true),
    optional('street', 'Straat en plaats', 'Straat, plaats', 120),
    optional('phone', 'Telefoon', '', 60),
    optional('names', 'Wie wonen er', 'Namen, en wie wie is', 400),
    optional('notes', 'Wat moeten bezoekers weten', 'Bijvoorbeeld: bel niet aan, hond', 600),
  ],
});

const optional = (id: string, label: string, placeholder: string, max: number) => ({
  ...textField(id, label, placeholder, PROBLEM.missing),
  required: false,
  max,
  multiline: max > 200,
});

/** Places that somebody holds who cannot see the details because of their role alone. */
const pairOf = (state: FollowedCase): readonly Who[] =>
  state.slots.flatMap(({ claim, role }) => (claim && role !== SAFE_AT_HOME ? [claim.by] : []));

const keyOf = ({ tenant, id }: Who): string => `${tenant}/${id}`;

export const releaseForm = (state: FollowedCase): Form => {
  const people = Object.fromEntries(pairOf(state).map((who) => [keyOf(who), who.name]));
  return {
    title: 'Gegevens vrijgeven',
    verb: 'household-release',
    submit: 'Vrijgeven',
    fields: [
      manyField('to', 'Aan wie', people, Object.keys(people)),
      choiceField('ground', 'Waarom mag dit', GROUND, NOTHING_CHOSEN, { style: 'expanded' }),
    ],
  };
};

export const viewForm = (): Form => ({
  title: 'Gegevens bekijken',
  verb: 'household-view',
  submit: 'Laat zien',
  intro: 'Dit wordt vastgelegd. Na 10 minuten zijn de gegevens weer verborgen.',
  fields: [choiceField('purpose', 'Waarvoor', PURPOSE, NOTHING_CHOSEN, { style: 'expanded' })],
});

const followed = ({ id, state }: CaseDocument): FollowedCase => {
  if (!isFollowed(state)) throw new Error(`${id} has no household: it was not announced`);
  return state;
};

/** What one person can do with the details of a household; says nothing about the household itself. */
export const householdCard = (
  document: CaseDocument,
  to: Who,
  region: Region,
  note?: string,
  typed?: { verb: HouseholdVerb; typed: Typed },
): OutgoingCard => {
  const state = followed(document);
  const person = personOf(region, to);
  const municipality = municipalityOf(region, state.announcement.municipality);
  const records = person !== undefined && mayByRole(person, 'RecordHousehold', municipality);
  const data = { case: document.id };
  const form = (made: Form): Element =>
    showCard(
      made.title,
      formCard(made, data, typed?.verb === made.verb ? shownAgain(made, typed.typed) : undefined),
    );
  const mayLook = state.household && (records || state.releases.some((one) => isSame(one.to, to)));
  const actions = [
    ...(mayLook ? [form(viewForm())] : []),
    ...(records && state.household && pairOf(state).length > 0 ? [form(releaseForm(state))] : []),
    ...(records ? [form(recordForm(state))] : []),
  ];
  const card = adaptiveCard(
    [heading(`Gegevens bij casus ${state.number}`), ...statusLines(state, records).map((line) => text(line))],
    actions,
  );
  return shown(card, state, note);
};

/** A form that could not be accepted, with what is wrong marked; never with what was typed of the household. */
export const householdFormAgain = (
  document: CaseDocument,
  form: Form,
  typed: Typed,
  note: string,
): OutgoingCard => {
  const state = followed(document);
  const made = formCard(form, { case: document.id }, shownAgain(form, typed));
  const title = heading(`${form.title} · ${state.number}`);
  return shown({ ...made, body: [title, ...made.body] }, state, note);
};

/** What was typed of a household would stay in the chat: that is typed again. */
const shownAgain = ({ verb }: Form, typed: Typed): Typed =>
  verb === ('household-record' satisfies HouseholdVerb) ? { ...typed, values: {} } : typed;

const shown = (card: Card, { number }: FollowedCase, note?: string): OutgoingCard => ({
  card: note === undefined ? card : withRemark(card, note),
  summary: `Casus ${number}`,
});

const statusLines = (state: FollowedCase, records: boolean): readonly string[] => {
  const { household, releases } = state;
  if (!household)
    return [records ? 'Er is nog niets ingevuld.' : 'Veilig Thuis heeft nog niets ingevuld. Bel: 0800-2000.'];
  const filled = listed(household.fields.map((field) => HOUSEHOLD_FILLED[field]));
  const told = listed(releases.map(({ to }) => to.name));
  const isTold = (who: Who): boolean => releases.some(({ to }) => isSame(to, who));
  const waiting = listed(pairOf(state).flatMap((who) => (isTold(who) ? [] : [who.name])));
  return [
    `Ingevuld: ${filled}.`,
    told === '' ? 'Nog aan niemand vrijgegeven.' : `Vrijgegeven aan: ${told}.`,
    ...(records && waiting !== ''
      ? [`Gaat mee, en ziet nog niets: ${waiting}. Geef vrij wat nodig is.`]
      : []),
  ];
};

/** What stands where the details were, and what they can be asked again with. */
export const hiddenCard = (document: CaseDocument): OutgoingCard => {
  const state = followed(document);
  const form = viewForm();
  const card = adaptiveCard(
    [heading(`Gegevens bij casus ${state.number}`), text('🔒 Verborgen.')],
    [showCard('Opnieuw bekijken', formCard(form, { case: document.id }))],
  );
  return shown(card, state);
};

/** The one card that says who a household is: the answer to one person, and hidden again after ten minutes. */
export const detailsCard = (
  document: CaseDocument,
  household: Household,
  fields: readonly HouseholdField[],
): OutgoingCard => {
  const state = followed(document);
  const lines = fields.map((field) => ({ title: HOUSEHOLD_FIELD[field], value: household[field] ?? '' }));
  const card = adaptiveCard([
    heading(`Gegevens bij casus ${state.number}`),
    ...lines.flatMap(({ title, value }) => [
      text(title, { isSubtle: true, spacing: 'Medium' }),
      text(value, { spacing: 'None' }),
    ]),
    text('Na 10 minuten is dit verborgen. Schrijf of stuur het nergens heen.', { weight: 'Bolder' }),
  ]);
  return shown(card, state);
};

/** In the thread of a case, for whoever cannot be reached 1:1: it says where to go, and nothing else. */
export const householdElsewhere = (document: CaseDocument): OutgoingCard => {
  const state = followed(document);
  const card = adaptiveCard([
    text(`Casus ${state.number}: er staan gegevens voor u klaar.`, { weight: 'Bolder' }),
    text(
      `Open onze eigen chat en typ: gegevens ${state.number}. Lukt dat niet? Bel Veilig Thuis: 0800-2000.`,
    ),
  ]);
  return shown(card, state);
};

/** What every message about a case says once everything about it is forgotten. */
export const farewellCard = (number: string): OutgoingCard => ({
  card: adaptiveCard([
    text(`Casus ${number} is afgesloten.`, { weight: 'Bolder' }),
    text('De gegevens zijn gewist.'),
  ]),
  summary: `Casus ${number}`,
});
