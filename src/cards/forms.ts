import { attendanceOf, detailsOf } from '../case/consultation.ts';
import { type FollowedCase, openMeeting } from '../case/state.ts';
import type { Municipality, Region } from '../core/region.ts';
import { HOUR, MINUTE, type Instant } from '../core/time.ts';
import {
  type Field,
  choiceField,
  manyField,
  momentFields,
  numberField,
  textField,
  toggleField,
} from './fields.ts';
import {
  DOSSIER,
  FEEDBACK,
  FOLLOW_UP,
  KNOWN,
  OBSTACLE,
  PROBLEM,
  REASONS_ATTEMPT,
  REASONS_LATE,
  RISKS,
  SAFETY,
  roleName,
  rungName,
} from './texts.nl.ts';

/** A form: its button on the case card, its verb and its fields. Every field starts at its most common answer. */
export interface Form {
  title: string;
  verb: string;
  submit: string;
  intro?: string;
  fields: readonly Field[];
}

export const NOTHING_CHOSEN = '';

const organisationsOf = (region: Region, municipality: Municipality): Readonly<Record<string, string>> =>
  Object.fromEntries(
    municipality.consultation.flatMap((role) => {
      const id = region.roles[role];
      return id === undefined ? [] : [[id, region.organisations[id] ?? id]];
    }),
  );

/** Postcode and house number: hashed, and thrown away, except where Veilig Thuis records the household itself. */
export const addressFields = (required: boolean): readonly Field[] => [
  {
    ...textField('postcode', 'Postcode', 'Bijvoorbeeld 1234 AB', PROBLEM.address),
    pattern: '^\\s*[1-9]\\d{3}\\s?[A-Za-z]{2}\\s*$',
    max: 10,
    required,
  },
  {
    ...textField('houseNumber', 'Huisnummer', 'Bijvoorbeeld 12 A', PROBLEM.address),
    pattern: '^\\s*[1-9]\\d{0,4}[\\s-]*[A-Za-z0-9]{0,6}\\s*$',
    max: 12,
    required,
  },
];

/** Nameless by design: no field asks for a name, an address or a story. */
export const intakeForm = (region: Region, municipality: Municipality | undefined, now: Instant): Form => {
  const municipalities = Object.fromEntries(region.municipalities.map(({ id, name }) => [id, name]));
  const which =
    region.municipalities.length > 1
      ? [choiceField('municipality', 'Gemeente', municipalities, municipality?.id ?? NOTHING_CHOSEN)]
      : [];
  return {
    title: 'Vooraankondiging',
    verb: 'announce',
    submit: 'Versturen',
    intro:
      'Direct gevaar? Bel eerst 112 en Veilig Thuis (0800-2000). Vul geen namen in, en een adres alleen onderaan.',
    fields: [
      ...which,
      textField('reference', 'Referentie politie', 'Bijvoorbeeld PL0100-2026123456', PROBLEM.reference),
      numberField('children', 'Aantal kinderen', 0, 20),
      toggleField('danger', 'Direct gevaar', 'Ja, er is direct gevaar', false),
      ...momentFields('incident', ['Datum en tijd incident', 'Tijd incident'], now, region.timeZone),
      choiceField('restrainingOrder', 'Huisverbod', KNOWN, 'no'),
      choiceField('risk', 'Risico voor bezoekers', RISKS, 'none'),
      toggleField('interpreter', 'Tolk nodig', 'Ja, er is een tolk nodig', false),
      toggleField('contactKnown', 'Contactgegevens bekend', 'Ja, de politie heeft contactgegevens', true),
      toggleField('mayShare', 'Gegevens delen mag', 'Ja, dat is gevraagd en mag', false),
      choiceField('help', 'Al hulp betrokken', KNOWN, 'unknown'),
      ...addressFields(false).map((one) => ({
        ...one,
        label: `${one.label} (mag leeg; alleen om een hermelding te zien, wordt niet bewaard)`,
      })),
    ],
  };
};

/** What was already chosen, so that a form asks only what follows from it. */
export type Chosen = Readonly<Record<string, unknown>>;

/** The decisions that start the visit: the first of two steps. Adjusting starts from what was decided before. */
export const consultationForm = (
  state: FollowedCase,
  region: Region,
  municipality: Municipality,
  chosen: Chosen = {},
): Form => {
  const organisations = organisationsOf(region, municipality);
  const [firstVisitor] = state.slots;
  const lead = (firstVisitor && region.roles[firstVisitor.role]) ?? NOTHING_CHOSEN;
  // Another consultation starts from nothing: what was decided before may be why it is held.
  const before = 'consultation' in state && !openMeeting(state) ? state.consultation : undefined;
  const waited = before?.decision.kind === 'wait' ? before.decision : undefined;
  const until = waited?.until ?? state.visitBefore + 24 * HOUR;
  const wait = [
    // Not required by the client: it would block changing the decision back.
    choiceField('waitReason', 'Waarom wacht u', REASONS_LATE, waited?.reason ?? NOTHING_CHOSEN, {
      required: false,
    }),
    ...momentFields('until', ['Bezoek uiterlijk op', 'Bezoek uiterlijk om'], until, region.timeZone),
  ];
  const decision = before?.decision.kind ?? 'go';
  const exception = `Uitzondering. Dan gaan: ${municipality.visit.exceptional.map(roleName).join(' en ')}`;
  // With direct danger waiting is no choice.
  const go = { go: 'We gaan binnen 24 uur' };
  const decisions = state.announcement.directDanger ? go : { ...go, wait: 'We wachten bewust' };
  return {
    title: before === undefined ? 'Overleg vastleggen' : 'Overleg aanpassen',
    verb: 'consultation',
    submit: 'Besluit opslaan',
    fields: [
      choiceField('decision', 'Besluit', decisions, decision, { style: 'expanded' }),
      ...((chosen.decision ?? decision) === 'wait' ? wait : []),
      toggleField('exceptional', 'Wie gaat mee', exception, before?.exceptional ?? false),
      choiceField(
        'caseLead',
        'Regievoerder',
        organisations,
        before?.caseLead ?? (lead in organisations ? lead : NOTHING_CHOSEN),
      ),
    ],
  };
};

/** What the consultation brought up besides: the second step, which nobody has to wait for. */
export const detailsForm = (state: FollowedCase, region: Region, municipality: Municipality): Form => {
  const organisations = organisationsOf(region, municipality);
  const before = 'consultation' in state ? detailsOf(state.consultation) : undefined;
  const held = state.meetings.findLast(({ outcome }) => outcome !== undefined);
  const seen = Object.keys(organisations).filter(
    (id) => held && ['present', 'coming'].includes(attendanceOf(held, id)),
  );
  const present = before?.present ?? (seen.length > 0 ? seen : Object.keys(organisations));
  const school = toggleField(
    'tellSchool',
    'School (Handle with Care)',
    'Ja, de school hoort dat er iets was',
    before?.tellSchool ?? true,
  );
  return {
    title: before ? 'Aanvulling aanpassen' : 'Overleg aanvullen',
    verb: 'details',
    submit: 'Aanvulling opslaan',
    fields: [
      choiceField('safety', 'Eerste inschatting veiligheid', SAFETY, before?.safety ?? 'uncertain'),
      choiceField('knownLocally', 'Al bekend in de gemeente', KNOWN, before?.knownLocally ?? 'unknown'),
      manyField('present', 'Wie waren erbij', organisations, present),
      ...(state.announcement.children > 0 ? [school] : []),
    ],
  };
};

/** A visit two hours from now on the half hour, but never after the deadline. */
const suggestedVisit = (now: Instant, deadline: Instant): Instant => {
  const inTwoHours = Math.ceil((now + 2 * HOUR) / (30 * MINUTE)) * 30 * MINUTE;
  return Math.max(now, Math.min(inTwoHours, deadline));
};

export const planForm = (state: FollowedCase, region: Region, deadline: Instant, now: Instant): Form => {
  const planned = state.step === 'planned';
  const at = planned ? state.visitAt : suggestedVisit(now, deadline);
  return {
    title: planned ? 'Bezoek verzetten' : 'Bezoek plannen',
    verb: 'plan',
    submit: 'Planning opslaan',
    fields: momentFields('plan', ['Datum bezoek', 'Tijd bezoek'], at, region.timeZone),
  };
};

/** Nothing is chosen beforehand: one careless press must not say that a household was seen. */
export const visitForm = (state: FollowedCase, region: Region, now: Instant, chosen: Chosen = {}): Form => {
  const failed = chosen.result === 'failed';
  // Asked once the window has passed, and whenever the form was sent: only the visit's own moment tells.
  const late = now > state.visitBefore || chosen.result === 'seen';
  const when = momentFields(
    'visit',
    ['Datum bezoek', 'Tijd bezoek'],
    state.step === 'planned' ? state.visitAt : now,
    region.timeZone,
  );
  // The card may be hours old: without a plan only whoever went knows the time, and the 24 hours hang on it.
  const moment =
    state.step === 'planned' ? when : when.map((one) => (one.kind === 'time' ? { ...one, value: '' } : one));
  const seenFields = [
    ...(late
      ? [
          choiceField(
            'lateReason',
            'Later dan 24 uur: waarom',
            REASONS_LATE,
            state.lateReason ?? NOTHING_CHOSEN,
            {
              required: false,
            },
          ),
        ]
      : []),
    choiceField(
      'agreements',
      'Zijn er veiligheidsafspraken gemaakt',
      { yes: 'Ja', no: 'Nee' },
      NOTHING_CHOSEN,
      {
        style: 'expanded',
        required: false,
      },
    ),
    choiceField('followUp', 'Vervolg', FOLLOW_UP, 'localTeam'),
    manyField('obstacles', 'Knelpunten', OBSTACLE, []),
  ];
  const failedFields = [
    choiceField('attemptReason', 'Waarom is het niet gelukt', REASONS_ATTEMPT, NOTHING_CHOSEN, {
      required: false,
    }),
  ];
  return {
    title: 'Bezoek vastleggen',
    verb: 'visit',
    submit: 'Bezoek opslaan',
    fields: [
      choiceField(
        'result',
        'Hoe ging het',
        { seen: 'Gezien en gesproken', failed: 'Niet gelukt' },
        NOTHING_CHOSEN,
        {
          style: 'expanded',
        },
      ),
      ...moment,
      ...(failed ? failedFields : seenFields),
    ],
  };
};

export const feedbackForm = (given: readonly string[]): Form => {
  const open = Object.fromEntries(Object.entries(FEEDBACK).filter(([to]) => !given.includes(to)));
  return {
    title: 'Terugkoppeling',
    verb: 'feedback',
    submit: 'Terugkoppeling is gedaan',
    fields: [manyField('to', 'Aan wie is teruggekoppeld', open, Object.keys(open))],
  };
};

export const escalateForm = ({ policy }: FollowedCase, { people }: Region): Form => {
  const rungs = Object.fromEntries(
    policy.ladder.map((names, index) => [String(index), rungName(names, people)]),
  );
  return {
    title: 'Opschalen',
    verb: 'escalate',
    submit: 'Vraag om hulp',
    fields: [
      choiceField('obstacle', 'Waar loopt u tegenaan', OBSTACLE, 'capacity'),
      choiceField('rung', 'Wie moet dit weten', rungs, String(Math.min(1, policy.ladder.length - 1))),
    ],
  };
};

/** Nothing is chosen beforehand: closing says that the case is in a dossier, and everything here is forgotten after it. */
export const closeForm = (): Form => ({
  title: 'Casus sluiten',
  verb: 'close',
  submit: 'Overgedragen en sluiten',
  intro: 'Eerst overdragen, dan sluiten. Deze app bewaart geen dossier.',
  fields: [
    choiceField('dossier', 'Waar is het dossier nu', DOSSIER, NOTHING_CHOSEN, {
      style: 'expanded',
      errorMessage: PROBLEM.dossier,
    }),
  ],
});

/** Only a number, so that nothing about a person fits in. */
export const reportForm = ({ formalReport }: FollowedCase): Form => ({
  title: 'Formele melding',
  verb: 'report',
  submit: 'Nummer opslaan',
  fields: [
    {
      ...textField(
        'reportReference',
        'Nummer van CORV of Veilig Thuis',
        'Bijvoorbeeld CORV-2026-123456',
        PROBLEM.reportReference,
      ),
      value: formalReport ?? '',
    },
  ],
});

export const lateReasonForm = ({ lateReason }: FollowedCase): Form => ({
  title: 'Reden van vertraging',
  verb: 'late',
  submit: 'Reden opslaan',
  fields: [choiceField('reason', 'Later dan 24 uur: waarom', REASONS_LATE, lateReason ?? NOTHING_CHOSEN)],
});
