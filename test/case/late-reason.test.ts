import assert from 'node:assert/strict';
import { followedAfter, given, stateIn } from './given.ts';
import {
  DEADLINE,
  announced,
  attempted,
  bothClaimed,
  consulted,
  hour,
  lateReasonGiven,
  opened,
  planned,
  seen,
  visited,
  waiting,
} from './history.ts';
import { anna, bram, eva, lars, mia, olga, petra, sanne, vera, yara } from './region.ts';

const give = { type: 'GiveLateReason', reason: 'delayPolice' } as const;
const gave = { type: 'LateReasonGiven', reason: 'delayPolice' } as const;

const ready = [announced(), consulted(), bothClaimed];

describe('The reason of a late visit, before the visit', () => {
  it('is given from the end of the 24 hours on, not a millisecond before', () => {
    given(announced())
      .when(give, { by: yara, at: DEADLINE - 1 })
      .refused({ code: 'notLateYet' });
    given(announced()).when(give, { by: yara, at: DEADLINE }).then(gave).isIn('announced');
  });

  it('is given in every step before the visit, and not after it', () => {
    const late = { by: yara, at: hour(25) };
    given(...ready)
      .when(give, late)
      .then(gave)
      .isIn('consulted');
    given(...ready, planned(hour(26)))
      .when(give, late)
      .then(gave)
      .isIn('planned');
    given(visited).when(give, late).refused({ code: 'notNow', command: 'GiveLateReason', step: 'visited' });
    given(opened(eva))
      .when(give, { by: eva, at: hour(25) })
      .refused({ code: 'notNow', command: 'GiveLateReason', step: 'intake' });
  });

  it('is about the 24 hours, also when it was decided to wait longer', () => {
    given(announced(), consulted({ decision: waiting(hour(48)) }))
      .when(give, { by: yara, at: hour(25) })
      .then(gave);
  });

  it('is for whoever brings the visit about', () => {
    for (const by of [vera, lars, yara, anna, mia])
      given(announced())
        .when(give, { by, at: hour(25) })
        .then(gave);
    for (const by of [olga, bram, petra, sanne])
      given(announced())
        .when(give, { by, at: hour(25) })
        .refused({ code: 'notAllowed', command: 'GiveLateReason' });
  });

  it('may be changed, and is not given twice', () => {
    const given25 = [announced(), lateReasonGiven('delayPolice')];
    given(...given25)
      .when(give, { by: yara, at: hour(26) })
      .refused({ code: 'alreadyDone' });
    given(...given25)
      .when({ ...give, reason: 'familyNotOpen' }, { by: yara, at: hour(26) })
      .then({ type: 'LateReasonGiven', reason: 'familyNotOpen' });
    assert.equal(
      followedAfter(...given25, lateReasonGiven('familyNotOpen', hour(26))).lateReason,
      'familyNotOpen',
    );
  });

  it('is the reason of the visit when that says none', () => {
    const record = { type: 'RecordSeen', seen: { ...seen, at: hour(25) } } as const;
    const late = { by: yara, at: hour(27) };
    given(...ready, lateReasonGiven('delayPolice'))
      .when(record, late)
      .then({ type: 'HouseholdSeen', seen: { ...record.seen, lateReason: 'delayPolice' } })
      .isIn('visited');
    given(...ready, lateReasonGiven('delayPolice'))
      .when({ ...record, seen: { ...record.seen, lateReason: 'familyNotOpen' } }, late)
      .then({ type: 'HouseholdSeen', seen: { ...record.seen, lateReason: 'familyNotOpen' } });
  });

  it('is not kept for a visit that turns out to have been in time', () => {
    given(...ready, lateReasonGiven())
      .when({ type: 'RecordSeen', seen }, { by: yara, at: hour(27) })
      .then({ type: 'HouseholdSeen', seen });
  });

  it('stays across a failed visit', () => {
    const state = stateIn('consulted', ...ready, lateReasonGiven(), attempted(hour(26)));
    assert.equal(state.lateReason, 'delayPolice');
  });
});
