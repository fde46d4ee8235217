import { rolesAt, rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { firstSeats } from '../../src/consultation/opening.ts';
import {
  MANAGER,
  type Municipality,
  POLICE,
  type Person,
  SAFE_AT_HOME,
  municipalityOf,
} from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { everybodyOnDuty } from '../support/cover.ts';
import { announced, calendarOf, local } from './announced.ts';
import {
  ADULT,
  LOCAL,
  YOUTH,
  anna,
  eva,
  everybody,
  lars,
  lotte,
  olga,
  otto,
  person,
  regionOf,
  vera,
  victor,
  without,
  yara,
} from './people.ts';

describe('Called first', () => {
  const WORKDAY = local('2026-11-23T14:00');
  const NIGHT = local('2026-11-28T23:40');
  const MORNING = local('2026-11-29T10:00');

  const first = (
    people: readonly Person[],
    {
      at = WORKDAY,
      startsAt = at,
      by = olga,
      changes = {},
    }: { at?: Instant; startsAt?: Instant; by?: Person; changes?: Partial<Municipality> } = {},
  ): readonly string[] => {
    const region = regionOf(people, changes);
    const municipality = municipalityOf(region, 'hoogeveen');
    const callees = { region, municipality, cover: everybodyOnDuty(region), at };
    return firstSeats(announced({ at, by }), callees, calendarOf(), startsAt, at).map(
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

  it('is only the announcer and who is on call, when it waits for service', () => {
    assert.deepEqual(first(everybody, { at: NIGHT, startsAt: MORNING, by: otto }), [
      'politie (politie): Otto',
      'veilig-thuis (vt): Vera',
      'jeugd-mw (welzijn): Yara',
      'amw (welzijn): Anna',
    ]);
    const changes = { onCall: [] };
    assert.deepEqual(first(everybody, { at: NIGHT, startsAt: MORNING, changes }), [
      'politie (politie): Olga',
    ]);
  });

  it('is not the police, when they do not consult and are not on call', () => {
    const changes = { consultation: [SAFE_AT_HOME, LOCAL] };
    assert.deepEqual(first(everybody, { at: NIGHT, startsAt: MORNING, changes }), [
      'veilig-thuis (vt): Vera',
      'jeugd-mw (welzijn): Yara',
      'amw (welzijn): Anna',
    ]);
  });

  it('is also who is on call, when it starts at once outside service', () => {
    const night = first(everybody, { at: NIGHT });
    assert.deepEqual(night.slice(4), ['amw (welzijn): Anna']);
    assert.deepEqual(night.slice(0, 4), first(everybody));
  });

  it('is a different person for every role, as far as there are', () => {
    assert.deepEqual(
      first([eva, ...everybody]).map((line) => line.split(': ')[1]),
      ['Olga', 'Vera', 'Lars', 'Yara'],
    );
    // Without Lars and Lotte she is the only one for the municipality, and only for that.
    assert.deepEqual(
      first([eva, ...without(lars, lotte)]).map((line) => line.split(': ')[1]),
      ['Olga', 'Vera', 'Eva', 'Yara'],
    );
    assert.deepEqual(
      first([eva], { by: eva, at: NIGHT }).map((line) => line.split(': ')[1]),
      ['Eva', 'Eva', 'Eva', 'Eva', 'Eva'],
    );
  });

  it('is whoever holds the fewest of the roles that are called, before somebody who stands first', () => {
    const both = person('Bo', SAFE_AT_HOME, LOCAL);
    const names = (others: readonly Person[], options = {}): readonly string[] =>
      first([olga, both, ...others], options).flatMap((line) => line.split(': ')[1] ?? []);
    // Bo is for the municipality: there is nobody else, and there is somebody else for Veilig Thuis.
    assert.deepEqual(names([vera, yara]), ['Olga', 'Vera', 'Bo', 'Yara']);
    assert.deepEqual(names([lars, yara]), ['Olga', 'Bo', 'Lars', 'Yara']);
    assert.deepEqual(names([vera, lars, yara]), ['Olga', 'Vera', 'Lars', 'Yara']);
  });

  it('counts only roles that are called: a role in another round makes nobody less of a specialist', () => {
    const visitor = person('Bo', SAFE_AT_HOME, ADULT, MANAGER);
    const team = [olga, visitor, vera, lars, yara, anna];
    assert.equal(first(team)[1], 'veilig-thuis (vt): Bo');
    // At night adult care is called as well: now Bo holds two of the roles.
    assert.equal(first(team, { at: NIGHT })[1], 'veilig-thuis (vt): Vera');
    const specialists = { at: NIGHT, startsAt: MORNING, changes: { onCall: [SAFE_AT_HOME, YOUTH] } };
    assert.equal(first(team, specialists)[1], 'veilig-thuis (vt): Bo');
  });

  it('is the announcer for the police, however many roles they hold', () => {
    const broad = person('Bo', POLICE, SAFE_AT_HOME, LOCAL);
    assert.deepEqual(first([olga, broad, vera, lars, yara], { by: broad }).slice(0, 3), [
      'politie (politie): Bo',
      'veilig-thuis (vt): Vera',
      'veilig-opgroeien (gemeente): Lars',
    ]);
  });

  it('keeps the announcer for the police, when they hold other roles too and the police come last', () => {
    const changes = { consultation: [SAFE_AT_HOME, LOCAL, POLICE] };
    assert.deepEqual(first([eva, ...everybody], { by: eva, changes }), [
      'veilig-thuis (vt): Vera',
      'veilig-opgroeien (gemeente): Lars',
      'politie (politie): Eva',
    ]);
    // Bo stands before Bea, and holds as many roles.
    const bo = person('Bo', POLICE, SAFE_AT_HOME);
    const bea = person('Bea', SAFE_AT_HOME, LOCAL);
    assert.deepEqual(first([bo, bea, lars, olga], { by: bo, changes }), [
      'veilig-thuis (vt): Bea',
      'veilig-opgroeien (gemeente): Lars',
      'politie (politie): Bo',
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
    const elsewhere = everybody.map((one) => ({ ...one, roles: rolesAt(rolesOf(one), 'assen') }));
    assert.deepEqual(first(elsewhere), []);
  });
});
