import type { CommandType } from '../case/commands.ts';
import type { CaseDocument } from '../case/document.ts';
import { mayWho } from '../case/permissions.ts';
import { riskStands } from '../case/risks.ts';
import { type FollowedCase, type Risk, isFollowed, riskOf, visitDeadline } from '../case/state.ts';
import { type Who, isSame } from '../core/actor.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { type CaseForm, caseForm, formCard, formData } from './case-actions.ts';
import { caseBody, deadlineText, isInDanger } from './case-card.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  dangerFirst,
  execute,
  executeOnly,
  heading,
  showCard,
  text,
} from './element.ts';
import { riskText } from './texts.nl.ts';

/** What a rule asks for can be done on the message itself. */
const FORM_FOR: Readonly<Record<string, { form: CaseForm; command: CommandType }>> = {
  windowMissed: { form: 'late', command: 'GiveLateReason' },
  formalReportMissing: { form: 'report', command: 'RegisterFormalReport' },
  feedbackLate: { form: 'feedback', command: 'GiveFeedback' },
};

interface Raised {
  id: string;
  risk: Risk;
}

/**
 * Asks one person's attention for the risks of a case: nameless, one reason per line, one big button. Whoever took a risk
 * up before is asked how it goes.
 */
export const pingCard = (
  document: CaseDocument,
  risks: readonly string[],
  to: Who | undefined,
  region: Region,
  now: Instant,
): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} has no pings: it was not announced`);
  const raised = risks.flatMap((id): Raised[] => {
    const risk = riskOf(state, id);
    return risk ? [{ id, risk }] : [];
  });
  // Of several risks some may be over by now.
  const standing = raised.filter(({ id, risk }) => riskStands(id, risk.rule, state, now));
  // Beside something new, what somebody took up before is only one of the reasons.
  const isAsked =
    standing.length > 0 &&
    standing.every(({ risk: { acknowledged } }) => to && acknowledged && isSame(acknowledged.by, to));
  const title = isAsked ? `Is het gelukt? Casus ${state.number}` : `Casus ${state.number} vraagt uw aandacht`;
  const asked = isAsked
    ? [text('U pakte dit op. Het is nog niet opgelost. Antwoordt u niet? Dan vragen we iemand anders.')]
    : [];
  return {
    card: adaptiveCard(
      [
        ...dangerFirst(isInDanger(state)),
        heading(title),
        ...reasons(standing, state, region).map((reason) => text(reason)),
        ...asked,
        text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
      ],
      [
        execute(isAsked ? 'Ik ben er nog mee bezig' : 'Ik pak dit op', 'acknowledge', {
          case: document.id,
          risks,
        }),
        ...(isAsked ? resolveButton(document, state, raised, now) : []),
        ...remedies(document, state, standing, to, region, now),
        // Opens inside this card: looking first must not take the button away.
        showCard('Toon de casus', adaptiveCard(caseBody(state, region, now))),
      ],
    ),
    summary: `Casus ${state.number} vraagt uw aandacht`,
  };
};

/** Said before anything else, in this order: the safety of the visitors, then the household. */
const FIRST = ['visitorsOverdue', 'windowMissed', 'noCoverLeft', 'windowClosing'];

const reasons = (raised: readonly Raised[], state: FollowedCase, { timeZone }: Region): readonly string[] => {
  const before = inWords(visitDeadline(state), timeZone);
  const rank = ({ risk: { rule } }: Raised): number =>
    FIRST.includes(rule) ? FIRST.indexOf(rule) : FIRST.length;
  const sorted = raised.toSorted((one, other) => rank(one) - rank(other));
  return [...new Set(sorted.map(({ risk: { rule, about } }) => riskText(rule, about, before)))];
};

/** Only somebody's own call for help needs to be told solved; what a rule found goes by itself. */
const resolveButton = (
  { id }: CaseDocument,
  state: FollowedCase,
  raised: readonly Raised[],
  now: Instant,
): readonly Element[] => {
  const calls = raised.filter(
    (one) => one.risk.rule === 'escalated' && riskStands(one.id, 'escalated', state, now),
  );
  return calls.length > 0
    ? [executeOnly('Het is opgelost', 'resolve', { case: id, risks: calls.map((one) => one.id) })]
    : [];
};

/** What can be done about it at once, by whoever reads it. */
const remedies = (
  document: CaseDocument,
  state: FollowedCase,
  raised: readonly Raised[],
  to: Who | undefined,
  region: Region,
  now: Instant,
): readonly Element[] => {
  const rules = new Set(raised.map(({ risk }) => risk.rule));
  const municipality = municipalityOf(region, state.announcement.municipality);
  const mayDo = (command: CommandType): boolean => !to || mayWho(to, command, region, municipality);
  const forms = Object.entries(FORM_FOR).flatMap(([rule, { form: kind, command }]): Element[] => {
    if (!rules.has(rule) || !mayDo(command)) return [];
    const form = caseForm(kind, state, region, now);
    return [showCard(form.title, formCard(form, formData(document, state, kind)))];
  });
  const school = rules.has('schoolNotTold') && 'consultation' in state && mayDo('TellSchool');
  return [
    ...forms,
    ...(school ? [executeOnly('School is ingelicht', 'school', { case: document.id })] : []),
  ].slice(0, MOST_REMEDIES);
};

/** Who is on duty, and the way to fill a gap: once it is taken up, for it takes the place of this card. */
const rosterButton = (
  { announcement: { municipality } }: FollowedCase,
  standing: readonly Raised[],
): readonly Element[] =>
  standing.some(({ risk: { rule } }) => rule === 'noCoverLeft')
    ? [execute('Toon het rooster', 'roster-show', { roster: municipality })]
    : [];

/** Beside taking it up, saying that it is solved, and the case itself. */
const MOST_REMEDIES = 3;

/** What the ping turns into for whoever pressed it: what they took up, and what they can do about it. */
export const takenCard = (
  document: CaseDocument,
  note: string,
  risks: readonly string[],
  region: Region,
  now: Instant,
): OutgoingCard => {
  const { id, state } = document;
  if (!isFollowed(state)) throw new Error(`${id} has no pings: it was not announced`);
  const raised = risks.flatMap((one): Raised[] => {
    const risk = riskOf(state, one);
    return risk?.acknowledged ? [{ id: one, risk }] : [];
  });
  const standing = raised.filter((one) => riskStands(one.id, one.risk.rule, state, now));
  return {
    card: adaptiveCard(
      [
        ...dangerFirst(isInDanger(state)),
        heading(`Casus ${state.number}`),
        text(note, { weight: 'Bolder' }),
        ...reasons(standing, state, region).map((reason) => text(reason)),
      ],
      [
        ...resolveButton(document, state, raised, now),
        ...remedies(document, state, standing, standing[0]?.risk.acknowledged?.by, region, now),
        ...rosterButton(state, standing),
        execute('Toon de casus', 'show', { case: id }),
      ],
    ),
    summary: `Casus ${state.number}`,
  };
};
