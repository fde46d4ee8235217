import {
  type Answers,
  type Piece,
  type PressOptions,
  type Pressed,
  findAction,
  inputsFor,
  isPiece,
  typeOf,
} from './cards.ts';

const string = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const choicesOf = (input: Piece): string[] =>
  (Array.isArray(input.choices) ? (input.choices as unknown[]) : [])
    .filter(isPiece)
    .map((choice) => string(choice.value));

const on = (input: Piece): string => string(input.valueOn) || 'true';
const off = (input: Piece): string => string(input.valueOff) || 'false';

/** What an input holds before anyone touches it. */
const untouched = (input: Piece): string => {
  if (typeOf(input) !== 'Input.Toggle') return string(input.value);
  // The Playground's renderer sends "false" here where Microsoft's own library sends `valueOff`.
  if (input.value === undefined && off(input) !== 'false')
    throw new Error(`Give toggle "${string(input.id)}" a value: clients differ in what they send without`);
  return string(input.value) === on(input) ? on(input) : off(input);
};

/** What an input holds after a person answered it. */
const answered = (input: Piece, answer: Answers[string]): string => {
  if (typeof answer === 'boolean') return answer ? on(input) : off(input);
  return typeof answer === 'object' ? answer.join(',') : String(answer);
};

/** Why a client would mark this input and send nothing; undefined when it would not. */
const problemWith = (input: Piece, value: string): string | undefined => {
  const type = typeOf(input);
  if (value === '' || (type === 'Input.Toggle' && input.isRequired === true && value !== on(input)))
    return input.isRequired === true ? 'is required' : undefined;
  switch (type) {
    case 'Input.Text': {
      const longest = input.maxLength;
      if (typeof longest === 'number' && value.length > longest) return `is longer than ${longest}`;
      const regex = string(input.regex);
      return regex !== '' && !new RegExp(regex).test(value) ? `does not match ${regex}` : undefined;
    }
    case 'Input.Number':
      return numberProblem(input, Number(value));
    case 'Input.Date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? rangeProblem(input, value) : 'is no date (YYYY-MM-DD)';
    case 'Input.Time':
      return /^\d{2}:\d{2}$/.test(value) ? rangeProblem(input, value) : 'is no time (HH:MM)';
    case 'Input.ChoiceSet': {
      const given = input.isMultiSelect === true ? value.split(',') : [value];
      const choices = choicesOf(input);
      const strange = given.filter((one) => !choices.includes(one));
      return strange.length > 0 ? `has no choice ${strange.join(', ')}` : undefined;
    }
    default:
      return undefined;
  }
};

const numberProblem = (input: Piece, value: number): string | undefined => {
  const { min, max } = input;
  if (!Number.isFinite(value)) return 'is no number';
  if (typeof min === 'number' && value < min) return `is less than ${min}`;
  return typeof max === 'number' && value > max ? `is more than ${max}` : undefined;
};

/** Dates and times compare as text. */
const rangeProblem = (input: Piece, value: string): string | undefined => {
  const [min, max] = [string(input.min), string(input.max)];
  if (min !== '' && value < min) return `is before ${min}`;
  return max !== '' && value > max ? `is after ${max}` : undefined;
};

const checked = (inputs: readonly Piece[], answers: Answers, values: ReadonlyMap<string, string>): void => {
  const strange = Object.keys(answers).filter((id) => !inputs.some((input) => input.id === id));
  const problems = inputs.flatMap((input) => {
    const id = string(input.id);
    const problem = problemWith(input, values.get(id) ?? '');
    return problem === undefined
      ? []
      : [`"${id}" ${problem}: ${string(input.errorMessage) || '(no message)'}`];
  });
  if (strange.length > 0) problems.unshift(`this action does not send ${strange.join(', ')}`);
  if (problems.length > 0) throw new Error(`A client would not send this. ${problems.join('; ')}`);
};

/**
 * Presses a button the way a client does: the values of all inputs in its scope, with the given answers instead of
 * the defaults, on top of the action's own data. Inputs left empty are not sent. Throws where a client would mark
 * an input and send nothing, unless told to send `anyway`.
 */
export const fillForm = (
  card: Piece,
  title: string | RegExp,
  answers: Answers = {},
  { anyway = false }: PressOptions = {},
): Pressed => {
  const action = findAction(card, title);
  const type = typeOf(action);
  if (type !== 'Action.Execute' && type !== 'Action.Submit') throw new Error(`"${String(title)}" is ${type}`);
  const inputs = inputsFor(card, title);
  const values = new Map<string, string>();
  for (const input of inputs) {
    const id = string(input.id);
    const answer = answers[id];
    const value = answer === undefined ? untouched(input) : answered(input, answer);
    if (value !== '') values.set(id, value);
  }
  if (!anyway) checked(inputs, answers, values);
  for (const [id, answer] of Object.entries(answers))
    if (!inputs.some((input) => input.id === id)) values.set(id, answered({}, answer));
  const own = isPiece(action.data) ? action.data : {};
  return {
    type,
    title: string(action.title),
    verb: string(action.verb),
    data: { ...own, ...Object.fromEntries(values) },
  };
};

/** What a choice of a form sends, by the words that a person reads. */
export const choiceNamed = (card: Piece, title: string, id: string, words: string | RegExp): string => {
  const input = inputsFor(card, title).find((one) => one.id === id);
  const choices = (Array.isArray(input?.choices) ? (input.choices as unknown[]) : []).filter(isPiece);
  const isMeant = (read: string): boolean =>
    typeof words === 'string' ? read.includes(words) : words.test(read);
  const [found, ...others] = choices.filter((choice) => isMeant(string(choice.title)));
  if (found && others.length === 0) return string(found.value);
  const titles = choices.map((choice) => `"${string(choice.title)}"`).join(', ');
  throw new Error(`${found ? 'More than one' : 'No'} choice "${String(words)}" in "${id}": ${titles}`);
};
