import { z } from 'zod';
import { callCard } from '../cards/call-card.ts';
import { caseForm, formCard, formData, isCaseForm } from '../cards/case-actions.ts';
import { caseCard, isInDanger } from '../cards/case-card.ts';
import { dangerFirst, executeOnly, heading, showCard, withRemark } from '../cards/element.ts';
import type { Typed } from '../cards/fields.ts';
import { intakeCard, sentCard } from '../cards/intake-card.ts';
import { type Submission, type Verb, isVerb, parseSubmission } from '../cards/parse.ts';
import { isPeopleVerb } from '../cards/people-parse.ts';
import { NOT_HERE, NOT_NOW } from '../cards/texts.nl.ts';
import { takenCard } from '../cards/ping-card.ts';
import { refusalText } from '../cards/refusal-text.ts';
import { isRosterVerb } from '../cards/roster-parse.ts';
import { detailsOf } from '../case/consultation.ts';
import { CASE, type CaseDocument } from '../case/document.ts';
import type { MessageRef } from '../case/message-ref.ts';
import { type Refusal, invalid } from '../case/refusals.ts';
import type { Mark } from '../case/repeats.ts';
import { isFollowed } from '../case/state.ts';
import { rolesIn, whoIs } from '../core/actor.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { isHouseholdVerb, onHouseholdButton } from './household.ts';
import { onPeopleButton } from './people.ts';
import { logRefusal } from './refused.ts';
import { type Reply, card, words } from './reply.ts';
import { onRosterButton } from './roster.ts';
import type { BotParts, Turn } from './turn.ts';

/** Only documents of cases can be reached from a card, whatever id is sent. */
const addressed = z.object({ case: z.string().regex(/^case\/[0-9a-f]{32}$/) });

/** Where a button was pressed. */
export interface Pressed {
  /** The message it is on, where that is known and what is answered takes its place. */
  shown?: MessageRef;
}

/** A pressed button: the command behind it, and the card as it stands afterwards for whoever pressed. */
export const onButton = async (
  parts: BotParts,
  turn: Turn,
  verb: string,
  data: Submission,
  door: Pressed,
): Promise<Reply> => {
  if (isPeopleVerb(verb)) return onPeopleButton(parts, turn, verb, data);
  if (isRosterVerb(verb)) return onRosterButton(parts, turn, verb, data);
  const { cases, region } = parts;
  const target = addressed.safeParse(data);
  const document = target.success ? await cases.read(target.data.case) : undefined;
  if (!document || !maySee(document, turn)) return words(refusalText({ code: 'caseUnknown' }, region));
  if (isHouseholdVerb(verb))
    return onHouseholdButton(parts, turn, document, { verb, data, shown: door.shown });
  // No case is in a group chat, so this button was made by hand; what it answers others would read.
  if (turn.origin.kind === 'group' && isFollowed(document.state) && verb !== 'announce')
    return words(NOT_HERE);
  if (verb === 'show') return show(parts, document);
  if (!isVerb(verb)) return words('Deze knop werkt niet meer. Typ "casussen" voor de nieuwste kaart.');

  const command = parseSubmission(verb, data, region);
  if (!command.ok) {
    // A form that cannot be taken as it is never becomes a command, so the handlers do not count it.
    parts.telemetry?.tell('refusals', 1, { about: CASE, command: verb, code: command.refusal.code });
    return refusedReply(parts, document, verb, data, command.refusal);
  }
  const marks = verb === 'announce' ? await marksIn(parts, data) : accept(undefined);
  if (!marks.ok) return refusedReply(parts, document, verb, data, marks.refusal);
  const answer = await cases.run(document.id, command.value, turn.actor, {
    activity: turn.activity,
    ...(verb === 'announce' && door.shown && { form: door.shown }),
    ...(marks.value && { marks: marks.value }),
  });
  if (answer.ok) return onCall(parts, turn, answer.value, data) ?? doneReply(parts, answer.value, verb, data);
  await logRefusal(parts, turn, answer.refusal, document.id);
  const current = (await cases.read(document.id)) ?? document;
  const note = refusalText(answer.refusal, region);
  return onCall(parts, turn, current, data, note) ?? refusedReply(parts, current, verb, data, answer.refusal);
};

const given = z.object({ postcode: z.string(), houseNumber: z.string() }).partial();

/** The address that may come with a pre-announcement, as nothing but keyed hashes. */
const marksIn = async (
  { addressMarks }: BotParts,
  data: Submission,
): Promise<Result<readonly Mark[] | undefined, Refusal>> => {
  const { postcode = '', houseNumber = '' } = given.catch({}).parse(data);
  if (postcode.trim() === '' && houseNumber.trim() === '') return accept(undefined);
  const marks = await addressMarks(`${postcode} ${houseNumber}`);
  return marks ? accept(marks) : refuse(invalid({ field: 'houseNumber', problem: 'address' }));
};

const fromCall = z.object({ meeting: z.int() });

/** Pressed on the card of a call: then that card, as it stands for whoever pressed. */
const onCall = (
  { region, clock }: BotParts,
  { actor }: Turn,
  document: CaseDocument,
  data: Submission,
  note?: string,
): Reply | undefined => {
  const pressed = fromCall.safeParse(data);
  const { state } = document;
  if (!pressed.success || !isFollowed(state)) return undefined;
  const { meeting } = pressed.data;
  if (!state.meetings.some(({ number }) => number === meeting)) return undefined;
  const shown = callCard(document, meeting, whoIs(actor), region, clock());
  return card(note === undefined ? shown : { ...shown, card: withRemark(shown.card, note) });
};

/** A case is there only for people of its municipality; a form that was not sent, for everybody who sees it. */
const maySee = ({ municipality }: CaseDocument, { actor }: Turn): boolean =>
  municipality === undefined || rolesIn(actor, municipality).length > 0;

const show = ({ region, clock }: BotParts, document: CaseDocument, note?: string): Reply =>
  isFollowed(document.state)
    ? card(caseCard(document, region, clock(), note))
    : words(NOT_NOW[document.state.step]);

const ofRisks = z.object({ risks: z.array(z.string()) }).catch({ risks: [] });

const taken = ({ region, clock }: BotParts, document: CaseDocument, data: Submission, note: string): Reply =>
  card(takenCard(document, note, ofRisks.parse(data).risks, region, clock()));

const doneReply = (parts: BotParts, document: CaseDocument, verb: Verb, data: Submission): Reply => {
  const { region } = parts;
  if (verb === 'announce') return card(sentCard(document, region));
  if (verb === 'acknowledge')
    return taken(parts, document, data, 'U pakt dit op. De anderen krijgen geen bericht meer.');
  if (verb === 'resolve') return taken(parts, document, data, 'De hulpvraag is opgelost.');
  if (verb === 'household-ask')
    return show(parts, document, 'U krijgt een bericht in onze eigen chat. Kijk daar.');
  if (verb === 'consultation' && lacksDetails(document)) {
    // Not the second step itself: the redraw for everybody would take it away while it is being filled in.
    return show(parts, document, 'Het besluit is opgeslagen. Vul ook de rest in: "Overleg aanvullen".');
  }
  return show(parts, document);
};

const lacksDetails = ({ state }: CaseDocument): boolean =>
  'consultation' in state && detailsOf(state.consultation) === undefined;

const refusedReply = (
  parts: BotParts,
  document: CaseDocument,
  verb: Verb,
  data: Submission,
  refusal: Refusal,
): Reply => {
  const note = refusalText(refusal, parts.region);
  const { state } = document;
  if (verb === 'announce') return intakeRefused(parts, document, data, refusal, note);
  if (!isFollowed(state)) return words(note);
  if (verb === 'acknowledge' || verb === 'resolve') return taken(parts, document, data, note);
  if (refusal.code === 'invalid' && isCaseForm(verb)) {
    return formAgain(parts, document, verb, note, { values: data, problems: refusal.problems });
  }
  return show(parts, document, note);
};

const intakeRefused = (
  { region, clock }: BotParts,
  document: CaseDocument,
  data: Submission,
  refusal: Refusal,
  note: string,
): Reply => {
  if (isFollowed(document.state)) return card(sentCard(document, region, note));
  const problems = refusal.code === 'invalid' ? refusal.problems : [];
  // An address goes back to nobody.
  const values = { ...data, postcode: '', houseNumber: '' };
  return card(intakeCard(document, region, clock(), { typed: { values, problems }, note }));
};

/** The form again with everything that was typed, and the wrong fields marked. */
const formAgain = (
  { region, clock }: BotParts,
  document: CaseDocument,
  verb: Parameters<typeof caseForm>[0],
  note: string,
  typed: Typed,
): Reply => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} was not announced`);
  const form = caseForm(verb, state, region, clock(), typed.values);
  // Refused because of the window: deciding together to wait is the way out, so it is right there.
  const decideAnew = caseForm('consultation', state, region, clock());
  const anew = formCard(decideAnew, formData(document, state, 'consultation'));
  const otherWay = verb === 'plan' ? [showCard(decideAnew.title, anew)] : [];
  // What the form was about stays what it was about, or an old one would come back as a new one.
  const about = typed.values.form === undefined ? {} : { form: typed.values.form };
  const back = executeOnly('Terug', 'show', { case: document.id });
  const shown = formCard(form, { ...formData(document, state, verb), ...about }, typed, [...otherWay, back]);
  const title = heading(`${form.title} · ${state.number}`);
  const body = [...dangerFirst(isInDanger(state)), title, ...shown.body];
  return card({ card: withRemark({ ...shown, body }, note), summary: `Casus ${state.number}` });
};
