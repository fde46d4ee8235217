import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { DAY, HOUR } from '../../src/core/time.ts';
import type { ImportedShift, RosterCommand } from '../../src/roster/commands.ts';
import { ADULT, anna, arie, yara } from '../case/region.ts';
import { by } from './asks.ts';
import { MONDAY, given } from './given.ts';
import { period, shift } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

const line = (uid: string, person: Person, time: Period = saturday): ImportedShift => ({
  uid,
  person: whoIs(person),
  role: ADULT,
  ...time,
});
const file = (
  shifts: readonly ImportedShift[],
  cancelled: readonly string[] = [],
  series: readonly string[] = [],
): RosterCommand => ({ type: 'ImportShifts', shifts, cancelled, series });
const imported = (uid: string, person: Person, time: Period = saturday, id = 'new-0') => ({
  id,
  person: whoIs(person),
  role: ADULT,
  ...time,
  uid,
});

const sunday = { from: saturday.from + DAY, to: saturday.to + DAY };
const lastWeek = { from: saturday.from - 7 * DAY, to: saturday.to - 7 * DAY };

describe('A calendar file', () => {
  it('with more shifts than a roster can hold is refused whole', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => line(`uid ${index}`, anna));
    given()
      .when(file(many(3_001)), by)
      .refused({ code: 'tooManyShifts', most: 3_000 });
  });

  it('takes away what is gone from an event that it tells everything of, and nothing else', () => {
    const before = [
      imported('a/1', anna, saturday, 'first'),
      imported('a/2', anna, sunday, 'second'),
      imported('ab', arie, sunday, 'other'),
    ];
    given({ shifts: before })
      .when(file([line('a/1', anna)], [], ['a']), by)
      .then({ type: 'ShiftsImported', shifts: [], replaced: ['a/2'] });
  });

  it('brings its duties, with the events they come from', () => {
    given()
      .when(file([line('a', anna), line('a', anna, sunday), line('b', arie)]), by)
      .then({
        type: 'ShiftsImported',
        replaced: ['a', 'b'],
        shifts: [
          imported('a', anna),
          imported('a', anna, sunday, 'new-1'),
          imported('b', arie, saturday, 'new-2'),
        ],
      });
  });

  it('changes nothing the second time, in whatever order', () => {
    const lines = [line('a', anna), line('b', arie), line('a', anna, sunday)];
    const state = given()
      .when(file(lines), by)
      .then({
        type: 'ShiftsImported',
        replaced: ['a', 'b'],
        shifts: [
          imported('a', anna),
          imported('a', anna, sunday, 'new-2'),
          imported('b', arie, saturday, 'new-1'),
        ],
      });
    given(state).when(file(lines.toReversed()), by).then();
    given(state)
      .when(file(lines), { ...by, at: sunday.from })
      .then();
  });

  it('replaces what changed, and leaves the rest as it is', () => {
    const later = onSaturday('12:00', '18:00');
    const state = given(
      shift(anna, saturday, { id: 'one', uid: 'a' }),
      shift(anna, sunday, { id: 'two', uid: 'a' }),
      shift(arie, saturday, { id: 'three', uid: 'b' }),
      shift(arie, sunday, { id: 'four', uid: 'c' }),
      shift(arie, sunday, { id: 'by hand' }),
    )
      .when(file([line('a', anna, later), line('a', anna, sunday), line('b', arie)]), by)
      .then({
        type: 'ShiftsImported',
        replaced: ['a'],
        shifts: [imported('a', anna, later), imported('a', anna, sunday, 'two')],
      });
    assert.deepEqual(
      state.shifts.map(({ id }) => id),
      ['three', 'four', 'by hand', 'new-0', 'two'],
    );
  });

  it('takes away what was cancelled, and nothing the second time', () => {
    const state = given(shift(anna, saturday, { uid: 'a' }))
      .when(file([], ['a', 'never heard of']), by)
      .then({ type: 'ShiftsImported', replaced: ['a'], shifts: [] });
    given(state)
      .when(file([], ['a', 'never heard of']), by)
      .then();
  });

  it('leaves what is over as it was, and does not bring it', () => {
    given(shift(anna, lastWeek, { id: 'over', uid: 'a' }))
      .when(file([line('a', arie, lastWeek), line('a', anna)]), by)
      .then({
        type: 'ShiftsImported',
        replaced: ['a'],
        shifts: [imported('a', anna, lastWeek, 'over'), imported('a', anna)],
      });
    given()
      .when(file([line('a', anna, lastWeek)]), by)
      .then();
  });

  it('brings a duty that has begun', () => {
    const now = { from: MONDAY - HOUR, to: MONDAY + HOUR };
    given()
      .when(file([line('a', anna, now)]), by)
      .then({ type: 'ShiftsImported', replaced: ['a'], shifts: [imported('a', anna, now)] });
  });

  it('brings a duty once, however often the file has it', () => {
    given()
      .when(file([line('a', anna), line('a', anna)]), by)
      .then({ type: 'ShiftsImported', replaced: ['a'], shifts: [imported('a', anna)] });
  });

  it('is refused as a whole when it names somebody who does not hold the role', () => {
    given()
      .when(file([line('a', anna), line('b', yara)]), by)
      .refused({ code: 'notTheirRole', person: whoIs(yara), role: ADULT });
  });

  for (const [name, time, field, problem] of [
    ['ends before it begins', onSaturday('18:00', '10:00'), 'to', 'endsTooEarly'],
    ['takes weeks', period('2026-11-28T10:00+01:00', '2026-12-28T10:00+01:00'), 'to', 'tooLong'],
    ['is years ahead', period('2029-11-28T10:00+01:00', '2029-11-28T18:00+01:00'), 'from', 'tooFarAhead'],
  ] as const) {
    it(`is refused as a whole when a duty ${name}`, () => {
      given()
        .when(file([line('a', anna), line('b', anna, time)]), by)
        .refused({ code: 'invalid', problems: [{ field, problem }] });
    });
  }

  it('of thousands of duties is taken in a moment', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      line(`event ${index}`, index % 2 === 0 ? anna : arie, {
        from: MONDAY + index * HOUR,
        to: MONDAY + (index + 1) * HOUR,
      }),
    );
    const state = given()
      .when(file(many), by)
      .then({
        type: 'ShiftsImported',
        replaced: many.map(({ uid }) => uid),
        shifts: many.map(({ uid, person, ...time }, index) =>
          imported(
            uid,
            person.id === anna.id ? anna : arie,
            { from: time.from, to: time.to },
            `new-${index}`,
          ),
        ),
      });
    given(state).when(file(many), by).then();
  });
});
