import { type Called, type Meeting, isAhead } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import { type FollowedCase, isBeforeVisit, isFollowed } from '../case/state.ts';
import { type Who, isSame } from '../core/actor.ts';
import { MANAGER, type Region, municipalityOf } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { caseForm, formCard } from './case-actions.ts';
import { caseBody, deadlineText, decisionText, isInDanger } from './case-card.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  dangerFirst,
  execute,
  showCard,
  text,
} from './element.ts';
import { joinButton, joinUrl } from './join.ts';
import { placeText } from './meeting-block.ts';

/** Calls one person to a consultation, and shows what they answered: nameless, one reason, one big button. */
export const callCard = (
  document: CaseDocument,
  number: number,
  to: Who,
  region: Region,
  now: Instant,
): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} calls nobody: it was not announced`);
  const meeting = state.meetings.find((one) => one.number === number);
  if (!meeting) throw new Error(`${document.id} has no consultation ${number}`);
  const open = meeting.outcome === undefined && isBeforeVisit(state);
  const seat = meeting.called.find(({ who }) => isSame(who, to));
  const when = isAhead(meeting, now) ? inWords(meeting.startsAt, region.timeZone) : 'nu';
  const title = open ? `Overleg ${when}: casus ${state.number}` : `Overleg over casus ${state.number}`;
  const shown = { document, state, meeting, seat, region, now };
  return {
    card: adaptiveCard([
      ...dangerFirst(isInDanger(state)),
      text(title, { weight: 'Bolder', size: 'Large' }),
      ...(open ? openBody(shown) : overBody(shown)),
      {
        type: 'ActionSet',
        actions: [showCard('Toon de casus', adaptiveCard(caseBody(state, region, now)))],
      },
    ]),
    summary: title,
  };
};

interface Shown {
  document: CaseDocument;
  state: FollowedCase;
  meeting: Meeting;
  /** Absent for somebody who was not called. */
  seat: Called | undefined;
  region: Region;
  now: Instant;
}

const openBody = ({ document, state, meeting, seat, region, now }: Shown): readonly Element[] => {
  const join = joinButton(joinUrl(meeting, state, region, seat?.who));
  const data = { case: document.id, meeting: meeting.number };
  const managing = seat?.role === MANAGER;
  const answer = seat?.answer?.kind;
  const come = execute(managing ? 'Ik regel het' : 'Ik kom', 'come', data);
  const here = execute('Ik ben er', 'here', data);
  const answers: Readonly<Record<NonNullable<typeof answer> | 'none', readonly Element[]>> = {
    none: [come, execute('Ik kan niet', 'decline', data)],
    unreachable: [come, execute('Ik kan niet', 'decline', data)],
    coming: [here, recordForm(document, state, region, now), execute('Ik kan toch niet', 'decline', data)],
    present: [recordForm(document, state, region, now)],
    declined: [execute('Ik kan toch wel', 'come', data)],
  };
  return [
    text(reason(seat, state, region)),
    ...howTo(meeting, state, region),
    text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
    ...(join.length > 0 ? [{ type: 'ActionSet', actions: join }] : []),
    text(ANSWERED[answer ?? 'none'], { isSubtle: answer === undefined }),
    { type: 'ActionSet', actions: answers[answer ?? 'none'] },
  ];
};

/** What a button alone does not say. */
const howTo = (meeting: Meeting, state: FollowedCase, region: Region): readonly Element[] => {
  if (meeting.place?.way === 'phone') return [text(`Overleg ${placeText(meeting, state, region)}.`)];
  return meeting.place?.way === 'deep-link' ? [text('Wordt u al gebeld in Teams? Neem dan op.')] : [];
};

const ANSWERED = {
  none: 'Laat weten of u komt. Dan vragen we niemand anders.',
  unreachable: 'Laat weten of u komt. Dan vragen we niemand anders.',
  coming: '✔ U komt. Druk op "Ik ben er" als u in het overleg bent.',
  present: '✔ U bent erbij.',
  declined: 'U kunt niet. We vragen een collega.',
} as const;

/** One sentence, without anything about the household. */
const reason = (seat: Called | undefined, state: FollowedCase, region: Region): string => {
  const place = municipalityOf(region, state.announcement.municipality).name;
  if (!seat) return `Overleg over huiselijk geweld in ${place}.`;
  const organisation = region.organisations[seat.organisation] ?? seat.organisation;
  if (seat.role === MANAGER)
    return `Van ${organisation} is nog niemand bij het overleg over huiselijk geweld in ${place}. Zorgt u dat er iemand komt?`;
  const again =
    seat.calls.filter(({ why }) => why === 'again').length > 0 ? 'We vragen het nog een keer. ' : '';
  return `${again}U bent gevraagd namens ${organisation} voor overleg over huiselijk geweld in ${place}.`;
};

const overBody = ({ state, meeting, region, now }: Shown): readonly Element[] => [
  text(meeting.outcome ? decisionText(meeting.outcome, region) : 'Het overleg is geweest.'),
  text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
];

const recordForm = (document: CaseDocument, state: FollowedCase, region: Region, now: Instant): Element => {
  const form = caseForm('consultation', state, region, now);
  return showCard(form.title, formCard(form, { case: document.id }));
};

/** Asks whoever opened a consultation what came of it. */
export const outcomeCard = (document: CaseDocument, region: Region, now: Instant): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} has no consultation: it was not announced`);
  const title = `Leg het overleg vast: casus ${state.number}`;
  return {
    card: adaptiveCard(
      [
        ...dangerFirst(isInDanger(state)),
        text(title, { weight: 'Bolder', size: 'Large' }),
        text('Er is nog geen besluit van het overleg vastgelegd. Wilt u dat doen?'),
        text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
      ],
      [
        recordForm(document, state, region, now),
        showCard('Toon de casus', adaptiveCard(caseBody(state, region, now))),
      ],
    ),
    summary: title,
  };
};
