import { type Called, type Meeting, detailsOf, isAhead, isSilent } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import { mayByRole, mayWho } from '../case/permissions.ts';
import { type FollowedCase, isFollowed, openMeeting } from '../case/state.ts';
import { type Who, isSame, personOf } from '../core/actor.ts';
import { MANAGER, type Region, municipalityOf } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { caseForm, formCard, formData } from './case-actions.ts';
import { caseBody, deadlineText, decisionText, isInDanger } from './case-card.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  dangerFirst,
  execute,
  heading,
  showCard,
  text,
} from './element.ts';
import { joinButton, joinUrl, placeNow } from './join.ts';
import { placeText, whenText } from './meeting-block.ts';
import { listed } from './texts.nl.ts';

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
  const open = openMeeting(state) === meeting;
  const seats = meeting.called.filter(({ who }) => isSame(who, to));
  const when = whenText(meeting, region.timeZone, now);
  const title = open ? `Overleg ${when}: casus ${state.number}` : `Overleg over casus ${state.number}`;
  const shown = { document, state, meeting, to, seats, region, now };
  return {
    card: adaptiveCard([
      ...dangerFirst(isInDanger(state)),
      heading(title),
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
  to: Who;
  /** Empty for somebody who was not called. */
  seats: readonly Called[];
  region: Region;
  now: Instant;
}

type Answer = NonNullable<Called['answer']>['kind'];

/** Whoever can tell the visitors where to go is told how. */
const householdHint = (state: FollowedCase, to: Who, region: Region): readonly Element[] => {
  const person = personOf(region, to);
  const municipality = municipalityOf(region, state.announcement.municipality);
  return !state.household && person && mayByRole(person, 'RecordHousehold', municipality)
    ? [
        text(
          `Weet u wie het gezin is? Typ hier: gegevens ${state.number}. Alleen wie op bezoek gaat kan het zien.`,
        ),
      ]
    : [];
};

const openBody = ({ document, state, meeting, to, seats, region, now }: Shown): readonly Element[] => {
  const seat = lastCalled(seats);
  const answer = seat?.answer?.kind === 'unreachable' ? undefined : seat?.answer?.kind;
  const isManager = seat?.role === MANAGER;
  const join = answer === 'declined' ? [] : joinButton(joinUrl(meeting, state, region, now, to));
  const words =
    isAhead(meeting, now) && answer === 'coming' && !isManager
      ? COMING_LATER
      : ANSWERED[isManager ? 'manager' : 'colleague'][answer ?? 'none'];
  return [
    text(reason(seats, state, region)),
    ...(answer === 'declined' ? [] : howTo(meeting, state, region, now)),
    ...householdHint(state, to, region),
    text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
    ...(join.length > 0 ? [{ type: 'ActionSet', actions: join }] : []),
    text(words, { isSubtle: answer === undefined }),
    { type: 'ActionSet', actions: answers(answer, isManager, { document, state, meeting, to, region, now }) },
  ];
};

/** The answers that are left, the likeliest first. */
const answers = (
  answer: Answer | undefined,
  isManager: boolean,
  { document, state, meeting, to, region, now }: Omit<Shown, 'seats'>,
): readonly Element[] => {
  const data = { case: document.id, meeting: meeting.number };
  const record = mayRecord(to, state, region) ? [formIn('consultation', document, state, region, now)] : [];
  const here = isAhead(meeting, now) ? [] : [execute('Ik ben er', 'here', data)];
  switch (answer) {
    case 'coming':
      return [...here, ...record, execute('Ik kom toch niet', 'decline', data)];
    case 'present':
      return record;
    case 'declined':
      return [execute('Ik kan toch wel', 'come', data)];
    case undefined:
    case 'unreachable':
      return [
        execute(isManager ? 'Ik regel het' : 'Ik kom', 'come', data),
        execute('Ik kan niet', 'decline', data),
      ];
    default:
      return answer satisfies never;
  }
};

/** What a button alone does not say. */
const howTo = (meeting: Meeting, state: FollowedCase, region: Region, now: Instant): readonly Element[] => {
  if (isAhead(meeting, now))
    return [text('Het is nu buiten diensttijd. U krijgt bericht als het overleg begint.')];
  const way = placeNow(meeting, state, region)?.way;
  if (way === 'phone') return [text(`Overleg ${placeText(meeting, state, region)}.`)];
  return way === 'deep-link' ? [text('Wordt u gebeld in Teams? Neem dan op.')] : [];
};

const ANSWERED: Readonly<
  Record<'colleague' | 'manager', Record<Exclude<Answer, 'unreachable'> | 'none', string>>
> = {
  colleague: {
    none: 'Komt u? Dan vragen we niemand anders. Kunt u niet? Dan zoeken we een ander.',
    coming: '✔ U komt. Druk op "Ik ben er" als u in het overleg bent.',
    present: '✔ U bent erbij.',
    declined: 'U kunt niet. We zoeken iemand anders.',
  },
  manager: {
    none: 'Laat weten of u dit regelt.',
    coming: '✔ U regelt dat er iemand komt.',
    present: '✔ U bent erbij.',
    declined: 'U kunt niet. We zoeken iemand anders.',
  },
};

/** Before it begins there is no button yet to say that one is there. */
const COMING_LATER = '✔ U komt.';

/** Somebody may be called again in another role, such as a manager who was already called for the visit. */
const lastCalled = (seats: readonly Called[]): Called | undefined =>
  seats.toSorted((one, other) => (one.calls.at(-1)?.at ?? 0) - (other.calls.at(-1)?.at ?? 0)).at(-1);

/** One sentence, without anything about the household. */
const reason = (seats: readonly Called[], state: FollowedCase, region: Region): string => {
  const place = municipalityOf(region, state.announcement.municipality).name;
  const seat = lastCalled(seats);
  if (!seat) return `Overleg over huiselijk geweld in ${place}.`;
  // Of several seats, those that still wait for an answer.
  const ofSameRole = seats.filter(({ role }) => (role === MANAGER) === (seat.role === MANAGER));
  const waiting = ofSameRole.filter(isSilent);
  const about = waiting.length > 0 ? waiting : ofSameRole;
  const organisations = listed([
    ...new Set(about.map(({ organisation }) => region.organisations[organisation] ?? organisation)),
  ]);
  if (seat.role === MANAGER)
    return `Van ${organisations} is nog niemand bij het overleg over huiselijk geweld in ${place}. Zorgt u dat er iemand komt?`;
  const isRepeated = isSilent(seat) && seat.calls.some(({ why }) => why === 'again');
  const again = isRepeated ? 'We vragen het nog een keer. ' : '';
  return `${again}U bent gevraagd namens ${organisations} voor overleg over huiselijk geweld in ${place}.`;
};

const overBody = ({ document, state, meeting, to, region, now }: Shown): readonly Element[] => {
  // Whoever recorded the decisions here can go on with the rest.
  const isHalf = meeting.outcome && !detailsOf(meeting.outcome) && meeting === state.meetings.at(-1);
  const rest =
    isHalf && mayRecord(to, state, region) ? [formIn('details', document, state, region, now)] : [];
  return [
    text(meeting.outcome ? decisionText(meeting.outcome, region) : 'Het overleg is geweest.'),
    ...householdHint(state, to, region),
    text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
    ...(rest.length > 0 ? [{ type: 'ActionSet', actions: rest }] : []),
  ];
};

const mayRecord = (who: Who, state: FollowedCase, region: Region): boolean =>
  mayWho(who, 'RecordConsultation', region, municipalityOf(region, state.announcement.municipality));

/** A form of the case, opening inside this card. */
const formIn = (
  kind: 'consultation' | 'details',
  document: CaseDocument,
  state: FollowedCase,
  region: Region,
  now: Instant,
): Element => {
  const form = caseForm(kind, state, region, now);
  return showCard(form.title, formCard(form, formData(document, state, kind)));
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
        heading(title),
        text('Er is nog geen besluit van het overleg vastgelegd. Wilt u dat doen?'),
        text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
      ],
      [
        formIn('consultation', document, state, region, now),
        showCard('Toon de casus', adaptiveCard(caseBody(state, region, now))),
      ],
    ),
    summary: title,
  };
};
