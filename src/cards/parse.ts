import { z } from 'zod';
import type { CaseCommand } from '../case/commands.ts';
import { type FieldProblem, type ProblemCode, type Refusal, isProblem } from '../case/refusals.ts';
import {
  ATTEMPT_REASONS,
  type CallAnswer,
  DOSSIERS,
  FEEDBACK_TO,
  FOLLOW_UPS,
  KNOWN_ANSWERS,
  LATE_REASONS,
  OBSTACLES,
  SAFETY_ESTIMATES,
  VISITOR_RISKS,
} from '../case/vocabulary.ts';
import type { Region } from '../core/region.ts';
import { atWallClock } from '../core/time.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { holdsPersonalData } from '../privacy/find.ts';

/** What a client sends with a button: our own data merged with the inputs. Never trusted. */
export type Submission = Readonly<Record<string, unknown>>;

/** Problems travel through zod as its messages. */
const because = (problem: ProblemCode) => ({ error: problem });

const choice = <const L extends readonly string[]>(list: L) => z.enum(list, because('notAChoice'));

const toggle = z
  .union([z.boolean(), z.literal('true'), z.literal('false')], because('notAChoice'))
  .transform((value) => value === true || value === 'true');

/** Multiple choice arrives as one comma-separated string; nothing chosen may be absent. */
const many = <T extends z.ZodType>(one: T) =>
  z.preprocess((joined) => {
    if (joined === undefined) return [];
    return typeof joined === 'string' ? [...new Set(joined.split(',').filter((part) => part !== ''))] : null;
  }, z.array(one));

/** A wall clock moment in the region. */
export const moment = (timeZone: string) =>
  z
    .string(because('notADateOrTime'))
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, because('notADateOrTime'))
    .transform((local) => atWallClock(local, timeZone))
    .refine((at) => Number.isFinite(at), because('notADateOrTime'));

/** What somebody typed: never about a person, whatever else the field asks. */
const typedText = z
  .string(because('missing'))
  .trim()
  .min(1, because('missing'))
  .refine((typed) => !holdsPersonalData(typed), { ...because('personalData'), abort: true });

/**
 * The only text that is typed. The police number has a fixed form (unit, year, running number), so nothing about a
 * person fits in: no name, no phone number, no date of birth, no BSN.
 */
const reference = typedText.regex(/^(?:PL\d{4}-?)?20\d{8}(?:-\d{1,2})?$/i, because('reference'));

const children = z
  .union(
    [
      z.int(),
      z
        .string()
        .trim()
        .regex(/^\d{1,2}$/)
        .transform(Number),
    ],
    because('notANumber'),
  )
  .refine((count) => count >= 0 && count <= 20, because('notANumber'));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Joins `xDate` and `xTime` to `x`, so that one problem stands for both. */
export const withMoments = (data: Submission, ...names: string[]): Submission => ({
  ...data,
  ...Object.fromEntries(
    names.map((name) => [name, `${textOf(data[`${name}Date`])}T${textOf(data[`${name}Time`])}`]),
  ),
});

/** Where no problem was named, what was sent is not one of the answers a form offers. */
const problemsIn = (error: z.ZodError): readonly FieldProblem[] =>
  error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    problem: isProblem(message) ? message : 'notAChoice',
  }));

const read = <T extends z.ZodType>(schema: T, data: Submission): Result<z.output<T>, Refusal> => {
  const parsed = schema.safeParse(data);
  return parsed.success
    ? accept(parsed.data)
    : refuse({ code: 'invalid', problems: problemsIn(parsed.error) });
};

const announce = (data: Submission, region: Region): Result<CaseCommand, Refusal> => {
  const ids = region.municipalities.map(({ id }) => id);
  const [only] = ids.length === 1 ? ids : [];
  const schema = z.object({
    municipality: z.literal(ids, because('notAChoice')),
    reference,
    children,
    danger: toggle,
    incident: moment(region.timeZone),
    restrainingOrder: choice(KNOWN_ANSWERS),
    risk: choice(VISITOR_RISKS),
    interpreter: toggle,
    contactKnown: toggle,
    mayShare: toggle,
    help: choice(KNOWN_ANSWERS),
  });
  const form = read(schema, {
    ...withMoments(data, 'incident'),
    ...(only !== undefined && { municipality: only }),
  });
  if (!form.ok) return form;
  const { value } = form;
  return accept({
    type: 'Announce',
    announcement: {
      municipality: value.municipality,
      incidentAt: value.incident,
      policeReference: value.reference,
      children: value.children,
      directDanger: value.danger,
      restrainingOrder: value.restrainingOrder,
      visitorRisk: value.risk,
      interpreter: value.interpreter,
      contactKnown: value.contactKnown,
      mayShare: value.mayShare,
      helpInvolved: value.help,
    },
  });
};

const consultation = (data: Submission, region: Region): Result<CaseCommand, Refusal> => {
  const schema = z.object({
    decision: choice(['go', 'wait']),
    exceptional: toggle,
    caseLead: organisationOf(region),
    form: outcomeForm,
  });
  const form = read(schema, data);
  if (!form.ok) return form;
  const { decision, form: about, ...rest } = form.value;
  const known = about && { form: about };
  if (decision === 'go') {
    return accept({ type: 'RecordConsultation', decisions: { ...rest, decision: { kind: 'go' } }, ...known });
  }
  // The reason and the moment are only asked once waiting is chosen, so the reason is looked at first.
  const why = read(z.object({ waitReason: z.enum(LATE_REASONS, because('waitReason')) }), data);
  if (!why.ok) return why;
  const when = read(z.object({ until: moment(region.timeZone) }), withMoments(data, 'until'));
  if (!when.ok) return when;
  const wait = { kind: 'wait' as const, reason: why.value.waitReason, until: when.value.until };
  return accept({ type: 'RecordConsultation', decisions: { ...rest, decision: wait }, ...known });
};

/** Absent on a card of before this was sent along. */
const outcomeForm = z.object({ meeting: z.int(), adjusts: z.boolean() }).optional().catch(undefined);

const organisationOf = (region: Region) =>
  z.literal(Object.keys(region.organisations), because('notAChoice'));

const details = (data: Submission, region: Region): Result<CaseCommand, Refusal> => {
  const schema = z.object({
    safety: choice(SAFETY_ESTIMATES),
    knownLocally: choice(KNOWN_ANSWERS),
    present: many(organisationOf(region)),
    tellSchool: toggle.default(false),
    form: outcomeForm,
  });
  const form = read(schema, data);
  if (!form.ok) return form;
  const { form: about, ...given } = form.value;
  return accept({ type: 'CompleteConsultation', details: given, ...(about && { form: about }) });
};

const visit = (data: Submission, region: Region): Result<CaseCommand, Refusal> => {
  const when = { visit: moment(region.timeZone) };
  const result = read(z.object({ result: choice(['seen', 'failed']) }), data);
  if (!result.ok) return result;
  if (result.value.result === 'failed') {
    const schema = z.object({ ...when, attemptReason: z.enum(ATTEMPT_REASONS, because('attemptReason')) });
    const failed = read(schema, withMoments(data, 'visit'));
    if (!failed.ok) return failed;
    return accept({ type: 'RecordAttempt', at: failed.value.visit, reason: failed.value.attemptReason });
  }
  const schema = z.object({
    ...when,
    agreements: choice(['yes', 'no']),
    followUp: choice(FOLLOW_UPS),
    obstacles: many(choice(OBSTACLES)),
    lateReason: z.union([z.literal('').transform(() => undefined), choice(LATE_REASONS)]).optional(),
  });
  const seen = read(schema, withMoments(data, 'visit'));
  if (!seen.ok) return seen;
  const { visit: at, agreements, lateReason, ...rest } = seen.value;
  const made = { at, agreements: agreements === 'yes', ...rest };
  return accept({ type: 'RecordSeen', seen: { ...made, ...(lateReason && { lateReason }) } });
};

const plan = (data: Submission, region: Region): Result<CaseCommand, Refusal> => {
  const form = read(z.object({ plan: moment(region.timeZone) }), withMoments(data, 'plan'));
  return form.ok ? accept({ type: 'PlanVisit', visitAt: form.value.plan }) : form;
};

const feedback = (data: Submission): Result<CaseCommand, Refusal> => {
  const form = read(z.object({ to: many(choice(FEEDBACK_TO)) }), data);
  return form.ok ? accept({ type: 'GiveFeedback', to: form.value.to }) : form;
};

/** Absent on a card of before a rung could be chosen. */
const rung = z
  .string()
  .regex(/^\d{1,2}$/, because('notAChoice'))
  .transform(Number)
  .optional();

const escalate = (data: Submission): Result<CaseCommand, Refusal> => {
  const form = read(z.object({ obstacle: choice(OBSTACLES), rung }), data);
  if (!form.ok) return form;
  const { obstacle, rung: asked } = form.value;
  return accept({ type: 'Escalate', obstacle, ...(asked !== undefined && { rung: asked }) });
};

/** Nine digits in a row could be a BSN, ten that begin with a nought a telephone number. */
const NO_PERSON = '(?!.*(?<!\\d)(?:\\d{9}|0\\d{9})(?!\\d))';
const AT_AN_ORGANISATION = '(?:CORV|VTD?|ZM)[- ]?[1-9]\\d{3,13}(?:-\\d{1,10})?';
const OF_A_YEAR = '20\\d{2}-?\\d{6,10}';

/** A running number, of a known kind or of a year: no name fits in, and no date of birth. */
const reportReference = typedText
  .toUpperCase()
  .regex(new RegExp(`^${NO_PERSON}(?:${AT_AN_ORGANISATION}|${OF_A_YEAR})$`), because('reportReference'));

const report = (data: Submission): Result<CaseCommand, Refusal> => {
  const form = read(z.object({ reportReference }), data);
  return form.ok ? accept({ type: 'RegisterFormalReport', reference: form.value.reportReference }) : form;
};

const late = (data: Submission): Result<CaseCommand, Refusal> => {
  const form = read(z.object({ reason: choice(LATE_REASONS) }), data);
  return form.ok ? accept({ type: 'GiveLateReason', reason: form.value.reason }) : form;
};

/** More than one card is ever about. */
export const MOST_RISKS = 50;

/** Risks are named by the ids on the card. */
const aboutRisks =
  (type: 'Acknowledge' | 'ResolveEscalation') =>
  (data: Submission): Result<CaseCommand, Refusal> => {
    const form = read(z.object({ risks: z.array(z.string().max(200)).max(MOST_RISKS) }), data);
    return form.ok ? accept({ type, risks: form.value.risks }) : form;
  };

/** The card of a call says of which consultation it is; the case card is always about the newest. */
const answerCall =
  (answer: CallAnswer) =>
  (data: Submission): Result<CaseCommand, Refusal> => {
    const form = read(z.object({ meeting: z.int().optional().catch(undefined) }), data);
    if (!form.ok) return form;
    const { meeting } = form.value;
    return accept({ type: 'AnswerCall', answer, ...(meeting !== undefined && { meeting }) });
  };

const close = (data: Submission): Result<CaseCommand, Refusal> => {
  const form = read(z.object({ dossier: z.enum(DOSSIERS, because('dossier')) }), data);
  return form.ok ? accept({ type: 'CloseCase', dossier: form.value.dossier }) : form;
};

type Parser = (data: Submission, region: Region) => Result<CaseCommand, Refusal>;

/** Every button that is a command. */
const PARSERS = {
  announce,
  begin: () => accept({ type: 'StartConsultation' }),
  come: answerCall('coming'),
  here: answerCall('present'),
  decline: answerCall('declined'),
  consultation,
  details,
  claim: () => accept({ type: 'ClaimSlot' }),
  release: () => accept({ type: 'ReleaseSlot' }),
  plan,
  visit,
  school: () => accept({ type: 'TellSchool' }),
  feedback,
  escalate,
  report,
  late,
  acknowledge: aboutRisks('Acknowledge'),
  /** The same, on the case card: that stays a case card. */
  take: aboutRisks('Acknowledge'),
  resolve: aboutRisks('ResolveEscalation'),
  close,
  'household-ask': () => accept({ type: 'AskHousehold' }),
} as const satisfies Record<string, Parser>;

export type Verb = keyof typeof PARSERS;

export const isVerb = (verb: string): verb is Verb => Object.hasOwn(PARSERS, verb);

/** The command behind a pressed button, or which fields cannot be accepted. */
export const parseSubmission = (
  verb: Verb,
  data: Submission,
  region: Region,
): Result<CaseCommand, Refusal> => {
  const parser: Parser = PARSERS[verb];
  return parser(data, region);
};
