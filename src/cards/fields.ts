import { type Instant, localDate, localTime, zonesByName } from '../core/time.ts';
import { remembering } from '../core/remember.ts';
import { holdsPersonalData } from '../privacy/find.ts';
import { type Element, bind } from './element.ts';
import fieldsTemplate from './templates/form-fields.json' with { type: 'json' };
import { PEOPLE_PROBLEM } from './people-texts.nl.ts';
import { ROSTER_PROBLEM } from './roster-texts.nl.ts';
import { PROBLEM, WRONG } from './texts.nl.ts';

/** What is wrong with a field, in words: of a case, of the roster and of people. */
const SENTENCE = { ...PROBLEM, ...ROSTER_PROBLEM, ...PEOPLE_PROBLEM };

/** One input of a form, complete for the template: a missing property would show as `${…}`. */
export interface Field {
  kind: 'text' | 'number' | 'date' | 'time' | 'choice' | 'person' | 'toggle';
  id: string;
  /** The field as commands know it; date and time together are one. */
  name: string;
  label: string;
  value: string | number;
  required: boolean;
  errorMessage: string;
  placeholder: string;
  max: number;
  /** What a text may look like; clients check it before anything is sent, so nothing that was typed is lost. */
  pattern: string;
  multiline: boolean;
  style: 'compact' | 'expanded';
  multi: boolean;
  choices: readonly Choice[];
  title: string;
}

interface Choice {
  title: string;
  value: string;
}

const field = (given: Pick<Field, 'kind' | 'id' | 'label' | 'value'> & Partial<Field>): Field => ({
  name: given.id,
  required: false,
  errorMessage: PROBLEM.missing,
  placeholder: '',
  max: 0,
  pattern: '.*',
  multiline: false,
  style: 'compact',
  multi: false,
  choices: [],
  title: '',
  ...given,
});

/** The placeholder says that it is an example: in high contrast it looks as if it was filled in. */
export const textField = (id: string, label: string, placeholder: string, errorMessage: string): Field =>
  field({ kind: 'text', id, label, value: '', placeholder, max: 40, required: true, errorMessage });

/** A text that may be left empty. */
export const optionalTextField = (
  id: string,
  name: string,
  label: string,
  value: string,
  placeholder: string,
): Field =>
  field({ kind: 'text', id, name, label, value, placeholder, max: 100, errorMessage: PROBLEM.missing });

/** Somebody of the own organisation by the people picker of Teams; of these choices where a client has none. */
export const personField = (id: string, name: string, label: string, choices: readonly Choice[]): Field =>
  field({
    kind: 'person',
    id,
    name,
    label,
    value: '',
    choices,
    required: true,
    errorMessage: PROBLEM.notAChoice,
  });

export const numberField = (id: string, label: string, value: number, max: number): Field =>
  field({ kind: 'number', id, label, value, max, required: true, errorMessage: PROBLEM.notANumber });

/** Every form asks for moments. */
const zoneNamed = zonesByName();

/** A date and a time that together are one moment, starting at `at`. */
export const momentFields = (
  name: string,
  [date, time]: readonly [date: string, time: string],
  at: Instant,
  timeZone: string,
): readonly Field[] => {
  const one = { name, required: true };
  const zone = zoneNamed(timeZone);
  return [
    field({ ...one, kind: 'date', id: `${name}Date`, label: date, value: localDate(at, zone) }),
    field({ ...one, kind: 'time', id: `${name}Time`, label: time, value: localTime(at, zone) }),
  ];
};

const choicesOf = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([value, title]) => ({ title, value }));

/** One answer out of a list. An empty `value` means that nothing is chosen yet. */
export const choiceField = (
  id: string,
  label: string,
  words: Readonly<Record<string, string>>,
  value: string,
  more: Partial<Field> = {},
): Field =>
  field({
    kind: 'choice',
    id,
    label,
    value,
    choices: choicesOf(words),
    required: true,
    errorMessage: PROBLEM.notAChoice,
    ...more,
  });

export const manyField = (
  id: string,
  label: string,
  words: Readonly<Record<string, string>>,
  values: readonly string[],
): Field =>
  choiceField(id, label, words, values.join(','), { multi: true, style: 'expanded', required: false });

export const toggleField = (id: string, label: string, title: string, value: boolean): Field =>
  field({ kind: 'toggle', id, label, title, value: String(value) });

const bindFields = bind(fieldsTemplate);

/** What somebody typed, and what is wrong with it. */
export interface Typed {
  values: Readonly<Record<string, unknown>>;
  problems: readonly { field: string; problem: keyof typeof SENTENCE }[];
}

/** A client leaves out what is empty: of several choices that means that every tick was taken away. */
const keptIn = (one: Field, value: unknown): string | number => {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string' || typeof value === 'number') return value;
  return one.multi ? '' : one.value;
};

/** What is shown again may be read by others: in clients that know no `Action.Execute` it goes to the channel. */
const mayBeShown = (one: Field, value: string): boolean => {
  const isOffered = one.choices.some((choice) => choice.value === value);
  const isMoment = one.kind !== 'text' && /^[\d:-]*$/.test(value);
  return isOffered || isMoment || !holdsPersonalData(value);
};

/** As it was typed, or as the form starts. */
const shownIn = (one: Field, typed: unknown): string | number => {
  const value = keptIn(one, typed);
  return mayBeShown(one, String(value)) ? value : one.value;
};

/** Forms that are remembered as they start: the same ones stand on every case card. */
const REMEMBERED = 500;

const asTheyStart = remembering((written: string): readonly Element[] => {
  const fields = JSON.parse(written) as readonly Field[];
  return bindFields({ fields: fields.map((one) => ({ ...one, problem: '' })) });
}, REMEMBERED);

/** The inputs of a form: as they start, or as they were typed with the problems marked. */
export const inputs = (fields: readonly Field[], typed?: Typed): readonly Element[] => {
  if (!typed) return asTheyStart(JSON.stringify(fields));
  const shown = fields.map((one, index) => {
    const found = typed.problems.find(({ field: name }) => name === one.name);
    // A date and a time share one problem: it is said once, under the last of the two.
    const last = fields.findLastIndex(({ name }) => name === one.name) === index;
    const value = shownIn(one, typed.values[one.id]);
    // The label is all that is read out where the cursor is: what is wrong stands below it.
    const label = found ? `${WRONG}: ${one.label}` : one.label;
    return { ...one, label, value, problem: found && last ? SENTENCE[found.problem] : '' };
  });
  return bindFields({ fields: shown });
};
