import { YOUTH, anna, arie } from '../case/region.ts';
import { ada } from './people.ts';
import {
  absence,
  declinedSwap,
  override,
  pattern,
  rosterOf,
  shift,
  swap,
  unansweredSwap,
} from './rosters.ts';
import { type Scenario, onSaturday, saturday, table } from './scenarios.ts';

const precedence: readonly Scenario[] = [
  { name: 'nobody on an empty roster', roster: rosterOf(), on: { '2026-11-28T12:00+01:00': [] } },
  {
    name: 'a shift, from its beginning up to its end',
    roster: rosterOf(shift(anna, saturday)),
    on: {
      '2026-11-28T09:59:59.999+01:00': [],
      '2026-11-28T10:00+01:00': [anna],
      '2026-11-28T17:59:59.999+01:00': [anna],
      '2026-11-28T18:00+01:00': [],
    },
  },
  {
    name: 'nobody by a shift for another role',
    roster: rosterOf(shift(anna, saturday, { role: YOUTH })),
    on: { '2026-11-28T12:00+01:00': [] },
  },
  {
    name: 'shifts and patterns together',
    roster: rosterOf(shift(arie, onSaturday('12:00', '20:00')), pattern(anna, '2026-11-01')),
    on: {
      '2026-11-28T11:00+01:00': [anna],
      '2026-11-28T12:00+01:00': [anna, arie],
      '2026-11-28T18:00+01:00': [arie],
    },
  },
  {
    name: 'an override instead of everybody else, as long as it lasts',
    roster: rosterOf(
      override(ada, onSaturday('12:00', '14:00')),
      shift(anna, saturday),
      pattern(arie, '2026-11-01'),
    ),
    on: {
      '2026-11-28T11:59+01:00': [anna, arie],
      '2026-11-28T12:00+01:00': [ada],
      '2026-11-28T14:00+01:00': [anna, arie],
    },
  },
  {
    name: 'an override where nobody was',
    roster: rosterOf(override(ada, saturday)),
    on: { '2026-11-28T12:00+01:00': [ada] },
  },
  {
    name: 'nobody else by an override for another role',
    roster: rosterOf(shift(anna, saturday), override(ada, saturday, { role: YOUTH })),
    on: { '2026-11-28T12:00+01:00': [anna] },
  },
  {
    name: 'the override that was added last, when they overlap',
    roster: rosterOf(override(ada, saturday), override(arie, onSaturday('12:00', '14:00'))),
    on: {
      '2026-11-28T11:00+01:00': [ada],
      '2026-11-28T12:00+01:00': [arie],
      '2026-11-28T14:00+01:00': [ada],
    },
  },
  {
    name: 'an override over an accepted swap',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, saturday), override(ada, saturday)),
    on: { '2026-11-28T12:00+01:00': [ada] },
  },
  {
    name: 'nobody who is absent, by a shift or a pattern',
    roster: rosterOf(
      shift(anna, saturday),
      pattern(arie, '2026-11-01'),
      absence(anna, onSaturday('11:00', '13:00')),
      absence(arie, onSaturday('12:00', '14:00')),
    ),
    on: {
      '2026-11-28T10:59+01:00': [anna, arie],
      '2026-11-28T11:00+01:00': [arie],
      '2026-11-28T12:00+01:00': [],
      '2026-11-28T13:00+01:00': [anna],
      '2026-11-28T14:00+01:00': [anna, arie],
    },
  },
  {
    name: 'nobody at all when who replaces the others is absent',
    roster: rosterOf(shift(anna, saturday), override(ada, saturday), absence(ada, saturday)),
    on: { '2026-11-28T12:00+01:00': [] },
  },
  {
    name: 'nobody when who took over is absent',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, saturday), absence(arie, saturday)),
    on: { '2026-11-28T12:00+01:00': [] },
  },
  {
    name: 'who took over, whether the other is absent or not',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, saturday), absence(anna, saturday)),
    on: { '2026-11-28T12:00+01:00': [arie] },
  },
];

const swaps: readonly Scenario[] = [
  {
    name: 'who said yes, for as long as was asked',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, onSaturday('12:00', '14:00'))),
    on: {
      '2026-11-28T11:59+01:00': [anna],
      '2026-11-28T12:00+01:00': [arie],
      '2026-11-28T14:00+01:00': [anna],
    },
  },
  {
    name: 'who said yes, for a duty of a pattern',
    roster: rosterOf(pattern(anna, '2026-11-01'), swap(anna, arie, saturday)),
    on: {
      '2026-11-21T12:00+01:00': [anna],
      '2026-11-28T12:00+01:00': [arie],
      '2026-12-05T12:00+01:00': [anna],
    },
  },
  {
    name: 'the original when the other said no',
    roster: rosterOf(shift(anna, saturday), declinedSwap(anna, arie, saturday)),
    on: { '2026-11-28T12:00+01:00': [anna] },
  },
  {
    name: 'the original as long as the other is silent',
    roster: rosterOf(shift(anna, saturday), unansweredSwap(anna, arie, saturday)),
    on: { '2026-11-28T12:00+01:00': [anna] },
  },
  {
    name: 'nobody by a swap of a duty that is gone',
    roster: rosterOf(swap(anna, arie, saturday)),
    on: { '2026-11-28T12:00+01:00': [] },
  },
  {
    name: 'no more than the duty, by a swap that is longer',
    roster: rosterOf(shift(anna, onSaturday('12:00', '14:00')), swap(anna, arie, saturday)),
    on: {
      '2026-11-28T11:59+01:00': [],
      '2026-11-28T12:00+01:00': [arie],
      '2026-11-28T14:00+01:00': [],
    },
  },
  {
    name: 'the original for another role',
    roster: rosterOf(
      shift(ada, saturday),
      shift(ada, saturday, { role: YOUTH }),
      swap(ada, arie, saturday, 0, { role: YOUTH }),
    ),
    on: { '2026-11-28T12:00+01:00': [ada] },
  },
  {
    name: 'the last of those who passed it on',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, saturday, 1), swap(arie, ada, saturday, 2)),
    on: { '2026-11-28T12:00+01:00': [ada] },
  },
  {
    name: 'the last by answer, in whatever order they were asked',
    roster: rosterOf(shift(anna, saturday), swap(arie, ada, saturday, 2), swap(anna, arie, saturday, 1)),
    on: { '2026-11-28T12:00+01:00': [ada] },
  },
  {
    name: 'who took over after passing on their own',
    roster: rosterOf(shift(anna, saturday), swap(arie, ada, saturday, 1), swap(anna, arie, saturday, 2)),
    on: { '2026-11-28T12:00+01:00': [arie] },
  },
  {
    name: 'the original who took it back',
    roster: rosterOf(shift(anna, saturday), swap(anna, arie, saturday, 1), swap(arie, anna, saturday, 2)),
    on: { '2026-11-28T12:00+01:00': [anna] },
  },
  {
    name: 'once, who was there already',
    roster: rosterOf(shift(anna, saturday), shift(arie, saturday), swap(anna, arie, saturday)),
    on: { '2026-11-28T12:00+01:00': [arie] },
  },
];

describe('On the roster is', () => {
  describe('by precedence', () => {
    table(precedence);
  });
  describe('after swaps', () => {
    table(swaps);
  });
});
