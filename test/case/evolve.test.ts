import assert from 'node:assert/strict';
import type { CaseEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import type { Step } from '../../src/case/state.ts';
import { stateAfter } from './given.ts';
import { caseAnnounced, consultation, escalated, hour, logged, opened, raised, seen } from './history.ts';
import { eva, hoogeveen } from './region.ts';
import { RISK, SITUATIONS } from './situations.ts';

/** One event of each type, as it would be in a case where it fits. */
const EVENTS: { readonly [T in CaseEvent['type']]: Extract<CaseEvent, { type: T }> } = {
  IntakeOpened: { type: 'IntakeOpened' },
  CaseAnnounced: caseAnnounced(),
  ConsultationRecorded: {
    type: 'ConsultationRecorded',
    consultation,
    roles: [...hoogeveen.visit.children],
  },
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
  ConsultationRecorded: ['intake', 'visited', 'closed'],
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

const steps = Object.keys(SITUATIONS) as Step[];
const types = Object.keys(IMPOSSIBLE) as (keyof typeof IMPOSSIBLE)[];

describe('The log of a case', () => {
  for (const type of types) {
    it(`has no ${type} in ${IMPOSSIBLE[type].join(', ')}`, () => {
      const broken = steps.filter((step) =>
        Object.values(SITUATIONS[step]).some((history) => {
          try {
            evolve(stateAfter(...history), logged(EVENTS[type], hour(6), eva));
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
});
