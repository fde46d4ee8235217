import { differentNeeds, differentPeople } from '../directory/differences.ts';
import { isSuspended, listedIn } from '../directory/people.ts';
import type { DirectoryState, ListedPerson } from '../directory/state.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  execute,
  executeOnly,
  heading,
  text,
  withRemark,
} from './element.ts';
import { choiceField, inputs } from './fields.ts';
import { NOTHING_CHOSEN } from './forms.ts';
import { type PeopleFacts, peopleHere } from './people-facts.ts';
import { NO_ROLE, PEOPLE_SUMMARY, STOPPED } from './people-texts.nl.ts';
import { personKey } from './roster-facts.ts';
import { listed, roleName } from './texts.nl.ts';

/** More would not be read on a phone. */
const MOST_LINES = 20;

/** More would not fit on a card beside the rest. */
const MOST_CHOICES = 150;

/** Who takes part in a municipality, and what its planner can do about it. */
export const peopleCard = (
  state: DirectoryState,
  facts: PeopleFacts,
  { words = '', note }: { words?: string; note?: string | undefined } = {},
): OutgoingCard => {
  const { municipality } = facts;
  const found = peopleHere(state, facts, words);
  const data = { people: municipality.id };
  const about = words === '' ? '' : ` met "${shown(words)}"`;
  const card = adaptiveCard(
    [
      heading(`Mensen in ${municipality.name}`),
      text(`${found.length === 1 ? '1 persoon' : `${found.length} mensen`}${about}`),
      ...found.slice(0, MOST_LINES).map((person) => personLine(person, facts)),
      ...tooMany(found.length),
      ...chooser(found, facts),
    ],
    [
      executeOnly('Iemand toevoegen', 'people-show', { ...data, show: 'add' }),
      ...(words === '' ? [] : [executeOnly('Toon iedereen', 'people-show', { ...data, show: 'list' })]),
      executeOnly('Piket instellen', 'people-show', { ...data, show: 'needs' }),
      ...differencesButton(state, facts),
    ],
  );
  return { card: note === undefined ? card : withRemark(card, note), summary: PEOPLE_SUMMARY };
};

/** Typed by somebody: nothing that a client would take for a link or a mark. */
const shown = (words: string): string => words.replaceAll(/[^\p{L}\p{M}\d .,'’-]/gu, '').slice(0, 40);

/** How many differences there are to decide on here. */
export const differencesHere = (
  state: DirectoryState,
  { municipality: { id } }: Pick<PeopleFacts, 'municipality'>,
): number =>
  differentPeople(state).filter(({ store, file }) =>
    [store, file].some((one) => one && listedIn(one).includes(id)),
  ).length + Number(differentNeeds(state).includes(id));

const differencesButton = (state: DirectoryState, facts: PeopleFacts): readonly Element[] => {
  const count = differencesHere(state, facts);
  if (count === 0) return [];
  const title = count === 1 ? '⚠ 1 verschil met het bestand' : `⚠ ${count} verschillen met het bestand`;
  return [executeOnly(title, 'people-show', { people: facts.municipality.id, show: 'differences' })];
};

/** `Sanne de Vries · Planner en Manager` */
const personLine = (person: ListedPerson, { municipality: { id } }: PeopleFacts): Element => {
  const roles = (person.roles[id] ?? []).map(roleName);
  const what = roles.length === 0 ? NO_ROLE : listed(roles);
  return text(`${person.name} · ${isSuspended(person, id) ? STOPPED : what}`, { spacing: 'Small' });
};

const tooMany = (count: number): readonly Element[] =>
  count > MOST_LINES
    ? [text(`En nog ${count - MOST_LINES}. Typ "mensen" met een deel van een naam om minder te zien.`)]
    : [];

const chooser = (found: readonly ListedPerson[], { municipality }: PeopleFacts): readonly Element[] => {
  const choices = found.slice(0, MOST_CHOICES).map((person) => ({
    title: person.name,
    value: personKey(person),
  }));
  if (choices.length === 0) return [];
  const only = choices.length === 1 ? choices[0]?.value : undefined;
  const who = choiceField('person', 'Wie', {}, only ?? NOTHING_CHOSEN, { choices });
  const open = execute('Bekijken of wijzigen', 'people-show', { people: municipality.id, show: 'person' });
  return [...inputs([who]), { type: 'ActionSet', actions: [open] }];
};
