import { z } from 'zod';
import { type Actor, type Who, whoIs } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { DAY, type Instant, MINUTE, localDate, localTime } from '../core/time.ts';
import type { RosterCommand } from '../roster/commands.ts';
import { dayOf, shownAt, weekdayOf } from '../roster/local-days.ts';
import { ROSTER_PROBLEMS, type RosterFieldProblem, type RosterRefusal } from '../roster/refusals.ts';
import type { RosterState } from '../roster/state.ts';
import { type Submission, moment, withMoments } from './parse.ts';
import { type RosterFacts, whoHas } from './roster-facts.ts';
import { HOW_OFTEN } from './roster-texts.nl.ts';

/** Whom a submission is about, besides what was sent. */
interface Ground {
  facts: RosterFacts;
  roster: RosterState;
  actor: Actor;
}

type Parsed = Result<RosterCommand, RosterRefusal>;
type Parser = (data: Submission, ground: Ground) => Parsed;

type FieldName = RosterFieldProblem['field'];

/** The inputs of a form by the names that a roster knows their problems by. */
const FIELD: Readonly<Record<string, FieldName>> = {
  addPerson: 'person',
  addFrom: 'from',
  addTo: 'to',
  addEvery: 'every',
  absentPerson: 'person',
  absentFrom: 'from',
  absentTo: 'to',
  swapDuty: 'duty',
  swapWith: 'with',
  removeEntry: 'duty',
  fillGap: 'duty',
  fillPerson: 'person',
};

/** Where no problem was named, what was sent is not one of the answers a form offers. */
const problemsIn = ({ issues }: z.ZodError): readonly RosterFieldProblem[] =>
  issues.map(({ path, message }) => ({
    field: FIELD[String(path[0])] ?? 'duty',
    problem: ROSTER_PROBLEMS.find((problem) => problem === message) ?? 'notAChoice',
  }));

const read = <T extends z.ZodType>(schema: T, data: Submission): Result<z.output<T>, RosterRefusal> => {
  const parsed = schema.safeParse(data);
  return parsed.success
    ? accept(parsed.data)
    : refuse({ code: 'invalid', problems: problemsIn(parsed.error) });
};

/** Ids of ours are short. */
const id = z.string().min(1).max(200);

/** A person by the key that cards send. */
const person = ({ roster, facts }: Ground) =>
  z
    .string()
    .transform((key) => whoHas(key, roster, facts))
    .refine((who) => who !== undefined);

/** An input knows no 24:00: one minute before midnight is the end of the day. */
const end = (timeZone: string) =>
  moment(timeZone).transform((at) =>
    localTime(at, timeZone) === '23:59' ? Math.floor(at / MINUTE) * MINUTE + MINUTE : at,
  );

const add: Parser = (data, ground) => {
  const { timeZone } = ground.facts.region;
  const schema = z.object({
    addPerson: personInRole(ground),
    addFrom: moment(timeZone),
    addTo: end(timeZone),
    addEvery: z.enum(Object.keys(HOW_OFTEN) as (keyof typeof HOW_OFTEN)[]),
  });
  const form = read(schema, withMoments(data, 'addFrom', 'addTo'));
  if (!form.ok) return form;
  const { addPerson, addFrom: from, addTo: to, addEvery: often } = form.value;
  if (often === 'once' || often === 'replace')
    return accept({ type: 'AddShift', ...addPerson, from, to, replaces: often === 'replace' });
  return pattern(addPerson, { from, to }, Number(often.slice('week'.length)), timeZone);
};

/** `key|role` */
const personInRole = (ground: Ground) =>
  z
    .string()
    .transform((value) => {
      const [key = '', role = ''] = value.split('|');
      const who = whoHas(key, ground.roster, ground.facts);
      return who && role !== '' ? { person: who, role } : undefined;
    })
    .refine((found) => found !== undefined);

/** A duty that comes back goes by the clock on the wall, from its first day on. */
const pattern = (
  who: { person: Who; role: string },
  { from, to }: Period,
  every: number,
  timeZone: string,
): Parsed => {
  const since = localDate(from, timeZone);
  const midnight = dayOf(since) * DAY;
  const minutes = (at: Instant): number => (shownAt(at, timeZone) - midnight) / MINUTE;
  const [first, last] = [minutes(from), minutes(to)];
  const problem = (code: RosterFieldProblem['problem']) =>
    refuse<RosterRefusal>({ code: 'invalid', problems: [{ field: 'to', problem: code }] });
  if (last <= first) return problem('endsTooEarly');
  // It ends on the next day at the latest.
  if (last >= 2 * 24 * 60) return problem('tooLong');
  const weekday = weekdayOf(dayOf(since));
  return accept({ type: 'AddPattern', ...who, weekday, from: first, to: last, every, since });
};

const absent: Parser = (data, ground) => {
  const { timeZone } = ground.facts.region;
  const schema = z.object({
    // Whoever can only speak for themselves is not asked.
    absentPerson: person(ground).optional(),
    absentFrom: moment(timeZone),
    absentTo: end(timeZone),
  });
  const form = read(schema, withMoments(data, 'absentFrom', 'absentTo'));
  if (!form.ok) return form;
  const { absentPerson, absentFrom: from, absentTo: to } = form.value;
  return accept({ type: 'MarkAbsent', person: absentPerson ?? whoIs(ground.actor), from, to });
};

const swap: Parser = (data, ground) => {
  const form = read(z.object({ swapDuty: duty(ground), swapWith: person(ground) }), data);
  return form.ok ? accept({ type: 'AskSwap', ...form.value.swapDuty, with: form.value.swapWith }) : form;
};

/** `role|from|to|key` */
const duty = (ground: Ground) =>
  z
    .string()
    .regex(/^[^|]+\|\d{1,15}\|\d{1,15}\|[^|]+$/)
    .transform((value) => {
      const [role = '', from, to, key = ''] = value.split('|');
      const of = whoHas(key, ground.roster, ground.facts);
      return of && { role, from: Number(from), to: Number(to), of };
    })
    .refine((found) => found !== undefined);

const remove: Parser = (data) => {
  const form = read(z.object({ removeEntry: id }), data);
  return form.ok ? accept({ type: 'RemoveEntry', entry: form.value.removeEntry }) : form;
};

/** The gap stands in the button of its own form, or is chosen; `nth` tells the forms of one card apart. */
const fill: Parser = (data, ground) => {
  const { fillGap = data.gap } = data;
  const nth = z.int().safeParse(data.nth);
  const fillPerson = data[`fillPerson${nth.success ? nth.data : ''}`];
  const schema = z.object({ fillGap: id, fillPerson: person(ground) });
  const form = read(schema, { fillGap, fillPerson });
  return form.ok ? accept({ type: 'FillGap', gap: form.value.fillGap, person: form.value.fillPerson }) : form;
};

const answerSwap: Parser = (data) => {
  const sent = z.object({ swap: id, answer: z.enum(['yes', 'no']) }).safeParse(data);
  if (!sent.success) return refuse({ code: 'swapGone' });
  return accept({ type: 'AnswerSwap', swap: sent.data.swap, accepted: sent.data.answer === 'yes' });
};

/** Every button that is a command. */
const PARSERS = {
  'roster-add': add,
  'roster-absent': absent,
  'roster-swap': swap,
  'roster-remove': remove,
  'roster-test': () => accept({ type: 'TestReach' }),
  'roster-fill': fill,
  'swap-answer': answerSwap,
  'reach-prove': () => accept({ type: 'ProveReach' }),
} as const satisfies Record<string, Parser>;

export type RosterCommandVerb = keyof typeof PARSERS;
/** `roster-show` changes nothing: it draws the roster, its gaps or a form. */
export type RosterVerb = RosterCommandVerb | 'roster-show';

export const isRosterVerb = (verb: string): verb is RosterVerb =>
  verb === 'roster-show' || Object.hasOwn(PARSERS, verb);

/** The command behind a pressed button, or which fields cannot be accepted. Who acts never comes from the card. */
export const parseRosterSubmission = (
  verb: RosterCommandVerb,
  data: Submission,
  facts: RosterFacts,
  roster: RosterState,
  actor: Actor,
): Parsed => {
  const parser: Parser = PARSERS[verb];
  return parser(data, { facts, roster, actor });
};
