import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import type { RosterCommand } from '../../src/roster/commands.ts';
import { ADULT, anna, arie, olga, yara } from '../case/region.ts';
import { by, periods } from './asks.ts';
import { given } from './given.ts';
import { gone, moved } from './people.ts';
import { absence, override, pattern, period, shift, unansweredSwap } from './rosters.ts';
import { onSaturday, saturday } from './scenarios.ts';

describe('A weekly duty', () => {
  type Weekly = Extract<RosterCommand, { type: 'AddPattern' }>;
  const weekly = (other: Partial<Weekly> = {}): Weekly => ({
    type: 'AddPattern',
    person: whoIs(anna),
    role: ADULT,
    weekday: 6,
    from: 600,
    to: 1080,
    every: 2,
    since: '2026-11-28',
    ...other,
  });
  const added = (other: Partial<Weekly> = {}) => {
    const { type, ...pattern } = weekly(other);
    return { type: 'PatternAdded' as const, pattern: { ...pattern, id: 'new' } };
  };

  it('is added', () => {
    const changes = { until: '2027-06-01' };
    given().when(weekly(changes), by).then(added(changes));
  });

  for (const [name, changes, field, problem] of [
    ['ends when it begins', { to: 600 }, 'to', 'endsTooEarly'],
    ['begins on a day that does not exist', { since: '2026-02-30' }, 'from', 'notADateOrTime'],
    ['ends on a day that does not exist', { until: '2027-02-29' }, 'until', 'notADateOrTime'],
    ['begins more than two years ahead', { since: '2028-11-25' }, 'from', 'tooFarAhead'],
    ['ends before its first day', { until: '2026-11-27' }, 'until', 'endsTooEarly'],
    ['is over', { since: '2026-10-01', until: '2026-11-22' }, 'until', 'inThePast'],
  ] as const) {
    it(`is refused when it ${name}`, () => {
      given()
        .when(weekly(changes), by)
        .refused({ code: 'invalid', problems: [{ field, problem }] });
    });
  }

  it('may have begun, and may end today', () => {
    const changes = { since: '2026-01-03', until: '2026-11-23' };
    given().when(weekly(changes), by).then(added(changes));
  });

  it('is for whoever holds the role', () => {
    given()
      .when(weekly({ person: whoIs(yara) }), by)
      .refused({ code: 'notTheirRole', person: whoIs(yara), role: ADULT });
  });

  it('that stands there already is refused, and is another when anything is different', () => {
    const same = pattern(anna, '2026-11-28', { every: 2 });
    given(same)
      .when(weekly(), by)
      .refused({ code: 'alreadyThere', person: whoIs(anna) });
    for (const parts of [
      pattern(arie, '2026-11-28', { every: 2 }),
      pattern(anna, '2026-11-28'),
      pattern(anna, '2026-11-28', { every: 2, until: '2027-01-01' }),
      pattern(anna, '2026-11-28', { every: 2, weekday: 0 }),
    ])
      given(parts).when(weekly(), by).then(added());
  });
});

describe('An entry', () => {
  const all = [
    shift(anna, saturday),
    pattern(anna, '2026-11-01'),
    override(anna, saturday),
    absence(anna, saturday),
    unansweredSwap(anna, arie, saturday),
  ];

  for (const entry of ['shift-Anna', 'pattern-Anna', 'override-Anna', 'absence-Anna']) {
    it(`is removed: ${entry}`, () => {
      const left = given(...all)
        .when({ type: 'RemoveEntry', entry }, by)
        .then({ type: 'EntryRemoved', entry });
      const ids = [left.shifts, left.patterns, left.overrides, left.absences].flat().map(({ id }) => id);
      assert.equal(ids.length, 3);
      assert.equal(ids.includes(entry), false);
    });
  }

  it('that is gone, or is none, is refused', () => {
    for (const entry of ['somewhere', 'swap-Anna-Arie'])
      given(...all)
        .when({ type: 'RemoveEntry', entry }, by)
        .refused({ code: 'entryGone' });
  });

  it('may be removed by whoever comes back from an absence', () => {
    given(...all)
      .when({ type: 'RemoveEntry', entry: 'absence-Anna' }, { by: anna })
      .then({ type: 'EntryRemoved', entry: 'absence-Anna' });
  });
});

describe('Somebody who is away', () => {
  const away = (person: Person, time: Period = saturday): RosterCommand => ({
    type: 'MarkAbsent',
    person: whoIs(person),
    ...time,
  });
  const absenceOf = (person: Person, time: Period = saturday) => ({
    type: 'AbsenceMarked' as const,
    absence: { id: 'new', person: whoIs(person), ...time },
  });

  it('is marked absent, whatever they do here', () => {
    given().when(away(anna), { by: anna }).then(absenceOf(anna));
    given().when(away(olga), by).then(absenceOf(olga));
  });

  for (const [name, time, field, problem] of periods) {
    it(`is refused when it ${name}`, () => {
      given()
        .when(away(anna, time), by)
        .refused({ code: 'invalid', problems: [{ field, problem }] });
    });
  }

  it('is away for a year at most', () => {
    const year = period('2027-03-01T00:00+01:00', '2028-03-01T00:00+01:00');
    given().when(away(anna, year), by).then(absenceOf(anna, year));
    given()
      .when(away(anna, { ...year, to: year.to + 2 * HOUR }), by)
      .refused({ code: 'invalid', problems: [{ field: 'to', problem: 'tooLong' }] });
  });

  it('works here', () => {
    for (const person of [gone, moved])
      given()
        .when(away(person), by)
        .refused({ code: 'invalid', problems: [{ field: 'person', problem: 'notAChoice' }] });
  });

  it('is not marked twice for the same time', () => {
    given(absence(anna, saturday))
      .when(away(anna), by)
      .refused({ code: 'alreadyThere', person: whoIs(anna) });
    given(absence(anna, onSaturday('10:00', '17:00')))
      .when(away(anna), by)
      .then(absenceOf(anna));
  });
});
