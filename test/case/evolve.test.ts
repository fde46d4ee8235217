import assert from 'node:assert/strict';
import type { CaseEvent, LoggedEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import type { Step } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type History, followedAfter, stateAfter } from './given.ts';
import {
  announced,
  caseAnnounced,
  decisions,
  details,
  escalated,
  hour,
  logged,
  minute,
  opened,
  raised,
  seen,
  decided,
} from './history.ts';
import { answered, called, convened, graph, peopleCalled, seatOf } from './meetings.ts';
import { eva, hoogeveen, mia, yara } from './region.ts';
import { RISK, SITUATIONS } from './situations.ts';

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
  CaseEscalated: { type: 'CaseEscalated', obstacle: 'other' },
  RiskRaised: {
    type: 'RiskRaised',
    risk: RISK,
    rule: 'consultationLate',
    about: 'consultation',
    rung: 0,
    told: [],
  },
  RiskAcknowledged: { type: 'RiskAcknowledged', risk: RISK },
  PingUndeliverable: { type: 'PingUndeliverable', to: { tenant: 't', id: 'i', name: 'n' } },
  CaseClosed: { type: 'CaseClosed' },
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
  CaseEscalated: ['intake'],
  RiskRaised: ['intake'],
  RiskAcknowledged: ['intake'],
  PingUndeliverable: ['intake'],
  CaseClosed: ['intake', 'announced', 'consulted', 'planned', 'closed'],
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
          // Every situation has a consultation here; those without are below.
          const opening = step === 'intake' ? [] : [convened()];
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

  it('keeps escalations and risks beside the step, and what could not be delivered in the log only', () => {
    const before = stateAfter(...SITUATIONS.planned.full);
    const after = [escalated(hour(6)), raised('windowMissed:window@9', [eva])].reduce(evolve, before);
    assert.equal(after.step, 'planned');
    assert.deepEqual(evolve(after, logged(EVENTS.PingUndeliverable, hour(7))), after);
  });

  it('has nothing about a consultation that was never opened', () => {
    for (const type of ABOUT_A_CONSULTATION)
      assert.throws(
        () => evolve(stateAfter(announced()), logged(EVENTS[type], hour(6), eva)),
        new RegExp(`${type} cannot follow: there is no consultation`),
      );
  });
});

describe('A consultation in the log', () => {
  const latest = (...history: History) => followedAfter(...history).meetings.at(-1);

  it('is opened with nobody and nowhere', () => {
    assert.deepEqual(latest(announced(), convened(hour(3), minute(1))), {
      number: 1,
      openedAt: minute(1),
      startsAt: hour(3),
      passed: [],
      called: [],
    });
  });

  it('keeps every call to a seat, in the order in which people were called first', () => {
    const again = called([yara], 'again', minute(5));
    const meeting = latest(announced(), convened(), called([eva, yara]), again);
    assert.deepEqual(meeting?.called, [
      { ...seatOf(eva), calls: [{ at: hour(0), why: 'first' }] },
      {
        ...seatOf(yara),
        calls: [
          { at: hour(0), why: 'first' },
          { at: minute(5), why: 'again' },
        ],
      },
    ]);
  });

  it('keeps the seats of one manager for two organisations apart: each was asked to fill its own', () => {
    const seats = ['vt', 'gemeente'].map((organisation) => ({ ...seatOf(mia), organisation }));
    const meeting = latest(announced(), convened(), called(seats, 'manager', minute(15)));
    assert.deepEqual(
      meeting?.called.map(({ organisation, calls }) => [organisation, calls.length]),
      [
        ['vt', 1],
        ['gemeente', 1],
      ],
    );
  });

  it('keeps what a manager said for one organisation when a call for another does not reach them', () => {
    const [first, second] = ['vt', 'gemeente'].map((organisation) => ({ ...seatOf(mia), organisation }));
    assert.ok(first && second);
    const meeting = latest(
      announced(),
      convened(),
      called([first], 'manager', minute(15)),
      answered(mia, 'coming', minute(16)),
      called([second], 'manager', minute(20)),
      answered(mia, 'unreachable', minute(21)),
    );
    assert.deepEqual(
      meeting?.called.map(({ answer }) => answer?.kind),
      ['coming', 'unreachable'],
    );
  });

  it('keeps an answer with the consultation it is about, the latest when it is not said', () => {
    const two = [
      announced(),
      convened(),
      called([yara]),
      decided(),
      convened(hour(1), hour(1)),
      called([yara]),
    ];
    const kinds = (event: LoggedEvent) =>
      followedAfter(...two, event).meetings.map(({ called: [one] }) => one?.answer?.kind);
    const said = { type: 'CallAnswered', who: whoIs(yara), answer: 'unreachable' } as const;
    assert.deepEqual(kinds(logged({ ...said, meeting: 1 }, hour(2))), ['unreachable', undefined]);
    assert.deepEqual(kinds(logged(said, hour(2))), [undefined, 'unreachable']);
  });

  it('keeps an answer across another call', () => {
    const meeting = latest(announced(), convened(), called([yara]), answered(yara), called([yara], 'start'));
    assert.deepEqual(meeting?.called[0]?.answer, { kind: 'coming', at: minute(2) });
  });

  it('has its place by number, whatever was opened since, and loses it when it is taken away', () => {
    const passed = [{ way: 'graph', reason: 'timeOut' } as const];
    const found = logged(
      { type: 'PlaceFound', meeting: 1, place: { way: 'standing-room' }, passed },
      hour(2),
    );
    const two = [announced(), convened(), convened(hour(1), hour(1), yara), found];
    const [first, second] = followedAfter(...two).meetings;
    assert.deepEqual([first?.place, first?.passed], [{ way: 'standing-room' }, passed]);
    assert.deepEqual([second?.place, second?.passed], [undefined, []]);
    const [gone] = followedAfter(...two, logged(EVENTS.MeetingRemoved, hour(5))).meetings;
    assert.ok(gone && !('place' in gone));
    assert.deepEqual(gone.passed, passed);
  });

  it('remembers when its outcome was asked for', () => {
    const asked = latest(announced(), convened(), logged(EVENTS.OutcomeAsked, minute(30)));
    assert.equal(asked?.outcomeAskedAt, minute(30));
  });
});
