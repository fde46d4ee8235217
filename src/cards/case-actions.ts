import { type Meeting, detailsOf, isAhead } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import {
  type FollowedCase,
  aboutDetails,
  openItems,
  openMeeting,
  openSlots,
  outcomeForm,
  visitDeadline,
} from '../case/state.ts';
import { riskStands } from '../case/risks.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { type Card, type Element, adaptiveCard, execute, executeOnly, showCard, text } from './element.ts';
import { type Typed, inputs } from './fields.ts';
import {
  type Chosen,
  type Form,
  closeForm,
  consultationForm,
  detailsForm,
  escalateForm,
  feedbackForm,
  lateReasonForm,
  planForm,
  reportForm,
  visitForm,
} from './forms.ts';
import { joinButton, joinUrl } from './join.ts';
import { MOST_RISKS } from './parse.ts';
import { timeline } from './timeline.ts';

/** Teams shows at most six actions on a card; the first six that fit the step are the ones that matter most. */
const MOST_ACTIONS = 6;

const CASE_FORMS = [
  'consultation',
  'details',
  'plan',
  'visit',
  'feedback',
  'escalate',
  'report',
  'late',
  'close',
] as const;
export type CaseForm = (typeof CASE_FORMS)[number];

/** A form of a followed case as it starts now, or as it goes on after what was chosen. */
export const caseForm = (
  kind: CaseForm,
  state: FollowedCase,
  region: Region,
  now: Instant,
  chosen: Chosen = {},
): Form => {
  switch (kind) {
    case 'consultation':
      return consultationForm(state, region, municipalityOf(region, state.announcement.municipality), chosen);
    case 'details':
      return detailsForm(state, region, municipalityOf(region, state.announcement.municipality));
    case 'plan':
      return planForm(state, region, visitDeadline(state), now);
    case 'visit':
      return visitForm(state, region, now, chosen);
    case 'feedback':
      return feedbackForm('feedback' in state ? state.feedback : []);
    case 'escalate':
      return escalateForm(state, region);
    case 'report':
      return reportForm(state);
    case 'late':
      return lateReasonForm(state);
    case 'close':
      return closeForm();
    default:
      return kind satisfies never;
  }
};

export const isCaseForm = (verb: string): verb is CaseForm => CASE_FORMS.some((form) => form === verb);

/** A form as a card of its own or inside a `ShowCard`; `typed` keeps what was filled in and marks the problems. */
export const formCard = (
  form: Form,
  data: Readonly<Record<string, unknown>>,
  typed?: Typed,
  more: readonly Element[] = [],
): Card => {
  const intro = form.intro === undefined ? [] : [text(form.intro)];
  return adaptiveCard(
    [...intro, ...inputs(form.fields, typed)],
    [execute(form.submit, form.verb, data), ...more],
  );
};

/** What a form sends along: the case, and for an outcome what it is about, so that an old form can be told. */
export const formData = (
  { id }: CaseDocument,
  state: FollowedCase,
  kind: CaseForm,
): Readonly<Record<string, unknown>> => {
  if (kind === 'consultation') return { case: id, form: outcomeForm(state) };
  return kind === 'details' ? { case: id, form: aboutDetails(state) } : { case: id };
};

/** The buttons that fit the step the case is in. */
export const caseActions = (
  document: CaseDocument,
  state: FollowedCase,
  region: Region,
  now: Instant,
): readonly Element[] => {
  const data = { case: document.id };
  const form = (kind: CaseForm): Element => {
    const made = caseForm(kind, state, region, now);
    return showCard(made.title, formCard(made, formData(document, state, kind)));
  };
  const open = openSlots(state);
  const claim = open.length > 0 ? [execute('Ik ga mee', 'claim', data)] : [];
  const release = open.length < state.slots.length ? [execute('Ik kan toch niet', 'release', data)] : [];
  const details = 'consultation' in state ? detailsOf(state.consultation) : undefined;
  const meeting = openMeeting(state);
  // While another consultation is held its outcome comes first.
  const complete = 'consultation' in state && !details && !meeting ? [form('details')] : [];
  const school = mustTellSchool(state) ? [execute('School is ingelicht', 'school', data)] : [];
  const report = state.formalReport === undefined ? [form('report')] : [];
  const risks = openRisks(state, now);
  const take = risks.length > 0 ? [execute('Ik pak dit op', 'take', { ...data, risks })] : [];
  const escalate = form('escalate');
  const lines = showCard('Tijdlijn', adaptiveCard(timeline(document, region)));
  const household = state.household ? [execute('Gegevens', 'household-ask', data)] : [];
  const plan = open.length === 0 ? [form('plan')] : [];
  const join = meeting ? [...joinButton(joinUrl(meeting, state, region, now)), form('consultation')] : [];
  const there = meeting ? [presence(document, meeting, now)] : [];
  const adjust = meeting ? [] : [adjustForm(document, state, region, now)];

  const fitting = (): readonly Element[] => {
    switch (state.step) {
      case 'announced':
        return meeting
          ? [...join, ...there, ...claim, ...release, escalate, ...take, lines]
          : [form('consultation'), ...claim, ...release, escalate, ...take, ...report, lines];
      case 'consulted':
        return [
          ...join,
          ...complete,
          ...claim,
          ...plan,
          // Dropping out is a reason to consult again.
          ...(meeting ? [...release, form('visit')] : [form('visit'), ...release]),
          ...household,
          escalate,
          ...there,
          ...adjust,
          ...take,
          ...school,
          ...report,
          lines,
        ];
      case 'planned':
        return [
          ...join,
          form('visit'),
          ...household,
          ...claim,
          ...complete,
          ...release,
          escalate,
          ...there,
          ...adjust,
          ...take,
          ...plan,
          ...school,
          ...report,
          lines,
        ];
      case 'visited': {
        const feedback = state.feedback.length < 2 ? [form('feedback')] : [];
        const close = openItems(state).length === 0 ? [form('close')] : [];
        return [...close, ...complete, ...school, ...feedback, ...report, ...take, escalate, lines];
      }
      case 'closed':
        // Closed by an earlier version, which did not ask where the dossier is.
        return state.dossier === undefined ? [form('close'), lines] : [lines];
      default:
        return state satisfies never;
    }
  };
  return fitting().slice(0, MOST_ACTIONS);
};

/** Whether the school still has to hear of it: as was agreed, and until then whenever there are children. */
const mustTellSchool = (state: FollowedCase): boolean => {
  if (!('consultation' in state) || state.schoolToldAt !== undefined) return false;
  return (
    detailsOf(state.consultation)?.tellSchool ?? (state.step === 'visited' && state.announcement.children > 0)
  );
};

/**
 * Risks that stand and that nobody took up. Their button is on the messages about them too, so it leaves room for what
 * can only be done here.
 */
const openRisks = (state: FollowedCase, now: Instant): readonly string[] =>
  Object.entries(state.risks)
    .flatMap(([id, { rule, acknowledged }]) =>
      !acknowledged && riskStands(id, rule, state, now) ? [id] : [],
    )
    .slice(-MOST_RISKS);

/** Once there is an outcome it can be adjusted, or talked about anew. */
const adjustForm = (document: CaseDocument, state: FollowedCase, region: Region, now: Instant): Element => {
  const form = caseForm('consultation', state, region, now);
  const again = executeOnly('Nieuw overleg starten', 'begin', { case: document.id });
  const card = formCard(form, formData(document, state, 'consultation'), undefined, [again]);
  return showCard('Overleg aanpassen of opnieuw', card);
};

/** To say that one is in a consultation, or to begin one that is for later. */
const presence = ({ id }: CaseDocument, meeting: Meeting, now: Instant): Element =>
  isAhead(meeting, now)
    ? execute('Overleg nu beginnen', 'begin', { case: id })
    : execute('Ik ben er', 'here', { case: id });
