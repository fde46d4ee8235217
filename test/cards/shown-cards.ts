/** Every card the program can show, by name. */
import { callCard, outcomeCard } from '../../src/cards/call-card.ts';
import { caseForm, formCard, formData } from '../../src/cards/case-actions.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { caseListCard } from '../../src/cards/case-list-card.ts';
import {
  type Card,
  type OutgoingCard,
  dangerFirst,
  executeOnly,
  forDialog,
  text,
  withRemark,
} from '../../src/cards/element.ts';
import type { Field, Typed } from '../../src/cards/fields.ts';
import { type Form, intakeForm } from '../../src/cards/forms.ts';
import { intakeCard, sentCard } from '../../src/cards/intake-card.ts';
import { pingCard, takenCard } from '../../src/cards/ping-card.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { ProblemCode } from '../../src/case/refusals.ts';
import { type Actor, type Who, whoIs } from '../../src/core/actor.ts';
import type { Region } from '../../src/core/region.ts';
import { CASE_ID, RECEIVED, announced, followed, hoursLater, intake } from './cases.ts';
import { ofHouseholds } from './household-shown.ts';
import { type CallSituation, callSituations, meetingSituations } from './meeting-situations.ts';
import { DRENTHE, HOOGEVEEN, LONG_NAMES, LONG_PERSON, YOUTH_WORKER } from './regions.ts';
import { RISKS, type Situation, situations, stepsOf } from './situations.ts';

export interface Shown {
  name: string;
  card: Card;
  /** What the notification says; a dialog has none. */
  summary?: string;
  dialog?: true;
  /** The answer to whoever may see who the household is. */
  details?: true;
  /** What somebody is called to a consultation with. */
  call?: true;
  /** Of a case that is closed. */
  closed?: boolean;
}

const NOTE = 'Er is nog plek voor: Jeugdmaatschappelijk werker. Dat is niet uw rol.';

/** The forms of a followed case, each as it starts and as it goes on after what was chosen. */
const CASE_FORMS = [
  ['consultation', {}],
  ['consultation', { decision: 'go' }],
  ['consultation', { decision: 'wait' }],
  ['details', {}],
  ['plan', {}],
  ['visit', {}],
  ['visit', { result: 'seen' }],
  ['visit', { result: 'failed' }],
  ['feedback', {}],
  ['escalate', {}],
  ['report', {}],
  ['late', {}],
  ['close', {}],
] as const;

const PROBLEMS = Object.keys(PROBLEM) as readonly ProblemCode[];

const shown = (name: string, { card, summary }: OutgoingCard): Shown => ({ name, card, summary });

const ofCase = (region: Region, to: Who, { name, document, now }: Situation): readonly Shown[] =>
  [
    shown(`case card: ${name}`, caseCard(document, region, now)),
    shown(`case card with a note: ${name}`, caseCard(document, region, now, NOTE)),
    ...RISKS.filter((risk) => Object.hasOwn(followed(document).risks, risk)).map((risk) =>
      shown(`ping for ${risk}: ${name}`, pingCard(document, [risk], to, region, now)),
    ),
    shown(`ping for everything: ${name}`, pingCard(document, RISKS, to, region, now)),
    shown(`ping in the thread: ${name}`, pingCard(document, RISKS, undefined, region, now)),
    shown(`ping for nothing known: ${name}`, pingCard(document, ['unheardOf:x@1'], to, region, now)),
    shown(`taken card: ${name}`, takenCard(document, NOTE, RISKS, region, now)),
    shown(`sent card: ${name}`, sentCard(document, region)),
    shown(`sent card with a note: ${name}`, sentCard(document, region, NOTE)),
  ].map((one) => ({ ...one, closed: document.state.step === 'closed' }));

/** The card of a call, as it is sent and as it answers a press, and what its opener is asked. */
const ofCall = (region: Region, { name, why, document, now, to }: CallSituation): readonly Shown[] => {
  const call = callCard(document, 1, whoIs(to), region, now);
  const closed = document.state.step === 'closed';
  const sent: Shown = { ...shown(`call: ${name}`, call), call: true, closed };
  if (why !== 'first') return [sent];
  const refused = { ...call, card: withRemark(call.card, NOTE) };
  return [
    sent,
    { ...shown(`call with a note: ${name}`, refused), call: true, closed },
    { ...shown(`outcome card: ${name}`, outcomeCard(document, region, now)), closed },
  ];
};

/** What a client sends at most: every text as long as the field allows. */
const typedWith = (fields: readonly Field[], problem: ProblemCode): Typed => ({
  values: Object.fromEntries(
    fields.map(({ id, kind, value }) => [
      id,
      kind === 'text' ? 'W'.repeat(40) : kind === 'number' ? 'abc' : value,
    ]),
  ),
  problems: fields.map(({ name }) => ({ field: name, problem })),
});

const ofForm = (
  name: string,
  form: Form,
  data: Readonly<Record<string, unknown>>,
  danger: boolean,
): readonly Shown[] => {
  // As the bot shows a form again: direct danger, a remark, a title and a way back.
  const again = (typed: Typed): Card => {
    const card = formCard(form, data, typed, [executeOnly('Terug', 'show', { case: CASE_ID })]);
    return withRemark({ ...card, body: [...dangerFirst(danger), text(form.title), ...card.body] }, NOTE);
  };
  return [
    { name, card: formCard(form, data) },
    ...PROBLEMS.map((problem) => ({
      name: `${name}, ${problem} everywhere`,
      card: again(typedWith(form.fields, problem)),
    })),
  ];
};

const ofIntake = (region: Region): readonly Shown[] => {
  const document = intake();
  const { fields } = intakeForm(region, undefined, RECEIVED);
  const forms = [
    shown('intake', intakeCard(document, region, RECEIVED)),
    ...region.municipalities
      .slice(0, 1)
      .map((municipality) =>
        shown('intake in a channel', intakeCard(document, region, RECEIVED, { municipality })),
      ),
    ...PROBLEMS.map((problem) => {
      const typed = typedWith(fields, problem);
      const values = { ...typed.values, danger: 'true' };
      return shown(
        `intake, ${problem} everywhere`,
        intakeCard(document, region, RECEIVED, { typed: { ...typed, values }, note: NOTE }),
      );
    }),
    shown('sent', sentCard(announced(region, { directDanger: true }), region)),
  ];
  return [
    ...forms,
    ...forms.map(({ name, card }): Shown => ({
      name: `${name}, in a dialog`,
      card: forDialog(card),
      dialog: true,
    })),
  ];
};

/** As many open cases as asked, in all steps in turn. */
export const openCases = (region: Region, who: Actor, count: number) => {
  const { announce, consult, plan, visit } = stepsOf(region, who);
  const made = [
    announce({ directDanger: true }),
    consult({ tellSchool: true }),
    plan(),
    visit({}, { tellSchool: true }),
  ];
  return Array.from({ length: count }, (_, index) => {
    const document = made[index % made.length]!;
    const number = `HGV-2026-${String(index + 1).padStart(4, '0')}`;
    return { ...document, id: `case/${index}`, state: { ...followed(document), number } };
  });
};

const inRegion = (region: Region, who: Actor): readonly Shown[] => {
  const { announce, plan, visit } = stepsOf(region, who);
  return [
    ...situations(region, who).flatMap((situation) => ofCase(region, whoIs(who), situation)),
    ...ofIntake(region),
    ...ofHouseholds(region, who),
    ...[
      announce(),
      announce({ children: 0 }),
      announce({ children: 3, directDanger: true }),
      plan(),
      visit(),
    ].flatMap((document) => {
      const state = followed(document);
      const { children, directDanger } = state.announcement;
      return CASE_FORMS.flatMap(([kind, chosen]) => {
        const after = Object.values(chosen).join();
        return ofForm(
          `form ${kind} ${after}: ${state.step}, ${children} children`,
          caseForm(kind, state, region, hoursLater(30), chosen),
          formData(document, state, kind),
          directDanger,
        );
      });
    }),
    ...[0, 1, 50].flatMap((count) =>
      [3, 30].map((hours) =>
        shown(
          `list of ${count} after ${hours} hours`,
          caseListCard(openCases(region, who, count), region, hoursLater(hours)),
        ),
      ),
    ),
  ];
};

const named = (place: string, cards: readonly Shown[]): readonly Shown[] =>
  cards.map((one) => ({ ...one, name: `${place}, ${one.name}` }));

const ofMeetings = (region: Region, who: Actor): readonly Shown[] => [
  ...meetingSituations(region, who).flatMap((situation) => ofCase(region, whoIs(who), situation)),
  ...callSituations(region, who).flatMap((situation) => ofCall(region, situation)),
];

const drawn = (): readonly Shown[] => [
  ...named('Hoogeveen', [...inRegion(HOOGEVEEN, YOUTH_WORKER), ...ofMeetings(HOOGEVEEN, YOUTH_WORKER)]),
  ...named('Drenthe', inRegion(DRENTHE, YOUTH_WORKER)),
  ...named('long names', [...inRegion(LONG_NAMES, LONG_PERSON), ...ofMeetings(LONG_NAMES, LONG_PERSON)]),
];

let kept: readonly Shown[] | undefined;

/** Every card in every situation: in one municipality, in all of Drenthe, and where every name is long. */
export const everyCard = (): readonly Shown[] => (kept ??= drawn());
