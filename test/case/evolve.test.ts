import assert from 'node:assert/strict';
import type { CaseEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import { whoIs } from '../../src/core/actor.ts';
import { stateAfter, stateIn } from './given.ts';
import {
  acknowledged,
  announced,
  attempted,
  bothClaimed,
  caseAnnounced,
  consulted,
  decisions,
  details,
  escalated,
  hour,
  lateReasonGiven,
  logged,
  minute,
  opened,
  planned,
  raised,
  reported,
  seen,
  visited,
} from './history.ts';
import { convened, graph, peopleCalled, standsAt } from './meetings.ts';
import { eva, hoogeveen, mia, yara } from './region.ts';
import { CALL, RISK, SITUATIONS, type Step } from './situations.ts';

/** One event of each type, as it would be in a case where it fits. */
const EVENTS: { readonly [T in CaseEvent['type']]: Extract<CaseEvent, { type: T }> } = {
  IntakeOpened: { type: 'IntakeOpened' },
  CaseAnnounced: caseAnnounced(),
  ConsultationOpened: { type: 'ConsultationOpened', startsAt: hour(6) },
  ConsultationAdvanced: { type: 'ConsultationAdvanced' },
  PeopleCalled: peopleCalled([yara], 'again'),
  CallAnswered: { type: 'CallAnswered', who: whoIs(yara), answer: 'coming' },
  PlaceFound: { type: 'PlaceFound', meeting: 1, place: graph(), passed: [] },
  MeetingRemoved: { type: 'MeetingRemoved', meeting: 1 },
  OutcomeAsked: { type: 'OutcomeAsked', to: whoIs(yara) },
  ConsultationRecorded: {
    type: 'ConsultationRecorded',
    consultation: decisions,
    roles: [...hoogeveen.visit.children],
  },
  ConsultationCompleted: { type: 'ConsultationCompleted', details },
  SlotClaimed: { type: 'SlotClaimed', slot: 0, role: 'jeugd-mw' },
  SlotReleased: { type: 'SlotReleased', slot: 0 },
  VisitPlanned: { type: 'VisitPlanned', visitAt: hour(5) },
  VisitAttempted: { type: 'VisitAttempted', at: hour(5), reason: 'notSafe' },
  HouseholdSeen: { type: 'HouseholdSeen', seen },
  SchoolTold: { type: 'SchoolTold' },
  FeedbackGiven: { type: 'FeedbackGiven', to: 'police' },
  FormalReportRegistered: { type: 'FormalReportRegistered', reference: 'VT 12345678' },
  LateReasonGiven: { type: 'LateReasonGiven', reason: 'delayPolice' },
  CaseEscalated: { type: 'CaseEscalated', obstacle: 'other', rung: 2 },
  EscalationResolved: { type: 'EscalationResolved', risk: CALL },
  RiskRaised: {
    type: 'RiskRaised',
    risk: RISK,
    rule: 'consultationLate',
    about: 'consultation',
    rung: 0,
    told: [],
    texted: [],
  },
  RiskAcknowledged: { type: 'RiskAcknowledged', risk: RISK },
  TakerAsked: { type: 'TakerAsked', risk: RISK, to: whoIs(mia) },
  PingUndeliverable: { type: 'PingUndeliverable', to: whoIs(mia), risks: [RISK] },
  DossierTransferred: { type: 'DossierTransferred', to: 'municipality' },
  CaseClosed: { type: 'CaseClosed' },
  HouseholdRecorded: { type: 'HouseholdRecorded', sealed: 'sealed', fields: ['address', 'phone'] },
  HouseholdReleased: {
    type: 'HouseholdReleased',
    to: whoIs(yara),
    organisation: 'welzijn',
    ground: 'consent',
    reference: 'Afspraak 1 (test)',
    fields: ['address'],
  },
  HouseholdAsked: { type: 'HouseholdAsked' },
  HouseholdViewed: { type: 'HouseholdViewed', purpose: 'visit', fields: ['address'], at: standsAt('look') },
  RepeatsCounted: { type: 'RepeatsCounted', earlier: 1 },
};

/** Where each event can never be: a log that says so is damaged, and folding it must not go on in silence. */
const IMPOSSIBLE: Readonly<Record<CaseEvent['type'], readonly Step[]>> = {
  IntakeOpened: ['intake', 'announced', 'consulted', 'planned', 'visited', 'closed'],
  CaseAnnounced: ['announced', 'consulted', 'planned', 'visited', 'closed'],
  ConsultationOpened: ['intake'],
  ConsultationAdvanced: ['intake'],
  PeopleCalled: ['intake'],
  CallAnswered: ['intake'],
  PlaceFound: ['intake'],
  MeetingRemoved: ['intake'],
  OutcomeAsked: ['intake'],
  ConsultationRecorded: ['intake', 'visited', 'closed'],
  ConsultationCompleted: ['intake', 'announced'],
  SlotClaimed: ['intake'],
  SlotReleased: ['intake'],
  VisitPlanned: ['intake', 'announced', 'visited', 'closed'],
  VisitAttempted: ['intake', 'announced', 'visited', 'closed'],
  HouseholdSeen: ['intake', 'announced', 'visited', 'closed'],
  SchoolTold: ['intake', 'announced'],
  FeedbackGiven: ['intake', 'announced', 'consulted', 'planned', 'closed'],
  FormalReportRegistered: ['intake'],
  LateReasonGiven: ['intake'],
  CaseEscalated: ['intake'],
  EscalationResolved: ['intake'],
  RiskRaised: ['intake'],
  RiskAcknowledged: ['intake'],
  TakerAsked: ['intake'],
  PingUndeliverable: ['intake'],
  DossierTransferred: ['intake'],
  CaseClosed: ['intake', 'announced', 'consulted', 'planned', 'closed'],
  HouseholdRecorded: ['intake'],
  HouseholdReleased: ['intake'],
  HouseholdAsked: ['intake'],
  HouseholdViewed: ['intake'],
  RepeatsCounted: ['intake'],
};

/** What can only be about a consultation that was opened. */
const ABOUT_A_CONSULTATION = [
  'ConsultationAdvanced',
  'PeopleCalled',
  'CallAnswered',
  'PlaceFound',
  'MeetingRemoved',
  'OutcomeAsked',
] as const;

const steps = Object.keys(SITUATIONS) as Step[];
const types = Object.keys(IMPOSSIBLE) as (keyof typeof IMPOSSIBLE)[];

describe('The log of a case', () => {
  for (const type of types) {
    it(`has no ${type} in ${IMPOSSIBLE[type].join(', ')}`, () => {
      const broken = steps.filter((step) =>
        Object.values(SITUATIONS[step]).some((history) => {
          // Every situation has a consultation here, and a risk that was taken up; those without are below.
          const opening = step === 'intake' ? [] : [convened(), acknowledged(RISK, mia)];
          try {
            evolve(stateAfter(...history, ...opening), logged(EVENTS[type], hour(6), eva));
            return false;
          } catch (error) {
            assert.match(String(error), new RegExp(`${type} cannot follow ${step}`));
            return true;
          }
        }),
      );
      assert.deepEqual(broken, IMPOSSIBLE[type]);
    });
  }

  it('begins with an opened form, of a person', () => {
    for (const type of types.filter((each) => each !== 'IntakeOpened'))
      assert.throws(() => evolve(undefined, logged(EVENTS[type], hour(0), eva)), /cannot follow nothing/);
    assert.throws(() => evolve(undefined, logged(EVENTS.IntakeOpened, hour(0))), /cannot follow nothing/);
    assert.equal(evolve(undefined, opened(eva)).step, 'intake');
  });

  it('keeps escalations, risks, the report and the reason beside the step', () => {
    const before = stateAfter(...SITUATIONS.planned.full);
    const events = [
      escalated(hour(6)),
      raised('windowMissed:window@9', [eva]),
      reported(),
      lateReasonGiven(),
      logged(EVENTS.PingUndeliverable, hour(7)),
    ];
    const after = events.reduce(evolve, before);
    assert.ok(after.step === 'planned');
    assert.deepEqual([after.formalReport, after.lateReason], ['CORV-2026-123456', 'delayPolice']);
  });

  it('has nothing about a consultation that was never opened', () => {
    for (const type of ABOUT_A_CONSULTATION)
      assert.throws(
        () => evolve(stateAfter(announced()), logged(EVENTS[type], hour(6), eva)),
        new RegExp(`${type} cannot follow: there is no consultation`),
      );
  });
});

describe('What the clock has to know of the moments in a case', () => {
  it('is when the outcome in force was recorded', () => {
    assert.equal(stateIn('consulted', announced(), consulted()).decidedAt, minute(20));
    const again = [announced(), consulted(), bothClaimed, planned(), consulted({}, undefined, hour(2))];
    assert.equal(stateIn('consulted', ...again).decidedAt, hour(2));
    assert.equal(stateIn('visited', ...visited).decidedAt, minute(20));
  });

  it('is when the latest attempt was recorded', () => {
    assert.equal('attemptedAt' in stateIn('consulted', announced(), consulted(), bothClaimed), false);
    const state = stateIn(
      'consulted',
      announced(),
      consulted(),
      bothClaimed,
      attempted(hour(3)),
      attempted(hour(5)),
    );
    assert.equal(state.attemptedAt, hour(5));
  });
});
