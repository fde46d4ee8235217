import { type PersonDifference, differentNeeds, differentPeople } from '../directory/differences.ts';
import { areSameRoles, isSuspended, listedIn } from '../directory/people.ts';
import type { DirectoryState, ListedPerson } from '../directory/state.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  execute,
  heading,
  subheading,
  text,
  withRemark,
} from './element.ts';
import { differencesHere } from './people-card.ts';
import type { PeopleFacts } from './people-facts.ts';
import { NO_ROLE, PEOPLE_SUMMARY, STOPPED } from './people-texts.nl.ts';
import { personKey } from './roster-facts.ts';
import { listed, roleName } from './texts.nl.ts';

/** One side of a difference, per thing that differs. */
interface Line {
  what: string;
  card: string;
  file: string;
}

/** The first of what the region file and people changed both, each in their own way, to decide which of the two stays. */
export const differencesCard = (state: DirectoryState, facts: PeopleFacts, note?: string): OutgoingCard => {
  const count = differencesHere(state, facts);
  const { municipality } = facts;
  const back = execute('Terug', 'people-show', { people: municipality.id, show: 'list' });
  const first = firstOf(state, facts);
  const card = first
    ? adaptiveCard(
        [
          heading(`⚠ ${first.title}`),
          text(
            `Het regiobestand en de kaart zeggen iets anders. Nu geldt de kaart.${count > 1 ? ` Hierna nog ${count - 1}.` : ''}`,
          ),
          ...first.lines.flatMap(lineElements),
        ],
        [
          execute('Neem het bestand over', 'difference-settle', { ...first.data, take: 'file' }),
          execute('Laat zo', 'difference-settle', { ...first.data, take: 'store' }),
          back,
        ],
      )
    : adaptiveCard([heading('✔ Geen verschil met het regiobestand')], [back]);
  return { card: note === undefined ? card : withRemark(card, note), summary: PEOPLE_SUMMARY };
};

const lineElements = ({ what, card, file }: Line): readonly Element[] => [
  { ...subheading(what), separator: true },
  text(`Kaart: ${card}`, { spacing: 'Small' }),
  text(`Bestand: ${file}`, { spacing: 'Small' }),
];

interface Difference {
  title: string;
  lines: readonly Line[];
  data: Readonly<Record<string, unknown>>;
}

const firstOf = (state: DirectoryState, facts: PeopleFacts): Difference | undefined => {
  const { municipality } = facts;
  const data = { people: municipality.id };
  const person = differentPeople(state).find(({ store, file }) =>
    [store, file].some((one) => one && listedIn(one).includes(municipality.id)),
  );
  if (person) {
    const title = (person.store ?? person.file)?.name ?? '';
    return { title, lines: personLines(person, facts), data: { ...data, person: personKey(person.account) } };
  }
  if (!differentNeeds(state).includes(municipality.id)) return undefined;
  const [store, file] = [state.needs[municipality.id], state.seed.needs[municipality.id]];
  return {
    title: `Piket in ${municipality.name}`,
    lines: [{ what: 'Rollen met piket', card: rolesText(store), file: rolesText(file) }],
    data,
  };
};

const rolesText = (roles: readonly string[] | undefined): string =>
  roles === undefined || roles.length === 0 ? 'geen' : listed(roles.map(roleName));

const personLines = ({ store, file }: PersonDifference, { region }: PeopleFacts): readonly Line[] => {
  if (!store || !file)
    return [{ what: 'Doet mee', card: store ? 'ja' : 'verwijderd', file: file ? 'ja' : 'verwijderd' }];
  const fields = [
    { what: 'Naam', card: store.name, file: file.name },
    { what: 'Aanmeldnaam', card: store.signIn ?? 'geen', file: file.signIn ?? 'geen' },
    { what: 'Mobiel nummer', card: store.mobile ?? 'geen', file: file.mobile ?? 'geen' },
  ];
  const places = region.municipalities.filter(
    ({ id }) => !areSameRoles(store.roles[id], file.roles[id]) || isSuspended(store, id),
  );
  return [
    ...places.map(({ id, name }) => ({
      what: `Rollen in ${name}`,
      card: heldText(store, id),
      file: heldText(file, id),
    })),
    ...fields.filter((line) => line.card !== line.file),
  ];
};

const heldText = (person: ListedPerson, municipality: string): string => {
  if (isSuspended(person, municipality)) return STOPPED;
  const roles = person.roles[municipality];
  if (roles === undefined) return 'werkt hier niet';
  return roles.length === 0 ? NO_ROLE : listed(roles.map(roleName));
};
