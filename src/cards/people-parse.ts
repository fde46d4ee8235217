import { z } from 'zod';
import { isMobile } from '../core/contact.ts';
import { isEntraId } from '../core/entra-id.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { Contact, DirectoryCommand } from '../directory/commands.ts';
import type { DirectoryRefusal, PeopleFieldProblem } from '../directory/refusals.ts';
import { wrongForm } from '../directory/contact.ts';
import type { DirectoryState } from '../directory/state.ts';
import type { Submission } from './parse.ts';
import { type PeopleFacts, listedWith } from './people-facts.ts';

type Parsed = Result<DirectoryCommand, DirectoryRefusal>;
type Parser = (data: Submission, facts: PeopleFacts, state: DirectoryState) => Parsed;

const invalid = (problems: readonly PeopleFieldProblem[]): Parsed => refuse({ code: 'invalid', problems });

const words = z.string().trim().max(200).catch('');

/** Several choices arrive as one text with commas; nothing chosen may be absent. What is no role, the directory says. */
const rolesIn = ({ roles }: Submission): readonly string[] => [
  ...new Set(
    words
      .parse(roles)
      .split(',')
      .filter((role) => role !== ''),
  ),
];

/** As people write a number: `06 12345678` is `+31612345678`. */
const inFull = (written: string): string => {
  const digits = written.replaceAll(/[\s().-]/g, '');
  const international = digits.replace(/^00/, '+').replace(/^06/, '+316');
  return isMobile(international) ? international : written;
};

const contactIn = ({ signIn, mobile }: Submission): Contact => {
  const [name, number] = [words.parse(signIn), inFull(words.parse(mobile))];
  return { ...(name !== '' && { signIn: name }), ...(number !== '' && { mobile: number }) };
};

/** What the people picker sent: an object id, at times with the prefix that Teams has for one. */
export const pickedIn = ({ person }: Submission): string => words.parse(person).replace(/^8:orgid:/, '');

/**
 * Who was chosen: somebody of the directory by their key, or by the people picker, which searches the own tenant. What Teams
 * says of them goes before what was typed.
 */
const add: Parser = (data, { municipality, viewer, picked }, state) => {
  const known = listedWith(state, data.person) ?? picked;
  const id = pickedIn(data).toLowerCase();
  const name = known?.name ?? words.parse(data.name);
  const [roles, contact] = [rolesIn(data), contactIn(data)];
  const problems: PeopleFieldProblem[] = [
    ...(known || isEntraId(id) ? [] : [{ field: 'person', problem: 'notAChoice' } as const]),
    ...(name === '' ? [{ field: 'name', problem: 'missing' } as const] : []),
    ...(roles.length === 0 ? [{ field: 'roles', problem: 'notAChoice' } as const] : []),
    ...wrongForm(contact),
  ];
  if (problems.length > 0) return invalid(problems);
  const person = { tenant: known?.tenant ?? viewer.tenant, id: known?.id ?? id, name };
  return accept({ type: 'AddPerson', municipality: municipality.id, person, roles, ...contact });
};

const change: Parser = (data, { municipality }, state) => {
  const person = listedWith(state, data.person);
  if (!person) return refuse({ code: 'personGone' });
  const to = { roles: rolesIn(data), ...contactIn(data) };
  return accept({ type: 'ChangePerson', municipality: municipality.id, person, ...to });
};

const ofPerson =
  (type: 'SuspendPerson' | 'RestorePerson' | 'RemovePerson'): Parser =>
  (data, { municipality }, state) => {
    const person = listedWith(state, data.person);
    return person ? accept({ type, municipality: municipality.id, person }) : refuse({ code: 'personGone' });
  };

const setNeeds: Parser = (data, { municipality }) =>
  accept({ type: 'SetNeeds', municipality: municipality.id, roles: rolesIn(data) });

/** Whoever was removed by card is in the file only. */
const settle: Parser = (data, { municipality }, { people, seed, ...state }) => {
  const take = data.take === 'file' ? 'file' : 'store';
  const about = { type: 'SettleDifference', municipality: municipality.id, take } as const;
  if (data.person === undefined) return accept(about);
  const known = { ...state, seed, people: { ...seed.people, ...people } };
  const person = listedWith(known, data.person);
  return person ? accept({ ...about, person }) : refuse({ code: 'differenceGone' });
};

/** Every button that is a command. */
const PARSERS = {
  'people-add': add,
  'people-change': change,
  'people-suspend': ofPerson('SuspendPerson'),
  'people-restore': ofPerson('RestorePerson'),
  'people-remove': ofPerson('RemovePerson'),
  'needs-set': setNeeds,
  'difference-settle': settle,
} as const satisfies Record<string, Parser>;

export type PeopleCommandVerb = keyof typeof PARSERS;
/** `people-show` changes nothing: it draws a list, somebody, a form or the differences. */
export type PeopleVerb = PeopleCommandVerb | 'people-show';

export const isPeopleVerb = (verb: string): verb is PeopleVerb =>
  verb === 'people-show' || Object.hasOwn(PARSERS, verb);

/** The command behind a pressed button, or what cannot be accepted of it. Who acts never comes from the card. */
export const parsePeopleSubmission = (
  verb: PeopleCommandVerb,
  data: Submission,
  facts: PeopleFacts,
  state: DirectoryState,
): Parsed => {
  const parser: Parser = PARSERS[verb];
  return parser(data, facts, state);
};
