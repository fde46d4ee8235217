import assert from 'node:assert/strict';
import { followedAfter, given, stateIn } from './given.ts';
import { announced, closed, feedback, hour, opened, reported, schoolTold, visited } from './history.ts';
import { anna, bram, eva, lars, mia, olga, petra, sanne, vera, yara } from './region.ts';

const CORV = 'CORV-2026-123456';
const VT = 'VT 12345678';

const register = (reference: string) => ({ type: 'RegisterFormalReport', reference }) as const;
const registered = (reference: string) => ({ type: 'FormalReportRegistered', reference }) as const;

describe('The formal report', () => {
  it('is registered by Veilig Thuis, the police or a manager', () => {
    for (const by of [vera, olga, mia])
      given(announced()).when(register(CORV), { by }).then(registered(CORV)).isIn('announced');
    for (const by of [anna, lars, yara, bram, petra, sanne])
      given(announced())
        .when(register(CORV), { by })
        .refused({ code: 'notAllowed', command: 'RegisterFormalReport' });
  });

  it('is registered at any moment between the notice and the end', () => {
    given(visited)
      .when(register(VT), { by: vera, at: hour(5) })
      .then(registered(VT))
      .isIn('visited');
    given(opened(eva))
      .when(register(VT), { by: eva })
      .refused({ code: 'notNow', command: 'RegisterFormalReport', step: 'intake' });
    const done = [visited, schoolTold, feedback('police'), feedback('safeAtHome'), reported(), closed];
    given(...done)
      .when(register(VT), { by: vera })
      .refused({ code: 'notNow', command: 'RegisterFormalReport', step: 'closed' });
  });

  it('is registered once; a number that was mistyped, again', () => {
    given(announced(), reported(CORV)).when(register(CORV), { by: vera }).refused({ code: 'alreadyDone' });
    given(announced(), reported(CORV)).when(register(VT), { by: vera }).then(registered(VT));
    assert.equal(followedAfter(announced(), reported(CORV), reported(VT)).formalReport, VT);
  });

  it('stays with the case', () => {
    assert.equal(stateIn('announced', announced()).formalReport, undefined);
    assert.equal(stateIn('visited', announced(), reported(), visited.slice(2)).formalReport, CORV);
  });
});
