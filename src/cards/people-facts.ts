import type { Actor, Who } from '../core/actor.ts';
import type { Municipality, Region } from '../core/region.ts';
import { listedIn } from '../directory/people.ts';
import type { DirectoryState, ListedPerson } from '../directory/state.ts';
import { personKey } from './roster-facts.ts';

/** What there is to know besides the directory itself, to draw it and to read what comes back. */
export interface PeopleFacts {
  region: Region;
  municipality: Municipality;
  viewer: Actor;
  /** Whom the people picker meant, where Teams knows them in the channel. */
  picked?: Who | undefined;
  /** What somebody has on hand here, each in a few words. */
  busyWith: (who: Pick<Who, 'tenant' | 'id'>) => readonly string[];
}

/** The people of a municipality, by name; of whom the name holds the words, where there are any. */
export const peopleHere = (
  { people }: DirectoryState,
  { municipality }: Pick<PeopleFacts, 'municipality'>,
  words = '',
): readonly ListedPerson[] =>
  Object.values(people)
    .filter((person) => listedIn(person).includes(municipality.id))
    .filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));

/** Everybody who stands somewhere else only: they can be added here. */
export const peopleElsewhere = (
  { people }: DirectoryState,
  { municipality }: Pick<PeopleFacts, 'municipality'>,
): readonly ListedPerson[] =>
  Object.values(people)
    .filter((person) => !listedIn(person).includes(municipality.id))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'));

/** The person behind what a card sent: what tells nothing, and cannot be made up. */
export const listedWith = ({ people }: DirectoryState, key: unknown): ListedPerson | undefined =>
  Object.values(people).find((person) => personKey(person) === key);

/** The municipality that a button is about. */
export const municipalityIn = (
  data: Readonly<Record<string, unknown>>,
  { municipalities }: Region,
): Municipality | undefined => municipalities.find(({ id }) => id === data.people);
