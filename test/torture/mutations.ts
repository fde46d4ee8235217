/** Real activities with something wrong in them. */
import fc from 'fast-check';
import { isVerb } from '../../src/cards/parse.ts';
import { isRosterVerb } from '../../src/cards/roster-parse.ts';
import { type WireActivity, freshInvokeId } from '../support/activities.ts';
import type { User } from '../support/places.ts';
import { notAWord, oddValue, oddWord } from './odd-values.ts';
import { transplanted } from './recorded.ts';

type Key = string | number;
type Path = readonly Key[];

const entriesOf = (value: unknown): readonly (readonly [Key, unknown])[] => {
  if (Array.isArray(value)) return value.map((one: unknown, index) => [index, one] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
};

/** Every place in a value but the value itself. */
export const pathsIn = (value: unknown): readonly Path[] =>
  entriesOf(value).flatMap(([key, inner]) => [[key], ...pathsIn(inner).map((path) => [key, ...path])]);

/** The same with something else in one place; undefined takes it away. Never writes to a prototype. */
export const changedAt = (value: unknown, path: Path, to: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  const changed = entriesOf(value).flatMap(([at, inner]): (readonly [Key, unknown])[] => {
    if (at !== key) return [[at, inner]];
    const put = changedAt(inner, rest, to);
    return put === undefined ? [] : [[at, put]];
  });
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
};

/** One thing that is wrong with an activity. */
export interface Wrong {
  path: Path;
  to: unknown;
}

/** By its conversation and its id an activity is known again; with others it would be a new press of the same button. */
const isIdentity = ([first, second]: Path): boolean =>
  first === 'id' || (first === 'conversation' && (second === undefined || second === 'id'));

/** What is told apart by nothing but these: everything that is a text may become any other. */
const wrongAt = (path: Path): fc.Arbitrary<unknown> =>
  isIdentity(path) ? notAWord : fc.oneof(oddValue, fc.constant(undefined));

/** A place outside what an activity has, where somebody might put something. */
const EXTRA: readonly Path[] = [
  ['value'],
  ['text'],
  ['attachments'],
  ['membersAdded'],
  ['channelData'],
  ['entities'],
  ['__extra'],
  ['action'],
  ['replyToId'],
  ['recipient', 'aadObjectId'],
];

const wrongIn = (activity: WireActivity): fc.Arbitrary<Wrong> =>
  fc.constantFrom(...pathsIn(activity), ...EXTRA).chain((path) => wrongAt(path).map((to) => ({ path, to })));

/** With one to three things wrong; still the same activity, or none at all. */
export const mutated = (activity: WireActivity): fc.Arbitrary<WireActivity> =>
  fc
    .array(wrongIn(activity), { minLength: 1, maxLength: 3 })
    .map((wrongs) => wrongs.reduce((one, { path, to }) => withWrong(one, path, to), activity));

const withWrong = (activity: WireActivity, path: Path, to: unknown): WireActivity => {
  const [first] = path;
  const prepared =
    path.length === 1 && typeof first === 'string' && !(first in activity)
      ? { ...activity, [first]: null }
      : activity;
  return changedAt(prepared, path, to) as WireActivity;
};

/** Whose body it is, whatever way the button was pressed. */
const DATA: readonly Path[] = [['value', 'action', 'data'], ['value', 'data'], ['value']];

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => new Map(entriesOf(inner)).get(key), value);

/** Where the data of a pressed button are. */
const dataPath = (activity: WireActivity): Path =>
  DATA.find((path) => typeof at(activity, path) === 'object') ?? ['value'];

/** By somebody, as one that was never sent before. */
const sentBy = (activity: WireActivity, by: User): WireActivity => ({
  ...activity,
  id: freshInvokeId(),
  from: { id: by.id, name: by.name, aadObjectId: by.aadObjectId },
  conversation: { ...(activity.conversation as object), tenantId: by.tenantId },
  channelData: { ...(activity.channelData as object), tenant: { id: by.tenantId } },
});

/** As one that was never sent before, where it is an activity at all. */
export const pressedAnew = (activity: WireActivity): fc.Arbitrary<WireActivity> =>
  fc.uuid().map((id) => (typeof activity.id === 'string' ? { ...activity, id } : activity));

/** A command on a case of another municipality, by somebody who is nobody there. */
export const foreign =
  ({ closed, elsewhere, outsiders }: { closed: string; elsewhere: string; outsiders: readonly User[] }) =>
  (activity: WireActivity): fc.Arbitrary<WireActivity> =>
    fc
      .record({ by: fc.constantFrom(...outsiders), wrong: fc.option(oddValue), id: fc.uuid() })
      .map(({ by, wrong, id }) => {
        const sent = sentBy(transplanted(activity, closed, elsewhere, id), by);
        return wrong === null ? sent : (changedAt(sent, [...dataPath(sent), 'form'], wrong) as WireActivity);
      });

const nonsense = fc
  .oneof(
    oddWord,
    fc.constantFrom('CLAIM', 'claim ', 'Announce', 'case', 'roster-', 'delete', '$claim', 'show\u0000'),
  )
  .filter((verb) => !isVerb(verb) && !isRosterVerb(verb) && verb !== 'show');

/** A button that does not exist, with anything behind it, on a case that does. */
export const unheardOf =
  (id: string, people: readonly User[]) =>
  (activity: WireActivity): fc.Arbitrary<WireActivity> =>
    fc
      .record({
        by: fc.constantFrom(...people),
        verb: nonsense,
        more: fc.dictionary(oddWord, oddValue, { maxKeys: 5 }),
      })
      .map(({ by, verb, more }) => {
        const data = { ...more, case: id };
        const value =
          activity.type === 'invoke' ? { action: { type: 'Action.Execute', verb, data } } : { ...data, verb };
        return { ...sentBy(activity, by), value };
      });
