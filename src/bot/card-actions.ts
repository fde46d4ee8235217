import { z } from 'zod';
import { callCard } from '../cards/call-card.ts';
import { caseForm, formCard, formData, isCaseForm } from '../cards/case-actions.ts';
import { caseCard, isInDanger } from '../cards/case-card.ts';
import { dangerFirst, executeOnly, showCard, text, withRemark } from '../cards/element.ts';
import type { Typed } from '../cards/fields.ts';
import { intakeCard, sentCard } from '../cards/intake-card.ts';
import { type Submission, type Verb, isVerb, parseSubmission } from '../cards/parse.ts';
import { isPeopleVerb } from '../cards/people-parse.ts';
import { takenCard } from '../cards/ping-card.ts';
import { refusalText } from '../cards/refusal-text.ts';
import { isRosterVerb } from '../cards/roster-parse.ts';
import { detailsOf } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import type { Door } from '../case/handle.ts';
import type { Refusal } from '../case/refusals.ts';
import { isFollowed } from '../case/state.ts';
import { rolesIn, whoIs } from '../core/actor.ts';
import { onPeopleButton } from './people.ts';
import { type Reply, card, words } from './reply.ts';
import { onRosterButton } from './roster.ts';
import type { BotParts, Turn } from './turn.ts';

/** Only documents of cases can be reached from a card, whatever id is sent. */
const addressed = z.object({ case: z.string().regex(/^case\/[0-9a-f]{32}$/) });

/** A pressed button: the command behind it, and the card as it stands afterwards for whoever pressed. */
export const onButton = async (
  parts: BotParts,
  turn: Turn,
  verb: string,
  data: Submission,
  door: Pick<Door, 'form'>,
): Promise<Reply> => {
  if (isPeopleVerb(verb)) return onPeopleButton(parts, turn, verb, data);
  if (isRosterVerb(verb)) return onRosterButton(parts, turn, verb, data);
  const { cases, region } = parts;
  const target = addressed.safeParse(data);
  const document = target.success ? await cases.read(target.data.case) : undefined;
  if (!document || !maySee(document, turn)) return words(refusalText({ code: 'caseUnknown' }, region));
  if (verb === 'show') return show(parts, document);
  if (!isVerb(verb)) return words('Deze knop werkt niet meer. Typ "casussen" voor de nieuwste kaart.');

  const command = parseSubmission(verb, data, region);
  if (!command.ok) return refusedReply(parts, document, verb, data, command.refusal);
  const answer = await cases.run(document.id, command.value, turn.actor, {
    activity: turn.activity,
    ...door,
  });
  if (answer.ok) return onCall(parts, turn, answer.value, data) ?? doneReply(parts, answer.value, verb, data);
  const current = (await cases.read(document.id)) ?? document;
  const note = refusalText(answer.refusal, region);
  return onCall(parts, turn, current, data, note) ?? refusedReply(parts, current, verb, data, answer.refusal);
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
    : words('Verstuur eerst het formulier.');

const ofRisks = z.object({ risks: z.array(z.string()) }).catch({ risks: [] });

const taken = ({ region, clock }: BotParts, document: CaseDocument, data: Submission, note: string): Reply =>
  card(takenCard(document, note, ofRisks.parse(data).risks, region, clock()));

const doneReply = (parts: BotParts, document: CaseDocument, verb: Verb, data: Submission): Reply => {
  const { region } = parts;
  if (verb === 'announce') return card(sentCard(document, region));
  if (verb === 'acknowledge')
    return taken(parts, document, data, 'U pakt dit op. De anderen krijgen geen bericht meer.');
  if (verb === 'resolve') return taken(parts, document, data, 'De hulpvraag is opgelost.');
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
  return card(intakeCard(document, region, clock(), { typed: { values: data, problems }, note }));
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
  const title = text(`${form.title} · ${state.number}`, { weight: 'Bolder', size: 'Large' });
  const body = [...dangerFirst(isInDanger(state)), title, ...shown.body];
  return card({ card: withRemark({ ...shown, body }, note), summary: `Casus ${state.number}` });
};
