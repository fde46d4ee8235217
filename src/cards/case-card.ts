import { type Consultation, type Decisions, detailsOf } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import {
  type Followed,
  type FollowedCase,
  isFollowed,
  openItems,
  openMeeting,
  openSlots,
  visitDeadline,
} from '../case/state.ts';
import { riskStands } from '../case/risks.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { caseActions } from './case-actions.ts';
import { type Element, type OutgoingCard, adaptiveCard, bind, dangerFirst, withRemark } from './element.ts';
import { type MeetingBlock, NO_MEETING, meetingBlock, whenText } from './meeting-block.ts';
import caseTemplate from './templates/case-card.json' with { type: 'json' };
import {
  FOLLOW_UP,
  KNOWN,
  OBSTACLE,
  OPEN_ITEM,
  REASONS_ATTEMPT,
  REASONS_LATE,
  RISKS,
  SAFETY,
  STEP,
  YES_NO,
  listed,
  riskText,
  roleName,
} from './texts.nl.ts';

interface Fact {
  title: string;
  value: string;
}

interface CaseCardData extends MeetingBlock {
  number: string;
  step: string;
  deadline: string;
  needed: readonly string[];
  slots: readonly { mark: string; role: string; holder: string }[];
  facts: readonly Fact[];
  taken: readonly string[];
}

const bindCase = bind(caseTemplate);

/** The one card of a case in the channel, as it stands now; the same for everybody who looks. */
export const caseCard = (
  document: CaseDocument,
  region: Region,
  now: Instant,
  note?: string,
): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} has no case card: it was not announced`);
  const body = [...dangerFirst(isInDanger(state)), ...bindCase(dataFor(state, region, now))];
  const card = adaptiveCard(body, caseActions(document, state, region, now));
  return { card: note === undefined ? card : withRemark(card, note), summary: `Casus ${state.number}` };
};

/** What there is to know about a case inside another card, which may outlive the case: without a way to a meeting. */
export const caseBody = (state: FollowedCase, region: Region, now: Instant): readonly Element[] =>
  bindCase({ ...dataFor(state, region, now), ...(openMeeting(state) ? {} : NO_MEETING) });

/** Direct danger is shown until the case is closed. */
export const isInDanger = (state: FollowedCase): boolean =>
  state.announcement.directDanger && state.step !== 'closed';

const dataFor = (state: FollowedCase, region: Region, now: Instant): CaseCardData => ({
  number: state.number,
  step: `${municipalityOf(region, state.announcement.municipality).name} · ${STEP[state.step]}`,
  deadline: deadlineText(state, region.timeZone, now),
  needed: needed(state, region.timeZone, now),
  ...meetingBlock(state, region, now),
  slots: state.slots.map(({ role, claim }) => ({
    mark: claim ? '✔' : '○',
    role: roleName(role),
    holder: claim ? claim.by.name : 'nog open',
  })),
  facts: [
    ...announcementFacts(state, region.timeZone),
    ...consultationFacts(state, region),
    ...visitFacts(state, region.timeZone),
    ...obstacleFacts(state),
    ...householdFacts(state),
  ],
  taken: taken(state, region.timeZone, now),
});

/** By when, or whether it is too late, or when it was done: the first thing to see. */
export const deadlineText = (state: FollowedCase, timeZone: string, now: Instant): string => {
  if (state.step === 'visited' || state.step === 'closed') {
    return `Gezien en gesproken: ${inWords(state.seen.at, timeZone)}`;
  }
  const deadline = visitDeadline(state);
  const before = `vóór ${inWords(deadline, timeZone)}`;
  if (now > deadline) return `TE LAAT. Bezoek had gemoeten ${before}`;
  return deadline > state.visitBefore ? `Bewust wachten. Bezoek ${before}` : `Bezoek ${before}`;
};

/** What has to happen next, most urgent first: the line a tired reader needs. */
export const needed = (state: FollowedCase, timeZone: string, now: Instant): readonly string[] => {
  const roles = openSlots(state).map(({ role }) => roleName(role));
  const claims = roles.length > 0 ? [`Nog nodig: ${roles.join(' en ')}. Kunt u? Druk op "Ik ga mee".`] : [];
  const meeting = openMeeting(state);
  const when = meeting ? whenText(meeting, timeZone, now) : 'nu';
  const consult = [`Overleg ${when}. Leg daarna het besluit vast.`];
  const again = meeting ? consult : [];
  // While another consultation is held its outcome comes first.
  const complete =
    'consultation' in state && !detailsOf(state.consultation) && !meeting ? ['Vul het overleg aan.'] : [];
  switch (state.step) {
    case 'announced':
      return [...consult, ...claims];
    case 'consulted':
      return [...again, ...(claims.length > 0 ? claims : ['Plan het bezoek.']), ...complete];
    case 'planned':
      return [...again, ...claims, 'Ga op bezoek en leg het daarna vast.', ...complete];
    case 'visited': {
      const open = openItems(state).map((item) => OPEN_ITEM[item]);
      return open.length > 0 ? [`Nog te doen: ${open.join(' · ')}`] : ['Alles is klaar. Sluit de casus.'];
    }
    case 'closed':
      return ['Deze casus is gesloten.'];
    default:
      return state satisfies never;
  }
};

const childrenText = (children: number): string => {
  if (children === 0) return 'Geen';
  return children === 1 ? '1 kind' : `${children} kinderen`;
};

const yesNo = (answer: boolean): string => YES_NO[answer ? 'true' : 'false'];

const announcementFacts = (
  { announcement, receivedAt, formalReport, earlierReports }: FollowedCase,
  timeZone: string,
): readonly Fact[] => [
  { title: 'Ontvangen', value: inWords(receivedAt, timeZone) },
  { title: 'Incident', value: inWords(announcement.incidentAt, timeZone) },
  { title: 'Kinderen', value: childrenText(announcement.children) },
  { title: 'Risico bezoek', value: RISKS[announcement.visitorRisk] },
  { title: 'Huisverbod', value: KNOWN[announcement.restrainingOrder] },
  { title: 'Tolk nodig', value: yesNo(announcement.interpreter) },
  {
    title: 'Contact',
    value: `${announcement.contactKnown ? 'Bekend bij politie' : 'Niet bekend'}; delen mag: ${yesNo(announcement.mayShare).toLowerCase()}`,
  },
  { title: 'Al hulp', value: KNOWN[announcement.helpInvolved] },
  ...repeatFacts(earlierReports),
  { title: 'Politie', value: announcement.policeReference },
  { title: 'Formele melding', value: formalReport ?? 'Nog niet geregistreerd' },
];

/** Only how many there were; nothing about which. */
const repeatFacts = (earlier: number | undefined): readonly Fact[] =>
  earlier === undefined || earlier === 0
    ? []
    : [{ title: 'Hermelding', value: `${earlier + 1}e in 12 maanden` }];

/** That there is something to see elsewhere, for whom; never what. */
const householdFacts = ({ household, releases, number }: FollowedCase): readonly Fact[] => {
  if (!household) return [];
  const told = listed(releases.map(({ to }) => to.name));
  const how = `Bekijken: typ "gegevens ${number}" in onze eigen chat.`;
  return [{ title: 'Gegevens', value: told === '' ? 'Bij Veilig Thuis' : `Vrijgegeven aan ${told}. ${how}` }];
};

/** What was decided, in a few words. */
const shortDecision = ({ decision }: Decisions): string =>
  decision.kind === 'go' ? 'Gaan binnen 24 uur' : `Bewust wachten: ${REASONS_LATE[decision.reason]}`;

/** What was decided, as a sentence for whoever was called. */
export const decisionText = (outcome: Consultation, region: Region): string =>
  `Besluit: ${shortDecision(outcome)}. Regievoerder: ${region.organisations[outcome.caseLead] ?? outcome.caseLead}.`;

const consultationFacts = (state: FollowedCase, region: Region): readonly Fact[] => {
  if (!('consultation' in state)) return [];
  const { consultation, meetings } = state;
  const organisation = (id: string) => region.organisations[id] ?? id;
  const details = detailsOf(consultation);
  const earlier = meetings.filter(({ outcome }) => outcome).slice(0, -1);
  return [
    { title: 'Besluit', value: shortDecision(consultation) },
    { title: 'Regievoerder', value: organisation(consultation.caseLead) },
    ...(details
      ? [
          { title: 'Veiligheid', value: SAFETY[details.safety] },
          { title: 'Al bekend', value: KNOWN[details.knownLocally] },
          { title: 'Bij overleg', value: details.present.map(organisation).join(', ') || 'Niet ingevuld' },
        ]
      : []),
    ...(consultation.exceptional ? [{ title: 'Uitzondering', value: 'Veilig Thuis gaat mee' }] : []),
    ...earlier.slice(-MOST_EARLIER).flatMap(({ outcome, startsAt }) =>
      outcome
        ? [
            {
              title: 'Eerder overleg',
              value: `${inWords(startsAt, region.timeZone)}: ${shortDecision(outcome)}`,
            },
          ]
        : [],
    ),
  ];
};

const MOST_EARLIER = 3;

const MOST_ATTEMPTS = 3;

const visitFacts = (state: FollowedCase, timeZone: string): readonly Fact[] => {
  const attempts = state.attempts
    .map(({ at, reason }, index) => ({
      title: `Poging ${index + 1}`,
      value: `${inWords(at, timeZone)}: ${REASONS_ATTEMPT[reason]}`,
    }))
    .slice(-MOST_ATTEMPTS);
  switch (state.step) {
    case 'announced':
    case 'consulted':
      return [...attempts, ...lateFacts(state)];
    case 'planned':
      return [
        ...attempts,
        ...lateFacts(state),
        { title: 'Bezoek gepland', value: inWords(state.visitAt, timeZone) },
      ];
    case 'visited':
    case 'closed':
      return [...attempts, ...seenFacts(state)];
    default:
      return state satisfies never;
  }
};

const lateFacts = ({ lateReason }: FollowedCase): readonly Fact[] =>
  lateReason ? [{ title: 'Later dan 24 uur', value: REASONS_LATE[lateReason] }] : [];

const seenFacts = ({
  seen,
  consultation,
  schoolToldAt,
  feedback,
}: Followed<'visited' | 'closed'>): readonly Fact[] => [
  { title: 'Afspraken', value: seen.agreements ? 'Gemaakt' : 'Niet gemaakt' },
  { title: 'Vervolg', value: FOLLOW_UP[seen.followUp] },
  ...(seen.lateReason ? [{ title: 'Later dan 24 uur', value: REASONS_LATE[seen.lateReason] }] : []),
  ...(detailsOf(consultation)?.tellSchool
    ? [{ title: 'School', value: schoolToldAt === undefined ? 'Nog niet' : 'Ingelicht' }]
    : []),
  { title: 'Terugkoppeling', value: feedback.length === 0 ? 'Nog niet' : `${feedback.length} van 2 gedaan` },
];

/** What stood in the way: asked help for on the way, or found at the visit. */
const obstacleFacts = (state: FollowedCase): readonly Fact[] => {
  const met = 'seen' in state ? state.seen.obstacles : [];
  const obstacles = new Set([...state.escalations.map(({ obstacle }) => obstacle), ...met]);
  const words = [...obstacles].map((obstacle) => OBSTACLE[obstacle]);
  return words.length > 0 ? [{ title: 'Knelpunten', value: words.join(', ') }] : [];
};

const MOST_TAKEN = 5;

/** Who took up which risk that still stands, so that nobody does it twice. */
const taken = (state: FollowedCase, timeZone: string, now: Instant): readonly string[] =>
  Object.entries(state.risks)
    .filter(([id, { rule }]) => riskStands(id, rule, state, now))
    .flatMap(([, { rule, about, acknowledged }]) => {
      if (!acknowledged) return [];
      const reason = riskText(rule, about, inWords(visitDeadline(state), timeZone));
      return [`${acknowledged.by.name} pakt dit op (${inWords(acknowledged.at, timeZone)}): ${reason}`];
    })
    .slice(-MOST_TAKEN);
