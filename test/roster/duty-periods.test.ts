import assert from 'node:assert/strict';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { boundariesIn, dutiesIn, nextBoundary } from '../../src/roster/duty.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, YOUTH, anna, arie } from '../case/region.ts';
import { ada, names } from './people.ts';
import { absence, at, override, pattern, period, rosterOf, shift, swap } from './rosters.ts';
import { ZONE, onSaturday, saturday } from './scenarios.ts';

/** `shift-Anna: Anna 10:00-18:00`, in UTC+1. */
const inShort = (duty: { entry: string; person: { name: string }; from: number; to: number }): string => {
  const time = (moment: number): string => new Date(moment + HOUR).toISOString().slice(5, 16);
  return `${duty.entry}: ${duty.person.name} ${time(duty.from)} - ${time(duty.to)}`;
};

describe('The duties in a period', () => {
  const duties = (roster: RosterState, time = saturday) => dutiesIn(roster, ADULT, time, ZONE).map(inShort);

  it('are clipped to it, and come in order of beginning, then of name', () => {
    const roster = rosterOf(
      shift(arie, onSaturday('09:00', '12:00')),
      shift(ada, onSaturday('11:00', '13:00')),
      shift(anna, onSaturday('08:00', '20:00')),
    );
    assert.deepEqual(duties(roster), [
      'shift-Anna: Anna 11-28T10:00 - 11-28T18:00',
      'shift-Arie: Arie 11-28T10:00 - 11-28T12:00',
      'shift-Ada: Ada 11-28T11:00 - 11-28T13:00',
    ]);
  });

  it('leave out what only touches it', () => {
    const roster = rosterOf(
      shift(anna, onSaturday('08:00', '10:00')),
      shift(arie, onSaturday('18:00', '20:00')),
    );
    assert.deepEqual(duties(roster), []);
  });

  it('are one where stretches of a person touch or overlap, with the entry of the first', () => {
    const roster = rosterOf(
      shift(anna, onSaturday('14:00', '16:00'), { id: 'third' }),
      shift(anna, onSaturday('10:00', '12:00'), { id: 'first' }),
      shift(arie, onSaturday('11:00', '12:00')),
      shift(anna, onSaturday('12:00', '15:00'), { id: 'second' }),
      shift(anna, onSaturday('17:00', '18:00'), { id: 'later' }),
    );
    assert.deepEqual(duties(roster), [
      'first: Anna 11-28T10:00 - 11-28T16:00',
      'shift-Arie: Arie 11-28T11:00 - 11-28T12:00',
      'later: Anna 11-28T17:00 - 11-28T18:00',
    ]);
  });

  it('keep the entry they come from when somebody takes over, and have that of the override that replaces them', () => {
    const roster = rosterOf(
      shift(anna, saturday),
      swap(anna, arie, onSaturday('12:00', '14:00')),
      override(ada, onSaturday('16:00', '17:00')),
    );
    assert.deepEqual(duties(roster), [
      'shift-Anna: Anna 11-28T10:00 - 11-28T12:00',
      'shift-Anna: Arie 11-28T12:00 - 11-28T14:00',
      'shift-Anna: Anna 11-28T14:00 - 11-28T16:00',
      'override-Ada: Ada 11-28T16:00 - 11-28T17:00',
      'shift-Anna: Anna 11-28T17:00 - 11-28T18:00',
    ]);
  });

  it('tell people with the same id in different tenants apart', () => {
    const guest = { ...anna, tenant: '99999999-9999-4999-8999-999999999999', name: 'Anna (gast)' };
    const roster = rosterOf(shift(anna, saturday), shift(guest, saturday), absence(guest, saturday));
    assert.deepEqual(duties(roster), ['shift-Anna: Anna 11-28T10:00 - 11-28T18:00']);
  });
});

describe('The moments at which duties begin or end', () => {
  const boundaries = (roster: RosterState, time = saturday, roles = [ADULT]) =>
    boundariesIn(roster, roles, time, ZONE).map((boundary) => ({
      at: new Date(boundary.at + HOUR).toISOString().slice(5, 16),
      comes: boundary.comes.map(inShort),
      goes: boundary.goes.map(inShort),
    }));

  it('are after the beginning of the period and at its end at the latest, with whole duties', () => {
    const roster = rosterOf(
      shift(anna, onSaturday('10:00', '14:00')),
      shift(arie, onSaturday('14:00', '20:00')),
      shift(ada, onSaturday('09:00', '18:00')),
    );
    assert.deepEqual(boundaries(roster), [
      {
        at: '11-28T14:00',
        comes: ['shift-Arie: Arie 11-28T14:00 - 11-28T20:00'],
        goes: ['shift-Anna: Anna 11-28T10:00 - 11-28T14:00'],
      },
      { at: '11-28T18:00', comes: [], goes: ['shift-Ada: Ada 11-28T09:00 - 11-28T18:00'] },
    ]);
  });

  it('are none where one duty of a person goes on in another, also at the border of the period', () => {
    const roster = rosterOf(
      shift(anna, onSaturday('06:00', '10:00'), { id: 'before' }),
      shift(anna, onSaturday('10:00', '12:00')),
      shift(anna, onSaturday('12:00', '18:00')),
      shift(anna, onSaturday('18:00', '20:00')),
    );
    assert.deepEqual(boundaries(roster), []);
    assert.equal(nextBoundary(roster, [ADULT], saturday.from, saturday.to, ZONE), undefined);
  });

  it('take the roles together, each role once', () => {
    const roster = rosterOf(
      shift(ada, onSaturday('08:00', '12:00')),
      shift(ada, onSaturday('12:00', '19:00'), { role: YOUTH, id: 'youth' }),
    );
    assert.deepEqual(boundaries(roster, saturday, [ADULT, YOUTH, ADULT]), [
      {
        at: '11-28T12:00',
        comes: ['youth: Ada 11-28T12:00 - 11-28T19:00'],
        goes: ['shift-Ada: Ada 11-28T08:00 - 11-28T12:00'],
      },
    ]);
  });

  it('know how long a duty of many weeks was', () => {
    const roster = rosterOf(shift(anna, period('2026-09-01T10:00+01:00', '2026-11-28T12:00+01:00')));
    assert.deepEqual(boundaries(roster), [
      { at: '11-28T12:00', comes: [], goes: ['shift-Anna: Anna 09-01T10:00 - 11-28T12:00'] },
    ]);
  });

  it('are found where a duty begins that never ends', () => {
    const roster = rosterOf(
      ...[0, 1, 2, 3, 4, 5, 6].map((weekday) =>
        pattern(anna, '2026-11-28', { weekday, from: 0, to: 1440, id: `${weekday}` }),
      ),
    );
    const day = period('2026-11-27T12:00+01:00', '2026-11-28T12:00+01:00');
    const [found, ...others] = boundariesIn(roster, [ADULT], day, ZONE);
    assert.equal(found?.at, at('2026-11-28T00:00+01:00'));
    assert.deepEqual(others, []);
    assert.deepEqual(names(found.comes.map(({ person }) => person)), ['Anna']);
    assert.ok(found.comes[0]!.to > at('2027-11-28T00:00+01:00'));
    assert.deepEqual(boundaries(roster, saturday), []);
  });

  it('are looked for up to the horizon, which is included', () => {
    const roster = rosterOf(shift(anna, saturday));
    const next = (after: number, horizon: number) => nextBoundary(roster, [ADULT], after, horizon, ZONE);
    const { from, to } = saturday;
    assert.equal(next(from - MINUTE, from - 1), undefined);
    assert.equal(next(from - MINUTE, from), from);
    assert.equal(next(from - 1, to), from);
    assert.equal(next(from, to - 1), undefined);
    assert.equal(next(from, to), to);
    assert.equal(next(to, to + HOUR), undefined);
  });
});
