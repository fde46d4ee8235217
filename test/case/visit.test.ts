import assert from 'node:assert/strict';
import { LATE_REASONS } from '../../src/case/vocabulary.ts';
import type { ProblemCode } from '../../src/case/refusals.ts';
import type { Seen } from '../../src/case/state.ts';
import { given, stateIn } from './given.ts';
import {
  DEADLINE,
  START,
  announced,
  attempted,
  bothClaimed,
  claimed,
  consulted,
  danger,
  hour,
  householdSeen,
  minute,
  planned,
  seen,
  waiting,
} from './history.ts';
import { LOCAL, YOUTH, lars, mia, vera, yara } from './region.ts';

const invalid = (field: string, problem: ProblemCode) =>
  ({ code: 'invalid', problems: [{ field, problem }] }) as const;
const plan = (visitAt: number) => ({ type: 'PlanVisit', visitAt }) as const;
const visitPlanned = (visitAt: number) => ({ type: 'VisitPlanned', visitAt }) as const;

const ready = [announced(), consulted(), bothClaimed];
const waits = [announced(), consulted({ decision: waiting() }), bothClaimed];

describe('Planning the visit', () => {
  it('waits until everybody is known, and says who is missing', () => {
    const at = { by: yara, at: hour(1) };
    given(announced(), consulted())
      .when(plan(hour(3)), at)
      .refused({ code: 'slotsOpen', roles: [YOUTH, LOCAL] });
    given(announced(), consulted(), claimed(0, yara))
      .when(plan(hour(3)), at)
      .refused({ code: 'slotsOpen', roles: [LOCAL] });
    given(...ready)
      .when(plan(hour(3)), at)
      .then(visitPlanned(hour(3)))
      .isIn('planned');
  });

  it('lies within the 24 hours, to the millisecond', () => {
    given(...ready)
      .when(plan(DEADLINE), { by: yara })
      .then(visitPlanned(DEADLINE));
    given(...ready)
      .when(plan(DEADLINE + 1), { by: yara })
      .refused(invalid('plan', 'outsideWindow'));
    given(announced(danger), consulted(), bothClaimed)
      .when(plan(DEADLINE + 1), { by: yara })
      .refused(invalid('plan', 'outsideWindow'));
  });

  it('lies within what was decided, when it was decided to wait', () => {
    given(...waits)
      .when(plan(hour(30)), { by: yara })
      .then(visitPlanned(hour(30)));
    given(...waits)
      .when(plan(hour(30) + 1), { by: yara })
      .refused(invalid('plan', 'outsideWindow'));
  });

  it('is for a moment to come; the minute that runs counts as now', () => {
    const now = hour(2) + 45_000;
    given(...ready)
      .when(plan(hour(2)), { by: yara, at: now })
      .then(visitPlanned(hour(2)));
    given(...ready)
      .when(plan(hour(2) - 1), { by: yara, at: now })
      .refused(invalid('plan', 'inThePast'));
  });

  it('may be done again, by the manager too', () => {
    given(...ready, planned(hour(3)))
      .when(plan(hour(4)), { by: mia })
      .then(visitPlanned(hour(4)))
      .isIn('planned');
    assert.equal(stateIn('planned', ...ready, planned(hour(3)), planned(hour(4))).visitAt, hour(4));
  });
});

describe('A visit that failed', () => {
  const attempt = (at: number) => ({ type: 'RecordAttempt', at, reason: 'notOpened' }) as const;
  const failed = (at: number) => ({ type: 'VisitAttempted', at, reason: 'notOpened' }) as const;

  it('is counted, and is no longer a plan', () => {
    const state = stateIn('consulted', ...ready, planned(), attempted(hour(3)), attempted(hour(4)));
    assert.deepEqual(
      state.attempts.map(({ at, reason }) => [at, reason]),
      [
        [hour(3), 'nobodyHome'],
        [hour(4), 'nobodyHome'],
      ],
    );
    assert.equal('visitAt' in state, false);
  });

  it('keeps whoever goes, so that the next can be planned at once', () => {
    given(...ready, planned(), attempted(hour(3)))
      .when(plan(hour(5)), { by: yara, at: hour(4) })
      .then(visitPlanned(hour(5)));
  });

  it('may be recorded without a plan, and with a place open: what happened comes first', () => {
    given(announced(), consulted())
      .when(attempt(hour(1)), { by: vera })
      .then(failed(hour(1)))
      .isIn('consulted');
    given(...ready, planned())
      .when(attempt(hour(1)), { by: lars })
      .then(failed(hour(1)))
      .isIn('consulted');
  });

  it('lies between receipt and now, in whole minutes', () => {
    const received = START + 30_000;
    const history = [announced({ at: received }), consulted()];
    given(...history)
      .when(attempt(START), { by: vera })
      .then(failed(START));
    given(...history)
      .when(attempt(START - 1), { by: vera })
      .refused(invalid('visit', 'beforeReceipt'));
    given(...history)
      .when(attempt(hour(2)), { by: vera })
      .then(failed(hour(2)));
    given(...history)
      .when(attempt(hour(2) + 1), { by: vera })
      .refused(invalid('visit', 'inTheFuture'));
  });
});

describe('Seen and spoken', () => {
  const record = (changes: Partial<Seen> = {}) =>
    ({ type: 'RecordSeen', seen: { ...seen, at: hour(1), ...changes } }) as const;
  const wasSeen = (changes: Partial<Seen> = {}) =>
    ({ type: 'HouseholdSeen', seen: { ...seen, at: hour(1), ...changes } }) as const;

  it('ends the visit, planned or not, with every place taken or not', () => {
    given(...ready, planned())
      .when(record(), { by: yara })
      .then(wasSeen())
      .isIn('visited');
    given(announced(), consulted()).when(record(), { by: vera }).then(wasSeen()).isIn('visited');
    given(...ready, attempted(hour(1)))
      .when(record({ at: hour(2) }), { by: mia })
      .then(wasSeen({ at: hour(2) }));
  });

  it('keeps what was agreed and what stood in the way', () => {
    const obstacles = {
      obstacles: ['waitingList', 'capacity'],
      agreements: false,
      followUp: 'other',
    } as const;
    const changes = { ...obstacles, obstacles: [...obstacles.obstacles] };
    given(...ready)
      .when(record(changes), { by: yara })
      .then(wasSeen(changes));
  });

  it('cannot be in the future or before receipt', () => {
    given(...ready)
      .when(record({ at: hour(2) + 1 }), { by: yara })
      .refused(invalid('visit', 'inTheFuture'));
    given(...ready)
      .when(record({ at: START - 1 }), { by: yara })
      .refused(invalid('visit', 'beforeReceipt'));
  });

  it('needs a reason one millisecond after the window, and none until then', () => {
    const late = { by: yara, at: hour(26) };
    given(...ready)
      .when(record({ at: DEADLINE }), late)
      .then(wasSeen({ at: DEADLINE }));
    given(...ready)
      .when(record({ at: DEADLINE + 1 }), late)
      .refused(invalid('lateReason', 'lateReason'));
    for (const lateReason of LATE_REASONS) {
      const given25 = { at: hour(25), lateReason };
      given(...ready)
        .when(record(given25), late)
        .then(wasSeen(given25))
        .isIn('visited');
    }
  });

  it('needs a reason after the window also when it was decided to wait', () => {
    const at = { by: yara, at: hour(30) };
    given(...waits)
      .when(record({ at: hour(29) }), at)
      .refused(invalid('lateReason', 'lateReason'));
    const prepared = { at: hour(29), lateReason: 'preparedTogether' } as const;
    given(...waits)
      .when(record(prepared), at)
      .then(wasSeen(prepared));
  });

  it('keeps no reason for being late when it was in time', () => {
    given(...ready)
      .when(record({ lateReason: 'delayPolice' }), { by: yara })
      .then(wasSeen());
  });

  it('leaves the log of attempts as it was', () => {
    const { attempts } = stateIn('visited', ...ready, attempted(minute(90)), householdSeen());
    assert.equal(attempts.length, 1);
  });
});
