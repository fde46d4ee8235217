import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import type { HandOver, RosterEvent } from '../../src/roster/events.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, LOCAL, anna, arie, lars } from '../case/region.ts';
import { MONDAY } from './given.ts';
import { ada, rosterRegion } from './people.ts';
import { absence, at, override, pattern, period, rosterOf, shift, swap } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';
import { look, lookUntil } from './ticking.ts';

const friday = at('2026-11-27T20:00+01:00');
const evening = onSaturday('18:00', '23:00');

/** As the clock left it on Friday evening. */
const onFriday = (...parts: readonly Partial<RosterState>[]): RosterState =>
  look(rosterOf({ handedOverUntil: MONDAY }, ...parts), friday).state;

const handOversOf = (events: readonly RosterEvent[]) =>
  events.filter(({ type }) => type === 'DutyHandedOver');
const duty = (person: Person, time: Period = saturday): HandOver => ({
  person: whoIs(person),
  role: ADULT,
  ...time,
});
const given = (until: number, comes: readonly HandOver[], goes: readonly HandOver[] = []) => [
  { type: 'DutyHandedOver', until, comes, goes },
];

/** Every hand-over that the clock gives by itself, until Sunday morning. */
const courseOf = (...parts: readonly Partial<RosterState>[]) =>
  lookUntil(onFriday(...parts), friday, at('2026-11-29T09:00+01:00')).flatMap(({ events }) =>
    handOversOf(events),
  );

describe('A duty', () => {
  it('is handed over when it begins and when it ends, not one millisecond before', () => {
    const before = onFriday(shift(anna, saturday));
    assert.deepEqual(handOversOf(look(before, saturday.from - 1).events), []);
    const begun = look(before, saturday.from);
    assert.deepEqual(handOversOf(begun.events), given(saturday.from, [duty(anna)]));
    assert.equal(begun.due, saturday.to);
    assert.deepEqual(handOversOf(look(begun.state, saturday.to - 1).events), []);
    const ended = look(begun.state, saturday.to).events;
    assert.deepEqual(handOversOf(ended), given(saturday.to, [], [duty(anna)]));
  });

  it('goes to whoever comes on at the same moment, in one hand-over', () => {
    const [, relief] = courseOf(shift(anna, saturday), shift(arie, evening));
    assert.deepEqual([relief], given(saturday.to, [duty(arie, evening)], [duty(anna)]));
  });

  it('that goes on is no hand-over', () => {
    const whole = period('2026-11-28T10:00+01:00', '2026-11-28T23:00+01:00');
    assert.deepEqual(courseOf(shift(anna, saturday), shift(anna, evening, { id: 'evening' })), [
      ...given(saturday.from, [duty(anna, whole)]),
      ...given(whole.to, [], [duty(anna, whole)]),
    ]);
  });

  it('of a pattern, an override or a swap is handed over to whoever does it', () => {
    const parts = [
      pattern(anna, '2026-11-01'),
      swap(anna, arie, onSaturday('12:00', '13:00')),
      override(ada, onSaturday('15:00', '18:00')),
    ];
    assert.deepEqual(courseOf(...parts), [
      ...given(saturday.from, [duty(anna, onSaturday('10:00', '12:00'))]),
      ...given(
        onSaturday('12:00', '13:00').from,
        [duty(arie, onSaturday('12:00', '13:00'))],
        [duty(anna, onSaturday('10:00', '12:00'))],
      ),
      ...given(
        onSaturday('12:00', '13:00').to,
        [duty(anna, onSaturday('13:00', '15:00'))],
        [duty(arie, onSaturday('12:00', '13:00'))],
      ),
      ...given(
        onSaturday('15:00', '18:00').from,
        [duty(ada, onSaturday('15:00', '18:00'))],
        [duty(anna, onSaturday('13:00', '15:00'))],
      ),
      ...given(saturday.to, [], [duty(ada, onSaturday('15:00', '18:00'))]),
    ]);
  });

  it('is not handed over to whoever is absent', () => {
    assert.deepEqual(courseOf(shift(anna, saturday), absence(anna, saturday)), []);
  });

  it('for a role that is not on call is not handed over', () => {
    assert.deepEqual(courseOf(shift(lars, saturday, { role: LOCAL })), []);
  });

  it('that is entered when it has begun is handed over at once', () => {
    const now = saturday.from + HOUR;
    const { state } = look(onFriday(), saturday.from - HOUR);
    assert.deepEqual(
      handOversOf(look(rosterOf(state, shift(anna, saturday)), now).events),
      given(now, [duty(anna)]),
    );
  });
});

describe('After an outage', () => {
  const late = (minutes: number): number => saturday.to + minutes * MINUTE;

  it('whoever is still on duty hears of it', () => {
    const now = saturday.to - 1;
    assert.deepEqual(
      handOversOf(look(onFriday(shift(anna, saturday)), now).events),
      given(now, [duty(anna)]),
    );
  });

  it('whoever went off hears of it for two hours', () => {
    const before = onFriday(shift(anna, saturday));
    assert.deepEqual(handOversOf(look(before, late(120)).events), given(late(120), [], [duty(anna)]));
    assert.deepEqual(handOversOf(look(before, late(120) + 1).events), given(late(120) + 1, []));
  });

  it('nobody hears of a duty that came and went long ago, and the clock moves on', () => {
    const now = late(24 * 60);
    const looked = look(onFriday(shift(anna, saturday), shift(arie, evening)), now);
    assert.deepEqual(handOversOf(looked.events), given(now, []));
    assert.equal(looked.state.handedOverUntil, now);
    assert.ok(looked.due > now);
  });

  it('several hand-overs are one', () => {
    const now = evening.from + HOUR;
    const looked = look(onFriday(shift(anna, saturday), shift(arie, evening)), now);
    assert.deepEqual(handOversOf(looked.events), given(now, [duty(arie, evening)], [duty(anna)]));
  });

  it('nothing is handed over twice when the clock is set back', () => {
    const { state } = look(onFriday(shift(anna, saturday)), saturday.from);
    const back = look(state, saturday.from - HOUR);
    assert.deepEqual(handOversOf(back.events), []);
    assert.deepEqual(handOversOf(look(back.state, saturday.from + MINUTE).events), []);
  });
});

describe('Duties of all roles on call', () => {
  it('are handed over together', () => {
    const both = rosterOf(
      { handedOverUntil: friday },
      shift(anna, saturday),
      shift(ada, saturday, { role: 'jeugd-mw', id: 'youth' }),
    );
    const { state } = look(both, friday, rosterRegion);
    const [event] = handOversOf(look(state, saturday.from, rosterRegion).events);
    assert.ok(event?.type === 'DutyHandedOver');
    assert.deepEqual(new Set(event.comes.map(({ role }) => role)), new Set([ADULT, 'jeugd-mw']));
  });
});
