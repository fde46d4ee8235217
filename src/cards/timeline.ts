import type { CaseDocument } from '../case/document.ts';
import type { LoggedEvent } from '../case/events.ts';
import { isFollowed } from '../case/state.ts';
import type { Who } from '../core/actor.ts';
import type { Region } from '../core/region.ts';
import { inWords } from '../core/time.ts';
import { type Element, text } from './element.ts';
import { GROUND, PURPOSE } from './household-texts.nl.ts';
import {
  ANSWERED,
  CALLED,
  DOSSIER,
  FEEDBACK,
  OBSTACLE,
  REASONS_ATTEMPT,
  REASONS_LATE,
  WAY,
  roleName,
} from './texts.nl.ts';

/** A card holds 28 KB, and nobody scrolls further back on a phone. */
const MOST_LINES = 25;

/** Who did what when, newest first. */
export const timeline = (document: CaseDocument, region: Region): readonly Element[] => {
  const { state } = document;
  if (!isFollowed(state)) return [];
  const lines = document.log.flatMap((logged) => {
    const words = describe(logged, region.timeZone);
    const by = logged.by ? `${logged.by.name}: ` : '';
    return words === undefined ? [] : [`${inWords(logged.at, region.timeZone)} · ${by}${words}`];
  });
  const older = lines.length - MOST_LINES;
  return [
    ...lines
      .slice(-MOST_LINES)
      .reverse()
      .map((line) => text(line, { spacing: 'Small' })),
    ...(older > 0 ? [text(`En nog ${older} eerdere stappen.`, { isSubtle: true })] : []),
  ];
};

const MOST_NAMES = 3;

const firstNames = (people: readonly Who[]): string => {
  const more = people.length - MOST_NAMES;
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name);
  return `${names.join(', ')}${more > 0 ? ` en nog ${more}` : ''}`;
};

const describe = ({ event, at }: LoggedEvent, timeZone: string): string | undefined => {
  switch (event.type) {
    case 'IntakeOpened':
      return undefined;
    case 'CaseAnnounced':
      return 'vooraankondiging gedaan';
    case 'ConsultationOpened':
      return event.startsAt > at
        ? `overleg gepland op ${inWords(event.startsAt, timeZone)}`
        : 'overleg gestart';
    case 'ConsultationAdvanced':
      return 'het overleg begint nu';
    case 'PeopleCalled':
      return `${CALLED[event.why]}: ${firstNames(event.seats.map(({ who }) => who))}`;
    case 'CallAnswered':
      return `${event.answer === 'unreachable' ? `${event.who.name} ` : ''}${ANSWERED[event.answer]}`;
    case 'PlaceFound':
      return `overleg ${WAY[event.place.way]}`;
    case 'MeetingRemoved':
      return 'Teams-overleg verwijderd';
    case 'OutcomeAsked':
      return `gevraagd om het besluit vast te leggen: ${event.to.name}`;
    case 'ConsultationCompleted':
      return 'overleg aangevuld';
    case 'ConsultationRecorded':
      return event.consultation.decision.kind === 'go'
        ? 'overleg vastgelegd: gaan'
        : 'overleg vastgelegd: bewust wachten';
    case 'SlotClaimed':
      return `gaat mee als ${roleName(event.role)}`;
    case 'SlotReleased':
      return 'kan toch niet mee';
    case 'VisitPlanned':
      return `bezoek gepland op ${inWords(event.visitAt, timeZone)}`;
    case 'VisitAttempted':
      return `bezoek niet gelukt: ${REASONS_ATTEMPT[event.reason].toLowerCase()}`;
    case 'HouseholdSeen':
      return 'gezin gezien en gesproken';
    case 'SchoolTold':
      return 'school is ingelicht';
    case 'FeedbackGiven':
      return `terugkoppeling gedaan aan ${FEEDBACK[event.to]}`;
    case 'CaseEscalated':
      return `opgeschaald: ${OBSTACLE[event.obstacle].toLowerCase()}`;
    case 'EscalationResolved':
      return 'hulpvraag opgelost';
    case 'FormalReportRegistered':
      return 'formele melding geregistreerd';
    case 'LateReasonGiven':
      return `reden van vertraging: ${REASONS_LATE[event.reason].toLowerCase()}`;
    case 'RiskRaised': {
      const texted = event.texted ? `, en een sms aan ${firstNames(event.texted)}` : '';
      return event.told.length > 0
        ? `bericht gestuurd aan ${firstNames(event.told)}${texted}`
        : 'bericht geplaatst: er is niemand voor deze taak';
    }
    case 'RiskAcknowledged':
      return 'pakt dit op';
    case 'TakerAsked':
      return `gevraagd of het is gelukt: ${event.to.name}`;
    case 'PingUndeliverable':
      return `bericht aan ${event.to?.name ?? 'het kanaal'} kwam niet aan`;
    case 'HouseholdRecorded':
      return 'gegevens van het gezin ingevuld (niet hier te zien)';
    case 'HouseholdReleased':
      return `gegevens vrijgegeven aan ${event.to.name}: ${GROUND[event.ground].toLowerCase()}`;
    case 'HouseholdAsked':
      return undefined;
    case 'HouseholdViewed':
      return `gegevens bekeken: ${PURPOSE[event.purpose].toLowerCase()}`;
    case 'RepeatsCounted':
      return undefined;
    case 'DossierTransferred':
      return `dossier overgedragen aan: ${DOSSIER[event.to].toLowerCase()}`;
    case 'CaseClosed':
      return 'casus gesloten';
    default:
      return event satisfies never;
  }
};
