import assert from 'node:assert/strict';
import { dutiesIn } from '../../src/roster/duty.ts';
import { ADULT, anna, arie } from '../case/region.ts';
import { pattern, rosterOf } from './rosters.ts';
import { type Scenario, ZONE, table } from './scenarios.ts';

const night = { from: 22 * 60, to: 32 * 60 };
const patterns: readonly Scenario[] = [
  {
    name: 'every week, on its weekday',
    roster: rosterOf(pattern(anna, '2026-11-01')),
    on: {
      '2026-11-21T12:00+01:00': [anna],
      '2026-11-27T12:00+01:00': [],
      '2026-11-28T12:00+01:00': [anna],
      '2026-11-29T12:00+01:00': [],
    },
  },
  {
    name: 'from its first day up to its last, both included',
    roster: rosterOf(pattern(anna, '2026-11-14', { until: '2026-11-28' })),
    on: {
      '2026-11-07T12:00+01:00': [],
      '2026-11-14T12:00+01:00': [anna],
      '2026-11-28T12:00+01:00': [anna],
      '2026-12-05T12:00+01:00': [],
    },
  },
  {
    name: 'every two weeks, counted from the week of its first day',
    roster: rosterOf(pattern(anna, '2026-11-16', { every: 2 })),
    on: {
      '2026-11-21T12:00+01:00': [anna],
      '2026-11-28T12:00+01:00': [],
      '2026-12-05T12:00+01:00': [anna],
      '2026-12-12T12:00+01:00': [],
    },
  },
  {
    name: 'every two weeks on Sunday, the last day of the week in which it begins',
    roster: rosterOf(pattern(anna, '2026-11-16', { weekday: 0, every: 2 })),
    on: {
      '2026-11-22T12:00+01:00': [anna],
      '2026-11-29T12:00+01:00': [],
      '2026-12-06T12:00+01:00': [anna],
    },
  },
  {
    name: 'every two weeks on Monday, not in the week whose Monday is over',
    roster: rosterOf(pattern(anna, '2026-11-17', { weekday: 1, every: 2 })),
    on: {
      '2026-11-16T12:00+01:00': [],
      '2026-11-23T12:00+01:00': [],
      '2026-11-30T12:00+01:00': [anna],
    },
  },
  {
    name: 'every three weeks over the end of a year of 53 weeks',
    roster: rosterOf(pattern(anna, '2026-12-19', { every: 3 })),
    on: {
      '2026-12-19T12:00+01:00': [anna],
      '2027-01-02T12:00+01:00': [],
      '2027-01-09T12:00+01:00': [anna],
    },
  },
  {
    name: 'past midnight',
    roster: rosterOf(pattern(anna, '2026-11-28', { ...night, until: '2026-11-28' })),
    on: {
      '2026-11-28T21:59+01:00': [],
      '2026-11-28T22:00+01:00': [anna],
      '2026-11-29T00:00+01:00': [anna],
      '2026-11-29T07:59+01:00': [anna],
      '2026-11-29T08:00+01:00': [],
    },
  },
  {
    name: 'up to midnight',
    roster: rosterOf(pattern(anna, '2026-11-01', { to: 1440 })),
    on: { '2026-11-28T23:59+01:00': [anna], '2026-11-29T00:00+01:00': [] },
  },
  {
    name: 'almost two days',
    roster: rosterOf(pattern(anna, '2026-11-01', { from: 0, to: 2879 })),
    on: {
      '2026-11-27T23:59+01:00': [],
      '2026-11-28T00:00+01:00': [anna],
      '2026-11-29T23:58+01:00': [anna],
      '2026-11-29T23:59+01:00': [],
    },
  },
];

const clockChanges: readonly Scenario[] = [
  {
    name: 'at the same time on the wall in summer and winter',
    roster: rosterOf(pattern(anna, '2026-10-17')),
    on: {
      '2026-10-24T09:59+02:00': [],
      '2026-10-24T10:00+02:00': [anna],
      '2026-10-31T09:59+01:00': [],
      '2026-10-31T10:00+01:00': [anna],
    },
  },
  {
    name: 'an hour longer in the night the clock is put back',
    roster: rosterOf(pattern(anna, '2026-10-17', night)),
    on: {
      '2026-10-24T21:59+02:00': [],
      '2026-10-24T22:00+02:00': [anna],
      '2026-10-25T02:30+02:00': [anna],
      '2026-10-25T02:30+01:00': [anna],
      '2026-10-25T07:59+01:00': [anna],
      '2026-10-25T08:00+01:00': [],
    },
  },
  {
    name: 'the first of the times that come twice',
    roster: rosterOf(
      pattern(anna, '2026-10-17', { from: 22 * 60, to: 26.5 * 60 }),
      pattern(arie, '2026-10-18', { weekday: 0, from: 2.5 * 60, to: 8 * 60 }),
    ),
    on: {
      '2026-10-25T02:29+02:00': [anna],
      '2026-10-25T02:30+02:00': [arie],
      '2026-10-25T02:29+01:00': [arie],
      '2026-10-25T07:59+01:00': [arie],
    },
  },
  {
    name: 'an hour shorter in the night the clock is put forward',
    roster: rosterOf(pattern(anna, '2027-03-20', night)),
    on: {
      '2027-03-27T21:59+01:00': [],
      '2027-03-27T22:00+01:00': [anna],
      '2027-03-28T07:59+02:00': [anna],
      '2027-03-28T08:00+02:00': [],
    },
  },
  {
    name: 'an hour after a time that is skipped, without a hole',
    roster: rosterOf(
      pattern(anna, '2027-03-20', { from: 22 * 60, to: 26.5 * 60 }),
      pattern(arie, '2027-03-21', { weekday: 0, from: 2.5 * 60, to: 8 * 60 }),
    ),
    on: {
      '2027-03-28T01:59+01:00': [anna],
      '2027-03-28T03:29+02:00': [anna],
      '2027-03-28T03:30+02:00': [arie],
    },
  },
  {
    name: 'nobody by a duty that ends before it begins when its beginning is skipped, that one night',
    roster: rosterOf(pattern(anna, '2027-03-21', { weekday: 0, from: 2.5 * 60, to: 3.25 * 60 })),
    on: {
      '2027-03-21T02:30+01:00': [anna],
      '2027-03-28T03:20+02:00': [],
      '2027-03-28T03:30+02:00': [],
      '2027-04-04T02:30+02:00': [anna],
    },
  },
];

describe('On the roster by a pattern is', () => {
  table(patterns);
  describe('when the clock changes', () => {
    table(clockChanges);
    for (const year of [2026, 2027, 2028, 2029, 2030, 2031]) {
      it(`the same time on the wall on every Sunday of ${year}`, () => {
        const roster = rosterOf(pattern(anna, `${year}-01-01`, { weekday: 0 }));
        const duties = dutiesIn(roster, ADULT, { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) }, ZONE);
        const clock = new Intl.DateTimeFormat('nl', {
          timeZone: ZONE,
          weekday: 'short',
          hour: '2-digit',
          minute: '2-digit',
        });
        const shown = duties.map(({ from, to }) => `${clock.format(from)} - ${clock.format(to)}`);
        assert.deepEqual([...new Set(shown)], ['zo 10:00 - zo 18:00']);
        assert.ok(duties.length >= 52, `${duties.length} Sundays`);
      });
    }
  });
});
