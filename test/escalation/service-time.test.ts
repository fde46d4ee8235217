import assert from 'node:assert/strict';
import { followedAfter } from '../case/given.ts';
import { announced, danger, noChildren } from '../case/history.ts';
import { shownAt, watchOver } from './watching.ts';

/** Service: workdays 08:30-17:00; Saturday, Sunday and holidays 10:00-18:00. An hour for the consultation. */
const EXAMPLES: readonly { name: string; received: string; consultation: string; claim: string }[] = [
  {
    name: 'in the morning',
    received: '2026-11-23T10:00+01:00',
    consultation: '2026-11-23T11:00+01:00',
    claim: '2026-11-23T12:00+01:00',
  },
  {
    name: 'before opening time',
    received: '2026-11-23T07:00+01:00',
    consultation: '2026-11-23T09:30+01:00',
    claim: '2026-11-23T10:30+01:00',
  },
  {
    name: 'in the evening',
    received: '2026-11-23T22:00+01:00',
    consultation: '2026-11-24T09:30+01:00',
    claim: '2026-11-24T10:30+01:00',
  },
  {
    name: 'on Friday half an hour before closing time',
    received: '2026-11-27T16:30+01:00',
    consultation: '2026-11-28T10:30+01:00',
    claim: '2026-11-28T11:30+01:00',
  },
  {
    name: 'an hour before closing time, which is in time for the consultation',
    received: '2026-11-27T16:00+01:00',
    consultation: '2026-11-27T17:00+01:00',
    claim: '2026-11-28T11:00+01:00',
  },
  {
    name: 'on Sunday evening',
    received: '2026-11-29T17:30+01:00',
    consultation: '2026-11-30T09:00+01:00',
    claim: '2026-11-30T10:00+01:00',
  },
  {
    name: 'on the eve of Christmas Day, which has the hours of a holiday',
    received: '2026-12-24T16:30+01:00',
    consultation: '2026-12-25T10:30+01:00',
    claim: '2026-12-25T11:30+01:00',
  },
  {
    name: 'in the night the clock goes back',
    received: '2026-10-24T23:00+02:00',
    consultation: '2026-10-25T11:00+01:00',
    claim: '2026-10-25T12:00+01:00',
  },
];

describe('Waiting is counted in service time', () => {
  const watch = watchOver();

  for (const { name, received, consultation, claim } of EXAMPLES) {
    it(`of a case that comes in ${name}`, () => {
      const state = followedAfter(announced({ ...noChildren, at: Date.parse(received) }));
      for (const [rule, due] of [
        ['consultationLate', Date.parse(consultation)],
        ['unclaimed', Date.parse(claim)],
      ] as const) {
        assert.equal(shownAt(watch, state, due - 1, rule).length, 0, `${rule}, one millisecond before`);
        assert.equal(shownAt(watch, state, due, rule).length, 1, rule);
      }
      assert.equal(watch.nextDue(state, Date.parse(received)), Date.parse(consultation));
    });
  }

  it('is not waited at all with direct danger, whatever the hour', () => {
    for (const { received } of EXAMPLES) {
      const at = Date.parse(received);
      const state = followedAfter(announced({ ...danger, at }));
      assert.deepEqual(
        watch.raise(state, at).map((event) => ('rule' in event ? event.rule : '')),
        ['consultationLate', 'unclaimed', 'unclaimed'],
      );
      assert.equal(watch.nextDue(state, at), at);
    }
  });

  it('follows the holidays it is given', () => {
    const state = followedAfter(announced({ ...noChildren, at: Date.parse('2026-12-24T16:30+01:00') }));
    const workday = watchOver({ holidays: [] });
    assert.equal(workday.nextDue(state, 0), Date.parse('2026-12-25T09:00+01:00'));
  });
});
