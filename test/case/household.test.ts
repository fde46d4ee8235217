import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { HouseholdField } from '../../src/core/region.ts';
import { type History, followedAfter, given } from './given.ts';
import { announced, hour, logged, noChildren, opened, released, told, visited } from './history.ts';
import { known, done, pair } from './households.ts';
import { anna, bram, lars, mia, olga, petra, sanne, vera, yara, yusuf } from './region.ts';

const ask: CaseCommand = { type: 'AskHousehold' };
const asked: CaseEvent = { type: 'HouseholdAsked' };

describe('The details of a household are recorded', () => {
  const record = (fields: readonly HouseholdField[] = ['address', 'names']): CaseCommand => ({
    type: 'RecordHousehold',
    sealed: 'unreadable',
    fields,
  });
  const event: CaseEvent = { type: 'HouseholdRecorded', sealed: 'unreadable', fields: ['address', 'names'] };

  it('by Veilig Thuis, as soon as there is a case', () => {
    given(announced()).when(record(), { by: vera }).then(event).isIn('announced');
    given(visited)
      .when(record(), { by: vera, at: hour(5) })
      .then(event)
      .isIn('visited');
  });

  it('by nobody else, whoever they are and whether or not they go', () => {
    for (const by of [olga, lars, yara, anna, mia, bram, petra, sanne])
      given(...known)
        .when(record(), { by })
        .refused({ code: 'notAllowed', command: 'RecordHousehold' });
  });

  it('not before there is a case, and not after it', () => {
    given(opened())
      .when(record(), { by: vera })
      .refused({ code: 'notNow', command: 'RecordHousehold', step: 'intake' });
    given(...done)
      .when(record(), { by: vera, at: hour(6) })
      .refused({ code: 'notNow', command: 'RecordHousehold', step: 'closed' });
  });

  it('in the place of what was there, by whom and when', () => {
    const again = logged({ type: 'HouseholdRecorded', sealed: 'newer', fields: ['phone'] }, hour(2), vera);
    const { household } = followedAfter(...known, again);
    assert.deepEqual(household, { sealed: 'newer', fields: ['phone'], by: whoIs(vera), at: hour(2) });
  });

  it('with how often the household was reported before, where the address says so', () => {
    given(announced())
      .when(record(), { by: vera, earlier: 2 })
      .then(event, { type: 'RepeatsCounted', earlier: 2 });
    const counted = logged({ type: 'RepeatsCounted', earlier: 2 }, hour(2), vera);
    assert.equal(followedAfter(announced(), counted).earlierReports, 2);
    assert.equal(followedAfter(announced()).earlierReports, undefined);
  });
});

describe('The details of a household are asked for', () => {
  it('by Veilig Thuis, also to fill them in', () => {
    given(announced()).when(ask, { by: vera }).then(asked).isIn('announced');
  });

  it('by whoever holds a place, told or not: they read what to do', () => {
    given(...pair)
      .when(ask, { by: yara })
      .then(asked);
    given(...known, told(lars))
      .when(ask, { by: lars })
      .then(asked);
  });

  it('by nobody else, and not by who held a place', () => {
    const refusal = { code: 'notAllowed', command: 'AskHousehold' } as const;
    for (const by of [olga, anna, yusuf, mia, bram, petra, sanne])
      given(...known)
        .when(ask, { by })
        .refused(refusal);
    given(...known, released(0, yara))
      .when(ask, { by: yara })
      .refused(refusal);
  });

  it('not of a case that is closed', () => {
    for (const by of [vera, lars])
      given(...done)
        .when(ask, { by, at: hour(6) })
        .refused({ code: 'notNow', command: 'AskHousehold', step: 'closed' });
  });
});

describe('A report of a household that was reported before', () => {
  it('says so from the announcement on, when the police gave the address', () => {
    const { announcement } = followedAfter(announced(noChildren));
    const decision = given(opened()).when({ type: 'Announce', announcement }, { by: olga, earlier: 1 });
    const [, line] = announced(noChildren);
    assert.ok(line);
    decision.then(line.event, { type: 'RepeatsCounted', earlier: 1 }).isIn('announced');
  });

  it('says nothing where nobody gave it, which is another thing than none', () => {
    const history: History = [announced(), logged({ type: 'RepeatsCounted', earlier: 0 }, hour(1), vera)];
    assert.equal(followedAfter(...history).earlierReports, 0);
    assert.equal('earlierReports' in followedAfter(announced()), false);
  });
});
