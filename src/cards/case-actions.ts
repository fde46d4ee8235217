import type { CaseDocument } from '../case/document.ts';
import { type FollowedCase, openItems, openSlots, visitDeadline } from '../case/state.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { type Card, type Element, adaptiveCard, execute, showCard, text } from './element.ts';
import { type Typed, inputs } from './fields.ts';
import {
  type Chosen,
  type Form,
  consultationForm,
  escalateForm,
  feedbackForm,
  planForm,
  visitForm,
} from './forms.ts';
import { timeline } from './timeline.ts';

/** Teams shows at most six actions on a card; the first six that fit the step are the ones that matter most. */
const MOST_ACTIONS = 6;

type CaseForm = 'consultation' | 'plan' | 'visit' | 'feedback' | 'escalate';

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
    case 'plan':
      return planForm(state, region, visitDeadline(state), now);
    case 'visit':
      return visitForm(state, region, now, chosen);
    case 'feedback':
      return feedbackForm('feedback' in state ? state.feedback : []);
    case 'escalate':
      return escalateForm();
    default:
      return kind satisfies never;
  }
};

export const isCaseForm = (verb: string): verb is CaseForm =>
  ['consultation', 'plan', 'visit', 'feedback', 'escalate'].includes(verb);

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
    return showCard(made.title, formCard(made, data));
  };
  const open = openSlots(state);
  const claim = open.length > 0 ? [execute('Ik ga mee', 'claim', data)] : [];
  const release = open.length < state.slots.length ? [execute('Ik kan toch niet', 'release', data)] : [];
  const school =
    'consultation' in state && state.consultation.tellSchool && state.schoolToldAt === undefined
      ? [execute('School is ingelicht', 'school', data)]
      : [];
  const always = [form('escalate'), showCard('Tijdlijn', adaptiveCard(timeline(document, region)))];
  const plan = open.length === 0 ? [form('plan')] : [];

  const fitting = (): readonly Element[] => {
    switch (state.step) {
      case 'announced': {
        const url = municipalityOf(region, state.announcement.municipality).standingRoom;
        const join = { type: 'Action.OpenUrl', title: 'Deelnemen aan overleg', url };
        return [join, form('consultation'), ...claim, ...release, ...always];
      }
      case 'consulted':
        return [...claim, ...plan, form('visit'), ...release, ...always, ...school, form('consultation')];
      case 'planned':
        return [form('visit'), ...claim, ...release, ...always, ...school, ...plan, form('consultation')];
      case 'visited': {
        const feedback = state.feedback.length < 2 ? [form('feedback')] : [];
        const close = openItems(state).length === 0 ? [execute('Casus sluiten', 'close', data)] : [];
        return [...close, ...school, ...feedback, ...always];
      }
      case 'closed':
        return always.slice(1);
      default:
        return state satisfies never;
    }
  };
  return fitting().slice(0, MOST_ACTIONS);
};
