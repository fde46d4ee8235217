/** A ping of every rule, in a case in which what the rule found is so. */
import { pingCard } from '../../src/cards/ping-card.ts';
import type { OutgoingCard } from '../../src/cards/element.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Who, whoIs } from '../../src/core/actor.ts';
import type { Region } from '../../src/core/region.ts';
import { after, escalated, feedback, hoursLater, line, planned, raised, reported } from './cases.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

export interface PingRule {
  risk: string;
  reason: string;
  document: CaseDocument;
  /** When it is looked at, in hours after receipt. */
  hours: number;
  /** The buttons besides taking it up and looking at the case. */
  remedies: readonly string[];
}

const { announce, consult, plan, visit, withClaims } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

/** The case after these risks were told to the manager. */
export const withRisks = (document: CaseDocument, risks: readonly string[]): CaseDocument =>
  after(document, line(1, undefined, ...risks.map((risk) => raised(risk, [whoIs(MANAGER_ON_CALL)]))));

const asked = (obstacle: Parameters<typeof escalated>[0]) =>
  after(announce(), line(1, YOUTH_WORKER, escalated(obstacle)));
const late = after(withClaims(consult()), line(25, YOUTH_WORKER, planned(hoursLater(30))));
const fedBack = after(visit(), line(8, YOUTH_WORKER, feedback('police'), feedback('safeAtHome')));

const ping = (
  risk: string,
  reason: string,
  document: CaseDocument = announce(),
  hours = 3,
  remedies: readonly string[] = [],
): PingRule => ({ risk, reason, document, hours, remedies });

export const PING_RULES: readonly PingRule[] = [
  ping('consultationLate:consultation@1', 'Het overleg is nog niet vastgelegd.'),
  ping('unclaimed:slot 0@1', 'Nog niet iedereen die op bezoek gaat is bekend.'),
  ping('unplanned:plan 1@1', 'Er is nog geen tijd voor het bezoek afgesproken.', withClaims(consult())),
  ping('plannedTooLate:visit 1@1', 'Het bezoek is gepland ná de bezoektermijn (di 24 nov. 14:00).', late, 26),
  ping('noCoverLeft:cover@1', 'Er heeft niemand meer dienst om vóór di 24 nov. 14:00 op bezoek te gaan.'),
  ping(
    'windowClosing:window@1',
    'Het bezoek moet vóór di 24 nov. 14:00 zijn. Het gezin is nog niet gezien.',
    plan(),
    20,
  ),
  ping(
    'windowMissed:window@1',
    'De bezoektermijn is voorbij (di 24 nov. 14:00). Het gezin is nog niet gezien.',
    announce(),
    25,
    ['Reden van vertraging'],
  ),
  ping(
    'visitorsOverdue:visit 1@1',
    'Het bezoek was gepland, maar wij hebben nog niets gehoord. Zijn de bezoekers veilig?',
    plan(),
    9,
  ),
  ping(
    'schoolNotTold:school@1',
    'De school weet nog niets. Vertel het vóór de eerste bel.',
    consult({ tellSchool: true }),
    20,
    ['School is ingelicht'],
  ),
  ping(
    'formalReportMissing:report@1',
    'De formele melding bij Veilig Thuis is nog niet geregistreerd.',
    announce(),
    25,
    ['Formele melding'],
  ),
  ping('feedbackLate:feedback@1', 'De terugkoppeling is nog niet gedaan.', visit(), 31, ['Terugkoppeling']),
  ping(
    'unclosed:since 1@1',
    'Alles is gedaan. Rond de casus af.',
    after(fedBack, line(9, YOUTH_WORKER, reported())),
    40,
  ),
  ping('escalated:capacity@1', 'Een collega vraagt om hulp: te weinig mensen.', asked('capacity')),
  ping('escalated:waitingList@1', 'Een collega vraagt om hulp: wachtlijst.', asked('waitingList')),
  ping('escalated:unheardOf@1', 'Een collega vraagt om hulp: iets anders.', asked('other')),
  ping('stuck:case@1', 'Er is iets mis: deze casus staat stil. Kijk wat er nog moet.'),
  ping('somethingNew:x@1', 'Deze casus vraagt uw aandacht.'),
];

export const pingOf = (
  { risk, document, hours }: PingRule,
  to: Who | undefined = whoIs(MANAGER_ON_CALL),
  region: Region = HOOGEVEEN,
): OutgoingCard => pingCard(withRisks(document, [risk]), [risk], to, region, hoursLater(hours));
