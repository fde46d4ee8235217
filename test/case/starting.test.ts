import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { followedAfter, given } from './given.ts';
import { START, announced, decided, hour, planned, visited } from './history.ts';
import { advanced, convened } from './meetings.ts';
import { anna, bram, lars, mia, olga, sanne, vera, yara } from './region.ts';

const start = { type: 'StartConsultation' } as const;

describe('Starting a consultation', () => {
  const opened = (startsAt: number) => ({ type: 'ConsultationOpened', startsAt }) as const;

  it('opens one where there is none, now', () => {
    given(announced())
      .when(start, { by: yara })
      .then(opened(hour(2)))
      .isIn('announced');
  });

  it('is for everybody who consults or visits, and for the manager', () => {
    for (const by of [olga, vera, lars, yara, anna, mia])
      given(announced())
        .when(start, { by })
        .then(opened(hour(2)));
    for (const by of [bram, sanne])
      given(announced()).when(start, { by }).refused({ code: 'notAllowed', command: 'StartConsultation' });
  });

  it('is refused while one is running', () => {
    given(announced(), convened()).when(start, { by: yara }).refused({ code: 'consultationRunning' });
    given(announced(), convened(hour(2)))
      .when(start, { by: yara, at: hour(2) })
      .refused({ code: 'consultationRunning' });
  });

  it('brings one that is for later forward', () => {
    given(announced(), convened(hour(2) + 1))
      .when(start, { by: yara, at: hour(2) })
      .then({ type: 'ConsultationAdvanced' });
    const { meetings } = followedAfter(announced(), convened(hour(5)), advanced(hour(1), yara));
    const { startsAt, openedAt, number } = meetings[0]!;
    assert.deepEqual([number, startsAt, openedAt], [1, hour(1), START]);
  });

  it('opens another once there is an outcome, until the household was seen', () => {
    given(announced(), convened(), decided())
      .when(start, { by: lars })
      .then(opened(hour(2)));
    given(announced(), convened(), decided(), planned())
      .when(start, { by: lars })
      .then(opened(hour(2)))
      .isIn('planned');
    given(visited)
      .when(start, { by: lars, at: hour(4) })
      .refused({ code: 'notNow', command: 'StartConsultation', step: 'visited' });
  });

  it('remembers who started it; by itself, nobody did', () => {
    const twice = [announced(), convened(), decided(), convened(hour(1), hour(1), yara)];
    const { meetings } = followedAfter(...twice);
    assert.deepEqual(
      meetings.map(({ number, openedBy }) => [number, openedBy]),
      [
        [1, undefined],
        [2, whoIs(yara)],
      ],
    );
    assert.equal('openedBy' in meetings[0]!, false);
  });
});
