import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstSeats, startOf } from '../../src/consultation/opening.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { inService } from '../../src/core/calendar.ts';
import {
  type Municipality,
  POLICE,
  type Person,
  SAFE_AT_HOME,
  municipalityOf,
} from '../../src/core/region.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import { evolve } from '../../src/case/evolve.ts';
import { whoIs } from '../../src/core/actor.ts';
import { announcement } from './course.ts';
import {
  ADULT,
  LOCAL,
  eva,
  everybody,
  hoogeveen,
  olga,
  otto,
  person,
  policy,
  regionOf,
  vera,
  victor,
  without,
} from './people.ts';

const calendarOf = (hours = hoogeveen.serviceHours): Calendar => ({
  timeZone: 'Europe/Amsterdam',
  hours,
  isHoliday: (date) => date === '2026-12-25',
});

const local = (moment: string): Instant => Date.parse(`${moment}+01:00`);

interface Announced {
  at: Instant;
  by?: Person;
  directDanger?: boolean;
  rules?: Partial<typeof policy>;
}

const announced = ({ at, by = olga, directDanger = false, rules = {} }: Announced): FollowedCase => {
  const form = evolve(undefined, { at, by: whoIs(by), event: { type: 'IntakeOpened' } });
  const { warnBefore, ladder, ...rest } = { ...policy, ...rules };
  const state = evolve(form, {
    at,
    by: whoIs(by),
    event: {
      type: 'CaseAnnounced',
      number: 'HGV-2026-0001',
      announcement: announcement(at, { directDanger }),
      policy: { ...rest, warnBefore: [...warnBefore], ladder: ladder.map((rung) => [...rung]) },
      roles: [],
    },
  });
  assert.ok(isFollowed(state));
  return state;
};

describe('The first consultation starts', () => {
  const startsAt = (at: string, others: Partial<Announced> = {}, calendar = calendarOf()): string => {
    const now = local(at);
    const start = startOf(announced({ at: now, ...others }), calendar, now);
    return start === now ? 'now' : new Date(start + HOUR).toISOString().slice(0, 16);
  };

  it('now, while people are in service', () => {
    for (const at of ['2026-11-23T08:30', '2026-11-23T16:59', '2026-11-28T10:00', '2026-12-25T12:00'])
      assert.equal(startsAt(at), 'now', at);
  });

  it('at the next service moment, while nobody is', () => {
    for (const [at, expected] of [
      ['2026-11-23T03:00', '2026-11-23T08:30'],
      ['2026-11-23T17:00', '2026-11-24T08:30'],
      ['2026-11-27T23:40', '2026-11-28T10:00'],
      ['2026-11-28T23:40', '2026-11-29T10:00'],
      ['2026-11-29T18:00', '2026-11-30T08:30'],
      ['2026-12-24T22:00', '2026-12-25T10:00'],
    ] as const)
      assert.equal(startsAt(at), expected, at);
  });

  it('now, whatever the hour, when there is direct danger', () => {
    for (const at of ['2026-11-23T03:00', '2026-11-28T23:40', '2026-12-25T04:00'])
      assert.equal(startsAt(at, { directDanger: true }), 'now', at);
  });

  it('now, when waiting would leave too little time for the visit', () => {
    const workdays = calendarOf({ ...hoogeveen.serviceHours, weekend: [], holidays: [] });
    assert.equal(startsAt('2026-11-28T23:40', {}, workdays), 'now');
    assert.equal(startsAt('2026-11-27T17:00', {}, workdays), 'now');
    // Monday 08:30 is before Sunday 16:00 + 24 hours - 6 hours, and after Sunday 14:30 + 18 hours.
    assert.equal(startsAt('2026-11-29T16:00', {}, workdays), '2026-11-30T08:30');
    assert.equal(startsAt('2026-11-29T14:31', {}, workdays), '2026-11-30T08:30');
    assert.equal(startsAt('2026-11-29T14:30', {}, workdays), 'now');
    const warnings = { warnBefore: [HOUR] };
    assert.equal(startsAt('2026-11-29T14:30', { rules: warnings }, workdays), '2026-11-30T08:30');
    assert.equal(startsAt('2026-11-29T08:31', { rules: { warnBefore: [] } }, workdays), '2026-11-30T08:30');
  });

  it('never before now, and never in or after the time of the warnings unless it is now', () => {
    const part = fc
      .integer({ min: 0, max: 1439 })
      .chain((from) => fc.integer({ min: from + 1, max: 1440 }).map((to) => [{ from, to }]));
    const parts = fc.oneof(fc.constant([]), part);
    const hours = fc
      .record({ workdays: parts, weekend: parts, holidays: parts })
      .filter(({ workdays }) => workdays.length > 0);
    const at = fc.integer({ min: local('2026-01-01T00:00'), max: local('2028-01-01T00:00') });
    const rules = fc.record({
      visitWithin: fc.integer({ min: HOUR, max: 3 * DAY }),
      warnBefore: fc.array(fc.integer({ min: 1, max: 3 * DAY }), { maxLength: 3 }),
    });
    let waits = 0;
    fc.assert(
      fc.property(hours, at, rules, fc.boolean(), fc.nat(DAY), (found, received, changed, danger, later) => {
        const state = announced({ at: received, rules: changed, directDanger: danger });
        const calendar = calendarOf(found);
        const now = received + later;
        const start = startOf(state, calendar, now);
        if (start === now) return;
        waits += 1;
        assert.ok(!danger && !inService(now, calendar) && inService(start, calendar));
        assert.ok(start > now);
        assert.ok(start < state.visitBefore - Math.max(0, ...changed.warnBefore));
      }),
      { seed: 20261123, numRuns: 500 },
    );
    assert.ok(waits > 50, `only ${waits} of them had to wait: this proves little`);
  });
});

describe('Called first', () => {
  const WORKDAY = local('2026-11-23T14:00');
  const NIGHT = local('2026-11-28T23:40');

  const first = (
    people: readonly Person[],
    {
      at = WORKDAY,
      by = olga,
      changes = {},
    }: { at?: Instant; by?: Person; changes?: Partial<Municipality> } = {},
  ): readonly string[] => {
    const region = regionOf(people, changes);
    const callees = { region, municipality: municipalityOf(region, 'hoogeveen') };
    return firstSeats(announced({ at, by }), callees, calendarOf(), at).map(
      ({ who, role, organisation }) => `${role} (${organisation}): ${who.name}`,
    );
  };

  it('is one person for every role of the consultation', () => {
    assert.deepEqual(first(everybody), [
      'politie (politie): Olga',
      'veilig-thuis (vt): Vera',
      'veilig-opgroeien (gemeente): Lars',
      'jeugd-mw (welzijn): Yara',
    ]);
  });

  it('is, for the police, whoever made the pre-announcement', () => {
    assert.equal(first(everybody, { by: otto })[0], 'politie (politie): Otto');
    const gone = person('Oscar', POLICE);
    assert.equal(first(everybody, { by: gone })[0], 'politie (politie): Olga');
  });

  it('is also who is on call, outside service', () => {
    const night = first(everybody, { at: NIGHT });
    assert.deepEqual(night.slice(4), ['amw (welzijn): Anna']);
    assert.deepEqual(night.slice(0, 4), first(everybody));
  });

  it('is a different person for every role, as far as there are', () => {
    assert.deepEqual(
      first([eva, ...everybody]).map((line) => line.split(': ')[1]),
      ['Olga', 'Eva', 'Lars', 'Yara'],
    );
    assert.deepEqual(
      first([eva], { by: eva, at: NIGHT }).map((line) => line.split(': ')[1]),
      ['Eva', 'Eva', 'Eva', 'Eva', 'Eva'],
    );
  });

  it('keeps the announcer for the police, when they hold other roles too and the police come last', () => {
    const changes = { consultation: [SAFE_AT_HOME, LOCAL, POLICE] };
    assert.deepEqual(first([eva, ...everybody], { by: eva, changes }), [
      'veilig-thuis (vt): Vera',
      'veilig-opgroeien (gemeente): Lars',
      'politie (politie): Eva',
    ]);
  });

  it('leaves a role that nobody holds', () => {
    assert.deepEqual(
      first(without(vera, victor), { at: NIGHT }).map((line) => line.split(' ')[0]),
      [POLICE, LOCAL, 'jeugd-mw', ADULT],
    );
    assert.deepEqual(first([]), []);
  });

  it('is nobody of another municipality', () => {
    const elsewhere = everybody.map((one) => ({ ...one, municipalities: ['assen'] }));
    assert.deepEqual(first(elsewhere), []);
  });
});
