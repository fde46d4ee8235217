/** The cards of the main job as people meet them: for the keyboard, and for the photographs. */
import { callCard } from '../../src/cards/call-card.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { caseListCard } from '../../src/cards/case-list-card.ts';
import { householdCard } from '../../src/cards/household-card.ts';
import { intakeCard } from '../../src/cards/intake-card.ts';
import { pingCard } from '../../src/cards/ping-card.ts';
import { rosterCard } from '../../src/cards/roster-card.ts';
import { whoIs } from '../../src/core/actor.ts';
import { RECEIVED, announced, hoursLater, intake } from '../cards/cases.ts';
import { convened } from '../cards/meetings.ts';
import { withRisks } from '../cards/pings.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, SAFE_HOME_WORKER, YOUTH_WORKER } from '../cards/regions.ts';
import { PLANNER_PERSON } from '../cards/roster-given.ts';
import { PLAIN } from '../cards/roster-situations.ts';
import { openCases } from '../cards/shown-cards.ts';
import { stepsOf } from '../cards/situations.ts';
import type { View } from './structures.ts';

const region = HOOGEVEEN;
const { plan } = stepsOf(region, YOUTH_WORKER);
const meeting = convened(region, { way: 'standing-room', answers: ['present'] });
const late = 'consultationLate:consultation@1';
const inDanger = withRisks(announced(region, { directDanger: true }), [late]);

const typed = {
  values: { reference: '' },
  problems: [
    { field: 'reference', problem: 'missing' as const },
    { field: 'incident', problem: 'inTheFuture' as const },
  ],
};
const note = 'Nog niet opgeslagen. Kijk bij de velden met een ⚠.';

const roster = () => {
  const one = PLAIN.find(({ name }) => name === 'three on Saturday, Thursday');
  if (!one) throw new Error('There is no such roster');
  return rosterCard(one.roster, PLANNER_PERSON, one.facts);
};

const household = householdCard(announced(region), whoIs(SAFE_HOME_WORKER), region);
const twoHours = hoursLater(2);

/** The cards by the name of their photograph; `open` is the place of the button that was pressed. */
export const CARDS = {
  vooraankondiging: { name: 'the pre-announcement', card: intakeCard(intake(), region, RECEIVED).card },
  'fout-in-formulier': {
    name: 'mistakes in the pre-announcement',
    card: intakeCard(intake(), region, RECEIVED, { typed, note }).card,
  },
  casus: { name: 'the case', card: caseCard(meeting, region, twoHours).card },
  'overleg-vastleggen': {
    name: 'the outcome of the consultation',
    card: caseCard(meeting, region, twoHours).card,
    open: 0,
  },
  'bezoek-vastleggen': {
    name: 'what came of the visit',
    card: caseCard(plan({ tellSchool: true }), region, hoursLater(6)).card,
    open: 0,
  },
  oproep: {
    name: 'the call to the consultation',
    card: callCard(meeting, 1, whoIs(SAFE_HOME_WORKER), region, twoHours).card,
  },
  bericht: {
    name: 'the message with direct danger',
    card: pingCard(inDanger, [late], whoIs(MANAGER_ON_CALL), region, twoHours).card,
  },
  casussen: {
    name: 'the list of cases',
    card: caseListCard(openCases(region, YOUTH_WORKER, 3), region, hoursLater(3)).card,
  },
  gegevens: { name: 'who the household is', card: household.card, open: 0 },
  rooster: { name: 'the roster', card: roster().card },
} as const satisfies Readonly<Record<string, View>>;

export type CardName = keyof typeof CARDS;

const CASE_BUTTONS = [
  ...['Deelnemen aan overleg', 'Overleg vastleggen', 'Ik ben er', 'Ik ga mee', 'Opschalen', 'Tijdlijn'],
];

/** Where the keyboard comes, from top to bottom. */
export const PLACES: readonly (readonly [view: View, places: readonly string[]])[] = [
  [
    CARDS.vooraankondiging,
    [
      ...[
        'Referentie politie',
        'Aantal kinderen',
        'Direct gevaar',
        'Datum en tijd incident',
        'Tijd incident',
      ],
      ...[
        'Huisverbod',
        'Risico voor bezoekers',
        'Tolk nodig',
        'Contactgegevens bekend',
        'Gegevens delen mag',
      ],
      'Al hulp betrokken',
      'Postcode (mag leeg; alleen om een hermelding te zien, wordt niet bewaard)',
      'Huisnummer (mag leeg; alleen om een hermelding te zien, wordt niet bewaard)',
      'Versturen',
    ],
  ],
  [CARDS.casus, CASE_BUTTONS],
  [
    CARDS['overleg-vastleggen'],
    [...CASE_BUTTONS, 'Besluit', 'Wie gaat mee', 'Regievoerder', 'Besluit opslaan'],
  ],
  [
    CARDS['bezoek-vastleggen'],
    [
      ...[
        'Bezoek vastleggen',
        'Ik kan toch niet',
        'Opschalen',
        'Overleg aanpassen of opnieuw',
        'Bezoek verzetten',
      ],
      ...['School is ingelicht', 'Hoe ging het', 'Datum bezoek', 'Tijd bezoek'],
      ...['Zijn er veiligheidsafspraken gemaakt', 'Vervolg', 'Knelpunten', 'Bezoek opslaan'],
    ],
  ],
  [CARDS.oproep, ['Deelnemen aan overleg', 'Ik kom', 'Ik kan niet', 'Toon de casus']],
  [CARDS.bericht, ['Ik pak dit op', 'Toon de casus']],
  [
    CARDS.gegevens,
    [
      ...['Gegevens invullen', 'Postcode', 'Huisnummer', 'Straat en plaats', 'Telefoon', 'Wie wonen er'],
      ...['Wat moeten bezoekers weten', 'Versleuteld opslaan'],
    ],
  ],
];
