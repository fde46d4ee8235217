import { rolesIn } from '../core/actor.ts';
import type { Person, RoleId } from '../core/region.ts';
import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { CalendarEvent, Participant } from './event.ts';
import type { CalendarFacts, UnmatchedReason } from './reading.ts';

/** Whose duty an event is, and for which role. */
export interface Match {
  readonly person: Person;
  readonly role: RoleId;
}

type Mismatch = Extract<UnmatchedReason, 'person' | 'role' | 'notTheirRole'>;

export type Matcher = (event: CalendarEvent) => Result<Match, Mismatch>;

/** A person of the municipality, and how a calendar may write them. */
interface Candidate {
  readonly person: Person;
  readonly mails: readonly string[];
  /** `jan de vries`; absent for a name of one word, which may be any word. */
  readonly name?: string;
  /** `de vries , jan`, `vries , jan de`. */
  readonly turned: readonly string[];
}

/**
 * Says whose duty an event is. Better nobody than the wrong one: a duty that is put on the wrong name is a gap that
 * nobody sees, an event without a name is shown to the planner.
 *
 * The person is the participant by mail address, else by name; with a name in the summary it is who stands in both;
 * among several it is the only one who can hold the duty. Without participants of the municipality it is who is named in
 * full in the summary, else in the first line of the description, else whoever made the event. Who declined is not meant.
 *
 * The role is the one in the categories or the summary, else the only role on call that the person holds.
 */
export const matcher = ({ region, municipality, roleNames }: CalendarFacts): Matcher => {
  const candidates = region.people
    .filter((person) => rolesIn(person, municipality.id).length > 0)
    .map(candidateOf);
  const roles = Object.keys(region.roles).map((id) => ({
    id,
    words: [id, roleNames[id] ?? id].map((text) => ` ${flat(text)} `),
  }));
  const rolesNamed = ({ categories, summary }: CalendarEvent): readonly RoleId[] => {
    const text = ` ${flat([...categories, summary].join(' | '))} `;
    return roles.filter(({ words }) => words.some((word) => text.includes(word))).map(({ id }) => id);
  };

  return (event) => {
    const named = rolesNamed(event);
    const [role] = named;
    const canHold = (person: Person): boolean =>
      rolesIn(person, municipality.id).some((held) =>
        role === undefined ? municipality.onCall.includes(held) : held === role,
      );
    const person = personOf(event, candidates, canHold);
    if (!person) return refuse('person');
    if (named.length > 1) return refuse('role');
    if (role !== undefined) return canHold(person) ? accept({ person, role }) : refuse('notTheirRole');
    const [only, ...others] = rolesIn(person, municipality.id).filter((held) =>
      municipality.onCall.includes(held),
    );
    return only !== undefined && others.length === 0 ? accept({ person, role: only }) : refuse('role');
  };
};

const personOf = (
  { attendees, organiser, summary, description }: CalendarEvent,
  candidates: readonly Candidate[],
  canHold: (person: Person) => boolean,
): Person | undefined => {
  const meant = (participants: readonly Participant[]): readonly Person[] =>
    unique(participants.flatMap((one) => participantsCalled(one, candidates)));
  const declined = meant(attendees.filter((one) => one.declined));
  const standing = (people: readonly Person[]): readonly Person[] =>
    people.filter((person) => !declined.includes(person));

  const invited = standing(meant(attendees));
  const inSummary = standing(namedIn(summary, candidates));
  if (invited.length > 0 && inSummary.length > 0)
    return only(invited.filter((one) => inSummary.includes(one)));
  if (invited.length > 1) return only(invited.filter(canHold));
  // An event that others are invited to is not the duty of whoever sent the invitations.
  const maker = organiser && attendees.length === 0 ? meant([organiser]) : [];
  const found = [invited, inSummary, standing(namedIn(description, candidates)), maker];
  return only(found.find((people) => people.length > 0) ?? []);
};

const only = (people: readonly Person[]): Person | undefined => (people.length === 1 ? people[0] : undefined);

const unique = (people: readonly Person[]): readonly Person[] => [...new Set(people)];

const participantsCalled = (
  { mail, name }: Participant,
  candidates: readonly Candidate[],
): readonly Person[] => {
  const byMail = candidates.filter(({ mails }) => mail !== undefined && mails.includes(mail));
  return byMail.length > 0 ? byMail.map(({ person }) => person) : namedIn(name, candidates);
};

const namedIn = (text: string, candidates: readonly Candidate[]): readonly Person[] => {
  const parts = partsOf(text);
  const isNamed = ({ name, turned }: Candidate): boolean =>
    parts.some((part) => (name !== undefined && ` ${part} `.includes(` ${name} `)) || turned.includes(part));
  return candidates.filter(isNamed).map(({ person }) => person);
};

const candidateOf = (person: Person): Candidate => {
  const [name = ''] = partsOf(person.name);
  const words = name.split(' ');
  if (words.length < 2) return { person, mails: mailsOf(person), turned: [] };
  const turned = words.slice(1).map((_, index) => {
    const [first, last] = [words.slice(0, index + 1), words.slice(index + 1)];
    return `${last.join(' ')} , ${first.join(' ')}`;
  });
  return { person, mails: mailsOf(person), name, turned };
};

/** A guest `jan_example.com#EXT#@tenant` gets mail as jan@example.com. */
const mailsOf = ({ signIn }: Person): readonly string[] => {
  if (signIn === undefined) return [];
  const [guest] = /^.+(?=#ext#@)/i.exec(signIn) ?? [];
  return [signIn, ...(guest === undefined ? [] : [guest.replace(/_(?=[^_]*$)/, '@')])].map((mail) =>
    mail.toLowerCase(),
  );
};

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[‘’`]/g, "'")
    .replaceAll('.', '')
    .toLowerCase();

/**
 * The words between punctuation, so that a name is never read across it: in `Piet Jan / Bakker` there is no Jan Bakker.
 * A comma stays as a word, a hyphen as part of one.
 */
const partsOf = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}\s,'-]+|\s-+(?=\s)|\n/u)
    .map((part) => part.replaceAll(',', ' , ').replace(/\s+/g, ' ').trim());

const flat = (text: string): string =>
  plain(text)
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .trim();
