import assert from 'node:assert/strict';
import { riskId } from '../../src/case/risks.ts';
import { given, stateIn } from './given.ts';
import {
  acknowledged,
  announced,
  escalated,
  hour,
  minute,
  opened,
  raised,
  resolved,
  visited,
} from './history.ts';
import { anna, bram, eva, lars, mia, olga, petra, policy, sanne, vera, yara } from './region.ts';

describe('Asking for help', () => {
  const ask = (rung?: number) =>
    ({ type: 'Escalate', obstacle: 'waitingList', ...(rung !== undefined && { rung }) }) as const;
  const asked = (rung: number) => ({ type: 'CaseEscalated', obstacle: 'waitingList', rung }) as const;

  it('is possible in every step between the notice and the end', () => {
    given(announced()).when(ask(), { by: yara }).then(asked(1)).isIn('announced');
    given(visited).when(ask(), { by: yara }).then(asked(1)).isIn('visited');
  });

  it('goes to the manager, or to the rung that is chosen', () => {
    for (const rung of [0, 1, 2]) given(announced()).when(ask(rung), { by: yara }).then(asked(rung));
  });

  it('goes no higher than the ladder of the case', () => {
    const invalid = { code: 'invalid', problems: [{ field: 'rung', problem: 'notAChoice' }] } as const;
    given(announced()).when(ask(3), { by: yara }).refused(invalid);
    const low = announced({ policy: { ladder: [['on-duty']] } });
    given(low).when(ask(1), { by: yara }).refused(invalid);
    given(low).when(ask(), { by: yara }).then(asked(0));
  });

  it('counts the rungs of the longest ladder, because every organisation may have its own', () => {
    const ladders = { welzijn: [...policy.ladder, ['planner']], vt: [['on-duty']] };
    given(announced({ policy: { ladders } }))
      .when(ask(3), { by: yara })
      .then(asked(3));
  });

  it('follows the ladder of when the case began, not that of today', () => {
    given(announced({ policy: { ladder: [['on-duty'], ['manager']] } }))
      .when(ask(2), { by: yara })
      .refused({ code: 'invalid', problems: [{ field: 'rung', problem: 'notAChoice' }] });
  });

  it('may be done again, for the same obstacle too', () => {
    const { escalations } = stateIn('announced', announced(), escalated(minute(1)), escalated(minute(2)));
    assert.deepEqual(escalations, [
      { at: minute(1), obstacle: 'capacity', rung: 1 },
      { at: minute(2), obstacle: 'capacity', rung: 1 },
    ]);
  });

  it('is for whoever works on the case, not for the board or the planner', () => {
    for (const by of [olga, vera, lars, yara, anna, mia])
      given(announced()).when(ask(), { by }).then(asked(1));
    for (const by of [bram, petra, sanne])
      given(announced()).when(ask(), { by }).refused({ code: 'notAllowed', command: 'Escalate' });
  });
});

describe('"Het is opgelost"', () => {
  const FIRST = riskId('escalated', 'capacity', minute(15));
  const SECOND = riskId('escalated', 'waitingList', hour(1));
  const LATE = 'consultationLate:consultation@1';
  const calls = [announced(), escalated(), raised(FIRST, [mia, bram], minute(15), 1)];
  const two = [...calls, escalated(hour(1), 'waitingList'), raised(SECOND, [mia], hour(1), 1)];

  const solve = (...risks: string[]) => ({ type: 'ResolveEscalation', risks }) as const;
  const solved = (risk: string) => ({ type: 'EscalationResolved', risk }) as const;

  it('is said by whoever was told of the call for help, and by a manager', () => {
    for (const by of [mia, bram])
      given(...calls)
        .when(solve(FIRST), { by })
        .then(solved(FIRST))
        .isIn('announced');
    given(announced(), escalated(), raised(FIRST, [bram], minute(15), 2))
      .when(solve(FIRST), { by: mia })
      .then(solved(FIRST));
  });

  it('is not said by others, not even by whoever asked', () => {
    for (const by of [anna, yara, vera, petra, sanne])
      given(...calls)
        .when(solve(FIRST), { by })
        .refused({ code: 'notAllowed', command: 'ResolveEscalation' });
  });

  it('is said by anybody of the municipality when nobody could be told', () => {
    const alone = [announced(), escalated(), raised(FIRST, [], minute(15), 2)];
    given(...alone)
      .when(solve(FIRST), { by: petra })
      .then(solved(FIRST));
    given(...alone)
      .when(solve(FIRST), { by: sanne })
      .refused({ code: 'notAllowed', command: 'ResolveEscalation' });
  });

  it('may be said before anybody said to take it up, and after', () => {
    given(...calls, acknowledged(FIRST, bram))
      .when(solve(FIRST), { by: mia })
      .then(solved(FIRST));
  });

  it('is said of all the calls that are theirs, once each', () => {
    given(...two)
      .when(solve(FIRST, SECOND, FIRST), { by: mia })
      .then(solved(FIRST), solved(SECOND));
    given(...two)
      .when(solve(FIRST, SECOND), { by: bram })
      .then(solved(FIRST));
  });

  it('is said once', () => {
    given(...calls, resolved(FIRST))
      .when(solve(FIRST), { by: mia })
      .refused({ code: 'riskGone' });
    given(...two, resolved(FIRST))
      .when(solve(FIRST, SECOND), { by: mia })
      .then(solved(SECOND));
  });

  it('is said of a call for help only: what a rule found goes by itself', () => {
    given(...calls, raised(LATE, [mia]))
      .when(solve(LATE), { by: mia })
      .refused({ code: 'riskGone' });
    for (const name of ['', 'constructor', '__proto__', SECOND])
      given(...calls)
        .when(solve(name), { by: mia })
        .refused({ code: 'riskGone' });
    given(...calls)
      .when(solve(), { by: mia })
      .refused({ code: 'riskGone' });
  });

  it('is for a call that was told to somebody: a moment before, there is nothing to solve', () => {
    given(announced(), escalated()).when(solve(FIRST), { by: mia }).refused({ code: 'riskGone' });
  });

  it('needs a case', () => {
    given(opened(eva))
      .when(solve(FIRST), { by: eva })
      .refused({ code: 'notNow', command: 'ResolveEscalation', step: 'intake' });
  });

  it('leaves the obstacle in the case, with when it was solved', () => {
    const { escalations, risks } = stateIn('announced', ...two, resolved(FIRST, mia, hour(3)));
    assert.deepEqual(
      escalations.map(({ obstacle, resolvedAt }) => [obstacle, resolvedAt]),
      [
        ['capacity', hour(3)],
        ['waitingList', undefined],
      ],
    );
    assert.deepEqual(Object.keys(risks), [FIRST, SECOND]);
  });
});
