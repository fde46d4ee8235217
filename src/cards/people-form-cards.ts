import { mayAsk } from '../core/relations.ts';
import { isSuspended, listedIn } from '../directory/people.ts';
import type { DirectoryState, ListedPerson } from '../directory/state.ts';
import { formCard } from './case-actions.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  alarm,
  executeOnly,
  heading,
  showCard,
  text,
  withRemark,
} from './element.ts';
import type { Typed } from './fields.ts';
import type { Form } from './forms.ts';
import type { PeopleFacts } from './people-facts.ts';
import { addForm, changeForm, needsForm, pickedBefore } from './people-forms.ts';
import { NEEDS_SUMMARY, PEOPLE_SUMMARY, STOPPED } from './people-texts.nl.ts';
import { personKey } from './roster-facts.ts';
import { listed } from './texts.nl.ts';

/** What is said on top of a card, and what somebody typed where it could not be accepted. */
export interface Shown {
  note?: string | undefined;
  typed?: Typed | undefined;
}

interface Drawn {
  form: Form;
  data: Readonly<Record<string, unknown>>;
  summary: string;
  above?: readonly Element[];
  actions?: readonly Element[];
}

const drawn = (
  { form, data, summary, above = [], actions = [] }: Drawn,
  { note, typed }: Shown,
): OutgoingCard => {
  const made = formCard(form, data, typed, actions);
  const title = heading(form.title);
  const card = { ...made, body: [title, ...above, ...made.body] };
  return { card: note === undefined ? card : withRemark(card, note), summary };
};

const back = ({ municipality }: PeopleFacts): Element =>
  executeOnly('Terug', 'people-show', { people: municipality.id, show: 'list' });

export const addCard = (state: DirectoryState, facts: PeopleFacts, shown: Shown = {}): OutgoingCard =>
  drawn(
    {
      form: addForm(state, facts, shown.typed?.values),
      data: { people: facts.municipality.id },
      summary: PEOPLE_SUMMARY,
      // Not every client shows what was picked when the form comes back.
      above: pickedBefore(shown.typed?.values).map(({ title }) => text(`Gekozen: ${title}`)),
      actions: [back(facts)],
    },
    shown,
  );

/** The planner gets back to the list of people; a manager has nothing to go back to. */
export const needsCard = (state: DirectoryState, facts: PeopleFacts, shown: Shown = {}): OutgoingCard =>
  drawn(
    {
      form: needsForm(state, facts),
      data: { people: facts.municipality.id },
      summary: NEEDS_SUMMARY,
      actions: mayAsk(facts.viewer, 'AddPerson', facts.municipality) ? [back(facts)] : [],
    },
    shown,
  );

/** Somebody of a municipality: what they are, what they have on hand, and what the planner can do about it. */
export const personCard = (person: ListedPerson, facts: PeopleFacts, shown: Shown = {}): OutgoingCard => {
  const { municipality } = facts;
  const data = { people: municipality.id, person: personKey(person) };
  return drawn(
    {
      form: changeForm(person, facts),
      data,
      summary: PEOPLE_SUMMARY,
      above: [...whereElse(person, facts), ...status(person, facts), ...onHand(person, facts)],
      actions: [access(person, facts, data), removal(person, facts, data), back(facts)],
    },
    shown,
  );
};

const whereElse = (person: ListedPerson, { region, municipality }: PeopleFacts): readonly Element[] => {
  const others = region.municipalities.filter(
    ({ id }) => id !== municipality.id && listedIn(person).includes(id),
  );
  if (others.length === 0) return [];
  return [
    text(`Werkt ook in ${listed(others.map(({ name }) => name))}. Nummer en aanmeldnaam gelden overal.`),
  ];
};

const status = (person: ListedPerson, { municipality }: PeopleFacts): readonly Element[] =>
  isSuspended(person, municipality.id) ? [alarm(`${STOPPED} in ${municipality.name}`)] : [];

const onHand = (person: ListedPerson, { busyWith }: PeopleFacts): readonly Element[] => {
  const busy = busyWith(person);
  if (busy.length === 0) return [];
  return [
    text(`⚠ Let op: ${person.name} ${listed(busy)}. Verandert u de rollen? Regel dan zo nodig een ander.`),
  ];
};

const access = (
  person: ListedPerson,
  { municipality }: PeopleFacts,
  data: Readonly<Record<string, unknown>>,
): Element =>
  isSuspended(person, municipality.id)
    ? executeOnly('Weer toegang geven', 'people-restore', data)
    : executeOnly('Toegang stoppen', 'people-suspend', data);

/** Asked twice: there is no way back but adding them anew. */
const removal = (
  person: ListedPerson,
  { municipality }: PeopleFacts,
  data: Readonly<Record<string, unknown>>,
): Element =>
  showCard(
    'Verwijderen',
    adaptiveCard(
      [text(`${person.name} gaat weg uit ${municipality.name}, met alle rollen daar.`)],
      [executeOnly('Ja, verwijderen', 'people-remove', data)],
    ),
  );
