import { isName } from '../core/contact.ts';
import type { Region, RoleId } from '../core/region.ts';
import type { DirectoryState, ListedPerson } from '../directory/state.ts';
import { type Field, manyField, optionalTextField, personField } from './fields.ts';
import type { Form } from './forms.ts';
import { type PeopleFacts, peopleElsewhere } from './people-facts.ts';
import { personKey } from './roster-facts.ts';
import { roleName } from './texts.nl.ts';

/** Longer than this is no key of ours, but an id of Teams. */
const KEY = 12;

/** More would not fit on a card beside the rest. */
const MOST_CHOICES = 100;

const roleNames = ({ roles }: Region): Readonly<Record<RoleId, string>> =>
  Object.fromEntries(Object.keys(roles).map((role) => [role, roleName(role)]));

const contactFields = ({ signIn = '', mobile = '' }: Partial<ListedPerson> = {}): readonly Field[] => [
  optionalTextField(
    'signIn',
    'signIn',
    'Aanmeldnaam, voor een Teams-gesprek',
    signIn,
    'Bijvoorbeeld sanne@voorbeeld.nl',
  ),
  optionalTextField('mobile', 'mobile', 'Mobiel nummer, voor sms', mobile, 'Bijvoorbeeld 06 12345678'),
];

/** Whoever is not here yet: from the whole organisation where Teams has its picker, else from the other municipalities. */
export const addForm = (
  state: DirectoryState,
  facts: PeopleFacts,
  typed: Readonly<Record<string, unknown>> = {},
): Form => ({
  title: 'Iemand toevoegen',
  verb: 'people-add',
  submit: 'Toevoegen',
  intro:
    'Staat de persoon niet in de lijst? Typ dan in het kanaal: @Eerder Erbij persoon @Naam. U krijgt hier een kaart om de rollen te kiezen.',
  fields: [
    personField('person', 'person', 'Wie', [
      ...pickedBefore(typed),
      ...choicesOf(peopleElsewhere(state, facts)),
    ]),
    optionalTextField('name', 'name', 'Naam, zoals die op de kaarten komt', '', 'Sanne de Vries'),
    manyField('roles', `Rollen in ${facts.municipality.name}`, roleNames(facts.region), []),
    ...contactFields(),
  ],
});

const choicesOf = (people: readonly ListedPerson[]): Field['choices'] =>
  people.slice(0, MOST_CHOICES).map((person) => ({ title: person.name, value: personKey(person) }));

/** A client shows what was picked only where it is one of the choices. */
export const pickedBefore = ({ person, name }: Readonly<Record<string, unknown>> = {}): Field['choices'] =>
  typeof person === 'string' && typeof name === 'string' && person.length > KEY && isName(name)
    ? [{ title: name, value: person }]
    : [];

export const changeForm = (person: ListedPerson, { region, municipality }: PeopleFacts): Form => ({
  title: person.name,
  verb: 'people-change',
  submit: 'Opslaan',
  fields: [
    manyField(
      'roles',
      `Rollen in ${municipality.name}`,
      roleNames(region),
      person.roles[municipality.id] ?? [],
    ),
    ...contactFields(person),
  ],
});

export const needsForm = ({ needs }: DirectoryState, { region, municipality }: PeopleFacts): Form => ({
  title: `Instellingen ${municipality.name}`,
  verb: 'needs-set',
  submit: 'Opslaan',
  intro: 'In het weekend en op feestdagen moet van deze rollen altijd iemand piket hebben.',
  fields: [
    manyField('roles', 'Rollen met piket', roleNames(region), needs[municipality.id] ?? municipality.onCall),
  ],
});
